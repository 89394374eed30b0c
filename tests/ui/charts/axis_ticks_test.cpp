#include "support/printers.h"
#include "ui/charts/axis_ticks.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

struct ScaleCase {
    const char *name;
    double low;
    double high;
    Unit unit;
    std::vector<double> ticks;
};

class ValueScaleTest : public ::testing::TestWithParam<ScaleCase>
{ };

TEST_P(ValueScaleTest, HoldsTheValuesBetweenAtMostFiveRoundTicks)
{
    const ValueScale scale = valueScale(GetParam().low, GetParam().high, GetParam().unit);
    ASSERT_EQ(scale.ticks.size(), GetParam().ticks.size());
    for (size_t i = 0; i < scale.ticks.size(); ++i)
        EXPECT_NEAR(scale.ticks[i], GetParam().ticks[i], 1e-9);
    EXPECT_LE(scale.min, GetParam().low);
    EXPECT_GE(scale.max, GetParam().high - 1e-12);
    EXPECT_LE(scale.ticks.size(), 5u);
}

INSTANTIATE_TEST_SUITE_P(Axes, ValueScaleTest,
                         ::testing::Values(ScaleCase{"Share", 0, 0.071, Unit::Ratio, {0, 0.02, 0.04, 0.06, 0.08}},
                                           ScaleCase{"Seconds", 0, 5, Unit::Seconds, {0, 2, 4, 6}},
                                           ScaleCase{"Minutes", 0, 2160, Unit::Seconds, {0, 600, 1200, 1800, 2400}},
                                           ScaleCase{"FewCounts", 0, 1.2, Unit::Count, {0, 1, 2}},
                                           ScaleCase{"WholeCounts", 0, 10, Unit::Count, {0, 3, 6, 9, 12}},
                                           ScaleCase{"NoSpan", 0, 0, Unit::Count, {0, 1, 2, 3, 4}},
                                           ScaleCase{"FarFromZero", 98.2, 99.1, Unit::Number, {98, 98.5, 99, 99.5}},
                                           ScaleCase{"BelowZero", -1, 1, Unit::Number, {-1, -0.5, 0, 0.5, 1}}),
                         [](const auto &test) { return test.param.name; });

const TimePoint nine41(1'795'394'467s); // 09:41:07 in Japan, 00:41:07 UTC

struct TimeCase {
    const char *name;
    Duration span;
    Zone zone;
    std::vector<const char *> texts;
};

class TimeTicksTest : public ::testing::TestWithParam<TimeCase>
{ };

TEST_P(TimeTicksTest, StandAtRoundInstantsOfTheZone)
{
    const TimeTicks ticks = timeTicks(nine41 - GetParam().span, nine41, 5, GetParam().zone);
    QStringList texts;
    for (const TimePoint at : ticks.at)
        texts << timeTickText(at, ticks.step, GetParam().zone);
    QStringList wanted;
    for (const char *text : GetParam().texts)
        wanted << QString::fromLatin1(text);
    EXPECT_EQ(texts.join(u' '), wanted.join(u' '));
}

INSTANTIATE_TEST_SUITE_P(
    Axes, TimeTicksTest,
    ::testing::Values(TimeCase{"Minute", 1min, Zone::Local, {"09:40:15", "09:40:30", "09:40:45", "09:41:00"}},
                      TimeCase{"QuarterHour", 15min, Zone::Local, {"09:30", "09:35", "09:40"}},
                      TimeCase{"Hour", 1h, Zone::Local, {"08:45", "09:00", "09:15", "09:30"}},
                      TimeCase{"DayInJapan", 24h, Zone::Local, {"12:00", "18:00", "23 Nov", "06:00"}},
                      TimeCase{"DayInUtc", 24h, Zone::Utc, {"06:00", "12:00", "18:00", "23 Nov"}},
                      TimeCase{"Week", 168h, Zone::Local, {"17 Nov", "19 Nov", "21 Nov", "23 Nov"}}),
    [](const auto &test) { return test.param.name; });

TEST(TimeTicksTest, AreNoneForAnEmptyStretch)
{
    EXPECT_TRUE(timeTicks(nine41, nine41, 5, Zone::Utc).at.empty());
}

} // namespace
} // namespace hubwatch::ui
