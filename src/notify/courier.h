// Courier: carries a notice to one kind of place, once.
#pragma once

#include "base/result.h"
#include "notify/notice.h"

#include <functional>

class QObject;

namespace hubwatch {

/// What became of one attempt.
struct Delivery {
    /// Refused: asking again will not help, a person must mend something. Later: again, not before `wait`.
    enum class Outcome { Done, Later, Refused };

    Outcome outcome = Outcome::Later;
    int status = 0; ///< of HTTP; 0: there was no answer
    Duration took = {};
    std::optional<Duration> wait = {}; ///< as Retry-After asks for; absent: by our own backoff
    QString words = {};                ///< what the other side said or why there was none, and the way out; no secret
    QString handle = {};               ///< by which the other side knows it: Slack's ts, PagerDuty's dedup_key

    bool operator==(const Delivery &) const = default;
};

class Courier
{
public:
    using Reply = std::function<void(const Delivery &)>;

    virtual ~Courier() = default;

    /// Calls `reply` exactly once, later, on the caller's thread; never if `context` dies first. `handle` is that of
    /// the last delivery with the same key on this route, or empty.
    virtual void deliver(const Notice &notice, const QString &handle, QObject *context, Reply reply) = 0;
};

} // namespace hubwatch
