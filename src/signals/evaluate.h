// evaluate: a signal's reading, from the frames of a service.
#pragma once

#include "signals/history.h"
#include "signals/metric_names.h"
#include "signals/reading.h"
#include "signals/signal.h"

#include <vector>

namespace hubwatch {

/// What a reading depends on besides the frames.
struct SignalContext {
    QString service = {};
    MetricNames names = {};
    Duration interval = 15s; ///< of metrics and health
    Duration readinessInterval = 60s;
    bool hasMetrics = true;
    bool hasHealth = true;
    bool hasReadiness = true;
    bool account = false; ///< of HubSpot, seen by our own calls

    bool operator==(const SignalContext &) const = default;
};

/// The signal at `now`. Live readings, charts and backtests all come from here: a chart adds its stored frames one by
/// one to a History and asks at each of its instants.
Reading evaluate(const SignalDefinition &signal, const History &history, const SignalContext &context, TimePoint now);

/// All of signalDefinitions() that concern a service, or an account, in their order.
std::vector<Reading> evaluateAll(const History &history, const SignalContext &context, TimePoint now);

/// How far apart two evaluations may be without a gap between them: three polls.
Duration longestGap(const SignalContext &context);

} // namespace hubwatch
