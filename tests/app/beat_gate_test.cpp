#include "app/engine/beat_gate.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const TimePoint gateBegin(1'763'884'800s);

TEST(BeatGate, IsOpenWhileTheBeatIsSteady)
{
    BeatGate gate;
    for (int second = 0; second < 60; ++second)
        EXPECT_TRUE(gate.open(gateBegin + second * 1s)) << second;
}

TEST(BeatGate, ClosesAfterASleepUntilEveryEndpointWasAskedAgain)
{
    BeatGate gate;
    EXPECT_TRUE(gate.open(gateBegin));
    const TimePoint woke = gateBegin + 8h;
    EXPECT_FALSE(gate.open(woke));
    for (int second = 1; second < 15; ++second)
        EXPECT_FALSE(gate.open(woke + second * 1s)) << second;
    EXPECT_TRUE(gate.open(woke + 15s));
}

TEST(BeatGate, ClosesWhenTheClockIsSetBack)
{
    BeatGate gate;
    EXPECT_TRUE(gate.open(gateBegin));
    EXPECT_FALSE(gate.open(gateBegin - 1h));
    EXPECT_FALSE(gate.open(gateBegin - 1h + 2s));
}

} // namespace
} // namespace hubwatch
