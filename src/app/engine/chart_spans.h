// Stretches of time under a chart: alert states for the ribbon, gaps and their reasons.
#pragma once

#include "alerts/alert.h"
#include "alerts/rule.h"
#include "snapshot/chart_query.h"

#include <span>

namespace hubwatch {

struct SpanRange {
    TimePoint from = {};
    TimePoint to = {};
};

/// The ribbon of one service for the rules of one signal: at each instant the worst state of any of them. `events` are
/// the alert events of the range, oldest first; `now` are the alerts as they stand, which tell the state where no event
/// does. Neighbouring spans of one state are joined.
std::vector<StateSpan> stateSpans(const QString &service, std::span<const Alert> now, std::span<const Event> events,
                                  const SpanRange &range);

/// The stretches between two neighbouring instants that are further apart than `longestGap`, and before the first and
/// after the last one. The reason comes from the events that fall into or just before a gap.
std::vector<GapSpan> gapSpans(const QString &service, std::span<const TimePoint> instants,
                              std::span<const Event> events, const SpanRange &range, Duration longestGap);

} // namespace hubwatch
