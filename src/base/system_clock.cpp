#include "base/system_clock.h"

#include <QObject>
#include <QTimer>

namespace hubwatch {

TimePoint SystemClock::now() const
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

Duration SystemClock::uptime() const
{
    return std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch());
}

void SystemClock::after(Duration delay, QObject *context, std::function<void()> then)
{
    QTimer::singleShot(delay, Qt::PreciseTimer, context, std::move(then));
}

} // namespace hubwatch
