// WalkPool: the walks of a job that are under way.
#pragma once

#include "base/call_scope.h"
#include "batch/walk.h"

#include <memory>
#include <vector>

namespace hubwatch {

/// Walks end and are dropped from within their own calls, so they are freed a moment later.
class WalkPool
{
public:
    explicit WalkPool(Clock &clock);

    void add(std::unique_ptr<Walk> walk);
    /// Lets each one that stands go on, and lets go of those that have ended.
    void go();
    void dropAll();

    bool empty() const { return m_walks.empty(); }
    size_t size() const { return m_walks.size(); }
    int open() const;  ///< with a request out
    int awake() const; ///< that do not wait for a time
    std::int64_t rowsSent() const;
    std::int64_t rowsChecking() const;

private:
    void forget(std::unique_ptr<Walk> walk);

    Clock &m_clock;
    std::vector<std::unique_ptr<Walk>> m_walks = {};
    std::vector<std::unique_ptr<Walk>> m_ended = {};
    CallScope m_calls;
};

} // namespace hubwatch
