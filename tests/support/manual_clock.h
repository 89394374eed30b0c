// ManualClock: time that moves when a test moves it.
#pragma once

#include "base/clock.h"

#include <QPointer>
#include <vector>

namespace hubwatch::testing {

class ManualClock : public Clock
{
public:
    explicit ManualClock(TimePoint start = TimePoint(1'763'884'800s))
        : m_now(start)
    { }

    TimePoint now() const override { return m_now; }
    Duration uptime() const override { return m_uptime; }
    void after(Duration delay, QObject *context, std::function<void()> then) override;

    /// Both clocks move on; what falls due runs in order, at its own instant.
    void advance(Duration by);
    /// Only the wall clock moves, as when somebody sets it or the machine sleeps.
    void jump(Duration by) { m_now += by; }
    /// Both clocks move on and nothing runs: the program was held up, or slept on a system that counts sleep. What fell
    /// due meanwhile runs, late, with the next advance().
    void stall(Duration by)
    {
        m_now += by;
        m_uptime += by;
    }
    size_t waiting() const;

private:
    struct Timer {
        Duration due = {};
        std::uint64_t order = 0;
        QPointer<QObject> context = {};
        std::function<void()> then = {};
    };
    TimePoint m_now;
    Duration m_uptime = 1h;
    std::uint64_t m_order = 0;
    std::vector<Timer> m_timers = {};
};

} // namespace hubwatch::testing
