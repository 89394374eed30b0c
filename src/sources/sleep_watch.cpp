#include "sources/sleep_watch.h"

#include <QPointer>
#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <ctime>
#endif

namespace hubwatch {

namespace {

constexpr Duration sleepHeartbeat = 5s;
constexpr Duration shortestSleep = 10s;
constexpr Duration clockTolerance = 2s;

} // namespace

TimeVerdict judgeTimeStep(const TimeStep &step)
{
    TimeVerdict verdict;
    if (step.counted - step.expected >= shortestSleep)
        verdict.slept = step.counted - step.expected;
    if (std::chrono::abs(step.wall - step.counted) >= clockTolerance)
        verdict.clockSet = step.wall - step.counted;
    return verdict;
}

Duration uptimeWithSleep()
{
#ifdef Q_OS_LINUX
    // The steady clock stands still while Linux sleeps, this one does not; elsewhere the steady clock goes on.
    timespec time = {};
    clock_gettime(CLOCK_BOOTTIME, &time);
    return std::chrono::duration_cast<Duration>(std::chrono::seconds(time.tv_sec)
                                                + std::chrono::nanoseconds(time.tv_nsec));
#else
    return std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch());
#endif
}

SleepWatch::SleepWatch(Clock &clock, std::function<Duration()> counted, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_counted(std::move(counted))
{
    waitForBeat();
}

void SleepWatch::waitForBeat()
{
    m_lastCounted = m_counted();
    m_lastWall = m_clock.now();
    m_clock.after(sleepHeartbeat, m_timer.context(), [this] { beat(); });
}

void SleepWatch::beat()
{
    const TimeVerdict verdict = judgeTimeStep(
        {.expected = sleepHeartbeat, .counted = m_counted() - m_lastCounted, .wall = m_clock.now() - m_lastWall});
    waitForBeat();
    const QPointer<SleepWatch> alive(this);
    if (verdict.slept != Duration::zero())
        emit slept(verdict.slept);
    if (alive && verdict.clockSet != Duration::zero())
        emit clockSet(verdict.clockSet);
}

} // namespace hubwatch
