// Frame: the totals the signals of one service are made of, at one instant.
#pragma once

#include "metrics/histogram.h"
#include "metrics/scrape.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace hubwatch {

/// Calls by what became of them. A 429 is no error: it is counted apart.
struct CallCounts {
    double success = 0;     ///< status `success` or 2xx
    double rateLimited = 0; ///< 429
    double auth = 0;        ///< 401 and 403; errors, too
    double error = 0;       ///< every other status

    double all() const { return success + rateLimited + auth + error; }
    double errors() const { return auth + error; }
    bool operator==(const CallCounts &) const = default;
};

struct JobCounts {
    double ok = 0;
    double failed = 0;

    double all() const { return ok + failed; }
    bool operator==(const JobCounts &) const = default;
};

/// How many series the newest good scrape showed of each metric; zero: the service does not expose it now.
struct ExposedCounts {
    int calls = 0;
    int latency = 0;
    int webhook = 0;
    int jobs = 0;
    int started = 0;

    bool operator==(const ExposedCounts &) const = default;
};

/// One instant's totals. All counts only ever grow, for as long as the service is known, so what happened between two
/// frames is their difference: exact, with resets undone and nothing of a gap in it.
struct Frame {
    enum class Outcome { Unreachable = -1, NotReady = 0, Good = 1 };

    TimePoint at = {};
    /// What was polled at this very instant; absent: something else was.
    std::optional<Outcome> metrics = {};
    std::optional<Outcome> health = {};
    std::optional<Outcome> readiness = {};

    std::int64_t run = 0;   ///< grows after each gap: frames of one run follow each other without one
    Duration observed = {}; ///< time seen without gaps
    CallCounts calls = {};
    CallCounts lost = {};             ///< what happened during gaps, and so in no window
    std::vector<Bucket> latency = {}; ///< cumulative, by bound
    std::vector<Bucket> webhook = {};
    JobCounts jobs = {};
    double syncRunning = 0;                   ///< sync jobs running now
    std::optional<TimePoint> oldestSync = {}; ///< when the oldest of them started
    ExposedCounts exposed = {};

    /// Of an account of HubSpot, as last told; absent where nobody told.
    std::optional<double> quotaUsed = {}; ///< calls of the portal's day so far
    std::optional<double> quotaLimit = {};
    std::optional<TimePoint> quotaResets = {};
    std::optional<TimePoint> credentialSince = {}; ///< when the secret in use was made
    std::optional<double> statusLevel = {};        ///< of HubSpot: 1 operational, 0 degraded or maintenance, -1 outage

    bool operator==(const Frame &) const = default;
};

/// Writes frames as scrapes, so that they are stored and read back like what a service shows. All scrapes of one writer
/// share one growing table.
class FrameWriter
{
public:
    FrameWriter();

    Scrape write(const Frame &frame);

private:
    struct BoundColumn {
        double bound = 0;
        size_t index = 0;
    };
    void setAccount(std::vector<double> &values, const Frame &frame);
    void setBuckets(std::vector<double> &values, std::vector<BoundColumn> &columns, const char *metric,
                    const std::vector<Bucket> &buckets);

    size_t addColumn(const SeriesId &id, MetricType type);

    std::shared_ptr<const SeriesTable> m_table;
    std::vector<double> m_last = {};
    std::vector<BoundColumn> m_latency = {};
    std::vector<BoundColumn> m_webhook = {};
    std::vector<std::optional<size_t>> m_account = {}; ///< only an account's frames have these columns
};

/// Reads a scrape that FrameWriter wrote, from whatever table it now stands on.
Frame readFrame(const Scrape &scrape);

/// The points of one stored series of frames.
struct FramePoints {
    SeriesId id = {};
    std::vector<Sample> samples = {};
};

/// Puts stored series together again: one frame for each instant at which any of them has a sample, oldest first.
std::vector<Frame> joinFrames(const std::vector<FramePoints> &series);

} // namespace hubwatch
