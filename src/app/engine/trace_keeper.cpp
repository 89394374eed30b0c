#include "app/engine/trace_keeper.h"

#include <algorithm>
#include <utility>

namespace hubwatch {

void addToTrace(std::vector<Trace> &traces, const Reading &reading)
{
    auto trace = std::ranges::find(traces, reading.signal, &Trace::signal);
    if (trace == traces.end())
        trace = traces.insert(traces.end(), Trace{.signal = reading.signal});
    QList<Trace::Point> &points = trace->points;
    const TimePoint slot = TimePoint(reading.at.time_since_epoch() / traceStep * traceStep);
    if (points.empty() || points.constLast().at < slot)
        points.push_back({.at = slot, .value = reading.value});
    else if (points.constLast().at == slot && reading.value > points.constLast().value)
        points.back().value = reading.value;
    // Most polls change nothing here; a look must not part the points from the snapshots that share them.
    const auto old = std::ranges::lower_bound(std::as_const(points), slot - traceLength, {}, &Trace::Point::at);
    points.remove(0, old - points.cbegin());
}

} // namespace hubwatch
