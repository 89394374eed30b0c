#include "sources/poll_rhythm.h"

#include <array>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(PollRhythm, SpreadsOffsetsOverTheInterval)
{
    std::array<int, 10> tenths{};
    for (int i = 0; i < 500; ++i)
        ++tenths.at(size_t(rhythmOffset(QStringLiteral("service-%1").arg(i), Endpoint::Metrics, 10s) / 1s));
    for (const int count : tenths) {
        EXPECT_GT(count, 25);
        EXPECT_LT(count, 75);
    }
}

TEST(PollRhythm, SeparatesTheEndpointsOfOneService)
{
    const QString name = QStringLiteral("sync");
    EXPECT_NE(rhythmOffset(name, Endpoint::Metrics, 15s), rhythmOffset(name, Endpoint::Health, 15s));
    EXPECT_EQ(rhythmOffset(name, Endpoint::Metrics, 15s), rhythmOffset(name, Endpoint::Metrics, 15s));
    EXPECT_LT(startDelay(name, Endpoint::Metrics, 1h), startSpread);
    EXPECT_LT(startDelay(name, Endpoint::Metrics, 1s), 1s);
}

struct DueCase {
    const char *name;
    Duration start;
    Duration expected;
};

class NextDueTest : public ::testing::TestWithParam<DueCase>
{ };

TEST_P(NextDueTest, IsOnTheGridAndNotTooSoon)
{
    EXPECT_EQ(nextDue(GetParam().start, 10s, 3s), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Starts, NextDueTest,
                         ::testing::Values(DueCase{"OnTheGrid", 1003s, 1013s},
                                           DueCase{"AMomentLate", 1'003'004ms, 1013s},
                                           DueCase{"HalfAnIntervalBefore", 998s, 1003s},
                                           DueCase{"JustUnderHalfAnIntervalBefore", 998'001ms, 1013s},
                                           DueCase{"BeforeTheFirstPoint", 0s, 13s}),
                         [](const auto &test) { return test.param.name; });

TEST(PollRhythm, CapsTheTimeout)
{
    EXPECT_EQ(pollTimeout(10s, 15s), 10s);
    EXPECT_EQ(pollTimeout(10s, 5s), 5s);
    EXPECT_EQ(pollTimeout(1min, 5min), 10s);
}

TEST(PollRhythm, StampsEvenlyWithinTheJitterOfTimers)
{
    const TimePoint before(1'000'000s);
    EXPECT_EQ(alignedStamp(before + 15'004ms, before, 15s), before + 15s);
    EXPECT_EQ(alignedStamp(before + 29'991ms, before, 15s), before + 30s);
    EXPECT_EQ(alignedStamp(before + 15'011ms, before, 15s), before + 15'011ms);
    EXPECT_EQ(alignedStamp(before + 3ms, before, 15s), before + 3ms) << "two polls may not share a stamp";
    EXPECT_EQ(alignedStamp(before - 1h, before, 15s), before - 1h);
    EXPECT_EQ(alignedStamp(before, TimePoint{}, 15s), before);
}

} // namespace
} // namespace hubwatch
