// CalmSignal: tells of many changes by few calls.
#pragma once

#include "base/call_scope.h"
#include "base/clock.h"

namespace hubwatch {

/// Calls `then` a quarter of a second after the first change that it has not told of.
class CalmSignal
{
public:
    CalmSignal(Clock &clock, std::function<void()> then);

    void changed();

private:
    Clock &m_clock;
    std::function<void()> m_then;
    bool m_pending = false;
    CallScope m_calls;
};

} // namespace hubwatch
