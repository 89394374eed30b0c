// History: the frames of one service that its signals' windows need, in memory.
#pragma once

#include "metrics/quota_pace.h"
#include "signals/frame.h"

#include <deque>
#include <optional>
#include <vector>

namespace hubwatch {

/// What happened in a window: exact differences of totals.
struct WindowSum {
    CallCounts calls = {};
    CallCounts lost = {}; ///< during gaps inside the window
    JobCounts jobs = {};
    std::vector<Bucket> latency = {}; ///< only where the window is at most History::fullResolution() long
    std::vector<Bucket> webhook = {};
    Duration covered = {}; ///< how much of the window was seen

    bool operator==(const WindowSum &) const = default;
};

/// What an endpoint said last.
struct LastOutcome {
    TimePoint at = {};
    Frame::Outcome outcome = Frame::Outcome::Unreachable;

    bool operator==(const LastOutcome &) const = default;
};

/// Keeps every frame for a quarter of an hour, one a minute for a day and one in five minutes for the three days of the
/// longest burn window: about 150 kB a service. Beyond the quarter of an hour a window's start is rounded accordingly
/// and only calls and jobs are known.
class History
{
public:
    static constexpr Duration fullResolution() { return 15min; }
    static constexpr Duration longest() { return 3 * 24h; }

    /// Frames of the metrics come in order of time; one of a slow probe may come late. Where the clock was set back, or
    /// the totals began anew, nothing can be subtracted: the frames before are forgotten.
    void add(const Frame &frame);
    /// Hubwatch was asleep, stopped or without a network from `from` to `to`: this does not count as age.
    void addAway(TimePoint from, TimePoint to);

    /// nullopt when no two good frames reach into the window.
    std::optional<WindowSum> sum(TimePoint now, Duration window) const;
    /// Between the newest good frame and the one before; nullopt when there is none before, or a gap between.
    std::optional<WindowSum> sinceLastPoll() const;

    /// The newest good frame, or nullptr.
    const Frame *newest() const { return m_recent.empty() ? nullptr : &m_recent.back(); }
    const std::optional<LastOutcome> &metrics() const { return m_metrics; }
    const std::optional<LastOutcome> &health() const { return m_health; }
    const std::optional<LastOutcome> &readiness() const { return m_readiness; }
    std::optional<TimePoint> lastScrape() const;
    /// When the health endpoint last answered at all.
    const std::optional<TimePoint> &lastHealthAnswer() const { return m_healthAnswered; }
    TimePoint firstPoll() const { return m_firstPoll.value_or(TimePoint()); }

    /// Of an account's daily quota.
    const QuotaPace &quota() const { return m_quota; }

    /// How much of from..to Hubwatch was awake and looking.
    Duration awake(TimePoint from, TimePoint to) const;

private:
    /// What long windows need of a frame.
    struct Mark {
        TimePoint at = {};
        Duration observed = {};
        CallCounts calls = {};
        CallCounts lost = {};
        JobCounts jobs = {};
    };
    struct Away {
        TimePoint from = {};
        TimePoint to = {};
    };

    static Mark markOf(const Frame &frame);
    void thin(TimePoint now);

    std::deque<Frame> m_recent = {}; ///< good ones
    std::deque<Mark> m_day = {};     ///< one a minute
    std::deque<Mark> m_days = {};    ///< one in five minutes
    std::deque<Away> m_away = {};
    QuotaPace m_quota = {};
    std::optional<LastOutcome> m_metrics = {};
    std::optional<LastOutcome> m_health = {};
    std::optional<LastOutcome> m_readiness = {};
    std::optional<TimePoint> m_healthAnswered = {};
    std::optional<TimePoint> m_firstPoll = {};
};

} // namespace hubwatch
