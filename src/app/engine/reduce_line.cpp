#include "app/engine/reduce_line.h"

#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

/// The extremes of one pixel column, as indexes into its run.
struct ColumnExtremes {
    size_t first = 0;
    size_t least = 0;
    size_t most = 0;
    size_t last = 0;
};

void keepColumn(std::vector<ChartPoint> &kept, const std::vector<ChartPoint> &run, const ColumnExtremes &column)
{
    std::array order{column.first, column.least, column.most, column.last};
    std::ranges::sort(order);
    const auto end = std::unique(order.begin(), order.end());
    for (auto at = order.begin(); at != end; ++at)
        kept.push_back(run[*at]);
}

std::vector<ChartPoint> reducedRun(const std::vector<ChartPoint> &run, TimePoint from, Duration width)
{
    std::vector<ChartPoint> kept;
    std::optional<ColumnExtremes> open;
    std::int64_t openColumn = 0;
    for (size_t i = 0; i < run.size(); ++i) {
        const std::int64_t column = (run[i].at - from) / width;
        if (open && column != openColumn) {
            keepColumn(kept, run, *open);
            open.reset();
        }
        if (!open)
            open = ColumnExtremes{i, i, i, i};
        openColumn = column;
        open->last = i;
        if (run[i].value < run[open->least].value)
            open->least = i;
        if (run[i].value > run[open->most].value)
            open->most = i;
    }
    if (open)
        keepColumn(kept, run, *open);
    return kept;
}

} // namespace

void reduceLine(ChartLine &line, TimePoint from, TimePoint to, int columns)
{
    const Duration width = std::max(Duration(1), (to - from) / std::max(columns, 1));
    for (std::vector<ChartPoint> &run : line.runs)
        run = reducedRun(run, from, width);
}

} // namespace hubwatch
