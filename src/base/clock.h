// TimePoint, Duration and Clock: the door to time.
#pragma once

#include <chrono>
#include <functional>

class QObject;

namespace hubwatch {

using Duration = std::chrono::milliseconds;
/// Wall time, UTC: what people read.
using TimePoint = std::chrono::sys_time<Duration>;

using namespace std::chrono_literals;

/// Tells the time and wakes its callers.
class Clock
{
public:
    virtual ~Clock() = default;

    /// Wall time. May jump in either direction; never measure with it.
    virtual TimePoint now() const = 0;

    /// Monotonic time since some fixed instant: for measuring. Whether it counts a night's sleep
    /// differs by system, so a sleep is told by comparing its steps with those of now().
    virtual Duration uptime() const = 0;

    /// Calls `then` once, `delay` from now by monotonic time, on the caller's thread; never if `context` dies first.
    virtual void after(Duration delay, QObject *context, std::function<void()> then) = 0;
};

} // namespace hubwatch
