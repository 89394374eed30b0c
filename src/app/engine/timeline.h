// Timeline: the instants of a target's scrapes, and sums of series over them.
#pragma once

#include "store/store.h"

#include <map>
#include <span>

namespace hubwatch {

/// What several series of one target come to at each of its scrapes.
struct TimelineGroup {
    std::vector<double> values = {}; ///< sum over the group's series; NaN where none was shown
    std::vector<double> totals = {}; ///< exact growth since the timeline's first instant, resets counted from zero
};

/// Series of one target laid on their common instants, summed by group.
///
/// Growth between two scrapes further apart than `longestGap` is not attributed to any instant: totals stand still
/// there.
class Timeline
{
public:
    using KeyOf = std::function<QString(const SeriesId &)>;

    Timeline(std::span<const SeriesPoints> points, const KeyOf &keyOf, Duration longestGap);

    const std::vector<TimePoint> &instants() const { return m_instants; }
    const std::map<QString, TimelineGroup> &groups() const { return m_groups; }
    /// Index of the first instant of the gap-free run that instant `i` belongs to.
    size_t runBegin(size_t i) const { return m_runBegin[i]; }
    /// Index of the instant from which a window ending at instant `i` counts: the last one at or before its start, or
    /// the beginning of the run.
    size_t windowBegin(size_t i, Duration window) const;

private:
    std::vector<TimePoint> m_instants = {};
    std::vector<size_t> m_runBegin = {};
    std::map<QString, TimelineGroup> m_groups = {};
};

} // namespace hubwatch
