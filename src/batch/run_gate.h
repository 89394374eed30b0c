// RunGate: whether a running job may begin a request now, and what it waits for otherwise.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <cstdint>

namespace hubwatch {

/// What the gate looks at.
struct GateFacts {
    TimePoint now = {};
    Duration uptime = {};
    std::optional<TimePoint> stopBy = {};
    std::optional<std::int64_t> dailyLeft = {}; ///< as the newest answer told
    std::int64_t reserve = 0;
    std::optional<TimePoint> resetsAt = {};
    std::optional<TimePoint> parkedUntil = {}; ///< of the account's limiter
    QString parkedWhy = {};
    std::int64_t open = 0; ///< requests begun and not answered

    bool operator==(const GateFacts &) const = default;
};

struct GateVerdict {
    enum class Hold {
        None,
        StopBy,  ///< for good: a person or the next window begins anew
        Account, ///< the day's limit is met, the account moves
        Offline,
        Reserve, ///< what is left of the day belongs to others
    };

    Hold hold = Hold::None;
    QString words = {}; ///< a sentence, with what happens next
    std::optional<TimePoint> resumesAt = {};

    bool operator==(const GateVerdict &) const = default;
};

/// Knows no clock. When the network was gone, or the day has begun anew while nothing told its quota, one request goes
/// ahead of the others.
class RunGate
{
public:
    GateVerdict verdict(const GateFacts &facts);
    /// An answer came, whatever it said.
    void answered(TimePoint now);
    /// None came. One lost answer closes nothing; three in a row do, and what tells that nobody can be reached at once.
    void unreachable(Error::Reach reach, Duration uptime);

private:
    GateVerdict offline(const GateFacts &facts) const;
    GateVerdict reserve(const GateFacts &facts);

    int m_lost = 0; ///< answers in a row
    int m_tries = 0;
    Duration m_tryAt = {}; ///< uptime
    Error::Reach m_reach = Error::Reach::None;
    std::optional<TimePoint> m_reserveUntil = {};
};

/// "03:21:07 UTC"
QString clockText(TimePoint at);

} // namespace hubwatch
