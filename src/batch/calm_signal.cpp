#include "batch/calm_signal.h"

#include <utility>

namespace hubwatch {

namespace {

constexpr Duration calmEvery = 250ms;

} // namespace

CalmSignal::CalmSignal(Clock &clock, std::function<void()> then)
    : m_clock(clock)
    , m_then(std::move(then))
{ }

void CalmSignal::changed()
{
    if (std::exchange(m_pending, true))
        return;
    m_clock.after(calmEvery, m_calls.context(), [this] {
        m_pending = false;
        if (m_then)
            m_then();
    });
}

} // namespace hubwatch
