// adviceOn(): section 11-2 of the handbook, and what it leaves out.
#include "hubspot/api_error.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using Cause = ApiError::Cause;
using Then = RetryAdvice::Then;

constexpr TimePoint now(1'763'884'800s);

ApiError of(Cause cause, int status = 429)
{
    return {.cause = cause, .status = status};
}

RetryAdvice advice(Cause cause, int attempt = 1, bool repeatable = true)
{
    return adviceOn(of(cause), attempt, repeatable, 0, now, std::nullopt);
}

struct AdviceCase {
    const char *name;
    Cause cause;
    Then read;  ///< of what may be repeated
    Then write; ///< of what may have been done
    Duration wait;
    bool pausesAll = false;
    bool pausesSearch = false;
};

class AdviceTest : public ::testing::TestWithParam<AdviceCase>
{ };

TEST_P(AdviceTest, IsWhatTheTableSays)
{
    const auto &[name, cause, read, write, wait, pausesAll, pausesSearch] = GetParam();
    const RetryAdvice onRead = advice(cause, 1, true);
    EXPECT_EQ(onRead.then, read);
    EXPECT_EQ(onRead.wait, wait);
    EXPECT_EQ(onRead.pausesAll, pausesAll);
    EXPECT_EQ(onRead.pausesSearch, pausesSearch);
    EXPECT_FALSE(onRead.why.isEmpty());
    EXPECT_EQ(advice(cause, 1, false).then, write);
}

INSTANTIATE_TEST_SUITE_P(
    Causes, AdviceTest,
    ::testing::Values(AdviceCase{"Unreachable", Cause::Unreachable, Then::Repeat, Then::GiveUp, 1s},
                      AdviceCase{"ServerFault", Cause::ServerFault, Then::Repeat, Then::GiveUp, 1s},
                      AdviceCase{"EdgeUnreachable", Cause::EdgeUnreachable, Then::Repeat, Then::GiveUp, 1s},
                      AdviceCase{"EdgeTls", Cause::EdgeTls, Then::Repeat, Then::GiveUp, 1s},
                      AdviceCase{"Locked", Cause::Locked, Then::Repeat, Then::Repeat, 2s},
                      AdviceCase{"TenSecondly", Cause::RateTenSecondly, Then::Repeat, Then::Repeat, 10s, true},
                      AdviceCase{"Secondly", Cause::RateSecondly, Then::Repeat, Then::Repeat, 1s, false, true},
                      AdviceCase{"Daily", Cause::RateDaily, Then::Park, Then::Park, 1h, true},
                      AdviceCase{"RateOther", Cause::RateOther, Then::Repeat, Then::Repeat, 1s},
                      AdviceCase{"ImportLimit", Cause::ImportLimit, Then::GiveUp, Then::GiveUp, 0s},
                      AdviceCase{"Moving", Cause::Moving, Then::Park, Then::Park, 10min, true},
                      AdviceCase{"WrongRegion", Cause::WrongRegion, Then::GiveUp, Then::GiveUp, 0s},
                      AdviceCase{"CaptivePortal", Cause::CaptivePortal, Then::GiveUp, Then::GiveUp, 0s},
                      AdviceCase{"BadRequest", Cause::BadRequest, Then::GiveUp, Then::GiveUp, 0s},
                      AdviceCase{"TokenExpired", Cause::TokenExpired, Then::GiveUp, Then::GiveUp, 0s},
                      AdviceCase{"TokenInvalid", Cause::TokenInvalid, Then::GiveUp, Then::GiveUp, 0s},
                      AdviceCase{"MissingScopes", Cause::MissingScopes, Then::GiveUp, Then::GiveUp, 0s},
                      AdviceCase{"Forbidden", Cause::Forbidden, Then::GiveUp, Then::GiveUp, 0s},
                      AdviceCase{"NotFound", Cause::NotFound, Then::GiveUp, Then::GiveUp, 0s},
                      AdviceCase{"Conflict", Cause::Conflict, Then::GiveUp, Then::GiveUp, 0s},
                      AdviceCase{"TooLong", Cause::TooLong, Then::GiveUp, Then::GiveUp, 0s},
                      AdviceCase{"Mixed", Cause::Mixed, Then::GiveUp, Then::GiveUp, 0s},
                      AdviceCase{"Unreadable", Cause::Unreadable, Then::GiveUp, Then::GiveUp, 0s},
                      AdviceCase{"Other", Cause::Other, Then::GiveUp, Then::GiveUp, 0s}),
    [](const auto &test) { return test.param.name; });

TEST(AdviceOn, WaitsOneTwoFourAndGivesUpAfterFourAttempts)
{
    EXPECT_EQ(advice(Cause::ServerFault, 1).wait, 1s);
    EXPECT_EQ(advice(Cause::ServerFault, 2).wait, 2s);
    EXPECT_EQ(advice(Cause::ServerFault, 3).wait, 4s);
    EXPECT_EQ(advice(Cause::ServerFault, 3).then, Then::Repeat);
    EXPECT_EQ(advice(Cause::ServerFault, 4).then, Then::GiveUp);
    EXPECT_EQ(advice(Cause::ServerFault, 6).wait, 32s);
    EXPECT_EQ(advice(Cause::ServerFault, 60).wait, 32s);
}

TEST(AdviceOn, TlsTroubleAtTheEdgeIsTriedTwice)
{
    EXPECT_EQ(advice(Cause::EdgeTls, 1).then, Then::Repeat);
    EXPECT_EQ(advice(Cause::EdgeTls, 2).then, Then::GiveUp);
}

TEST(AdviceOn, TheLastTenSecondly429StillPausesAll)
{
    const RetryAdvice last = advice(Cause::RateTenSecondly, 4);
    EXPECT_EQ(last.then, Then::GiveUp);
    EXPECT_TRUE(last.pausesAll);
    EXPECT_EQ(last.wait, 10s);
}

TEST(AdviceOn, RetryAfterGoesFirst)
{
    ApiError error = of(Cause::ServerFault, 503);
    error.retryAfter = 7s;
    EXPECT_EQ(adviceOn(error, 1, true, 0, now, {}).wait, 7s);
    error = of(Cause::RateTenSecondly);
    error.retryAfter = 3s;
    EXPECT_EQ(adviceOn(error, 1, true, 0, now, {}).wait, 3s);
    error = of(Cause::Locked, 423);
    error.retryAfter = 0s;
    EXPECT_EQ(adviceOn(error, 1, true, 0, now, {}).wait, 2s) << "a lock lasts two seconds whatever it says";
}

TEST(AdviceOn, ALongRetryAfterParksTheAccount)
{
    ApiError error = of(Cause::Moving, 477);
    error.retryAfter = 24h;
    EXPECT_EQ(adviceOn(error, 1, false, 0, now, {}).then, Then::Park);
    EXPECT_EQ(adviceOn(error, 1, false, 0, now, {}).wait, 24h);
    error = of(Cause::RateOther);
    error.retryAfter = 1h;
    EXPECT_EQ(adviceOn(error, 1, true, 0, now, {}).then, Then::Park);
}

TEST(AdviceOn, JitterAddsUpToAQuarterAndTakesNothing)
{
    EXPECT_EQ(adviceOn(of(Cause::ServerFault), 3, true, 0.5, now, {}).wait, 4'500ms);
    EXPECT_LT(adviceOn(of(Cause::ServerFault), 3, true, 0.999, now, {}).wait, 5s);
    EXPECT_EQ(adviceOn(of(Cause::RateTenSecondly), 1, true, 0.5, now, {}).wait, 11'250ms);
}

TEST(AdviceOn, ADailyLimitParksUntilThePortalsMidnight)
{
    EXPECT_EQ(adviceOn(of(Cause::RateDaily), 1, true, 0.5, now, now + 5h).wait, 5h);
    EXPECT_EQ(adviceOn(of(Cause::RateDaily), 1, true, 0, now, now - 1s).wait, 1h) << "of yesterday";
    EXPECT_EQ(adviceOn(of(Cause::RateDaily), 1, true, 0, now, now + 40h).wait, 1h) << "no day is that long";
}

TEST(AdviceOn, WhatWeHeldBackOurselvesIsNotRepeated)
{
    EXPECT_EQ(adviceOn(of(Cause::RateOther, 0), 1, true, 0, now, {}).then, Then::GiveUp);
}

} // namespace
} // namespace hubwatch
