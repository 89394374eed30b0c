#include "net/limiter.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr TimePoint wallStart(1'763'884'800s);

Moment at(Duration uptime)
{
    return {.uptime = uptime, .wall = wallStart + uptime};
}

struct BurstCase {
    const char *text;
    std::optional<BurstLimit> expected;
};

class ParseBurstTest : public ::testing::TestWithParam<BurstCase>
{ };

TEST_P(ParseBurstTest, ReadsOrRefuses)
{
    EXPECT_EQ(parseBurst(QString::fromLatin1(GetParam().text)), GetParam().expected) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Texts, ParseBurstTest,
    ::testing::Values(BurstCase{"80/10s", BurstLimit{80, 10s}}, BurstCase{"190/10s", BurstLimit{190, 10s}},
                      BurstCase{"5/1s", BurstLimit{5, 1s}}, BurstCase{"100/1m", BurstLimit{100, 60s}},
                      BurstCase{"", std::nullopt}, BurstCase{"80", std::nullopt}, BurstCase{"/10s", std::nullopt},
                      BurstCase{"80/", std::nullopt}, BurstCase{"0/10s", std::nullopt},
                      BurstCase{"80/0s", std::nullopt}, BurstCase{"-1/10s", std::nullopt},
                      BurstCase{"+8/10s", std::nullopt}, BurstCase{"8 0/10s", std::nullopt},
                      BurstCase{"80/10", std::nullopt}, BurstCase{"99999999999/10s", std::nullopt}));

