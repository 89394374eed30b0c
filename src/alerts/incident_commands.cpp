#include "alerts/incident_book.h"
#include "alerts/incident_texts.h"

namespace hubwatch {

namespace {

using ChangeKind = IncidentChange::Kind;
using IncidentState = Incident::State;

QString numberOf(const Incident &incident)
{
    return QStringLiteral("#%1").arg(incident.id);
}

tl::unexpected<Error> rejected(const QString &why)
{
    return fail(Error::Kind::Rejected, why);
}

} // namespace

Result<Incident *> IncidentBook::known(qint64 id)
{
    if (Incident *incident = at(id))
        return incident;
    return rejected(QStringLiteral("there is no incident #%1: it may be older than 90 days").arg(id));
}

IncidentChange IncidentBook::open(const QString &title, Rule::Severity severity, const QStringList &services,
                                  const QString &author, TimePoint at)
{
    const Incident &incident
        = add({.title = title.trimmed().isEmpty() ? QStringLiteral("without a title") : title.trimmed(),
               .severity = severity,
               .owner = author,
               .openedAt = at,
               // Empty would be a rule.
               .openedBy = author.isEmpty() ? QStringLiteral("somebody") : author,
               .services = services});
    return incidentChange(ChangeKind::Opened, incident, at,
                          QStringLiteral("%1 by %2").arg(openedText(incident), incident.openedBy));
}

Result<IncidentChange> IncidentBook::acknowledge(qint64 id, const QString &owner, const QString &note, TimePoint at)
{
    return known(id).and_then([&](Incident *incident) -> Result<IncidentChange> {
        if (incident->state == IncidentState::Resolved)
            return rejected(
                QStringLiteral("%1 is resolved: there is nothing left to acknowledge").arg(numberOf(*incident)));
        incident->state = IncidentState::Acknowledged;
        incident->acknowledgedAt = at;
        incident->owner = owner;
        QString text = QStringLiteral("%1 acknowledged by %2").arg(numberOf(*incident), owner);
        if (!note.trimmed().isEmpty()) {
            incident->notes.push_back({.at = at, .author = owner, .text = note.trimmed()});
            text += QStringLiteral(": %1").arg(note.trimmed());
        }
        return incidentChange(ChangeKind::Acknowledged, *incident, at, text);
    });
}

Result<IncidentChange> IncidentBook::unacknowledge(qint64 id, const QString &why, TimePoint at)
{
    return known(id).and_then([&](Incident *incident) -> Result<IncidentChange> {
        if (incident->state != IncidentState::Acknowledged)
            return rejected(
                QStringLiteral("%1 is not acknowledged: there is nothing to take back").arg(numberOf(*incident)));
        incident->state = IncidentState::Open;
        incident->acknowledgedAt.reset();
        if (!why.isEmpty())
            return incidentChange(ChangeKind::Worse, *incident, at,
                                  QStringLiteral("%1 is no longer acknowledged: %2").arg(numberOf(*incident), why));
        // Given back: nobody has it on.
        const QString owner = std::exchange(incident->owner, QString());
        return incidentChange(ChangeKind::Owned, *incident, at,
                              QStringLiteral("%1 given back by %2").arg(numberOf(*incident), owner));
    });
}

Result<IncidentChange> IncidentBook::note(qint64 id, const QString &author, const QString &text, TimePoint at)
{
    return known(id).and_then([&](Incident *incident) -> Result<IncidentChange> {
        if (text.trimmed().isEmpty())
            return rejected(QStringLiteral("a note without words says nothing: write what you know"));
        incident->notes.push_back({.at = at, .author = author, .text = text.trimmed()});
        return incidentChange(ChangeKind::Noted, *incident, at,
                              QStringLiteral("%1, %2: %3").arg(numberOf(*incident), author, text.trimmed()));
    });
}

Result<IncidentChange> IncidentBook::own(qint64 id, const QString &owner, TimePoint at)
{
    return known(id).and_then([&](Incident *incident) -> Result<IncidentChange> {
        incident->owner = owner.trimmed();
        const QString whose = incident->owner.isEmpty() ? QStringLiteral("nobody") : incident->owner;
        return incidentChange(ChangeKind::Owned, *incident, at,
                              QStringLiteral("%1 is owned by %2").arg(numberOf(*incident), whose));
    });
}

Result<IncidentChange> IncidentBook::regrade(qint64 id, Rule::Severity severity, TimePoint at)
{
    return known(id).and_then([&](Incident *incident) -> Result<IncidentChange> {
        const QString before = severityText(std::exchange(incident->severity, severity));
        return incidentChange(
            ChangeKind::Regraded, *incident, at,
            QStringLiteral("%1 regraded from %2 to %3").arg(numberOf(*incident), before, severityText(severity)));
    });
}

Result<IncidentChange> IncidentBook::close(qint64 id, const QString &author, TimePoint at)
{
    return known(id).and_then([&](Incident *incident) -> Result<IncidentChange> {
        if (incident->state == IncidentState::Resolved)
            return rejected(QStringLiteral("%1 is resolved already").arg(numberOf(*incident)));
        if (incident->firing())
            return rejected(QStringLiteral("%1 still fires: mute it, or mend it").arg(numberOf(*incident)));
        incident->state = IncidentState::Resolved;
        incident->resolvedAt = at;
        return incidentChange(ChangeKind::Resolved, *incident, at,
                              QStringLiteral("%1, closed by %2").arg(resolvedText(*incident), author));
    });
}

} // namespace hubwatch
