// Pace: how long a job still takes, and which limit decides that. Pure.
#pragma once

#include "base/clock.h"
#include "net/limiter.h"

#include <QString>
#include <cstdint>
#include <deque>
#include <optional>

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

    bool operator==(const PaceFacts &) const = default;
};

struct Forecast {
    PaceBound bound = PaceBound::Unknown;
    double requestsPerSecond = 0; ///< of the limit that binds
    Duration left = {};
    std::optional<TimePoint> endsAt = {};
    QString words = {}; ///< "5 slots of 3.0 s each allow 1.7 requests/s; the bucket would allow 8"

    bool operator==(const Forecast &) const = default;
};

/// The rate is the lesser of burst (calls / (window + perCall), since a permit is free a window after its reply) and
/// slots (concurrency / perCall); waits for the portal's midnight when the day's quota ends first. Without `perCall` an
/// answer is taken to last 0.2 s.
Forecast forecast(const PaceFacts &facts, TimePoint now);

/// What a running job has really done: rows and requests over the last minute and the whole run.
class PaceMeter
{
public:
    struct Point {
        TimePoint at = {};
        double rowsPerSecond = 0;
        bool held = false; ///< by a 429 or a park

        bool operator==(const Point &) const = default;
    };

    void answered(Duration uptime, std::int64_t rows, Duration took);
    void held(Duration uptime);
    std::optional<Duration> perCall() const;     ///< mean of the last 50
    double rowsPerSecond(Duration uptime) const; ///< over the last 10 s
    /// For a chart: one point each `grain`, the newest `most`.
    std::vector<Point> points(TimePoint now, Duration uptime, Duration grain, int most) const;

private:
    // the author of pace.cpp decides
};

} // namespace hubwatch
