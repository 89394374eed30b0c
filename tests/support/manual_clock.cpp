#include "support/manual_clock.h"

#include <algorithm>

namespace hubwatch::testing {

void ManualClock::after(Duration delay, QObject *context, std::function<void()> then)
{
    m_timers.push_back({m_uptime + std::max(delay, Duration::zero()), m_order++, context, std::move(then)});
}

void ManualClock::advance(Duration by)
{
    const Duration end = m_uptime + by;
    while (true) {
        const auto earlier
            = [](const Timer &a, const Timer &b) { return a.due != b.due ? a.due < b.due : a.order < b.order; };
        const auto next = std::ranges::min_element(m_timers, earlier);
        if (next == m_timers.end() || next->due > end)
            break;
        Timer timer = std::move(*next);
        m_timers.erase(next);
        m_now += std::max(timer.due - m_uptime, Duration::zero());
        m_uptime = std::max(m_uptime, timer.due);
        if (timer.context)
            timer.then();
    }
    m_now += end - m_uptime;
    m_uptime = end;
}

size_t ManualClock::waiting() const
{
    return size_t(std::ranges::count_if(m_timers, [](const Timer &timer) { return !timer.context.isNull(); }));
}

} // namespace hubwatch::testing
