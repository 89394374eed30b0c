#include "metrics/m4.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace hubwatch {

namespace {

/// What is kept of the samples of one column.
class Column
{
public:
    bool isEmpty() const { return !m_first; }

    void add(const Sample &sample)
    {
        if (isEmpty())
            m_first = m_low = m_high = &sample;
        if (sample.value < m_low->value)
            m_low = &sample;
        if (sample.value > m_high->value)
            m_high = &sample;
        m_last = &sample;
    }

    void moveTo(std::vector<Sample> &kept, ColumnPoints points)
    {
        if (isEmpty())
            return;
        std::array<const Sample *, 4> picks = {m_first, m_low, m_high, m_last};
        if (points == ColumnPoints::Extremes)
            picks = {m_low, m_low, m_high, m_high};
        std::ranges::sort(picks); // all point into one span: the order of time
        const auto end = std::unique(picks.begin(), picks.end());
        for (auto pick = picks.begin(); pick != end; ++pick)
            kept.push_back(**pick);
        *this = {};
    }

private:
    const Sample *m_first = nullptr;
    const Sample *m_low = nullptr;
    const Sample *m_high = nullptr;
    const Sample *m_last = nullptr;
};

} // namespace

std::vector<Sample> reducedToColumns(std::span<const Sample> samples, const ColumnGrid &grid, ColumnPoints points)
{
    const std::int64_t width = (grid.to - grid.from).count();
    const std::int64_t columns = std::max(grid.columns, 1);
    std::vector<Sample> kept;
    if (width <= 0)
        return kept;
    kept.reserve(std::min(samples.size(), size_t(columns) * (points == ColumnPoints::Exact ? 4 : 2) + 2));

    Column column;
    std::int64_t current = -1;
    const Sample *before = nullptr;
    for (const Sample &sample : samples) {
        if (std::isnan(sample.value))
            continue;
        if (sample.at < grid.from) {
            before = &sample;
            continue;
        }
        if (before)
            kept.push_back(*std::exchange(before, nullptr));
        if (sample.at >= grid.to) {
            column.moveTo(kept, points);
            kept.push_back(sample);
            return kept;
        }
        const std::int64_t place = (sample.at - grid.from).count() * columns / width;
        if (place != current)
            column.moveTo(kept, points);
        current = place;
        column.add(sample);
    }
    if (before)
        kept.push_back(*before);
    column.moveTo(kept, points);
    return kept;
}

} // namespace hubwatch
