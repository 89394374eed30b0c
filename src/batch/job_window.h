// When a scheduled job may run, in the portal's time. Pure.
#pragma once

#include "base/result.h"
#include "batch/job.h"

namespace hubwatch {

/// One occurrence of the window.
struct JobWindow {
    TimePoint from = {};
    TimePoint to = {};

    bool operator==(const JobWindow &) const = default;
};

/// The window that is open at `now`, else the next one. Days change by the zone's own rules: on the day that clocks go
/// forward a time that does not exist begins at the next that does. Rejected for a zone nobody knows.
Result<JobWindow> windowAt(const JobSchedule &schedule, TimePoint now);

/// What to do at `now` with a job that was scheduled at `since` and has not begun.
struct ScheduleVerdict {
    enum class Then { Wait, Run, Ask };

    Then then = Then::Wait;
    std::optional<TimePoint> at = {};     ///< Wait: until then
    std::optional<TimePoint> stopBy = {}; ///< Run: the window's end
    QString words = {};                   ///< "next window: tomorrow 00:00 JST"

    bool operator==(const ScheduleVerdict &) const = default;
};
ScheduleVerdict scheduleVerdict(const JobSchedule &schedule, TimePoint since, TimePoint now);

/// "00:00-05:00 Asia/Tokyo"; Malformed with what would be valid.
Result<JobSchedule> parseSchedule(const QString &text);
QString scheduleText(const JobSchedule &schedule);

} // namespace hubwatch
