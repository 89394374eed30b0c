// Incident: alerts with one cause, an owner, a timeline.
#pragma once

#include "alerts/acknowledgement.h"
#include "alerts/cause.h"

#include <vector>

namespace hubwatch {

struct IncidentNote {
    TimePoint at = {};
    QString author = {};
    QString text = {};

    bool operator==(const IncidentNote &) const = default;
};

struct Incident {
    enum class State { Open, Acknowledged, Resolved };

    /// One of its alerts, with what it came to.
    struct Part {
        AlertId alert = {};
        Rule::Severity severity = Rule::Severity::Ticket;
        QString signal = {};
        bool firing = false;
        TimePoint firedAt = {};
        std::optional<TimePoint> resolvedAt = {};
        std::optional<double> value = {};
        std::optional<double> worst = {}; ///< the value furthest beyond the threshold

        bool operator==(const Part &) const = default;
    };

    qint64 id = 0;      ///< counts up: "#17"
    QString key = {};   ///< causeKey(); empty: opened by hand
    QString title = {}; ///< English: "contacts-sync: error burst"
    Cause cause = {};
    Rule::Severity severity = Rule::Severity::Ticket; ///< the highest it had
    State state = State::Open;
    QString owner = {};
    TimePoint openedAt = {};
    QString openedBy = {}; ///< empty: a rule; else a person
    std::optional<TimePoint> acknowledgedAt = {};
    std::optional<TimePoint> resolvedAt = {};
    std::vector<Part> parts = {};
    std::vector<IncidentNote> notes = {};
    QStringList services = {};

    bool firing() const;
    bool operator==(const Incident &) const = default;
};

QString stateText(Incident::State state); ///< "open", "acknowledged", "resolved"
std::optional<Incident::State> parseIncidentState(QStringView text);

} // namespace hubwatch
