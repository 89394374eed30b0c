#include "sim/sim_hubspot_limits.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr TimePoint limitsStart{1'763'884'800s}; // 08:00 UTC, 03:00 in New York

struct WindowCase {
    const char *name;
    std::vector<int> calls; ///< milliseconds
    int at;
    int expected;
};

class RollingCountTest : public ::testing::TestWithParam<WindowCase>
{ };

TEST_P(RollingCountTest, CountsTheLastTenSeconds)
{
    RollingCount count(10s);
    for (const int call : GetParam().calls)
        count.add(limitsStart + Duration(call));
    EXPECT_EQ(count.count(limitsStart + Duration(GetParam().at)), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Windows, RollingCountTest,
                         ::testing::Values(WindowCase{"Empty", {}, 0, 0}, WindowCase{"Now", {0}, 0, 1},
                                           WindowCase{"JustInside", {0}, 9'999, 1},
                                           WindowCase{"ExactlyTenSeconds", {0}, 10'000, 0},
                                           WindowCase{"OneOfThreeHasLeft", {0, 5'000, 9'000}, 12'000, 2},
                                           WindowCase{"NoBucketEmptiesAtOnce", {9'000, 9'500}, 10'500, 2}),
                         [](const auto &test) { return test.param.name; });

struct MidnightCase {
    const char *name;
    const char *zone;
    qint64 now;
    qint64 midnight;
};

class MidnightTest : public ::testing::TestWithParam<MidnightCase>
{ };

TEST_P(MidnightTest, IsThePortalsOwn)
{
    EXPECT_EQ(nextMidnight(QString::fromLatin1(GetParam().zone), TimePoint(std::chrono::seconds(GetParam().now))),
              TimePoint(std::chrono::seconds(GetParam().midnight)));
}

INSTANTIATE_TEST_SUITE_P(Zones, MidnightTest,
                         ::testing::Values(MidnightCase{"Utc", "UTC", 1'763'884'800, 1'763'942'400},
                                           MidnightCase{"NewYork", "America/New_York", 1'763'884'800, 1'763'960'400},
                                           MidnightCase{"Tokyo", "Asia/Tokyo", 1'763'884'800, 1'763'910'000},
                                           MidnightCase{"AtMidnight", "UTC", 1'763'942'400, 1'764'028'800},
                                           // 2026-03-08 has 23 hours in New York
                                           MidnightCase{"ShortDay", "America/New_York", 1'772'964'000, 1'773'028'800},
                                           MidnightCase{"UnknownZone", "Mars/Olympus", 1'763'884'800, 1'763'942'400}),
                         [](const auto &test) { return test.param.name; });

class SimLimitsTest : public ::testing::Test
{
protected:
    SimLimits limits;
    TimePoint now = limitsStart;
    SimToken token{.portal = 1, .app = 10};

    QString policy(const SimToken &of, bool isSearch = false) { return limits.arrive(of, isSearch, now).policy; }
};

TEST_F(SimLimitsTest, BurstIsPerAppAndDailyIsPerAccount)
{
    limits.settings = {.tenSecondly = 2, .daily = 3};
    const SimToken other{.portal = 1, .app = 11};
    const SimToken elsewhere{.portal = 2, .app = 10};
    EXPECT_EQ(policy(token), QString());
    EXPECT_EQ(policy(token), QString());
    EXPECT_EQ(policy(token), QStringLiteral("TEN_SECONDLY_ROLLING"));
    EXPECT_EQ(policy(other), QString());
    EXPECT_EQ(policy(other), QStringLiteral("DAILY"));
    EXPECT_EQ(policy(elsewhere), QString());
}

TEST_F(SimLimitsTest, ARotatedTokenSharesItsAppsBurst)
{
    limits.settings.tenSecondly = 1;
    SimToken rotated = token;
    rotated.token = QStringLiteral("another");
    EXPECT_EQ(policy(token), QString());
    EXPECT_EQ(policy(rotated), QStringLiteral("TEN_SECONDLY_ROLLING"));
}

TEST_F(SimLimitsTest, DailyBeginsAnewAtMidnight)
{
    limits.settings.daily = 1;
    EXPECT_EQ(policy(token), QString());
    now = nextMidnight(limits.settings.timeZone, now) - 1ms;
    EXPECT_EQ(policy(token), QStringLiteral("DAILY"));
    now += 1ms;
    EXPECT_EQ(policy(token), QString());
}

TEST_F(SimLimitsTest, OAuthHasNoDailyFigures)
{
    token.kind = SimToken::Kind::OAuth;
    const SimLimits::Verdict verdict = limits.arrive(token, false, now);
    EXPECT_EQ(headerValue(verdict.headers, "X-HubSpot-RateLimit-Max"), QByteArray("190"));
    EXPECT_EQ(headerValue(verdict.headers, "X-HubSpot-RateLimit-Daily"), QByteArray());
    EXPECT_EQ(limits.usage(1, now).used, 0);
}

TEST_F(SimLimitsTest, HeadersTellWhatIsLeft)
{
    limits.setDailyUsed(1, 625'000 - 2, now);
    const SimLimits::Verdict verdict = limits.arrive(token, false, now);
    const std::vector<HttpHeader> expected{{"X-HubSpot-RateLimit-Max", "190"},
                                           {"X-HubSpot-RateLimit-Remaining", "189"},
                                           {"X-HubSpot-RateLimit-Interval-Milliseconds", "10000"},
                                           {"X-HubSpot-RateLimit-Daily", "625000"},
                                           {"X-HubSpot-RateLimit-Daily-Remaining", "1"},
                                           {"X-HubSpot-RateLimit-Secondly", "19"},
                                           {"X-HubSpot-RateLimit-Secondly-Remaining", "18"}};
    EXPECT_EQ(verdict.headers, expected);
    EXPECT_TRUE(limits.arrive(token, true, now).headers.empty()) << "a search";
}

TEST_F(SimLimitsTest, RefusedCallsCountForThePeakAlone)
{
    limits.settings.tenSecondly = 2;
    for (int i = 0; i < 5; ++i)
        policy(token);
    EXPECT_EQ(limits.peak(), (SimLimits::Peak{.largest = 5, .accepted = 2, .refused = 3}));
    now += 10s;
    EXPECT_EQ(policy(token), QString());
    EXPECT_EQ(limits.peak().largest, 5);
    limits.forgetPeak();
    EXPECT_EQ(limits.peak(), SimLimits::Peak());
}

} // namespace
} // namespace hubwatch
