// M4: thins out a run of samples to what a chart of so many pixel columns can show, keeping every peak.
#pragma once

#include "metrics/scrape.h"

#include <span>
#include <vector>

namespace hubwatch {

/// What a chart shows: `columns` pixels for the time [from, to).
struct ColumnGrid {
    TimePoint from = {};
    TimePoint to = {};
    int columns = 1;

    bool operator==(const ColumnGrid &) const = default;
};

enum class ColumnPoints {
    Extremes, ///< lowest and highest: up to two a column, enough to see every peak
    Exact,    ///< first, lowest, highest and last: up to four, and a line through them paints the same pixels
};

/// The samples to draw, in their order of time; none is invented.
///
/// `samples` is one run in order of time: a gap ends a run, so the caller splits there. NaN values are left out. Of
/// what lies outside the grid only the neighbours stay, the last before and the first after, so that lines leave the
/// chart as they should.
std::vector<Sample> reducedToColumns(std::span<const Sample> samples, const ColumnGrid &grid,
                                     ColumnPoints points = ColumnPoints::Exact);

} // namespace hubwatch
