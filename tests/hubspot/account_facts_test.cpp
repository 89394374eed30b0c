#include "hubspot/account_facts.h"

#include "hubspot/fixture.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {
namespace {

using namespace std::chrono;

TEST(AccountFactsTest, ReadsDetails)
{
    EXPECT_EQ(parseAccountDetails(fixture("account_details.json")),
              (AccountDetails{.portal = 4711001,
                              .type = AccountDetails::Type::Standard,
                              .name = QStringLiteral("Night Shift Foods"),
                              .timeZone = QStringLiteral("Asia/Tokyo"),
                              .utcOffset = 9h,
                              .uiDomain = QStringLiteral("app.hubspot.com"),
                              .region = QStringLiteral("na1"),
                              .currency = QStringLiteral("JPY")}));
}

TEST(AccountFactsTest, ReadsDetailsOfOlderRolloutsAndOfLaterTypes)
{
    const auto details = parseAccountDetails(R"({"portalId":"12","accountType":"GALACTIC","utcOffset":"-05:00"})");
    ASSERT_TRUE(details);
    EXPECT_EQ(details->portal, 12);
    EXPECT_EQ(details->type, AccountDetails::Type::Unknown);
    EXPECT_EQ(details->utcOffset, -5h);
    EXPECT_EQ(parseAccountDetails(R"({"portalId":1,"accountType":"SANDBOX"})")->type, AccountDetails::Type::Sandbox);
}

TEST(AccountFactsTest, SumsUpTheDaysUsage)
{
    EXPECT_EQ(parseDailyUsage(fixture("daily_usage.json")),
              (DailyUsage{.name = QStringLiteral("private-apps-api-calls-daily"),
                          .limit = 625'000,
                          .used = 31'250,
                          .fetch = DailyUsage::Fetch::Cached,
                          .collectedAt = TimePoint(sys_days(2026y / November / 25)) + 12h + 4min + 10250ms,
                          .resetsAt = TimePoint(sys_days(2026y / November / 25)) + 15h}));
    EXPECT_EQ(parseDailyUsage(R"({"results":[{"name":"api-calls-daily","usageLimit":10,"fetchStatus":"PONDERING"}]})"),
              (DailyUsage{.name = QStringLiteral("api-calls-daily"), .limit = 10}));
}

TEST(AccountFactsTest, NamesEachFetchStatus)
{
    for (const auto fetch : {DailyUsage::Fetch::Success, DailyUsage::Fetch::Cached, DailyUsage::Fetch::Failure,
                             DailyUsage::Fetch::NotFound, DailyUsage::Fetch::Timeout}) {
        const QByteArray json = R"({"results":[{"fetchStatus":")" + fetchText(fetch).toLatin1() + R"("}]})";
        EXPECT_EQ(parseDailyUsage(json)->fetch, fetch) << json.toStdString();
    }
}

TEST(AccountFactsTest, ReadsRateHeaders)
{
    EXPECT_EQ(
        rateHeadersOf({{"x-hubspot-ratelimit-max", "190"},
                       {"X-HubSpot-RateLimit-Remaining", " 188 "},
                       {"X-HubSpot-RateLimit-Interval-Milliseconds", "10000"},
                       {"X-HubSpot-RateLimit-Daily", "5000000000"},
                       {"X-HubSpot-RateLimit-Daily-Remaining", "4999999999"},
                       {"X-HubSpot-RateLimit-Secondly", "19"}}),
        (RateHeaders{
            .max = 190, .remaining = 188, .interval = 10s, .daily = 5'000'000'000, .dailyRemaining = 4'999'999'999}));
    EXPECT_FALSE(rateHeadersOf({{"Content-Type", "application/json"}}).any());
    EXPECT_EQ(rateHeadersOf({{"X-HubSpot-RateLimit-Max", "-1"},
                             {"X-HubSpot-RateLimit-Remaining", "many"},
                             {"X-HubSpot-RateLimit-Interval-Milliseconds", "0"}}),
              RateHeaders());
}

TEST(AccountFactsTest, ReadsBothFormsOfATokensInfo)
{
    const QStringList scopes{QStringLiteral("oauth"), QStringLiteral("crm.objects.contacts.read")};
    EXPECT_EQ(parseTokenInfo(
                  R"({"userId":7,"hubId":4711001,"appId":55,"scopes":["oauth","crm.objects.contacts.read"],"x":1})"),
              (TokenInfo{.portal = 4711001, .app = 55, .user = 7, .scopes = scopes}));
    EXPECT_EQ(parseTokenInfo(R"({"active":true,"token_use":"access_token","hub_id":4711001,"user_id":7,"app_id":55,
                                 "scopes":["oauth","crm.objects.contacts.read"],"expires_in":1700})"),
              (TokenInfo{.portal = 4711001, .app = 55, .user = 7, .scopes = scopes}));
    EXPECT_EQ(parseTokenInfo(R"({"active":false})"), (TokenInfo{.active = false}));
}

struct MalformedCase {
    const char *name;
    const char *json;
    const char *detail;
};

class MalformedFactsTest : public ::testing::TestWithParam<MalformedCase>
{ };

template<class T>
QString detailOf(const Result<T> &result)
{
    return result ? QStringLiteral("accepted") : result.error().detail;
}

TEST_P(MalformedFactsTest, SaysWhatWasExpected)
{
    const QByteArray json(GetParam().json);
    const QString wanted = QString::fromLatin1(GetParam().detail);
    const QString said = wanted.startsWith(u"account") ? detailOf(parseAccountDetails(json))
        : wanted.startsWith(u"daily")                  ? detailOf(parseDailyUsage(json))
                                                       : detailOf(parseTokenInfo(json));
    EXPECT_EQ(said, wanted);
}

INSTANTIATE_TEST_SUITE_P(
    Answers, MalformedFactsTest,
    ::testing::Values(
        MalformedCase{"CaptivePortal", "<html>", "account details: byte 1: expected JSON, found: illegal value"},
        MalformedCase{"NoPortal", "{}", "account details: portalId: expected a portal's number, found nothing"},
        MalformedCase{"WordForAPortal", R"({"portalId":[]})",
                      "account details: portalId: expected a portal's number, found an array"},
        MalformedCase{"NoResults", "{}", "daily usage: results: expected at least one, found nothing"},
        MalformedCase{"EmptyResults", R"({"results":[]})",
                      "daily usage: results: expected at least one, found none that is an object"},
        MalformedCase{"NoHub", R"({"scopes":[]})", "token info: hubId: expected a portal's number, found nothing"}),
    [](const auto &test) { return test.param.name; });

} // namespace
} // namespace hubwatch::testing
