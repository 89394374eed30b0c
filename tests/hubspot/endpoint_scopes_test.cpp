#include "hubspot/endpoint_scopes.h"

#include "hubspot/call_endpoint.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using Reading = EndpointScopes::Reading;

/// "a|b & c", "" for none, "?" for unknown, "~" for ambiguous.
std::string needsText(const QString &endpoint)
{
    const EndpointScopes scopes = endpointScopes(endpoint);
    if (scopes.reading == Reading::Unknown)
        return "?";
    if (scopes.reading == Reading::Ambiguous)
        return "~";
    QStringList needs;
    for (const QStringList &need : scopes.needs)
        needs += need.join(u'|');
    return needs.join(QStringLiteral(" & ")).toStdString();
}

struct EndpointCase {
    const char *endpoint;
    const char *needs;
};

class EndpointScopesTest : public ::testing::TestWithParam<EndpointCase>
{ };

TEST_P(EndpointScopesTest, SaysWhatTheEndpointNeeds)
{
    EXPECT_EQ(needsText(QString::fromLatin1(GetParam().endpoint)), GetParam().needs) << GetParam().endpoint;
}

INSTANTIATE_TEST_SUITE_P(
    Labels, EndpointScopesTest,
    ::testing::Values(EndpointCase{"contacts.search", "crm.objects.contacts.read"},
                      EndpointCase{"contacts.batchUpdate", "crm.objects.contacts.write"},
                      EndpointCase{"contacts.batch_read", "crm.objects.contacts.read"},
                      EndpointCase{"crm.contacts.basicApi.getById", "crm.objects.contacts.read"},
                      EndpointCase{"client.crm.deals.batchApi.upsert", "crm.objects.deals.write"},
                      EndpointCase{"get_companies", "crm.objects.companies.read"},
                      EndpointCase{"createContact", "crm.objects.contacts.write"},
                      EndpointCase{"contacts.getOrCreate", "crm.objects.contacts.read & crm.objects.contacts.write"},
                      EndpointCase{"contacts.merge", "crm.objects.contacts.write"},
                      EndpointCase{"tickets.create", "tickets"},
                      EndpointCase{"lineItems.create", "crm.objects.line_items.write|e-commerce"},
                      EndpointCase{"owners.list", "crm.objects.owners.read|automation"},
                      EndpointCase{"lists.add", "crm.lists.write"}, EndpointCase{"properties.contacts", "~"},
                      EndpointCase{"contacts.properties.get",
                                   "crm.objects.contacts.read|crm.schemas.contacts.read|crm.objects.contacts.write"},
                      EndpointCase{"client.crm.properties.coreApi.getAll", "~"},
                      EndpointCase{"associations.contacts.companies.create",
                                   "crm.objects.contacts.write & crm.objects.companies.write"},
                      EndpointCase{"oauth.token", ""}, EndpointCase{"account_info.details", ""},
                      EndpointCase{"contacts", "~"}, EndpointCase{"api_call_success", "?"}, EndpointCase{"sync", "?"},
                      EndpointCase{"", "?"}, EndpointCase{"other", "?"}),
    [](const auto &test) { return "Row" + std::to_string(test.index); });

