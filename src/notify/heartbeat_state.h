// HeartbeatState: whether somebody outside would notice that this console has stopped.
#pragma once

#include "base/clock.h"

#include <QString>
#include <optional>

namespace hubwatch {

struct HeartbeatState {
    bool on = false;
    Duration interval = {};
    std::optional<TimePoint> lastGood = {};
    std::optional<TimePoint> lastTry = {};
    int failures = 0;   ///< in a row
    QString words = {}; ///< why the last try failed; no secret

    bool operator==(const HeartbeatState &) const = default;
};

} // namespace hubwatch
