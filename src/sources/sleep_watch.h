// SleepWatch: tells a sleep of the machine, and a clock that was set, from ordinary time.
#pragma once

#include "base/call_scope.h"
#include "base/clock.h"

#include <QObject>
#include <functional>

namespace hubwatch {

/// What passed between two heartbeats, by three clocks.
struct TimeStep {
    Duration expected = {}; ///< the heartbeat
    Duration counted = {};  ///< by a monotonic clock that goes on while the machine sleeps
    Duration wall = {};

    bool operator==(const TimeStep &) const = default;
};

struct TimeVerdict {
    Duration slept = {};    ///< how long the machine slept or the program was held up; zero if neither
    Duration clockSet = {}; ///< by how much the wall clock was moved, negative for back; zero if it was not

    bool operator==(const TimeVerdict &) const = default;
};

/// Late heartbeats are a sleep (or a stall as long as one); a wall clock that went another way than the monotonic one
/// was set. Less than 10 s and less than 2 s are ordinary: load, and the slewing of NTP.
TimeVerdict judgeTimeStep(const TimeStep &step);

/// Monotonic time that goes on while the machine sleeps, on every system.
Duration uptimeWithSleep();

/// Watches the clocks, a heartbeat at a time.
class SleepWatch : public QObject
{
    Q_OBJECT

public:
    /// `counted` must run in step with `clock`; tests that move a clock by hand give their own.
    explicit SleepWatch(Clock &clock, std::function<Duration()> counted = uptimeWithSleep, QObject *parent = nullptr);

signals:
    /// The machine woke from a sleep, or the program from a stall, of this length.
    void slept(hubwatch::Duration length);
    /// Somebody set the clock by so much.
    void clockSet(hubwatch::Duration by);

private:
    void waitForBeat();
    void beat();

    Clock &m_clock;
    std::function<Duration()> m_counted;
    Duration m_lastCounted = {};
    TimePoint m_lastWall = {};
    CallScope m_timer = {};
};

} // namespace hubwatch
