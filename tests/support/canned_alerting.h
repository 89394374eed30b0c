// Canned alerting: a night with an error burst that is being told, a 429 storm that is over, and a route in trouble.
#pragma once

#include "support/canned_history.h"

namespace hubwatch::testing {

/// Adds incidents, acknowledgements, mutes, routes, a heartbeat and a silence to a canned snapshot.
Snapshot withAlerting(Snapshot snapshot);
Snapshot alertingSnapshot();

LedgerAnswer cannedLedger(const LedgerQuery &query = {});
TriageAnswer cannedTriage(const TriageQuestion &question = {});
MovedAnswer cannedMoved(const MovedQuestion &question = {});
HubSpotProbe cannedProbe(const QString &account);
BacktestAnswer cannedBacktest(const BacktestQuestion &question);

} // namespace hubwatch::testing
