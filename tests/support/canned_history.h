// A believable hour of five services, for tests and screenshots: an error burst after a deploy, a slow p99 with its
// bucket bounds, 429s that climb, one service unreachable and a gap.
#pragma once

#include "snapshot/console.h"

namespace hubwatch::testing {

/// 2026-11-23 09:41:07 in Japan.
TimePoint cannedNow();

/// The signals as the product names them.
std::vector<SignalDefinition> cannedDefinitions();
std::vector<Rule> cannedRules();

/// contacts-sync fails, deals-sync is slow (pending), webhook-receiver and quota-proxy are good, nightly-export is
/// unreachable.
Snapshot cannedSnapshot(TimePoint now = cannedNow());
/// The history that goes with it, for any signal and range.
ChartAnswer cannedAnswer(const ChartQuery &query);
std::vector<MetricChoice> cannedChoices();

} // namespace hubwatch::testing
