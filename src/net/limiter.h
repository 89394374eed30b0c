// Limiter: who may call now, under a rolling window and a cap in flight. Pure.
#pragma once

#include "base/clock.h"

#include <QString>
#include <deque>
#include <optional>

namespace hubwatch {

/// "80/10s" in parts.
struct BurstLimit {
    int calls = 80;
    Duration window = 10s;

    bool operator==(const BurstLimit &) const = default;
};

/// nullopt for anything but CALLS/DURATION with both above zero.
std::optional<BurstLimit> parseBurst(QStringView text);

/// Polling goes first: a batch takes what polling leaves.
enum class CallClass { Polling, Batch };

/// Which limit holds a caller back.
enum class LimiterBound { None, Window, InFlight, Search, Paused };

/// What the limiter looks like at one instant.
struct LimiterState {
    BurstLimit limit = {}; ///< in force: what the workspace allows, never more than the account's own
    int concurrency = 5;
    int accountLimit = 0; ///< as the account's headers tell; 0: not told yet
    int used = 0;         ///< permits in the window
    int inFlight = 0;
    int waiting = 0;
    LimiterBound bound = LimiterBound::None;   ///< what the first waiting caller waits for
    std::optional<TimePoint> parkedUntil = {}; ///< a daily limit, a data-centre move: nothing goes out before
    QString parkedWhy = {};

    bool operator==(const LimiterState &) const = default;
};

} // namespace hubwatch
