#include "metrics/exposition_scanner.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(ScannedLabelsTest, SortsUnescapesAndDropsEmptyLabels)
{
    ExpositionScanner scanner(R"(up{c="",b="x\ny",a="1"} 1)", TextFormat::Prometheus);
    ASSERT_EQ(scanner.next(), ExpositionScanner::Kind::Sample);
    SeriesId series;
    ASSERT_TRUE(readSeries(scanner, series));
    EXPECT_EQ(series, (SeriesId{.metric = "up", .labels = {{"a", "1"}, {"b", "x\ny"}}}));
    EXPECT_EQ(scanner.next(), ExpositionScanner::Kind::End);
}

TEST(ScannedLabelsTest, RefusesALabelTwiceEvenWhenEmpty)
{
    ExpositionScanner scanner("up{a=\"\",a=\"1\"} 1", TextFormat::Prometheus);
    ASSERT_EQ(scanner.next(), ExpositionScanner::Kind::Sample);
    SeriesId series;
    EXPECT_FALSE(readSeries(scanner, series));
    EXPECT_TRUE(scanner.error().detail.startsWith(QStringLiteral("1:9: expected each label once")));
    EXPECT_EQ(scanner.next(), ExpositionScanner::Kind::Broken) << "an error stays";
}

} // namespace
} // namespace hubwatch
