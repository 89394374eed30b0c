// Reducing a chart line to what the pixels can show.
#pragma once

#include "snapshot/chart_query.h"

namespace hubwatch {

/// Keeps, of each run and pixel column, the points that hold its extremes, so that no peak is lost (M4).
void reduceLine(ChartLine &line, TimePoint from, TimePoint to, int columns);

} // namespace hubwatch
