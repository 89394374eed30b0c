// AuthWatch: the refusals each service has met since an instant, counted while they come in.
#pragma once

#include "snapshot/snapshot.h"

namespace hubwatch::ui {

/// Of one service.
struct AuthCount {
    QString service = {};
    bool seen = false; ///< looked at since the instant: only then is a zero a zero
    std::int64_t refused = 0;
    TimePoint last = {}; ///< the sample counted last
    std::optional<TimePoint> polled = {};

    bool operator==(const AuthCount &) const = default;
};

/// Starts with what the last hour's trace tells and goes on with each reading, none of them counted twice. `account`
/// limits it to the services that use it.
std::vector<AuthCount> countedOn(std::vector<AuthCount> counts, const Snapshot &snapshot, const QString &account,
                                 TimePoint since);

} // namespace hubwatch::ui
