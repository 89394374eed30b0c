#include "app/engine/reduce_line.h"

#include <gtest/gtest.h>
#include <random>

namespace hubwatch {
namespace {

ChartLine noisyLine(int points)
{
    std::mt19937 random(7);
    std::uniform_real_distribution<double> noise(0, 1);
    ChartLine line{.runs = {{}}};
    for (int i = 0; i < points; ++i)
        line.runs[0].push_back({.at = TimePoint(std::chrono::seconds(i)), .value = noise(random)});
    line.runs[0][size_t(points / 3)].value = 50;
    line.runs[0][size_t(points / 2)].value = -50;
    return line;
}

TEST(ReduceLine, KeepsThePeaksAndTheEnds)
{
    ChartLine line = noisyLine(10'000);
    const std::vector<ChartPoint> before = line.runs[0];
    reduceLine(line, before.front().at, before.back().at, 100);
    const std::vector<ChartPoint> &after = line.runs[0];
    EXPECT_LE(after.size(), 4u * 101u);
    EXPECT_GE(after.size(), 200u);
    EXPECT_EQ(after.front(), before.front());
    EXPECT_EQ(after.back(), before.back());
    EXPECT_TRUE(std::ranges::any_of(after, [](const ChartPoint &point) { return point.value == 50; }));
    EXPECT_TRUE(std::ranges::any_of(after, [](const ChartPoint &point) { return point.value == -50; }));
    EXPECT_TRUE(std::ranges::is_sorted(after, {}, &ChartPoint::at));
}

TEST(ReduceLine, LeavesWhatIsSparseAsItIs)
{
    ChartLine line = noisyLine(50);
    const ChartLine before = line;
    reduceLine(line, line.runs[0].front().at, line.runs[0].back().at, 1000);
    EXPECT_EQ(line, before);
}

TEST(ReduceLine, NeverJoinsRuns)
{
    ChartLine line = noisyLine(100);
    line.runs.push_back(line.runs[0]);
    reduceLine(line, TimePoint(0s), TimePoint(100s), 1);
    EXPECT_EQ(line.runs.size(), 2u);
}

} // namespace
} // namespace hubwatch
