#include "metrics/histogram.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <random>

namespace hubwatch {
namespace {

constexpr double boundless = std::numeric_limits<double>::infinity();
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

struct Case {
    const char *name;
    double q;
    std::vector<Bucket> buckets;
    QuantileEstimate expected;
};

class HistogramQuantileTest : public ::testing::TestWithParam<Case>
{ };

TEST_P(HistogramQuantileTest, AnswersAsPrometheusWithItsBounds)
{
    const QuantileEstimate estimate = histogramQuantile(GetParam().q, GetParam().buckets);
    const QuantileEstimate &expected = GetParam().expected;
    if (std::isnan(expected.value)) {
        EXPECT_TRUE(std::isnan(estimate.value) && std::isnan(estimate.low) && std::isnan(estimate.high));
        return;
    }
    EXPECT_DOUBLE_EQ(estimate.value, expected.value);
    EXPECT_EQ(estimate.low, expected.low);
    EXPECT_EQ(estimate.high, expected.high);
    EXPECT_EQ(estimate.top, expected.top);
}

const std::vector<Bucket> latency = {{0.1, 50}, {0.5, 90}, {2, 98}, {5, 100}, {boundless, 100}};
const QuantileEstimate unknown{nothing, nothing, nothing};

INSTANTIATE_TEST_SUITE_P(
    Buckets, HistogramQuantileTest,
    ::testing::Values(
        Case{"InterpolatesInsideABucket", 0.99, latency, {3.5, 2, 5}},
        Case{"StartsAtZeroInAPositiveFirstBucket", 0.25, latency, {0.05, 0, 0.1}},
        Case{"TakesTheUpperEdgeAtItsRank", 0.9, latency, {0.5, 0.1, 0.5}},
        Case{"AnswersZeroForTheZeroQuantile", 0, latency, {0, 0, 0.1}},
        Case{"TakesTheLastBucketForOne", 1, latency, {5, 2, 5}},
        Case{"AnswersTheLastEdgeInTheTopBucket", 0.99, {{1, 10}, {5, 90}, {boundless, 100}}, {5, 5, boundless, true}},
        Case{"TakesTheBoundOfANegativeFirstBucket", 0.1, {{-1, 50}, {1, 60}, {boundless, 60}}, {-1, -boundless, -1}},
        Case{"TakesTheBoundOfAZeroFirstBucket", 0.1, {{0, 50}, {boundless, 60}}, {0, -boundless, 0}},
        Case{"SortsTheBuckets", 0.99, {{boundless, 100}, {5, 100}, {0.1, 50}, {2, 98}, {0.5, 90}}, {3.5, 2, 5}},
        Case{"AddsUpEqualBounds", 0.5, {{1, 10}, {1, 10}, {2, 40}, {boundless, 40}}, {1, 0, 1}},
        Case{"RaisesFallingCounts", 0.5, {{1, 10}, {2, 8}, {4, 20}, {boundless, 20}}, {1, 0, 1}},
        Case{"KnowsNothingWithoutBuckets", 0.5, {}, unknown},
        Case{"KnowsNothingOfOneBucket", 0.5, {{boundless, 5}}, unknown},
        Case{"KnowsNothingWithoutInfinity", 0.5, {{1, 5}, {2, 6}}, unknown},
        Case{"KnowsNothingWithoutObservations", 0.5, {{1, 0}, {boundless, 0}}, unknown},
        Case{"KnowsNothingForNaN", nothing, latency, unknown},
        Case{"IsMinusInfinityBelowZero", -0.1, latency, {-boundless, -boundless, -boundless}},
        Case{"IsInfinityAboveOne", 1.1, latency, {boundless, boundless, boundless}}),
    [](const auto &test) { return test.param.name; });

TEST(HistogramTest, HoldsTheTrueQuantileBetweenItsBounds)
{
    std::mt19937 random(7);
    const std::vector<double> edges = {0.05, 0.1, 0.25, 0.5, 1, 2, 5};
    for (int round = 0; round < 2'000; ++round) {
        std::lognormal_distribution<double> delay(std::uniform_real_distribution<double>(-3, 2)(random), 1);
        std::vector<double> observed(std::uniform_int_distribution<size_t>(1, 300)(random));
        std::ranges::generate(observed, [&] { return delay(random); });
        std::ranges::sort(observed);

        std::vector<Bucket> buckets;
        for (const double edge : edges)
            buckets.push_back({edge, double(std::ranges::upper_bound(observed, edge) - observed.begin())});
        buckets.push_back({boundless, double(observed.size())});

        const double q = std::uniform_real_distribution<double>(0.001, 1)(random);
        const double rank = std::ceil(q * double(observed.size()));
        const double truth = observed[size_t(std::max(rank, 1.0)) - 1];
        const QuantileEstimate estimate = histogramQuantile(q, buckets);
        ASSERT_LE(estimate.low, truth) << "round " << round;
        ASSERT_GE(estimate.high, truth) << "round " << round;
        ASSERT_GE(estimate.value, estimate.low);
        ASSERT_LE(estimate.value, estimate.high);
    }
}

TEST(HistogramTest, DecidesAGoalOnlyWhereAnEdgeAllowsIt)
{
    const QuantileEstimate across = histogramQuantile(0.99, latency); // in (2, 5]
    EXPECT_EQ(meetsGoal(across, 5), true);
    EXPECT_EQ(meetsGoal(across, 2), false);
    EXPECT_EQ(meetsGoal(across, 3), std::nullopt);
    EXPECT_EQ(meetsGoal(histogramQuantile(0.99, {}), 3), std::nullopt);
    EXPECT_TRUE(hasEdgeAt(2, latency));
    EXPECT_FALSE(hasEdgeAt(3, latency));
}

TEST(HistogramTest, CanDenyButNotAffirmInTheTopBucket)
{
    const std::vector<Bucket> slow = {{1, 10}, {5, 90}, {boundless, 100}};
    EXPECT_EQ(meetsGoal(histogramQuantile(0.99, slow), 5), false);
    EXPECT_EQ(meetsGoal(histogramQuantile(0.99, slow), 10), std::nullopt);
}

} // namespace
} // namespace hubwatch
