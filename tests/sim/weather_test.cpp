#include "sim/weather.h"

#include "support/printers.h"

#include <gtest/gtest.h>
#include <set>

namespace hubwatch {
namespace {

using Kind = Weather::Kind;
const TimePoint now(1'795'435'200s);

struct DemoCase {
    const char *name;
    const char *service;
    Duration at;
    Kind expected;
};

class DemoWeatherTest : public ::testing::TestWithParam<DemoCase>
{ };

TEST_P(DemoWeatherTest, IsAsScripted)
{
    const WeatherScript script = WeatherScript::demo(now, 1);
    EXPECT_EQ(script.at(QString::fromLatin1(GetParam().service), now + GetParam().at).kind, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Moments, DemoWeatherTest,
                         ::testing::Values(DemoCase{"StormIsPast", "deals-sync", -95min, Kind::RateLimited},
                                           DemoCase{"StormIsOver", "deals-sync", -93min, Kind::Healthy},
                                           DemoCase{"GapInTheHour", "webhook-receiver", -34min, Kind::Unreachable},
                                           DemoCase{"CalmAtNow", "webhook-receiver", 0min, Kind::Healthy},
                                           DemoCase{"BurstAtNow", "contacts-sync", 0min, Kind::ErrorBurst},
                                           DemoCase{"SlowAtNow", "deals-sync", 0min, Kind::Slow},
                                           DemoCase{"CrashedAtNow", "nightly-export", 0min, Kind::Crashed},
                                           DemoCase{"ReturnsLater", "nightly-export", 7min, Kind::Healthy}),
                         [](const auto &test) { return test.param.name; });

TEST(Weather, TellsHowLongItHasBeenSo)
{
    const WeatherScript script(now, 1, {{QStringLiteral("a"), -5min, 10min, Kind::Slow}}, {});
    EXPECT_EQ(script.at(QStringLiteral("a"), now), (Weather{Kind::Slow, 5min}));
    EXPECT_EQ(script.at(QStringLiteral("b"), now).kind, Kind::Healthy);
}

TEST(Weather, GoesOnForEverWithEveryKind)
{
    const WeatherScript script(now, 3, {}, {});
    std::set<Kind> seen;
    for (Duration at = 0min; at < 60 * 24h; at += 1min)
        seen.insert(script.at(QStringLiteral("contacts-sync"), now + at).kind);
    EXPECT_EQ(seen.size(), 10u);
}

TEST(Weather, DiffersBySeed)
{
    const WeatherScript one(now, 1, {}, {});
    const WeatherScript other(now, 2, {}, {});
    int different = 0;
    for (Duration at = 0min; at < 24h; at += 1min)
        different += one.at(QStringLiteral("a"), now + at).kind != other.at(QStringLiteral("a"), now + at).kind;
    EXPECT_GT(different, 0);
}

} // namespace
} // namespace hubwatch
