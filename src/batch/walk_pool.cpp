#include "batch/walk_pool.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace hubwatch {

WalkPool::WalkPool(Clock &clock)
    : m_clock(clock)
{ }

void WalkPool::add(std::unique_ptr<Walk> walk)
{
    m_walks.push_back(std::move(walk));
}

void WalkPool::go()
{
    for (size_t i = 0; i < m_walks.size(); ++i)
        m_walks[i]->go();
    const auto ended
        = std::ranges::stable_partition(m_walks, [](const auto &walk) { return walk->step() != Walk::Step::Ended; });
    for (std::unique_ptr<Walk> &walk : ended)
        forget(std::move(walk));
    m_walks.erase(ended.begin(), ended.end());
}

void WalkPool::dropAll()
{
    for (std::unique_ptr<Walk> &walk : std::exchange(m_walks, {})) {
        walk->abandon();
        forget(std::move(walk));
    }
}

int WalkPool::open() const
{
    return int(std::ranges::count_if(m_walks, [](const auto &walk) { return walk->isOut(); }));
}

int WalkPool::awake() const
{
    return int(std::ranges::count_if(m_walks, [](const auto &walk) {
        return walk->step() != Walk::Step::Waiting && walk->step() != Walk::Step::Ended;
    }));
}

std::int64_t WalkPool::rowsSent() const
{
    return std::accumulate(m_walks.begin(), m_walks.end(), std::int64_t(0),
                           [](std::int64_t sum, const auto &walk) { return sum + walk->rowsSent(); });
}

std::int64_t WalkPool::rowsChecking() const
{
    return std::accumulate(m_walks.begin(), m_walks.end(), std::int64_t(0),
                           [](std::int64_t sum, const auto &walk) { return sum + walk->rowsChecking(); });
}

void WalkPool::forget(std::unique_ptr<Walk> walk)
{
    m_ended.push_back(std::move(walk));
    if (m_ended.size() == 1)
        m_clock.after(Duration::zero(), m_calls.context(), [this] { m_ended.clear(); });
}

} // namespace hubwatch
