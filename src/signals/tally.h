// Tally: boils a service's scrapes down to the totals its signals are made of.
#pragma once

#include "signals/frame.h"
#include "signals/metric_names.h"

#include <optional>
#include <string>
#include <vector>

namespace hubwatch {

/// Adds up what happened between the scrapes of one service.
///
/// - The first scrape of a service never seen is a baseline: its counts are unknown, not events.
/// - A series that appears on a service already seen has counted from zero.
/// - A counter that goes backwards was reset and adds its new value.
/// - What happened over a gap (more than three intervals without a good scrape) goes to Frame::lost, in no window, and
///   begins a new run.
///
/// Each series is looked at by name once, when it first appears; a scrape then costs one comparison a counter.
class Tally
{
public:
    Tally(MetricNames names, Duration interval);

    /// Goes on where an earlier run of Hubwatch ended: with its newest frame, and the raw scrape that frame was taken
    /// from if it is still known. Without the scrape the first take() is a baseline.
    void restore(const Frame &newest, const Scrape *scrape = nullptr);

    /// From now on scrapes are expected this far apart.
    void setInterval(Duration interval) { m_interval = interval; }

    Frame take(const Scrape &scrape);
    /// The metrics could not be scraped.
    Frame missed(TimePoint at);
    Frame probedHealth(TimePoint at, Frame::Outcome outcome);
    Frame probedReadiness(TimePoint at, Frame::Outcome outcome);

    /// A longer time without a good scrape is a gap.
    static Duration longestGap(Duration interval) { return 3 * interval; }

private:
    enum class Kind {
        Success,
        RateLimited,
        Auth,
        OtherError,
        Latency,
        Webhook,
        JobOk,
        JobFailed,
        SyncStarted,
        ProcessStart,
        AccountGauge ///< told as it is, not counted
    };
    struct Watched {
        size_t index = 0; ///< in the table
        Kind kind = Kind::Success;
        double bound = 0;                ///< of a histogram's bucket
        std::optional<double> last = {}; ///< nullopt: not seen yet
        bool gone = false;               ///< the newest scrape did not show it
        std::uint64_t restarts = 0;      ///< how many restarts of the service there had been when it was last shown
    };

    std::optional<Watched> watchedOf(const SeriesId &id, size_t index) const;
    void follow(const std::shared_ptr<const SeriesTable> &table);
    bool sameSeries(const SeriesTable &table) const;
    void noteRestart(const Scrape &scrape);
    double increase(const Watched &watched, double value) const;
    void count(const Watched &watched, double by, bool lost);
    void countExposed(Kind kind);
    void look(Watched &watched, double value, bool baseline, bool lost);
    Frame frameAt(TimePoint at) const;

    MetricNames m_names;
    Duration m_interval;
    std::string m_latencyName;
    std::string m_webhookName;
    std::shared_ptr<const SeriesTable> m_table = {};
    size_t m_classified = 0;
    std::vector<Watched> m_watched = {};
    std::uint64_t m_restarts = 0;
    bool m_newProcess = false; ///< the scrape being taken is the first of a new process
    std::optional<TimePoint> m_lastGood = {};
    bool m_baseline = true; ///< the next scrape has nothing to be compared with
    Frame m_totals = {};
};

} // namespace hubwatch
