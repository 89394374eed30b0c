#include "metrics/quota_pace.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const TimePoint midnight(1'763'884'800s);
const TimePoint reset = midnight + 24h;

TEST(QuotaPaceTest, GoesByTheLastHour)
{
    QuotaPace pace;
    // 1,000 an hour in the night, 30,000 an hour from noon on.
    for (Duration at = 0h; at <= 14h; at += 5min) {
        const double hours = double(at.count()) / 3'600'000;
        pace.add({.at = midnight + at, .used = hours <= 12 ? 1000 * hours : 12'000 + 30'000 * (hours - 12)});
    }
    const auto outlook = pace.outlook(250'000, reset, midnight + 14h);
    ASSERT_TRUE(outlook);
    EXPECT_NEAR(outlook->perHour, 30'000, 1);
    EXPECT_EQ(outlook->over, 1h);
    EXPECT_NEAR(outlook->atReset, (72'000 + 10 * 30'000) / 250'000.0, 1e-6);
    ASSERT_TRUE(outlook->runsOutAt);
    EXPECT_EQ(std::chrono::round<std::chrono::minutes>(*outlook->runsOutAt - midnight), 14h + 356min);
}

TEST(QuotaPaceTest, GoesByTheDaySoFarWhereTooLittleOfTheHourWasSeen)
{
    QuotaPace pace;
    pace.add({.at = midnight + 10h, .used = 20'000});
    pace.add({.at = midnight + 10h + 10min, .used = 25'000});
    const auto outlook = pace.outlook(100'000, reset, midnight + 10h + 10min);
    ASSERT_TRUE(outlook);
    EXPECT_NEAR(outlook->perHour, 25'000 / (10 + 1.0 / 6), 1e-6);
    EXPECT_EQ(outlook->over, 10h + 10min);
    EXPECT_NEAR(outlook->atReset, outlook->perHour * 24 / 100'000, 1e-9);
    EXPECT_FALSE(outlook->runsOutAt);
}

TEST(QuotaPaceTest, TakesADecreaseForANewDay)
{
    QuotaPace pace;
    for (Duration at = 20h; at <= 24h - 1min; at += 1min)
        pace.add({.at = midnight + at, .used = 1000.0 * double(at / 1min)});
    pace.add({.at = reset + 1min, .used = 30});
    const auto outlook = pace.outlook(100'000, reset + 24h, reset + 1min);
    ASSERT_TRUE(outlook);
    EXPECT_NEAR(outlook->perHour, 1800, 1e-6);
    EXPECT_EQ(outlook->over, 1min);
}

TEST(QuotaPaceTest, IsNotDisturbedByAnOlderFigure)
{
    QuotaPace pace;
    for (Duration at = 0h; at <= 2h; at += 1min)
        pace.add({.at = midnight + 8h + at, .used = 5000.0 + 100.0 * double(at / 1min)});
    const auto before = pace.outlook(100'000, reset, midnight + 10h);
    pace.add({.at = midnight + 10h + 10s, .used = 16'000}); // the usage API counted some minutes ago
    EXPECT_EQ(pace.outlook(100'000, reset, midnight + 10h), before);
}

TEST(QuotaPaceTest, MakesNoPaceOfTheFirstSeconds)
{
    QuotaPace pace;
    pace.add({.at = midnight + 1s, .used = 2});
    EXPECT_NEAR(pace.outlook(100'000, reset, midnight + 1s)->perHour, 120, 1e-6);
}

TEST(QuotaPaceTest, KnowsNothingOfADayThatIsOver)
{
    QuotaPace pace;
    EXPECT_FALSE(pace.outlook(100, reset, midnight));
    pace.add({.at = midnight + 1h, .used = 10});
    EXPECT_TRUE(pace.outlook(100, reset, reset - 1ms));
    EXPECT_FALSE(pace.outlook(100, reset, reset));
    EXPECT_FALSE(pace.outlook(0, reset, midnight + 1h));
}

TEST(QuotaPaceTest, StandsOnTheInstantOfTheFigureNotOnTheClock)
{
    QuotaPace pace;
    pace.add({.at = midnight + 1h, .used = 1000});
    EXPECT_EQ(pace.outlook(10'000, reset, midnight + 1h), pace.outlook(10'000, reset, midnight + 1h + 10min));
}

TEST(QuotaOutlookTest, HasRunOutWhenAllIsUsed)
{
    const QuotaOutlook outlook = quotaOutlook({.at = midnight + 3h, .used = 100}, 100, reset, 0);
    EXPECT_EQ(outlook.atReset, 1);
    EXPECT_EQ(outlook.runsOutAt, midnight + 3h);
}

TEST(QuotaOutlookTest, NeverRunsOutAtNoPace)
{
    EXPECT_FALSE(quotaOutlook({.at = midnight, .used = 99}, 100, reset, 0).runsOutAt);
}

} // namespace
} // namespace hubwatch
