#include "hubspot/call_endpoint.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct LabelCase {
    const char *path;
    const char *label;
};

class EndpointLabelTest : public ::testing::TestWithParam<LabelCase>
{ };

TEST_P(EndpointLabelTest, NamesTheTemplate)
{
    EXPECT_EQ(endpointLabel(QString::fromLatin1(GetParam().path)), QString::fromLatin1(GetParam().label));
}

INSTANTIATE_TEST_SUITE_P(
    Paths, EndpointLabelTest,
    ::testing::Values(
        LabelCase{"/account-info/2026-09/details", "accountInfo.details"},
        LabelCase{"/account-info/v3/details", "accountInfo.details"},
        LabelCase{"/account-info/2026-09/api-usage/daily/private-apps", "accountInfo.apiUsage.daily.privateApps"},
        LabelCase{"/account-info/2026-09/activity/security", "accountInfo.activity.security"},
        LabelCase{"/crm/objects/2026-09/contacts/12345", "crm.objects"},
        LabelCase{"/crm/objects/2026-09/contacts/jane@example.com", "crm.objects"},
        LabelCase{"/crm/objects/2026-09/2-99887/batch/upsert", "crm.objects.batch.upsert"},
        LabelCase{"/crm/v3/objects/deals/search", "crm.objects.search"},
        LabelCase{"/crm/lists/2026-09/42/memberships/add", "crm.lists.memberships.add"},
        LabelCase{"/oauth/v2/private-apps/get/access-token-info", "oauth.privateApps.get.accessTokenInfo"},
        LabelCase{"/oauth/v1/access-tokens/CNuXp8aLMRIHAAEDQAAA", "oauth.accessTokens"},
        LabelCase{"/oauth/2026-09/token", "oauth.token"}, LabelCase{"/api/v2/summary.json", "api.summary"},
        LabelCase{"/what/is/this", "other"}, LabelCase{"", "other"}));

TEST(ShownPath, HidesWhoIsMeantAndTokens)
{
    const auto shown = [](const char *path) { return shownPath(QString::fromLatin1(path)); };
    EXPECT_EQ(shown("/account-info/2026-09/details?hapikey=x"), QStringLiteral("/account-info/2026-09/details"));
    EXPECT_EQ(shown("/crm/objects/2026-09/contacts/12345"), QStringLiteral("/crm/objects/2026-09/contacts/12345"));
    EXPECT_EQ(shown("/crm/objects/2026-09/contacts/jane@example.com"),
              QStringLiteral("/crm/objects/2026-09/contacts/{mail}"));
    EXPECT_EQ(shown("/crm/objects/2026-09/contacts/jane%40example.com/x"),
              QStringLiteral("/crm/objects/2026-09/contacts/{mail}/x"));
    EXPECT_EQ(shown("/oauth/v1/access-tokens/CNuX"), QStringLiteral("/oauth/v1/access-tokens/{token}"));
}

} // namespace
} // namespace hubwatch
