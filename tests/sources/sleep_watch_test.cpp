#include "sources/sleep_watch.h"

#include "support/manual_clock.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct StepCase {
    const char *name;
    TimeStep step;
    TimeVerdict expected;
};

class JudgeTimeStepTest : public ::testing::TestWithParam<StepCase>
{ };

TEST_P(JudgeTimeStepTest, TellsSleepFromASetClock)
{
    EXPECT_EQ(judgeTimeStep(GetParam().step), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Steps, JudgeTimeStepTest,
    ::testing::Values(StepCase{"Ordinary", {5s, 5s, 5s}, {}}, StepCase{"ALateTimer", {5s, 9s, 9s}, {}},
                      StepCase{"NtpSlewing", {5s, 5s, 5500ms}, {}},
                      StepCase{"ANight", {5s, 8h, 8h}, {.slept = 8h - 5s}},
                      StepCase{"ALongStall", {5s, 15s, 15s}, {.slept = 10s}},
                      StepCase{"SetForward", {5s, 5s, 1h + 5s}, {.clockSet = 1h}},
                      StepCase{"SetBack", {5s, 5s, -1h + 5s}, {.clockSet = -1h}},
                      StepCase{"SetWhileAsleep", {5s, 8h, 9h}, {.slept = 8h - 5s, .clockSet = 1h}}),
    [](const auto &test) { return test.param.name; });

class SleepWatchTest : public ::testing::Test
{
protected:
    SleepWatchTest()
    {
        QObject::connect(&watch, &SleepWatch::slept, &owner, [this](Duration length) { sleeps.push_back(length); });
        QObject::connect(&watch, &SleepWatch::clockSet, &owner, [this](Duration by) { settings.push_back(by); });
    }

    /// As on Linux: the wall clock goes on while the steady clock stands.
    void sleep(Duration length)
    {
        asleep += length;
        clock.jump(length);
    }

    testing::ManualClock clock;
    Duration asleep{};
    SleepWatch watch{clock, [this] { return clock.uptime() + asleep; }};
    QObject owner;
    std::vector<Duration> sleeps;
    std::vector<Duration> settings;
};

TEST_F(SleepWatchTest, IsQuietOnAnOrdinaryDay)
{
    clock.advance(24h);
    EXPECT_TRUE(sleeps.empty());
    EXPECT_TRUE(settings.empty());
}

TEST_F(SleepWatchTest, NoticesASleepWithinAHeartbeatAndOnce)
{
    clock.advance(1min);
    sleep(8h);
    clock.advance(5s);
    ASSERT_EQ(sleeps.size(), 1u);
    EXPECT_EQ(sleeps[0], 8h);
    clock.advance(1h);
    EXPECT_EQ(sleeps.size(), 1u);
    EXPECT_TRUE(settings.empty());
}

TEST_F(SleepWatchTest, NoticesASleepThatTheSteadyClockCounts)
{
    clock.advance(1min);
    clock.stall(8h);
    clock.advance(1s);
    ASSERT_EQ(sleeps.size(), 1u);
    EXPECT_NEAR(double(sleeps[0].count()), double(Duration(8h).count()), 5000);
}

TEST_F(SleepWatchTest, NoticesAClockThatWasSet)
{
    clock.jump(-1h);
    clock.advance(5s);
    ASSERT_EQ(settings.size(), 1u);
    EXPECT_EQ(settings[0], -1h);
    EXPECT_TRUE(sleeps.empty());
}

TEST(UptimeWithSleep, NeverGoesBack)
{
    const Duration before = uptimeWithSleep();
    EXPECT_GE(uptimeWithSleep(), before);
    EXPECT_GT(before, Duration::zero());
}

} // namespace
} // namespace hubwatch
