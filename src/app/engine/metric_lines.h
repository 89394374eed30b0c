// What "explore" draws: the lines of a stored metric as value, rate or quantile.
#pragma once

#include "snapshot/chart_query.h"
#include "store/store.h"

#include <span>

namespace hubwatch {

struct MetricRange {
    TimePoint from = {};
    TimePoint to = {};
    int columns = 600;
    Duration longestGap = 45s; ///< two scrapes further apart have a gap between them
};

/// Whether a stored series belongs to the metric asked for: the name itself, or a histogram's _bucket for a quantile.
bool belongsTo(const StoredSeries &series, const MetricQuestion &question);

/// Rates are exact differences over the window, per second of the window that was observed; a counter that goes back
/// counts from zero. Quantiles interpolate as Prometheus' histogram_quantile and carry their bucket's bounds.
/// At most `most` lines: those with the largest newest values.
std::vector<ChartLine> metricLines(const MetricQuestion &question, std::span<const SeriesPoints> points,
                                   const MetricRange &range, size_t most = 6);

} // namespace hubwatch
