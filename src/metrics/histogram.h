// Quantiles from histogram buckets, as Prometheus computes them and with what it does not tell: how sure they are.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace hubwatch {

struct Bucket {
    double upperBound = 0; ///< the `le` label
    double count = 0;      ///< cumulative: all observations up to the bound

    bool operator==(const Bucket &) const = default;
};

/// `value` is Prometheus' histogram_quantile(). The true quantile lies somewhere in [low, high], the edges of the
/// bucket it fell into; all three are NaN when the buckets say nothing (none, no observation, no +Inf).
struct QuantileEstimate {
    double value = 0;
    double low = 0;
    double high = 0;
    bool top = false; ///< fell above the last finite edge: `value` is that edge, and only a lower bound

    bool operator==(const QuantileEstimate &) const = default;
};

/// Interpolates linearly inside the bucket of rank `q` times all observations, from 0 in a positive first bucket. The
/// buckets may come in any order, repeated bounds are added up and falling counts are raised, as in Prometheus.
QuantileEstimate histogramQuantile(double q, std::span<const Bucket> buckets);

/// Whether the true quantile is at most `goal`: nullopt when the bucket reaches across it, or nothing was observed.
std::optional<bool> meetsGoal(const QuantileEstimate &estimate, double goal);

/// Whether these buckets can always decide about `goal`, which takes an edge exactly there.
bool hasEdgeAt(double goal, std::span<const Bucket> buckets);

} // namespace hubwatch
