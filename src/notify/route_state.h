// RouteState: how a route stands, as a value.
#pragma once

#include "alerts/route.h"
#include "notify/ledger.h"

namespace hubwatch {

/// How a route stands.
struct RouteState {
    Route route = {};
    int waiting = 0;
    std::optional<TimePoint> oldest = {};  ///< of those that wait
    std::optional<TimePoint> nextTry = {}; ///< while it holds back
    std::optional<LedgerEntry> last = {};  ///< the newest attempt
    std::optional<LedgerEntry> lastGood = {};
    std::optional<LedgerEntry> proof = {}; ///< the newest TEST that was delivered
    int refused = 0;                       ///< notices that a person must look at
    QString fault = {};                    ///< why nothing gets through at the moment; empty when it does
    bool testing = false;

    bool operator==(const RouteState &) const = default;
};

} // namespace hubwatch
