#include "hubspot/api_paths.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using namespace std::chrono;

TEST(ApiPathsTest, AreDatedByOneConstant)
{
    EXPECT_EQ(apiPath(ApiCall::AccountDetails), QStringLiteral("/account-info/2026-09/details"));
    EXPECT_EQ(apiPath(ApiCall::DailyUsage), QStringLiteral("/account-info/2026-09/api-usage/daily/private-apps"));
    EXPECT_EQ(apiPath(ApiCall::SecurityActivity), QStringLiteral("/account-info/2026-09/activity/security"));
    EXPECT_EQ(apiPath(ApiCall::OAuthToken), QStringLiteral("/oauth/2026-09/token"));
    EXPECT_EQ(apiPath(ApiCall::OAuthIntrospect), QStringLiteral("/oauth/2026-09/token/introspect"));
    EXPECT_EQ(apiPath(ApiCall::PrivateAppToken), QStringLiteral("/oauth/v2/private-apps/get/access-token-info"));
    EXPECT_EQ(objectsPath(QStringLiteral("contacts")), QStringLiteral("/crm/objects/2026-09/contacts"));
    EXPECT_EQ(objectPath(QStringLiteral("p_own/er"), QStringLiteral("a@b c")),
              QStringLiteral("/crm/objects/2026-09/p_own%2Fer/a%40b%20c"));
    EXPECT_EQ(batchPath(QStringLiteral("deals"), BatchOperation::Upsert),
              QStringLiteral("/crm/objects/2026-09/deals/batch/upsert"));
    EXPECT_EQ(searchPath(QStringLiteral("0-1")), QStringLiteral("/crm/objects/2026-09/0-1/search"));
}

struct LegacyCase {
    const char *name;
    const char *path;
    std::optional<TimePoint> ends;
};

class LegacyPathTest : public ::testing::TestWithParam<LegacyCase>
{ };

TEST_P(LegacyPathTest, KnowsItsEnd)
{
    const QString path = QString::fromLatin1(GetParam().path);
    EXPECT_EQ(switchedOffAt(path), GetParam().ends);
    EXPECT_EQ(isLegacyPath(path), GetParam().ends.has_value());
}

const TimePoint oauthEnd = sys_days(2027y / February / 16);
const TimePoint v4End = sys_days(2027y / March / 30);
const TimePoint autumn = sys_days(2027y / September / 1);

INSTANTIATE_TEST_SUITE_P(
    Paths, LegacyPathTest,
    ::testing::Values(LegacyCase{"OAuthV1", "/oauth/v1/token", oauthEnd},
                      LegacyCase{"OAuthV3", "/oauth/v3/token", autumn},
                      LegacyCase{"TokenInfo", "/oauth/v2/private-apps/get/access-token-info", autumn},
                      LegacyCase{"Associations", "/crm/v4/associations/contacts/deals/batch/read", v4End},
                      LegacyCase{"Objects", "/crm/v3/objects/contacts?limit=1", autumn},
                      LegacyCase{"Engagements", "/engagements/v1/engagements", autumn},
                      LegacyCase{"Dated", "/crm/objects/2026-09/contacts", std::nullopt},
                      LegacyCase{"Beta", "/crm/objects/2027-03-beta/contacts", std::nullopt},
                      LegacyCase{"VersionInTheQueryOnly", "/crm/objects/2026-09/contacts?x=/v3/", std::nullopt},
                      LegacyCase{"LaterVersion", "/crm/v5/objects", std::nullopt},
                      LegacyCase{"PartOfAWord", "/crm/v3x/objects", std::nullopt},
                      LegacyCase{"StatusPage", "/api/v2/summary.json", std::nullopt},
                      LegacyCase{"Empty", "", std::nullopt}),
    [](const auto &test) { return test.param.name; });

TEST(ApiUrlTest, KeepsTheBaseAndTheEncodingOfThePath)
{
    EXPECT_EQ(apiUrl(QUrl(QStringLiteral("https://api.hubapi.com")), QStringLiteral("/a/b%2Fc")).toEncoded(),
              QByteArray("https://api.hubapi.com/a/b%2Fc"));
    EXPECT_EQ(apiUrl(QUrl(QStringLiteral("http://127.0.0.1:8099/box/?x=1#f")), QStringLiteral("/a")).toEncoded(),
              QByteArray("http://127.0.0.1:8099/box/a"));
}

} // namespace
} // namespace hubwatch
