#include "hubspot/token_facts.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct BindingCase {
    const char *name;
    std::int64_t portal;
    std::int64_t expected;
    std::int64_t bound;
    bool refused;
};

class BindingTest : public ::testing::TestWithParam<BindingCase>
{ };

TEST_P(BindingTest, RefusesAnotherPortalWithBothNumbers)
{
    const BindingCase &c = GetParam();
    const QString complaint = bindingComplaint({.portal = c.portal}, c.expected, c.bound);
    EXPECT_EQ(!complaint.isEmpty(), c.refused) << complaint.toStdString();
    if (!c.refused)
        return;
    EXPECT_TRUE(complaint.contains(QString::number(c.portal)));
    EXPECT_TRUE(complaint.contains(QString::number(c.portal == c.expected || c.expected == 0 ? c.bound : c.expected)));
}

INSTANTIATE_TEST_SUITE_P(
    Portals, BindingTest,
    ::testing::Values(BindingCase{"FirstOne", 11, 0, 0, false}, BindingCase{"AsTheWorkspaceSays", 11, 11, 0, false},
                      BindingCase{"AsBefore", 11, 11, 11, false}, BindingCase{"NotTheWorkspaces", 11, 22, 0, true},
                      BindingCase{"NotTheOneBefore", 11, 0, 33, true},
                      BindingCase{"WorkspaceMovedOn", 11, 11, 33, true}, BindingCase{"NotTold", 0, 22, 33, false}),
    [](const auto &test) { return test.param.name; });

TEST(RegionOfTokenTest, StandsInThePrefix)
{
    EXPECT_EQ(regionOfToken(Secret::copyOf("pat-eu1-0000")), QStringLiteral("eu1"));
    EXPECT_EQ(regionOfToken(Secret::copyOf("na1-1234-5678")), QStringLiteral("na1"));
    EXPECT_EQ(regionOfToken(Secret::copyOf("pat-europe-0000")), QString());
    EXPECT_EQ(regionOfToken(Secret()), QString());
}

TEST(ScopesTest, AreThoseOfTheFeaturesInUse)
{
    EXPECT_EQ(scopesNeeded({}), QStringList());
    EXPECT_EQ(scopesNeeded({.securityActivity = true,
                            .readTypes = {QStringLiteral("contacts"), QStringLiteral("tickets")},
                            .writeTypes = {QStringLiteral("0-1"), QStringLiteral("2-77")}})
                  .join(u' '),
              QStringLiteral("account-info.security.read crm.objects.contacts.read crm.objects.contacts.write "
                             "crm.objects.custom.read crm.objects.custom.write tickets"));
    EXPECT_EQ(scopesMissing({QStringLiteral("a"), QStringLiteral("b")}, {QStringLiteral("b"), QStringLiteral("c")}),
              QStringList{QStringLiteral("a")});
}

} // namespace
} // namespace hubwatch
