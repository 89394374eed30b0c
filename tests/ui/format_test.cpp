#include "support/printers.h"
#include "ui/format.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

struct ValueCase {
    const char *name;
    double value;
    Unit unit;
    const char *text;
    const char *plain;
};

class ValueTextTest : public ::testing::TestWithParam<ValueCase>
{ };

TEST_P(ValueTextTest, ReadsAsAPersonWouldWriteIt)
{
    EXPECT_EQ(valueText(GetParam().value, GetParam().unit), QString::fromUtf8(GetParam().text));
    EXPECT_EQ(plainText(GetParam().value, GetParam().unit), QString::fromUtf8(GetParam().plain));
}

INSTANTIATE_TEST_SUITE_P(Units, ValueTextTest,
                         ::testing::Values(ValueCase{"Share", 0.0723, Unit::Ratio, "7.2 %", "7.23 %"},
                                           ValueCase{"RoundShare", 0.05, Unit::Ratio, "5.0 %", "5 %"},
                                           ValueCase{"SmallShare", 0.0004, Unit::Ratio, "0.040 %", "0.04 %"},
                                           ValueCase{"NoShare", 0, Unit::Ratio, "0 %", "0 %"},
                                           ValueCase{"AlmostAll", 0.99996, Unit::Ratio, "99.99 %", "100 %"},
                                           ValueCase{"All", 1, Unit::Ratio, "100 %", "100 %"},
                                           ValueCase{"Milliseconds", 0.34, Unit::Seconds, "340 ms", "340 ms"},
                                           ValueCase{"Seconds", 1.42, Unit::Seconds, "1.4 s", "1.42 s"},
                                           ValueCase{"WholeSeconds", 3, Unit::Seconds, "3.0 s", "3 s"},
                                           ValueCase{"Minutes", 1800, Unit::Seconds, "30 min", "30 min"},
                                           ValueCase{"Hours", 9000, Unit::Seconds, "2.5 h", "2.5 h"},
                                           ValueCase{"Count", 2451, Unit::Count, "2,451", "2,451"},
                                           ValueCase{"NoCount", 0, Unit::Count, "0", "0"},
                                           ValueCase{"Factor", 14.4, Unit::Factor, "14 ×", "14.4 ×"},
                                           ValueCase{"OnePoll", 1, Unit::Polls, "1 poll", "1 poll"},
                                           ValueCase{"Polls", 3, Unit::Polls, "3 polls", "3 polls"},
                                           ValueCase{"OneDay", 1, Unit::Days, "1.0 day", "1 day"},
                                           ValueCase{"Days", 75.25, Unit::Days, "75 days", "75.25 days"},
                                           ValueCase{"Ready", 1, Unit::State, "good", "good"},
                                           ValueCase{"NotReady", 0, Unit::State, "not ready", "not ready"},
                                           ValueCase{"Unreachable", -1, Unit::State, "unreachable", "unreachable"},
                                           ValueCase{"Bytes", 611e6, Unit::Bytes, "611 MB", "611 MB"},
                                           ValueCase{"Rate", 33.5, Unit::PerSecond, "34 /s", "33.5 /s"},
                                           ValueCase{"NotANumber", std::nan(""), Unit::Seconds, "unknown", "unknown"}),
                         [](const auto &test) { return test.param.name; });

TEST(StatusTest, IsHubSpotsOwnWord)
{
    const SignalDefinition &status = *findSignal(u"hubspot.status");
    EXPECT_EQ(unitOf(status), Unit::Status);
    EXPECT_EQ(unitOf(*findSignal(u"service.ready")), Unit::State);
    EXPECT_EQ(valueText(1, Unit::Status), QStringLiteral("operational"));
    EXPECT_EQ(valueText(0, Unit::Status), QStringLiteral("degraded"));
    EXPECT_EQ(valueText(-1, Unit::Status), QStringLiteral("outage"));
    EXPECT_EQ(plainText(0, Unit::Status), QStringLiteral("degraded"));
    EXPECT_EQ(valueText(0, Unit::State), QStringLiteral("not ready"));
}

TEST(ReadingTextTest, NamesTheBoundsOfAQuantile)
{
    Reading reading{.validity = Reading::Validity::Known, .value = 3.4, .n = 10, .low = 2, .high = 5};
    EXPECT_EQ(readingText(reading, Unit::Seconds), QStringLiteral("2.0 – 5.0 s"));
    reading.low = 5;
    reading.high = std::nullopt;
    EXPECT_EQ(readingText(reading, Unit::Seconds), QStringLiteral("≥ 5 s"));
    reading.low = 0.25;
    reading.high = 0.5;
    EXPECT_EQ(readingText(reading, Unit::Seconds), QStringLiteral("250 – 500 ms"));
    reading.low = 0.5;
    reading.high = 1;
    EXPECT_EQ(readingText(reading, Unit::Seconds), QStringLiteral("0.5 – 1.0 s"));
}

TEST(ReadingTextTest, NeverPutsAZeroForTheUnknown)
{
    EXPECT_EQ(readingText(Reading{.validity = Reading::Validity::Unknown}, Unit::Count), QStringLiteral("unknown"));
    EXPECT_EQ(readingText(Reading{.validity = Reading::Validity::NoData}, Unit::Count), QStringLiteral("no data"));
}

TEST(TimesTest, AreShortForPassingAndExactForHovering)
{
    EXPECT_EQ(ageText(3min + 10s), QStringLiteral("3 min"));
    EXPECT_EQ(ageText(40s), QStringLiteral("40 s"));
    EXPECT_EQ(ageText(5h), QStringLiteral("5 h"));
    EXPECT_EQ(ageText(49h), QStringLiteral("2 d"));
    EXPECT_EQ(ageText(-5s), QStringLiteral("0 s"));
    EXPECT_EQ(heldText(3min + 10s), QStringLiteral("3:10"));
    EXPECT_EQ(heldText(1h + 5min), QStringLiteral("1:05:00"));
    EXPECT_EQ(spanText(5s), QStringLiteral("5 s"));
    EXPECT_EQ(spanText(90s), QStringLiteral("90 s"));
    EXPECT_EQ(spanText(1500ms), QStringLiteral("1.5 s"));
    EXPECT_EQ(spanText(5min), QStringLiteral("5 min"));
    EXPECT_EQ(spanText(24h), QStringLiteral("24 h"));
    EXPECT_EQ(spanText(30 * 24h), QStringLiteral("30 d"));

    const TimePoint at(1'795'394'467s); // 2026-11-23 00:41:07 UTC
    EXPECT_EQ(clockText(at), QStringLiteral("09:41:07"));
    EXPECT_EQ(minuteText(at, Zone::Utc), QStringLiteral("00:41"));
    EXPECT_EQ(instantText(at), QStringLiteral("2026-11-23 09:41:07 JST"));
    EXPECT_EQ(instantText(at, Zone::Utc), QStringLiteral("2026-11-23 00:41:07 UTC"));
    EXPECT_EQ(timePointOf(dateTimeOf(at, Zone::Local)), at);
}

TEST(CountsTest, AreGroupedInThousands)
{
    EXPECT_EQ(sampleText(2451), QStringLiteral("n = 2,451"));
    EXPECT_EQ(bytesText(999), QStringLiteral("999 B"));
}

} // namespace
} // namespace hubwatch::ui
