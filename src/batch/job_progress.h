// JobState and JobProgress: where a job stands.
#pragma once

#include "batch/job.h"
#include "batch/pace.h"

namespace hubwatch {

/// What the journal remembers of a job's course.
struct JobState {
    enum class Phase {
        Planned,   ///< worked out, not begun
        Scheduled, ///< waits for its window
        Running,   ///< also after a crash, until it is resumed
        Paused,    ///< by a person, by a refused token, by a full disk: `why`
        Parked,    ///< waits by itself: the day's quota, a data-centre move, the stop-by time
        Asking,    ///< the trial is done, or rows stay unknown: a person decides
        Finished,
        Cancelled,
    };

    Phase phase = Phase::Planned;
    QString why = {}; ///< a sentence, with the way out
    std::optional<TimePoint> startedAt = {};
    std::optional<TimePoint> endedAt = {};
    std::optional<TimePoint> resumesAt = {}; ///< Parked, Scheduled
    std::int64_t calls = 0;                  ///< to HubSpot, for this job
    QString by = {};                         ///< who started it: user@host
    bool pinned = false;                     ///< retention leaves it alone

    bool operator==(const JobState &) const = default;
};
QString phaseWord(JobState::Phase phase);
std::optional<JobState::Phase> phaseNamed(QStringView word);
/// Finished or Cancelled.
bool hasEnded(JobState::Phase phase);

/// A job as it stands, for whoever looks.
struct JobProgress {
    JobState state = {};
    std::int64_t rows = 0;
    JobPiles piles = {};
    std::int64_t inFlight = 0; ///< rows sent and not answered; they count as unknown
    std::int64_t checking = 0; ///< of the unknown ones, those being read back
    Forecast forecast = {};
    LimiterState limiter = {};
    std::vector<ReasonGroup> reasons = {}; ///< of failed and unknown rows
    std::vector<PaceMeter::Point> pace = {};
    std::optional<std::int64_t> dailyLeft = {}; ///< the account's, of the newest answer

    bool operator==(const JobProgress &) const = default;
};

} // namespace hubwatch
