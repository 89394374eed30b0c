#include "base/zone_time.h"

#include "alerts/utc_instant.h"
#include "base/time_text.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using testing::utc;

struct ZoneCase {
    const char *name;
    const char *zone;
    TimePoint day;
    Duration time;
    TimePoint first;
    TimePoint second;
};

void PrintTo(const ZoneCase &test, std::ostream *out)
{
    *out << test.name;
}

class ZoneTimeTest : public ::testing::TestWithParam<ZoneCase>
{ };

TEST_P(ZoneTimeTest, IsTheInstant)
{
    const QTimeZone zone((QByteArray(GetParam().zone)));
    ASSERT_TRUE(zone.isValid()) << "the system's time zones are needed";
    const LocalDay day = std::chrono::floor<std::chrono::days>(GetParam().day);
    EXPECT_EQ(utcText(instantOf(zone, day, GetParam().time, Twice::First)), utcText(GetParam().first));
    EXPECT_EQ(utcText(instantOf(zone, day, GetParam().time, Twice::Second)), utcText(GetParam().second));
}

ZoneCase once(const char *name, const char *zone, TimePoint day, Duration time, TimePoint at)
{
    return {name, zone, day, time, at, at};
}

constexpr auto zoneBerlin = "Europe/Berlin";
constexpr auto zoneNewYork = "America/New_York";

INSTANTIATE_TEST_SUITE_P(
    Zones, ZoneTimeTest,
    ::testing::Values(once("Utc", "UTC", utc(3, 29), 2h, utc(3, 29, 2h)), //
                      once("Tokyo", "Asia/Tokyo", utc(3, 29), 2h, utc(3, 28, 17h)),
                      once("BerlinBeforeTheGap", zoneBerlin, utc(3, 29), 1h + 59min, utc(3, 29, 59min)),
                      once("BerlinAtTheGap", zoneBerlin, utc(3, 29), 2h, utc(3, 29, 1h)),
                      once("BerlinInTheGap", zoneBerlin, utc(3, 29), 2h + 30min, utc(3, 29, 1h)),
                      once("BerlinAfterTheGap", zoneBerlin, utc(3, 29), 3h, utc(3, 29, 1h)),
                      once("BerlinBeforeTheOverlap", zoneBerlin, utc(10, 25), 1h + 59min, utc(10, 24, 23h + 59min)),
                      ZoneCase{"BerlinInTheOverlap", zoneBerlin, utc(10, 25), 2h + 30min, utc(10, 25, 30min),
                               utc(10, 25, 1h + 30min)},
                      once("BerlinAfterTheOverlap", zoneBerlin, utc(10, 25), 3h, utc(10, 25, 2h)),
                      once("NewYorkInTheGap", zoneNewYork, utc(3, 8), 2h + 15min, utc(3, 8, 7h)),
                      once("NewYorkAfterTheGap", zoneNewYork, utc(3, 8), 3h + 15min, utc(3, 8, 7h + 15min)),
                      ZoneCase{"NewYorkInTheOverlap", zoneNewYork, utc(11, 1), 1h + 15min, utc(11, 1, 5h + 15min),
                               utc(11, 1, 6h + 15min)},
                      once("NewYorkAfterTheOverlap", zoneNewYork, utc(11, 1), 2h, utc(11, 1, 7h)),
                      once("MidnightAtTheEnd", zoneBerlin, utc(3, 29), 24h, utc(3, 29, 22h)),
                      // A zone of half an hour's change.
                      ZoneCase{"LordHoweInTheOverlap", "Australia/Lord_Howe", utc(4, 5), 1h + 45min,
                               utc(4, 4, 14h + 45min), utc(4, 4, 15h + 15min)}),
    [](const auto &test) { return test.param.name; });

TEST(WallTimeTest, IsWhatClocksShow)
{
    const QTimeZone zone((QByteArray(zoneBerlin)));
    EXPECT_EQ(wallTimeOf(zone, utc(7, 1, 22h)), utc(7, 2));
    EXPECT_EQ(wallTimeOf(zone, utc(1, 1, 22h)), utc(1, 1, 23h));
}

} // namespace
} // namespace hubwatch
