// Increases: by how much the counters of one target rose from scrape to scrape, as Tally counts.
#pragma once

#include "store/store.h"

#include <optional>
#include <span>
#include <vector>

namespace hubwatch {

/// What kind of figure a series is, to whoever compares stretches of time.
enum class SeriesMotion {
    CountsUp, ///< a counter, or a histogram's bucket, sum or count
    Level,    ///< a gauge
    Instant,  ///< a point in time, which moves without meaning anything
    Process,  ///< process_start_time_seconds: a later one is a new process
};
/// By the declared type; by the name where none was.
SeriesMotion motionOf(const StoredSeries &series);

/// Feed it the scrapes of one target in the order of their time, from a little before the stretch that matters.
///
/// - The first scrape is a baseline: its counts are unknown, not events.
/// - A series that appears on a later one has counted from zero.
/// - A counter that goes backwards was reset and adds its new value; in a new process all of them began at zero, also
///   those that came back after a restart they were not shown in.
/// - What happened over a gap (more than `longestGap` without a scrape), or over a clock set back, is lost.
class Increases
{
public:
    struct Step {
        TimePoint at = {};
        Duration seen = {};              ///< zero: a baseline, or after a gap
        bool lost = false;               ///< `by` happened during a gap
        bool first = false;              ///< a baseline: `by` says nothing
        std::span<const double> by = {}; ///< of each series; zero for what is no counter
    };

    explicit Increases(Duration longestGap)
        : m_longestGap(longestGap)
    { }

    /// Which series the values of the next scrapes belong to. Those that were there before are known by their names.
    void follow(std::vector<StoredSeries> series);
    const std::vector<StoredSeries> &series() const { return m_series; }
    SeriesMotion motion(size_t k) const { return m_known[k].motion; }

    /// The step to this scrape; its `by` stands until the next call.
    Step take(TimePoint at, std::span<const double> values);

private:
    struct Known {
        SeriesMotion motion = SeriesMotion::Level;
        std::optional<double> last = {};
        bool gone = false;
        std::uint64_t restarts = 0; ///< how many there had been when it was last shown
    };

    bool noteRestart(std::span<const double> values);

    Duration m_longestGap;
    std::vector<StoredSeries> m_series = {};
    std::vector<Known> m_known = {};
    std::vector<double> m_by = {};
    std::optional<TimePoint> m_last = {};
    std::uint64_t m_restarts = 0;
};

} // namespace hubwatch
