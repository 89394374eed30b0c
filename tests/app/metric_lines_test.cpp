#include "app/engine/metric_lines.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TimePoint metricAt(int seconds)
{
    return TimePoint(std::chrono::seconds(seconds));
}

SeriesPoints rampOf(std::string metric, Labels labels, double perScrape, int scrapes = 41, double start = 0)
{
    SeriesPoints points{.series = {.id = {.metric = std::move(metric), .labels = std::move(labels)}}};
    for (int i = 0; i < scrapes; ++i)
        points.samples.push_back({metricAt(15 * i), start + perScrape * i});
    return points;
}

const MetricRange wholeRange{.from = metricAt(0), .to = metricAt(600), .columns = 2000};

TEST(MetricLines, DrawsAValueOfEachSeries)
{
    const MetricQuestion question{.service = QStringLiteral("s"), .metric = "heap_bytes"};
    const std::vector points{rampOf("heap_bytes", {{"space", "new"}}, 1), rampOf("heap_bytes", {{"space", "old"}}, 2)};
    const auto lines = metricLines(question, points, wholeRange);
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0].name, QStringLiteral("heap_bytes{space=\"old\"}")) << "the larger stands first";
    EXPECT_EQ(lines[0].service, QStringLiteral("s"));
    EXPECT_EQ(lines[0].runs.at(0).back().value, 80);
}

TEST(MetricLines, DrawsARatePerSecondByLabel)
{
    const MetricQuestion question{
        .metric = "c_total", .view = MetricQuestion::View::Rate, .window = 60s, .by = "status"};
    const std::vector points{rampOf("c_total", {{"endpoint", "a"}, {"status", "200"}}, 15),
                             rampOf("c_total", {{"endpoint", "b"}, {"status", "200"}}, 30),
                             rampOf("c_total", {{"endpoint", "a"}, {"status", "500"}}, 3)};
    const auto lines = metricLines(question, points, wholeRange);
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0].name, QStringLiteral("200"));
    EXPECT_DOUBLE_EQ(lines[0].runs.at(0).back().value, 3.0);
    EXPECT_EQ(lines[0].runs.at(0).back().n, 180);
    EXPECT_DOUBLE_EQ(lines[1].runs.at(0).back().value, 0.2);
}

TEST(MetricLines, DrawsAQuantileWithTheBoundsOfItsBucket)
{
    const MetricQuestion question{
        .metric = "d_seconds", .view = MetricQuestion::View::Quantile, .quantile = 0.5, .window = 60s};
    const std::vector points{rampOf("d_seconds_bucket", {{"le", "1"}}, 2), rampOf("d_seconds_bucket", {{"le", "2"}}, 8),
                             rampOf("d_seconds_bucket", {{"le", "+Inf"}}, 10)};
    const auto lines = metricLines(question, points, wholeRange);
    ASSERT_EQ(lines.size(), 1u);
    const ChartPoint last = lines[0].runs.at(0).back();
    EXPECT_DOUBLE_EQ(last.value, 1.5);
    EXPECT_EQ(last.low, 1.0);
    EXPECT_EQ(last.high, 2.0);
    EXPECT_EQ(last.n, 40);
}

TEST(MetricLines, LeavesTheTopBucketOpen)
{
    const MetricQuestion question{.metric = "d_seconds", .view = MetricQuestion::View::Quantile, .window = 60s};
    const std::vector points{rampOf("d_seconds_bucket", {{"le", "1"}}, 5),
                             rampOf("d_seconds_bucket", {{"le", "+Inf"}}, 10)};
    const ChartPoint last = metricLines(question, points, wholeRange).at(0).runs.at(0).back();
    EXPECT_DOUBLE_EQ(last.value, 1.0);
    EXPECT_EQ(last.low, 1.0);
    EXPECT_EQ(last.high, std::nullopt);
}

TEST(MetricLines, BreaksTheLineAtAGap)
{
    SeriesPoints points = rampOf("g", {}, 1);
    points.samples.erase(points.samples.begin() + 10, points.samples.begin() + 20);
    const auto lines = metricLines({.metric = "g"}, std::vector{points}, wholeRange);
    ASSERT_EQ(lines.size(), 1u);
    ASSERT_EQ(lines[0].runs.size(), 2u);
    EXPECT_EQ(lines[0].runs[0].back().at, metricAt(135));
    EXPECT_EQ(lines[0].runs[1].front().at, metricAt(300));
}

TEST(MetricLines, KeepsToTheRangeAndTheColumns)
{
    const MetricRange narrow{.from = metricAt(100), .to = metricAt(500), .columns = 4};
    const auto lines = metricLines({.metric = "g"}, std::vector{rampOf("g", {}, 1)}, narrow);
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_GE(lines[0].runs[0].front().at, narrow.from);
    EXPECT_LE(lines[0].runs[0].back().at, narrow.to);
    EXPECT_LE(lines[0].runs[0].size(), 4u * 4u);
}

TEST(MetricLines, KnowsWhichSeriesBelong)
{
    const StoredSeries bucket{.id = {.metric = "d_seconds_bucket"}};
    const StoredSeries sum{.id = {.metric = "d_seconds_sum"}};
    EXPECT_TRUE(belongsTo(bucket, {.metric = "d_seconds", .view = MetricQuestion::View::Quantile}));
    EXPECT_FALSE(belongsTo(sum, {.metric = "d_seconds", .view = MetricQuestion::View::Quantile}));
    EXPECT_TRUE(belongsTo(sum, {.metric = "d_seconds_sum"}));
}

} // namespace
} // namespace hubwatch
