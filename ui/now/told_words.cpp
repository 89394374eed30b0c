#include "ui/now/told_words.h"

#include "ui/format.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

using LedgerResult = LedgerEntry::Result;

QString toldWord(const char *text)
{
    return QCoreApplication::translate("told", text);
}

/// "delivered", "tried again 09:41:19"; empty for what was not sent.
QString resultWord(LedgerResult result, std::optional<TimePoint> nextTry)
{
    switch (result) {
    case LedgerResult::Trying: return toldWord("on its way");
    case LedgerResult::Delivered: return toldWord("delivered");
    case LedgerResult::Later:
        return nextTry ? toldWord("not delivered, tried again %1").arg(clockText(*nextTry))
                       : toldWord("not delivered, tried again");
    case LedgerResult::Refused: return toldWord("refused");
    case LedgerResult::Unknown: return toldWord("perhaps delivered");
    case LedgerResult::Withheld:
    case LedgerResult::Dropped: return {};
    }
    Q_UNREACHABLE();
}

QString routeWord(const Route &route)
{
    return (route.kind == Route::Kind::PagerDuty ? toldWord("paged %1") : toldWord("told %1")).arg(route.name);
}

TimePoint firingSince(const AlertGroup &group)
{
    const Alert &worst = *group.worst().alert;
    return worst.firedAt.value_or(worst.since);
}

/// What the route's own state says of it.
std::optional<LedgerEntry> entryOf(const AlertGroup &group, const RouteState &route)
{
    for (const auto &entry : {route.last, route.lastGood}) {
        if (!entry || entry->at < firingSince(group) || entry->event == Notice::Event::Test)
            continue;
        const bool its = std::ranges::any_of(group.alerts,
                                             [&](const AlertView &view) { return entry->key == dedupKey(idOf(view)); });
        if (its)
            return entry;
    }
    return std::nullopt;
}

/// What the console wrote down of it.
const Event *deliveryOf(const AlertGroup &group, const QString &route, const Snapshot &snapshot)
{
    const QString &service = group.worst().service->config.name;
    const auto found = std::ranges::find_if(snapshot.events, [&](const Event &event) {
        return event.kind == Event::Kind::Delivery && event.subject == route && event.service == service
            && event.at >= firingSince(group);
    });
    return found == snapshot.events.end() ? nullptr : &*found;
}

} // namespace

QString toldText(const AlertGroup &group, const Snapshot &snapshot)
{
    if (!group.fires())
        return {};
    QStringList all;
    for (const RouteState &route : snapshot.alerting.routes) {
        if (const auto entry = entryOf(group, route)) {
            const QString result = resultWord(entry->result, entry->nextTry);
            if (!result.isEmpty())
                all << QStringLiteral("%1 %2, %3").arg(routeWord(route.route), clockText(entry->at), result);
        } else if (const Event *event = deliveryOf(group, route.route.name, snapshot)) {
            for (const LedgerResult result :
                 {LedgerResult::Delivered, LedgerResult::Later, LedgerResult::Refused, LedgerResult::Unknown}) {
                if (event->to == resultText(result))
                    all << QStringLiteral("%1 %2, %3")
                               .arg(routeWord(route.route), clockText(event->at), resultWord(result, {}));
            }
        }
    }
    return all.join(QStringLiteral(" · "));
}

QString acknowledgedText(const Acknowledgement &ack, TimePoint now)
{
    QString words
        = toldWord("acknowledged by %1 %2, %3 ago")
              .arg(ack.owner.isEmpty() ? toldWord("somebody") : ack.owner, minuteText(ack.at), ageText(now - ack.at));
    if (!ack.note.isEmpty())
        words += QStringLiteral(": ") + ack.note;
    return words;
}

IncidentIndex::IncidentIndex(const AlertingState &alerting)
{
    for (const Incident &incident : alerting.incidents) {
        if (incident.state == Incident::State::Resolved)
            continue;
        for (const Incident::Part &part : incident.parts)
            m_incidents.insert({part.alert.service, part.alert.rule}, incident.id);
    }
}

qint64 IncidentIndex::of(const AlertGroup &group) const
{
    if (m_incidents.isEmpty())
        return 0;
    for (const AlertView &view : group.alerts) {
        if (const qint64 id = m_incidents.value({view.alert->service, view.alert->rule}); id > 0)
            return id;
    }
    return 0;
}

} // namespace hubwatch::ui