INSTANTIATE_TEST_SUITE_P(
    Paths, EndpointScopesTest,
    ::testing::Values(
        EndpointCase{"/crm/v3/objects/contacts/batch/read", "crm.objects.contacts.read"},
        EndpointCase{"POST /crm/v3/objects/contacts/batch/read", "crm.objects.contacts.read"},
        EndpointCase{"/crm/objects/2026-09/contacts/batch/upsert", "crm.objects.contacts.write"},
        EndpointCase{"/crm/objects/2026-09/0-3/search", "crm.objects.deals.read"},
        EndpointCase{"/crm/objects/2026-09/2-5512/search", "crm.objects.custom.read"},
        EndpointCase{"/crm/v3/objects/p_pet/batch/archive", "crm.objects.custom.write"},
        EndpointCase{"GET /crm/v3/objects/contacts/{contactId}", "crm.objects.contacts.read"},
        EndpointCase{"DELETE /crm/v3/objects/companies/:companyId", "crm.objects.companies.write"},
        EndpointCase{"PATCH https://api.hubapi.com/crm/v3/objects/deals/991", "crm.objects.deals.write"},
        EndpointCase{"/crm/v3/objects/contacts", "~"},
        EndpointCase{"GET /crm/v3/properties/contacts",
                     "crm.objects.contacts.read|crm.schemas.contacts.read|crm.objects.contacts.write"},
        EndpointCase{"POST /crm/v3/properties/contacts", "crm.schemas.contacts.write"},
        EndpointCase{"GET /crm/v3/pipelines/tickets", "tickets"},
        EndpointCase{"GET /crm/v3/schemas", "crm.objects.custom.read|crm.schemas.custom.read|crm.objects.custom.write"},
        EndpointCase{"/crm/v4/associations/contacts/companies/batch/read",
                     "crm.objects.contacts.read|crm.objects.contacts.write & "
                     "crm.objects.companies.read|crm.objects.companies.write"},
        EndpointCase{"POST /crm/v3/imports", "crm.import"},
        EndpointCase{"/crm/exports/2026-09/export/async/tasks/7/status", "crm.export"},
        EndpointCase{"PUT /crm/lists/2026-09/17/memberships/add", "crm.lists.write"},
        EndpointCase{"/account-info/2026-09/details", ""},
        EndpointCase{"/account-info/2026-09/activity/security", "account-info.security.read"},
        EndpointCase{"/oauth/v2/private-apps/get/access-token-info", ""}, EndpointCase{"GET /cms/v9/moon", "?"},
        EndpointCase{"GET /crm/v3/objects/contacts?properties=company,deals", "crm.objects.contacts.read"}),
    [](const auto &test) { return "Row" + std::to_string(test.index); });

TEST(OwnEndpointScopesTest, ReadsOurOwnLabelsWithoutGuessingTheObject)
{
    const EndpointScopes upsert
        = endpointScopes(endpointLabel(QStringLiteral("/crm/objects/2026-09/contacts/batch/upsert")));
    EXPECT_EQ(upsert.reading, Reading::Ambiguous);
    EXPECT_TRUE(upsert.may.contains(QStringLiteral("crm.objects.*.write")));
    EXPECT_FALSE(upsert.may.contains(QStringLiteral("crm.objects.*.read")));
    EXPECT_EQ(
        endpointScopes(endpointLabel(QStringLiteral("/account-info/2026-09/api-usage/daily/private-apps"))).reading,
        Reading::Known);
}

TEST(OwnEndpointScopesTest, AStarIsOneWord)
{
    EXPECT_TRUE(scopeMatches(u"crm.objects.*.write", u"crm.objects.deals.write"));
    EXPECT_FALSE(scopeMatches(u"crm.objects.*.write", u"crm.objects.deals.read"));
    EXPECT_FALSE(scopeMatches(u"crm.objects.*.write", u"crm.objects.deals.sensitive.write"));
    EXPECT_TRUE(scopeMatches(u"tickets", u"tickets"));
}

TEST(OwnEndpointScopesTest, KnowsWhatIsDangerous)
{
    for (const char *scope :
         {"crm.objects.contacts.write", "crm.lists.write", "crm.schemas.deals.write", "files", "tickets", "e-commerce",
          "settings.users.write", "settings.users.read", "automation", "crm.objects.contacts.sensitive.write.v2",
          "cms.source_code.read_write", "crm.import", "transactional-email", "forms", "some.thing.delete"})
        EXPECT_FALSE(scopeDanger(QString::fromLatin1(scope)).isEmpty()) << scope;
    for (const char *scope : {"oauth", "crm.objects.contacts.read", "crm.schemas.contacts.read", "crm.lists.read",
                              "account-info.security.read", "files.ui_hidden.read", "crm.objects.owners.read"})
        EXPECT_TRUE(scopeDanger(QString::fromLatin1(scope)).isEmpty()) << scope;
}

} // namespace
} // namespace hubwatch
