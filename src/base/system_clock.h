// SystemClock: the machine's own time.
#pragma once

#include "base/clock.h"

namespace hubwatch {

/// The Clock of a running program; needs a Qt event loop on the calling thread.
class SystemClock : public Clock
{
public:
    TimePoint now() const override;
    Duration uptime() const override;
    void after(Duration delay, QObject *context, std::function<void()> then) override;
};

} // namespace hubwatch