TEST(Limiter, FreesAPermitOneWindowAfterItsReplyNotItsSending)
{
    Limiter limiter({.calls = 2, .window = 10s}, 5);
    const auto first = limiter.take(false, 0ms);
    const auto second = limiter.take(false, 100ms);
    EXPECT_EQ(limiter.verdict(false, at(200ms)).bound, LimiterBound::Window);
    EXPECT_FALSE(limiter.verdict(false, at(200ms)).due) << "no reply yet: nobody can say";
    limiter.answered(second, 400ms);
    limiter.answered(first, 900ms);
    const auto verdict = limiter.verdict(false, at(1s));
    EXPECT_EQ(verdict.bound, LimiterBound::Window);
    EXPECT_EQ(verdict.due, 10'402ms) << "the first to be answered, and both clocks' grain";
    EXPECT_EQ(limiter.verdict(false, at(10'401ms)).bound, LimiterBound::Window);
    EXPECT_EQ(limiter.verdict(false, at(10'402ms)).bound, LimiterBound::None);
    limiter.take(false, 10'402ms);
    EXPECT_EQ(limiter.verdict(false, at(10'403ms)).due, 10'902ms);
}

/// Ten calls of a batch, one each 100 ms and answered at once, from `start` on.
void fill(Limiter &limiter, Duration start, int calls = 10)
{
    for (int i = 0; i < calls; ++i)
        limiter.answered(limiter.take(false, start + i * 100ms), start + i * 100ms);
}

TEST(Limiter, ABatchsFirstWindowIsAllItsOwn)
{
    Limiter limiter({.calls = 10, .window = 10s}, 5);
    fill(limiter, 0ms, 9);
    EXPECT_EQ(limiter.verdict(false, at(1s), CallClass::Batch).bound, LimiterBound::None);
}

TEST(Limiter, ABatchThatGoesOnLeavesThePollsOnePermit)
{
    Limiter limiter({.calls = 10, .window = 10s}, 5);
    fill(limiter, 0ms);
    fill(limiter, 11s, 9);
    const auto held = limiter.verdict(false, at(12s), CallClass::Batch);
    EXPECT_EQ(held.bound, LimiterBound::Window);
    EXPECT_EQ(held.due, 19'002ms) << "two seconds before the next one is free";
    EXPECT_EQ(limiter.verdict(false, at(12s), CallClass::Polling).bound, LimiterBound::None);
    EXPECT_EQ(limiter.verdict(false, at(19'001ms), CallClass::Batch).bound, LimiterBound::Window);
    EXPECT_EQ(limiter.verdict(false, at(19'002ms), CallClass::Batch).bound, LimiterBound::None);
}

TEST(Limiter, WhatIsLeftToPollsWaitsForAReplyWhereNoneIsIn)
{
    Limiter limiter({.calls = 2, .window = 10s}, 5);
    fill(limiter, 0ms, 2);
    const auto open = limiter.take(false, 11s);
    EXPECT_EQ(limiter.verdict(false, at(11s), CallClass::Batch).bound, LimiterBound::Window);
    EXPECT_FALSE(limiter.verdict(false, at(11s), CallClass::Batch).due);
    limiter.answered(open, 12s);
    EXPECT_EQ(limiter.verdict(false, at(12s), CallClass::Batch).due, 20'002ms);
}

TEST(Limiter, ALimitOfOneIsNotKeptFromABatch)
{
    Limiter limiter({.calls = 1, .window = 10s}, 5);
    fill(limiter, 0ms, 1);
    EXPECT_EQ(limiter.verdict(false, at(11s), CallClass::Batch).bound, LimiterBound::None);
}

TEST(Limiter, CapsWhatIsInFlight)
{
    Limiter limiter({}, 2);
    const auto first = limiter.take(false, 0ms);
    limiter.take(true, 0ms);
    EXPECT_EQ(limiter.verdict(false, at(1s)).bound, LimiterBound::InFlight);
    EXPECT_EQ(limiter.verdict(true, at(1s)).bound, LimiterBound::InFlight);
    limiter.answered(first, 1s);
    EXPECT_EQ(limiter.verdict(false, at(1s)).bound, LimiterBound::None);
    EXPECT_EQ(limiter.state(at(1s)).inFlight, 1);
    EXPECT_EQ(limiter.state(at(1s)).used, 1) << "searches are outside the window";
}

TEST(Limiter, SearchHasItsOwnBucketOfFiveASecond)
{
    Limiter limiter({.calls = 1, .window = 10s}, 50);
    for (int i = 0; i < 5; ++i) {
        ASSERT_EQ(limiter.verdict(true, at(0ms)).bound, LimiterBound::None) << i;
        limiter.answered(limiter.take(true, 0ms), 100ms);
    }
    EXPECT_EQ(limiter.verdict(true, at(100ms)).bound, LimiterBound::Search);
    EXPECT_EQ(limiter.verdict(true, at(100ms)).due, 1'102ms);
    EXPECT_EQ(limiter.verdict(false, at(100ms)).bound, LimiterBound::None);
    limiter.take(false, 100ms);
    EXPECT_EQ(limiter.verdict(false, at(2s)).bound, LimiterBound::Window);
    EXPECT_EQ(limiter.verdict(true, at(2s)).bound, LimiterBound::None);
}

TEST(Limiter, NeverUsesMoreThanTheAccountHas)
{
    Limiter limiter({.calls = 190, .window = 10s}, 500);
    limiter.answered(limiter.take(false, 0ms), 100ms, AccountRate{.max = 3, .remaining = 2});
    EXPECT_EQ(limiter.state(at(100ms)).limit.calls, 3);
    EXPECT_EQ(limiter.state(at(100ms)).accountLimit, 3);
    limiter.take(false, 200ms);
    EXPECT_EQ(limiter.verdict(false, at(200ms)).bound, LimiterBound::None);
    limiter.take(false, 200ms);
    EXPECT_EQ(limiter.verdict(false, at(300ms)).bound, LimiterBound::Window);
}

TEST(Limiter, TheWorkspacesLimitStandsBelowTheAccounts)
{
    Limiter limiter({.calls = 2, .window = 10s}, 5);
    limiter.answered(limiter.take(false, 0ms), 100ms, AccountRate{.max = 190, .remaining = 189});
    EXPECT_EQ(limiter.state(at(100ms)).limit.calls, 2);
    limiter.take(false, 200ms);
    EXPECT_EQ(limiter.verdict(false, at(300ms)).bound, LimiterBound::Window);
}

TEST(Limiter, KeepsBothWindowsWhereTheyDiffer)
{
    Limiter limiter({.calls = 2, .window = 1s}, 5);
    limiter.answered(limiter.take(false, 0ms), 0ms, AccountRate{.max = 3, .remaining = 2, .window = 10s});
    limiter.answered(limiter.take(false, 0ms), 0ms);
    EXPECT_EQ(limiter.verdict(false, at(1ms)).due, 1'002ms);
    limiter.answered(limiter.take(false, 2s), 2s);
    EXPECT_EQ(limiter.verdict(false, at(4s)).due, 10'002ms) << "three in ten seconds";
}

TEST(Limiter, WhatOthersUseIsNotOurs)
{
    Limiter limiter({.calls = 100, .window = 10s}, 5);
    limiter.answered(limiter.take(false, 0ms), 100ms, AccountRate{.max = 100, .remaining = 39});
    EXPECT_EQ(limiter.state(at(100ms)).others, 60);
    EXPECT_EQ(limiter.state(at(100ms)).limit.calls, 40);
    limiter.answered(limiter.take(false, 20s), 20'100ms, AccountRate{.max = 100, .remaining = 99});
    EXPECT_EQ(limiter.state(at(20'100ms)).others, 0) << "they stopped";
    EXPECT_EQ(limiter.state(at(20'100ms)).limit.calls, 100);
}

TEST(Limiter, OurOwnCallsAreNotTakenForOthers)
{
    // Ten in flight at once: each answer may count all of them or itself alone.
    for (const int counted : {1, 5, 10}) {
        Limiter limiter({.calls = 100, .window = 10s}, 10);
        std::vector<Limiter::Permit> permits;
        permits.reserve(10);
        for (int i = 0; i < 10; ++i)
            permits.push_back(limiter.take(false, Duration(i)));
        limiter.answered(permits[0], 200ms, AccountRate{.max = 100, .remaining = 100 - counted});
        EXPECT_EQ(limiter.state(at(200ms)).others, 0) << counted;
    }
}

TEST(Limiter, AsksNowAndThenEvenWhereOthersTakeAll)
{
    Limiter limiter({.calls = 100, .window = 10s}, 5);
    limiter.answered(limiter.take(false, 0ms), 100ms, AccountRate{.max = 100, .remaining = 0});
    EXPECT_EQ(limiter.state(at(100ms)).others, 99);
    EXPECT_EQ(limiter.verdict(false, at(5s)).bound, LimiterBound::Window);
    EXPECT_EQ(limiter.verdict(false, at(10'102ms)).bound, LimiterBound::None) << "else we would never hear";
}

TEST(Limiter, APauseHoldsEverybodyUntilItEnds)
{
    Limiter limiter({}, 5);
    limiter.pauseAll(10s);
    limiter.pauseAll(4s); // a shorter one does not end a longer
    EXPECT_EQ(limiter.verdict(false, at(9'999ms)).bound, LimiterBound::Paused);
    EXPECT_EQ(limiter.verdict(true, at(5s)).due, 10s);
    EXPECT_EQ(limiter.verdict(false, at(10s)).bound, LimiterBound::None);
}

TEST(Limiter, APauseOfSearchHoldsSearchAlone)
{
    Limiter limiter({}, 5);
    limiter.pauseSearch(3s);
    EXPECT_EQ(limiter.verdict(true, at(1s)).bound, LimiterBound::Search);
    EXPECT_EQ(limiter.verdict(true, at(1s)).due, 3s);
    EXPECT_EQ(limiter.verdict(false, at(1s)).bound, LimiterBound::None);
}

TEST(Limiter, AParkEndsByTheCalendar)
{
    Limiter limiter({}, 5);
    limiter.park(wallStart + 8h, QStringLiteral("the account's daily limit is reached"));
    EXPECT_EQ(limiter.verdict(false, at(1h)).bound, LimiterBound::Paused);
    EXPECT_EQ(limiter.verdict(false, at(1h)).due, 8h);
    EXPECT_EQ(limiter.state(at(1h)).parkedUntil, wallStart + 8h);
    EXPECT_EQ(limiter.state(at(1h)).parkedWhy, QStringLiteral("the account's daily limit is reached"));
    const Moment afterASleep{.uptime = 1h, .wall = wallStart + 8h};
    EXPECT_EQ(limiter.verdict(false, afterASleep).bound, LimiterBound::None);
    EXPECT_EQ(limiter.state(afterASleep).parkedUntil, std::nullopt);
}

TEST(Limiter, ALostCallStillCountsForAWhileLonger)
{
    Limiter limiter({.calls = 1, .window = 10s}, 5);
    limiter.lost(limiter.take(false, 0ms), 1s);
    EXPECT_EQ(limiter.state(at(1s)).inFlight, 0);
    EXPECT_EQ(limiter.verdict(false, at(2s)).due, 13'002ms);
}

TEST(AccountRateOf, ReadsTheHeadersOrNothing)
{
    const auto of = [](QByteArray max, QByteArray remaining, QByteArray interval) {
        std::vector<HttpHeader> headers;
        if (!max.isEmpty())
            headers.push_back({.name = "X-HubSpot-RateLimit-Max", .value = std::move(max)});
        if (!remaining.isEmpty())
            headers.push_back({.name = "x-hubspot-ratelimit-remaining", .value = std::move(remaining)});
        if (!interval.isEmpty())
            headers.push_back({.name = "X-HubSpot-RateLimit-Interval-Milliseconds", .value = std::move(interval)});
        return accountRateOf(headers);
    };
    EXPECT_EQ(of("190", "188", "10000"), (AccountRate{190, 188, 10s}));
    EXPECT_EQ(of("190", "188", ""), (AccountRate{190, 188, 10s}));
    EXPECT_EQ(of("190", "-3", "10000"), (AccountRate{190, 0, 10s}));
    EXPECT_EQ(of("190", "500", "10000"), (AccountRate{190, 190, 10s}));
    EXPECT_EQ(of("190", "", "10000"), std::nullopt);
    EXPECT_EQ(of("", "5", "10000"), std::nullopt);
    EXPECT_EQ(of("many", "5", "10000"), std::nullopt);
    EXPECT_EQ(of("0", "0", "10000"), std::nullopt);
    EXPECT_EQ(of("190", "188", "soon"), std::nullopt);
    EXPECT_EQ(of("190", "188", "0"), std::nullopt);
}

} // namespace
} // namespace hubwatch
