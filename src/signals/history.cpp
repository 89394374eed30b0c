#include "signals/history.h"

#include <algorithm>

namespace hubwatch {

namespace {

constexpr Duration dayResolution = 1min;
constexpr Duration dayLength = 25h; // the day's windows, and room for the rounding
constexpr Duration daysResolution = 5min;
constexpr Duration daysLength = History::longest() + 1h;

CallCounts between(const CallCounts &from, const CallCounts &to)
{
    return {.success = to.success - from.success,
            .rateLimited = to.rateLimited - from.rateLimited,
            .auth = to.auth - from.auth,
            .error = to.error - from.error};
}

JobCounts between(const JobCounts &from, const JobCounts &to)
{
    return {.ok = to.ok - from.ok, .failed = to.failed - from.failed};
}

std::vector<Bucket> between(const std::vector<Bucket> &from, const std::vector<Bucket> &to)
{
    std::vector<Bucket> difference = to;
    for (Bucket &bucket : difference) {
        const auto before = std::ranges::lower_bound(from, bucket.upperBound, {}, &Bucket::upperBound);
        if (before != from.end() && before->upperBound == bucket.upperBound)
            bucket.count -= before->count;
    }
    return difference;
}

WindowSum between(const Frame &from, const Frame &to)
{
    return {.calls = between(from.calls, to.calls),
            .lost = between(from.lost, to.lost),
            .jobs = between(from.jobs, to.jobs),
            .latency = between(from.latency, to.latency),
            .webhook = between(from.webhook, to.webhook),
            .covered = to.observed - from.observed};
}

/// The one nearest to `at`, of a list in order of time that is not empty; the later one of two as near.
template<class List>
typename List::const_iterator nearest(const List &list, TimePoint at)
{
    const auto after
        = std::lower_bound(list.begin(), list.end(), at, [](const auto &one, TimePoint t) { return one.at < t; });
    if (after == list.begin())
        return after;
    const auto before = std::prev(after);
    return after == list.end() || at - before->at < after->at - at ? before : after;
}

/// Whether the totals of `frame` go on from those of `before`.
bool follows(const Frame &before, const Frame &frame)
{
    return frame.at >= before.at && frame.run >= before.run && frame.observed >= before.observed;
}

template<class List>
void dropBefore(List &list, TimePoint at)
{
    // The first one before the limit stays: a window may start between it and the next.
    while (list.size() > 1 && list[1].at <= at)
        list.pop_front();
}

} // namespace

History::Mark History::markOf(const Frame &frame)
{
    return {.at = frame.at, .observed = frame.observed, .calls = frame.calls, .lost = frame.lost, .jobs = frame.jobs};
}

void History::add(const Frame &frame)
{
    if (!m_recent.empty() && frame.metrics && !follows(m_recent.back(), frame)) {
        m_recent.clear();
        m_day.clear();
        m_days.clear();
        m_away.clear();
        m_quota.forget();
    }
    m_firstPoll = m_firstPoll.value_or(frame.at);
    if (frame.health && frame.health != Frame::Outcome::Unreachable)
        m_healthAnswered = frame.at;
    if (frame.metrics)
        m_metrics = LastOutcome{.at = frame.at, .outcome = *frame.metrics};
    if (frame.health)
        m_health = LastOutcome{.at = frame.at, .outcome = *frame.health};
    if (frame.readiness)
        m_readiness = LastOutcome{.at = frame.at, .outcome = *frame.readiness};
    if (frame.metrics != Frame::Outcome::Good)
        return;
    m_recent.push_back(frame);
    if (frame.quotaUsed)
        m_quota.add({.at = frame.at, .used = *frame.quotaUsed});
    if (m_day.empty() || frame.at - m_day.back().at >= dayResolution)
        m_day.push_back(markOf(frame));
    if (m_days.empty() || frame.at - m_days.back().at >= daysResolution)
        m_days.push_back(markOf(frame));
    thin(frame.at);
}

void History::addAway(TimePoint from, TimePoint to)
{
    if (to > from)
        m_away.push_back({.from = from, .to = to});
}

void History::thin(TimePoint now)
{
    dropBefore(m_recent, now - fullResolution());
    dropBefore(m_day, now - dayLength);
    dropBefore(m_days, now - daysLength);
    while (!m_away.empty() && m_away.front().to < now - daysLength)
        m_away.pop_front();
}

std::optional<WindowSum> History::sum(TimePoint now, Duration window) const
{
    if (m_recent.empty())
        return std::nullopt;
    const TimePoint start = now - window;
    const Frame &last = m_recent.back();
    if (window <= fullResolution() || m_day.front().at >= m_recent.front().at) {
        const auto first = nearest(m_recent, start);
        return first->at < last.at ? std::optional(between(*first, last)) : std::nullopt;
    }
    const std::deque<Mark> &marks = window <= dayLength ? m_day : m_days;
    const auto first = nearest(marks, start);
    if (first->at >= last.at)
        return std::nullopt;
    return WindowSum{.calls = between(first->calls, last.calls),
                     .lost = between(first->lost, last.lost),
                     .jobs = between(first->jobs, last.jobs),
                     .covered = last.observed - first->observed};
}

std::optional<WindowSum> History::sinceLastPoll() const
{
    if (m_recent.size() < 2)
        return std::nullopt;
    const Frame &before = m_recent[m_recent.size() - 2];
    const Frame &last = m_recent.back();
    return before.run == last.run ? std::optional(between(before, last)) : std::nullopt;
}

std::optional<TimePoint> History::lastScrape() const
{
    return m_recent.empty() ? std::nullopt : std::optional(m_recent.back().at);
}

Duration History::awake(TimePoint from, TimePoint to) const
{
    Duration sum = std::max(to - from, Duration::zero());
    for (const Away &away : m_away)
        sum -= std::max(std::min(away.to, to) - std::max(away.from, from), Duration::zero());
    return std::max(sum, Duration::zero());
}

} // namespace hubwatch
