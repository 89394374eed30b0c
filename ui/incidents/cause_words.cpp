#include "ui/incidents/cause_words.h"

#include "ui/incidents/incident_words.h"
#include "ui/severity_word.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace hubwatch::ui {

namespace {

QString causeSaying(const char *text)
{
    return QCoreApplication::translate("cause", text);
}

/// The newest deploy, or other mark, of the half hour before it began.
QString markBefore(const Incident &incident, const Snapshot &snapshot, const TriageAnswer &answer)
{
    const TimePoint onset = onsetOf(incident, snapshot);
    const Event *newest = nullptr;
    for (const Event &event : answer.timeline) {
        if (event.kind == Event::Kind::Mark && event.at <= onset && onset - event.at <= 30min
            && (!newest || event.at > newest->at))
            newest = &event;
    }
    return newest ? causeSaying("began %1 after “%2”").arg(ageText(onset - newest->at), newest->text) : QString();
}

} // namespace

QString whenText(const Incident &incident)
{
    if (!incident.resolvedAt)
        return causeSaying("since %1").arg(minuteText(incident.openedAt));
    return causeSaying("%1 – %2, %3")
        .arg(minuteText(incident.openedAt), minuteText(*incident.resolvedAt),
             ageText(*incident.resolvedAt - incident.openedAt));
}

QString worstCalls(const TriageAnswer &answer)
{
    QString words;
    double most = 0;
    for (const EndpointCalls &calls : answer.endpoints) {
        for (const auto &[status, cell] : calls.byStatus) {
            if (status == u"success" || !cell.changed || cell.now - cell.before <= most)
                continue;
            most = cell.now - cell.before;
            const QString where = calls.endpoint.isEmpty() ? calls.service : calls.endpoint;
            words = causeSaying("%1 × %2 on %3").arg(countText(std::llround(cell.now)), status, where);
        }
    }
    return words;
}

QString evidenceText(const Incident &incident, const Snapshot &snapshot, const TriageAnswer *answer)
{
    QStringList words;
    const auto add = [&](const QString &word) {
        if (!word.isEmpty())
            words << word;
    };
    add(incident.cause.words);
    if (answer) {
        add(worstCalls(*answer));
        add(markBefore(incident, snapshot, *answer));
    }
    if (incident.state != Incident::State::Resolved)
        add(elsewhere(incident, snapshot));
    return words.join(QStringLiteral("; "));
}

QString metaText(const Incident &incident)
{
    QStringList words{QStringLiteral("#%1").arg(incident.id), severityWord(incident.severity), incidentState(incident)};
    if (!incident.owner.isEmpty() && incident.state == Incident::State::Resolved)
        words << causeSaying("owner: %1").arg(incident.owner);
    if (!incident.openedBy.isEmpty())
        words << causeSaying("opened by %1").arg(incident.openedBy);
    if (!incident.parts.empty()) {
        words << (incident.parts.size() == 1 ? causeSaying("1 alert of %1") : causeSaying("%2 alerts of %1"))
                     .arg(incident.services.join(QStringLiteral(", ")));
        if (incident.parts.size() > 1)
            words.back() = words.back().arg(incident.parts.size());
    } else if (!incident.services.isEmpty()) {
        words << incident.services.join(QStringLiteral(", "));
    }
    return words.join(QStringLiteral(" · "));
}

} // namespace hubwatch::ui
