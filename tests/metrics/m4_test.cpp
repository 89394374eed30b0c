#include "metrics/m4.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <map>
#include <random>

namespace hubwatch {
namespace {

Sample at(int second, double value)
{
    return {.at = TimePoint(second * 1s), .value = value};
}

const ColumnGrid tenSeconds{.from = TimePoint(0s), .to = TimePoint(10s), .columns = 1};

TEST(M4Test, KeepsFirstLowestHighestAndLastInOrderOfTime)
{
    const std::vector<Sample> samples = {at(0, 5), at(1, 6), at(2, 9), at(3, 4), at(4, 1), at(5, 4), at(6, 5)};
    EXPECT_EQ(reducedToColumns(samples, tenSeconds), (std::vector{at(0, 5), at(2, 9), at(4, 1), at(6, 5)}));
    EXPECT_EQ(reducedToColumns(samples, tenSeconds, ColumnPoints::Extremes), (std::vector{at(2, 9), at(4, 1)}));
}

TEST(M4Test, NeverRepeatsASample)
{
    EXPECT_EQ(reducedToColumns(std::vector{at(3, 1)}, tenSeconds), std::vector{at(3, 1)});
    const std::vector<Sample> flat = {at(0, 1), at(1, 1), at(2, 1)};
    EXPECT_EQ(reducedToColumns(flat, tenSeconds), (std::vector{at(0, 1), at(2, 1)}));
    EXPECT_EQ(reducedToColumns(flat, tenSeconds, ColumnPoints::Extremes), std::vector{at(0, 1)});
}

TEST(M4Test, KeepsTheNeighboursOfTheGrid)
{
    const std::vector<Sample> samples = {at(-3, 9), at(-1, 1), at(10, 2), at(12, 9)};
    EXPECT_EQ(reducedToColumns(samples, tenSeconds), (std::vector{at(-1, 1), at(10, 2)}));
    EXPECT_EQ(reducedToColumns(std::vector{at(-2, 9), at(-1, 1)}, tenSeconds), std::vector{at(-1, 1)});
}

TEST(M4Test, LeavesOutWhatIsNotANumber)
{
    const double nothing = std::numeric_limits<double>::quiet_NaN();
    const std::vector<Sample> samples = {at(0, nothing), at(1, 3), at(2, nothing)};
    EXPECT_EQ(reducedToColumns(samples, tenSeconds), std::vector{at(1, 3)});
}

TEST(M4Test, AnswersNothingForAnEmptyGridOrRun)
{
    EXPECT_TRUE(reducedToColumns({}, tenSeconds).empty());
    EXPECT_TRUE(reducedToColumns(std::vector{at(1, 1)}, {.from = TimePoint(5s), .to = TimePoint(5s)}).empty());
}

TEST(M4Test, KeepsTheExtremesOfEveryColumn)
{
    std::mt19937 random(3);
    for (int round = 0; round < 200; ++round) {
        std::vector<Sample> samples;
        for (TimePoint time(0s); time < TimePoint(100s); time += Duration(1 + random() % 300))
            samples.push_back({.at = time, .value = std::normal_distribution<double>()(random)});
        const ColumnGrid grid{.from = TimePoint(0s), .to = TimePoint(100s), .columns = int(1 + random() % 60)};
        for (const ColumnPoints points : {ColumnPoints::Exact, ColumnPoints::Extremes}) {
            const std::vector<Sample> kept = reducedToColumns(samples, grid, points);
            const size_t perColumn = points == ColumnPoints::Exact ? 4 : 2;
            ASSERT_TRUE(std::ranges::is_sorted(kept, {}, &Sample::at));
            using Extremes = std::pair<double, double>;
            std::map<std::int64_t, Extremes> wanted;
            std::map<std::int64_t, Extremes> found;
            std::map<std::int64_t, size_t> counts;
            const auto note = [&grid](std::map<std::int64_t, Extremes> &into, const Sample &sample) {
                const auto column = sample.at.time_since_epoch().count() * grid.columns / 100'000;
                auto &[low, high] = into.try_emplace(column, sample.value, sample.value).first->second;
                low = std::min(low, sample.value);
                high = std::max(high, sample.value);
                return column;
            };
            for (const Sample &sample : samples)
                note(wanted, sample);
            for (const Sample &sample : kept)
                ASSERT_LE(++counts[note(found, sample)], perColumn);
            ASSERT_EQ(found, wanted) << "round " << round;
        }
    }
}

} // namespace
} // namespace hubwatch
