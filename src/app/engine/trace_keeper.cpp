#include "app/engine/trace_keeper.h"

#include <algorithm>

namespace hubwatch {

void addToTrace(std::vector<Trace> &traces, const Reading &reading)
{
    auto trace = std::ranges::find(traces, reading.signal, &Trace::signal);
    if (trace == traces.end())
        trace = traces.insert(traces.end(), Trace{.signal = reading.signal});
    std::vector<Trace::Point> &points = trace->points;
    const TimePoint slot = TimePoint(reading.at.time_since_epoch() / traceStep * traceStep);
    if (points.empty() || points.back().at < slot)
        points.push_back({.at = slot, .value = reading.value});
    else if (reading.value && points.back().at == slot)
        points.back().value = std::max(points.back().value.value_or(*reading.value), *reading.value);
    const auto old = std::ranges::lower_bound(points, slot - traceLength, {}, &Trace::Point::at);
    points.erase(points.begin(), old);
}

} // namespace hubwatch
