// Notice: one thing to be told on one route.
#pragma once

#include "alerts/alert_labels.h"
#include "base/result.h"

#include <QJsonObject>
#include <QString>
#include <vector>

namespace hubwatch {

/// An alert as others are told of it. Holds no secret.
struct ToldAlert {
    AlertId id = {};
    bool firing = true;
    Rule::Severity severity = Rule::Severity::Ticket;
    QString title = {};   ///< "contacts-sync: API error rate 7.2 %"
    QString details = {}; ///< "above 5 % for 5 min, n 2451"
    QString cause = {};   ///< "error burst"
    qint64 incident = 0;  ///< 0: none
    std::optional<double> value = {};
    std::int64_t n = 0;
    TimePoint startedAt = {};
    std::optional<TimePoint> endedAt = {};
    AlertLabels labels = {};

    bool operator==(const ToldAlert &) const = default;
};

struct Notice {
    enum class Event { Trigger, Acknowledge, Resolve, Test };
    /// Why it is sent, as Alertmanager names it, and ours beside.
    enum class Reason {
        FirstNotification,
        NewAlerts,
        NewResolved,
        AllResolved,
        Repeat,
        Acknowledged,
        Worse,
        Resend, ///< Alertmanager: alerts are told again each minute
        Test,
    };

    qint64 id = 0; ///< the outbox's; 0: not in it yet
    QString route = {};
    Event event = Event::Trigger;
    Reason reason = Reason::FirstNotification;
    QString key = {};   ///< of what this is about, the same for trigger, acknowledge and resolve
    QString group = {}; ///< "contacts-sync": what its alerts have in common, for people
    std::vector<ToldAlert> alerts = {};
    QString by = {};   ///< Acknowledge: who
    QString note = {}; ///< Acknowledge: what they said; Test: nothing
    TimePoint at = {};
    bool repeatable = false; ///< another one like it follows by itself: a failed one need not wait for its turn

    bool operator==(const Notice &) const = default;
};

QString eventText(Notice::Event event);    ///< "trigger", "acknowledge", "resolve", "test"
QString reasonText(Notice::Reason reason); ///< "first notification", "new alerts in group", "repeat interval" ...
std::optional<Notice::Event> parseNoticeEvent(QStringView text);
std::optional<Notice::Reason> parseReason(QStringView text);

QJsonObject noticeJson(const Notice &notice);
Result<Notice> noticeOf(const QJsonObject &json);

} // namespace hubwatch
