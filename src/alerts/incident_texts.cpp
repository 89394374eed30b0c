#include "alerts/incident_texts.h"

#include "base/duration_text.h"

#include <algorithm>

namespace hubwatch {

namespace {

QString alertWords(const AlertId &alert)
{
    return QStringLiteral("%1 of %2").arg(alert.rule, alert.service);
}

} // namespace

QString incidentTitle(const Cause &cause, const CauseFacts &facts)
{
    if (cause.kind == Cause::Kind::HubSpot && !facts.hubspotIncident.isEmpty())
        return QStringLiteral("%1: %2").arg(cause.words, facts.hubspotIncident);
    return cause.scope.isEmpty() ? cause.words : QStringLiteral("%1: %2").arg(cause.scope, cause.words);
}

QString openedText(const Incident &incident)
{
    return QStringLiteral("#%1 opened: %2").arg(QString::number(incident.id), incident.title);
}

QString joinedText(const Incident &incident, const AlertId &alert, const Inhibition *inhibition)
{
    const QString text = QStringLiteral("#%1: %2 joined").arg(QString::number(incident.id), alertWords(alert));
    return inhibition ? QStringLiteral("%1, hidden: %2").arg(text, inhibition->why) : text;
}

QString leftText(const Incident &incident, const AlertId &alert, int stillFiring)
{
    const QString text = QStringLiteral("#%1: %2 ended").arg(QString::number(incident.id), alertWords(alert));
    return stillFiring > 0 ? QStringLiteral("%1, %2 still firing").arg(text, QString::number(stillFiring)) : text;
}

QString reopenedText(const Incident &incident, const AlertId &alert)
{
    return QStringLiteral("#%1 reopened: %2 fires again").arg(QString::number(incident.id), alertWords(alert));
}

QString graverText(const Incident &incident, const AlertId &alert, Rule::Severity severity)
{
    return QStringLiteral("#%1 got worse: %2 is a %3")
        .arg(QString::number(incident.id), alertWords(alert), severityText(severity));
}

QString resolvedText(const Incident &incident)
{
    const Duration took
        = std::max(Duration::zero(), incident.resolvedAt.value_or(incident.openedAt) - incident.openedAt);
    return QStringLiteral("#%1 resolved after %2: %3")
        .arg(QString::number(incident.id), durationText(std::chrono::floor<std::chrono::seconds>(took)),
             incident.title);
}

IncidentChange incidentChange(IncidentChange::Kind kind, const Incident &incident, TimePoint at, const QString &text,
                              const AlertId &alert)
{
    return {.kind = kind, .at = at, .incident = incident, .alert = alert, .text = text};
}

IncidentChange partChange(IncidentChange::Kind kind, const Incident &incident, TimePoint at, const QString &text,
                          const Incident::Part &part)
{
    if (incident.parts.size() <= IncidentChange::mostParts)
        return incidentChange(kind, incident, at, text, part.alert);
    return {.kind = kind,
            .at = at,
            .incident = {.id = incident.id,
                         .key = incident.key,
                         .title = incident.title,
                         .cause = incident.cause,
                         .severity = incident.severity,
                         .state = incident.state,
                         .owner = incident.owner,
                         .openedAt = incident.openedAt,
                         .openedBy = incident.openedBy,
                         .acknowledgedAt = incident.acknowledgedAt,
                         .resolvedAt = incident.resolvedAt,
                         .parts = {part},
                         .notes = incident.notes,
                         .services = incident.services},
            .alert = part.alert,
            .text = text};
}

} // namespace hubwatch
