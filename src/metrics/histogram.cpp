#include "metrics/histogram.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hubwatch {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

QuantileEstimate everywhere(double value)
{
    return {.value = value, .low = value, .high = value};
}

/// Sorted by bound, each bound once, counts never falling.
std::vector<Bucket> tidied(std::span<const Bucket> buckets)
{
    std::vector<Bucket> sorted(buckets.begin(), buckets.end());
    if (!std::ranges::is_sorted(sorted, {}, &Bucket::upperBound))
        std::ranges::stable_sort(sorted, {}, &Bucket::upperBound);
    std::vector<Bucket> tidy;
    tidy.reserve(sorted.size());
    for (const Bucket &bucket : sorted) {
        if (!tidy.empty() && tidy.back().upperBound == bucket.upperBound)
            tidy.back().count += bucket.count;
        else
            tidy.push_back(bucket);
    }
    for (size_t i = 1; i < tidy.size(); ++i)
        tidy[i].count = std::max(tidy[i].count, tidy[i - 1].count);
    return tidy;
}

} // namespace

QuantileEstimate histogramQuantile(double q, std::span<const Bucket> buckets)
{
    constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
    if (std::isnan(q))
        return everywhere(nothing);
    if (q < 0)
        return everywhere(-infinity);
    if (q > 1)
        return everywhere(infinity);

    const std::vector<Bucket> tidy = tidied(buckets);
    if (tidy.size() < 2 || tidy.back().upperBound != infinity)
        return everywhere(nothing);
    const double observations = tidy.back().count;
    if (observations == 0 || std::isnan(observations))
        return everywhere(nothing);

    double rank = q * observations;
    const auto last = tidy.end() - 1;
    const auto hit = std::partition_point(tidy.begin(), last, [rank](const Bucket &b) { return !(b.count >= rank); });
    if (hit == last) {
        const double edge = (last - 1)->upperBound;
        return {.value = edge, .low = edge, .high = infinity, .top = true};
    }
    if (hit == tidy.begin() && hit->upperBound <= 0)
        return {.value = hit->upperBound, .low = -infinity, .high = hit->upperBound};

    double start = 0;
    double count = hit->count;
    if (hit != tidy.begin()) {
        start = (hit - 1)->upperBound;
        count -= (hit - 1)->count;
        rank -= (hit - 1)->count;
    }
    return {.value = start + (hit->upperBound - start) * (rank / count), .low = start, .high = hit->upperBound};
}

std::optional<bool> meetsGoal(const QuantileEstimate &estimate, double goal)
{
    if (estimate.high <= goal)
        return true;
    if (estimate.low >= goal) // the lower edge itself belongs to the bucket before
        return false;
    return std::nullopt;
}

bool hasEdgeAt(double goal, std::span<const Bucket> buckets)
{
    return std::ranges::find(buckets, goal, &Bucket::upperBound) != buckets.end();
}

} // namespace hubwatch
