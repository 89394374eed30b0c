// Whether a line of the sample arrived where logs are kept: CloudWatch, Datadog.
#pragma once

#include "checklist/logs/log_judgement.h"
#include "checklist/logs/log_probe.h"

namespace hubwatch {

struct LogArrival {
    Outcome outcome = Outcome::Error; ///< Pass: found; Fail: not found; Error: nobody could look
    QString words = {};

    bool operator==(const LogArrival &) const = default;
};
using ArrivalReply = std::function<void(LogArrival)>;

/// An event as it is kept: what it says, and when it is said to have been.
struct ArrivedEvent {
    QString text = {}; ///< as it came, or its JSON
    std::optional<TimePoint> at = {};

    bool operator==(const ArrivedEvent &) const = default;
};

/// By the id where the line has one, else by its message and its time.
bool isTraceOf(const LogTrace &trace, const ArrivedEvent &event);
std::optional<LogTrace> arrivedTrace(const std::vector<LogTrace> &traces, const std::vector<ArrivedEvent> &events);
/// From when on the traces are looked for: a minute before the first of them.
TimePoint arrivalFrom(const std::vector<LogTrace> &traces);
/// And until when: a quarter of an hour behind the last of them.
TimePoint arrivalTo(const std::vector<LogTrace> &traces);

/// `aws logs filter-log-events`: a group's name, or its ARN. Answers once, later; never if `context` dies first.
void lookInCloudWatch(ProbeDoors doors, const QString &group, std::vector<LogTrace> traces, QObject *context,
                      ArrivalReply reply);
/// POST {datadog}/api/v2/logs/events/search, the newest 5,000 events at most.
void lookInDatadog(ProbeDoors doors, const LogOrder &order, std::vector<LogTrace> traces, QObject *context,
                   ArrivalReply reply);

} // namespace hubwatch
