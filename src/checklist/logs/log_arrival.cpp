#include "checklist/logs/log_arrival.h"

#include <algorithm>

namespace hubwatch {

namespace {

/// Clocks differ, and forwarders stamp what they read when they read it.
constexpr Duration stampsApart = 10s;

} // namespace

bool isTraceOf(const LogTrace &trace, const ArrivedEvent &event)
{
    if (!trace.id.isEmpty())
        return event.text.contains(trace.id);
    const bool sameTime
        = event.text.contains(trace.timeText) || (event.at && std::chrono::abs(*event.at - trace.time) <= stampsApart);
    // In the line as it was written, quotes of the message are escaped.
    return sameTime
        && (event.text.contains(trace.message)
            || readLogLine(event.text.toUtf8()).message.left(trace.message.size()) == trace.message);
}

std::optional<LogTrace> arrivedTrace(const std::vector<LogTrace> &traces, const std::vector<ArrivedEvent> &events)
{
    for (const LogTrace &trace : traces)
        if (std::ranges::any_of(events, [&](const ArrivedEvent &event) { return isTraceOf(trace, event); }))
            return trace;
    return std::nullopt;
}

TimePoint arrivalFrom(const std::vector<LogTrace> &traces)
{
    const auto first = std::ranges::min_element(traces, {}, &LogTrace::time);
    return first == traces.end() ? TimePoint() : first->time - 1min;
}

TimePoint arrivalTo(const std::vector<LogTrace> &traces)
{
    const auto last = std::ranges::max_element(traces, {}, &LogTrace::time);
    return last == traces.end() ? TimePoint() : last->time + 15min;
}

} // namespace hubwatch
