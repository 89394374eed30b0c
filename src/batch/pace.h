// Pace: how long a job still takes, and which limit decides that. Pure.
#pragma once

#include "base/clock.h"
#include "net/limiter.h"

#include <QString>
#include <cstdint>
#include <optional>
#include <vector>

namespace hubwatch {

/// What holds a job from being faster.
enum class PaceBound {
    Bucket,  ///< the calls of the rolling window
    Slots,   ///< the calls in flight: answers take long
    Daily,   ///< the day's quota is used up before the job is done
    Held,    ///< paused by a 429, or parked
    Unknown, ///< nothing has been answered yet
};
QString boundWord(PaceBound bound);

struct PaceFacts {
    std::int64_t requestsLeft = 0;
    BurstLimit burst = {};
    int concurrency = 5;
    std::optional<Duration> perCall = {};       ///< the mean of the last answers, on the wire
    std::optional<std::int64_t> dailyLeft = {}; ///< that the job may use, its reserve taken off
    std::optional<TimePoint> resetsAt = {};
    std::optional<TimePoint> heldUntil = {};
    /// How long ago the calls of the window were answered (PaceMeter::answeredAgo): each holds its permit for a window.
    /// Empty: the whole window is free, as before a job. Without it the window counts as full at no known phase, which
    /// may be several seconds off.
    std::optional<std::vector<Duration>> answeredAgo = {};

    bool operator==(const PaceFacts &) const = default;
};

struct Forecast {
    PaceBound bound = PaceBound::Unknown;
    double requestsPerSecond = 0; ///< of the limit that binds
    Duration left = {};
    std::optional<TimePoint> endsAt = {};
    QString words = {}; ///< "5 slots of 3.0 s each allow 1.7 requests/s; the bucket would allow 6.2"

    bool operator==(const Forecast &) const = default;
};

/// The rate is the lesser of burst (calls / (window + perCall), since a permit is free a window after its reply) and
/// slots (concurrency / perCall); waits for the portal's midnight when the day's quota ends first. Without `perCall` an
/// answer is taken to last 0.2 s.
Forecast forecast(const PaceFacts &facts, TimePoint now);

/// What a running job has really done. Remembers the last hour by the second: about 70 kB, however long the job runs.
class PaceMeter
{
public:
    struct Point {
        TimePoint at = {};
        double rowsPerSecond = 0;
        bool held = false; ///< by a 429 or a park

        bool operator==(const Point &) const = default;
    };

    /// A request was answered, which settled `rows`; a read settles none.
    void answered(Duration uptime, std::int64_t rows, Duration took);
    /// Held at this instant: to be told each second while it lasts.
    void held(Duration uptime);
    std::optional<Duration> perCall() const;     ///< mean of the last 50
    double rowsPerSecond(Duration uptime) const; ///< over the last 10 s
    /// For PaceFacts: how long ago the answers of the last `window` came, at most the newest 1,000.
    std::vector<Duration> answeredAgo(Duration uptime, Duration window) const;
    /// For a chart: one point each `grain`, at its end, the newest `most`, of whole seconds and no more than an hour
    /// back. Grains lie still as time goes on; the one that is not over yet has no point.
    std::vector<Point> points(TimePoint now, Duration uptime, Duration grain, int most) const;

private:
    struct Second {
        std::int64_t second = -1; ///< of the uptime; a place that holds another one is empty
        std::int64_t rows = 0;
        bool held = false;
    };
    struct Answer {
        Duration at = {};
        Duration took = {};
    };

    Second &secondAt(Duration uptime);
    const Second *seen(std::int64_t second) const;
    double rowsBetween(Duration from, Duration to) const;

    std::vector<Second> m_seconds = {}; ///< rings, both
    std::vector<Answer> m_answers = {};
    std::size_t m_count = 0; ///< of answers, ever
    std::optional<Duration> m_first = {};
};

} // namespace hubwatch
