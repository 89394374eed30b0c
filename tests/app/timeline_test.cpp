#include "app/engine/timeline.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TimePoint timelineAt(int seconds)
{
    return TimePoint(std::chrono::seconds(seconds));
}

SeriesPoints counterOf(const char *status, std::vector<Sample> samples)
{
    return {.series = {.id = {.metric = "c_total", .labels = {{"status", status}}}, .type = MetricType::Counter},
            .samples = std::move(samples)};
}

QString statusOf(const SeriesId &id)
{
    return QString::fromStdString(*labelValue(id.labels, "status"));
}

TEST(Timeline, CountsExactGrowth)
{
    const std::vector points{counterOf("200", {{timelineAt(0), 5}, {timelineAt(15), 9}, {timelineAt(30), 12}})};
    const Timeline timeline(points, statusOf, 45s);
    EXPECT_EQ(timeline.groups().at(QStringLiteral("200")).totals, (std::vector<double>{0, 4, 7}));
}

TEST(Timeline, CountsASeriesBornLaterFromZero)
{
    const std::vector points{counterOf("200", {{timelineAt(0), 5}, {timelineAt(15), 9}}),
                             counterOf("401", {{timelineAt(15), 1}})};
    const Timeline timeline(points, statusOf, 45s);
    EXPECT_EQ(timeline.groups().at(QStringLiteral("401")).totals, (std::vector<double>{0, 1}));
}

TEST(Timeline, TakesAResetAsGrowthFromZero)
{
    const std::vector points{counterOf("200", {{timelineAt(0), 100}, {timelineAt(15), 3}})};
    const Timeline timeline(points, statusOf, 45s);
    EXPECT_EQ(timeline.groups().at(QStringLiteral("200")).totals, (std::vector<double>{0, 3}));
}

TEST(Timeline, AttributesNothingToAGap)
{
    const std::vector points{
        counterOf("200", {{timelineAt(0), 1}, {timelineAt(15), 2}, {timelineAt(600), 500}, {timelineAt(615), 501}})};
    const Timeline timeline(points, statusOf, 45s);
    EXPECT_EQ(timeline.groups().at(QStringLiteral("200")).totals, (std::vector<double>{0, 1, 1, 2}));
    EXPECT_EQ(timeline.runBegin(1), 0u);
    EXPECT_EQ(timeline.runBegin(3), 2u);
    EXPECT_EQ(timeline.windowBegin(3, 300s), 2u) << "a window may not reach across a gap";
}

TEST(Timeline, StartsAWindowAtTheInstantAtOrBeforeItsStart)
{
    std::vector<Sample> samples;
    for (int i = 0; i <= 20; ++i)
        samples.push_back({timelineAt(15 * i), double(i)});
    const std::vector points{counterOf("200", samples)};
    const Timeline timeline(points, statusOf, 45s);
    EXPECT_EQ(timeline.windowBegin(20, 60s), 16u);
    EXPECT_EQ(timeline.windowBegin(20, 65s), 15u);
    EXPECT_EQ(timeline.windowBegin(2, 60s), 0u);
}

TEST(Timeline, SumsTheSeriesOfAGroup)
{
    const auto all = [](const SeriesId &) { return QStringLiteral("all"); };
    const std::vector points{counterOf("200", {{timelineAt(0), 1}, {timelineAt(15), 2}}),
                             counterOf("500", {{timelineAt(0), 10}, {timelineAt(15), 20}})};
    const Timeline timeline(points, all, 45s);
    EXPECT_EQ(timeline.groups().at(QStringLiteral("all")).values, (std::vector<double>{11, 22}));
    EXPECT_EQ(timeline.groups().at(QStringLiteral("all")).totals, (std::vector<double>{0, 11}));
}

TEST(Timeline, IsEmptyWithoutSeries)
{
    const Timeline timeline({}, statusOf, 45s);
    EXPECT_TRUE(timeline.instants().empty());
    EXPECT_TRUE(timeline.groups().empty());
}

} // namespace
} // namespace hubwatch
