// Scrape: what one target showed at one instant.
#pragma once

#include "base/clock.h"
#include "metrics/labels.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace hubwatch {

enum class MetricType { Unknown, Counter, Gauge, Histogram, GaugeHistogram, Summary, Info, StateSet };

struct Sample {
    TimePoint at = {};
    double value = 0;

    bool operator==(const Sample &) const = default;
};

/// The series one target has shown so far, in order of first appearance. Append-only within a generation, so an
/// index names the same series for as long as the generation stands.
struct SeriesTable {
    std::uint64_t generation = 0; ///< grows when dead series were dropped and all indexes moved
    std::vector<SeriesId> series = {};
    std::vector<MetricType> types = {}; ///< of the family each series belongs to
};

/// One reading of a whole target. `values[i]` belongs to `table->series[i]`; it is staleMark() where the target no
/// longer shows the series.
struct Scrape {
    TimePoint at = {};
    std::shared_ptr<const SeriesTable> table = {};
    std::vector<double> values = {};
    std::vector<std::uint32_t> changed = {}; ///< indexes whose value differs from the scrape before; ascending
};

/// Prometheus' staleness marker: a NaN no exporter sends.
double staleMark();
bool isStaleMark(double value);

} // namespace hubwatch
