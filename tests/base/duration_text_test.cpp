#include "base/duration_text.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct DurationCase {
    const char *text;
    std::optional<Duration> expected;
};

class DurationTextTest : public ::testing::TestWithParam<DurationCase>
{ };

TEST_P(DurationTextTest, Reads)
{
    EXPECT_EQ(parseDuration(QString::fromUtf8(GetParam().text)), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Texts, DurationTextTest,
                         ::testing::Values(DurationCase{"15s", 15s}, DurationCase{"5m", 5min},
                                           DurationCase{"1h30m", 90min}, DurationCase{"250ms", 250ms},
                                           DurationCase{"30d", 30 * 24h}, DurationCase{"0s", 0s},
                                           DurationCase{"", std::nullopt}, DurationCase{"5 minutes", std::nullopt},
                                           DurationCase{"m", std::nullopt}, DurationCase{"5", std::nullopt},
                                           DurationCase{"30m1h", std::nullopt}, DurationCase{"1h1h", std::nullopt},
                                           DurationCase{"-5m", std::nullopt},
                                           DurationCase{"9999999999s", std::nullopt}));

TEST(DurationText, WritesWhatItReads)
{
    for (const Duration duration :
         {Duration(0), Duration(1), Duration(15'000), Duration(5'400'000), Duration(93'784'005)})
        EXPECT_EQ(parseDuration(durationText(duration)), duration) << durationText(duration).toStdString();
    EXPECT_EQ(durationText(90s), QStringLiteral("1m30s"));
}

} // namespace
} // namespace hubwatch
