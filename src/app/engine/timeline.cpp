#include "app/engine/timeline.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hubwatch {

namespace {

std::vector<TimePoint> commonInstants(std::span<const SeriesPoints> points)
{
    std::vector<TimePoint> instants;
    for (const SeriesPoints &series : points) {
        std::vector<TimePoint> merged;
        merged.reserve(instants.size() + series.samples.size());
        auto mine = instants.begin();
        for (const Sample &sample : series.samples) {
            while (mine != instants.end() && *mine < sample.at)
                merged.push_back(*mine++);
            if (mine != instants.end() && *mine == sample.at)
                ++mine;
            if (merged.empty() || merged.back() != sample.at)
                merged.push_back(sample.at);
        }
        merged.insert(merged.end(), mine, instants.end());
        instants = std::move(merged);
    }
    return instants;
}

} // namespace

Timeline::Timeline(std::span<const SeriesPoints> points, const KeyOf &keyOf, Duration longestGap)
    : m_instants(commonInstants(points))
    , m_runBegin(m_instants.size())
{
    for (size_t i = 1; i < m_instants.size(); ++i)
        m_runBegin[i] = m_instants[i] - m_instants[i - 1] > longestGap ? i : m_runBegin[i - 1];

    for (const SeriesPoints &series : points) {
        TimelineGroup &group = m_groups[keyOf(series.series.id)];
        if (group.values.empty()) {
            group.values.assign(m_instants.size(), std::numeric_limits<double>::quiet_NaN());
            group.totals.assign(m_instants.size(), 0);
        }
        size_t at = 0;
        std::optional<size_t> before;
        double last = 0;
        for (const Sample &sample : series.samples) {
            while (m_instants[at] < sample.at)
                ++at;
            double &value = group.values[at];
            value = std::isnan(value) ? sample.value : value + sample.value;
            // A series born inside a run grew from zero; one that is there when the run begins is only a baseline.
            const bool sameRun = before ? m_runBegin[*before] == m_runBegin[at] : m_runBegin[at] != at;
            if (sameRun && std::isfinite(sample.value))
                group.totals[at] += !before || sample.value < last ? sample.value : sample.value - last;
            before = at;
            last = sample.value;
        }
    }
    for (auto &[key, group] : m_groups)
        for (size_t i = 1; i < group.totals.size(); ++i)
            group.totals[i] += group.totals[i - 1];
}

size_t Timeline::windowBegin(size_t i, Duration window) const
{
    const TimePoint start = m_instants[i] - window;
    const auto after = std::upper_bound(m_instants.begin(), m_instants.begin() + std::ptrdiff_t(i), start);
    const size_t begin = after == m_instants.begin() ? 0 : size_t(after - m_instants.begin()) - 1;
    return std::max(begin, m_runBegin[i]);
}

} // namespace hubwatch
