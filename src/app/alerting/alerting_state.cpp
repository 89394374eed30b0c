// What alerting shows, and what it writes into the timeline.
#include "app/alerting/alerting_private.h"

#include <QUrl>

namespace hubwatch {

namespace {

constexpr size_t mostShown = 500;

QString changeWord(IncidentChange::Kind kind)
{
    switch (kind) {
    case IncidentChange::Kind::Opened: return QStringLiteral("opened");
    case IncidentChange::Kind::Joined: return QStringLiteral("joined");
    case IncidentChange::Kind::Left: return QStringLiteral("left");
    case IncidentChange::Kind::Acknowledged: return QStringLiteral("acknowledged");
    case IncidentChange::Kind::Worse: return QStringLiteral("worse");
    case IncidentChange::Kind::Resolved: return QStringLiteral("resolved");
    case IncidentChange::Kind::Reopened: return QStringLiteral("reopened");
    case IncidentChange::Kind::Noted: return QStringLiteral("noted");
    case IncidentChange::Kind::Owned: return QStringLiteral("owned");
    case IncidentChange::Kind::Regraded: return QStringLiteral("regraded");
    }
    Q_UNREACHABLE();
}

/// "hubwatch/contacts-sync/..." is of contacts-sync; empty where the notice is of many.
QString serviceOf(const LedgerEntry &entry)
{
    const QStringList parts = entry.key.split(u'/');
    return parts.size() < 3 || entry.event == Notice::Event::Test ? QString()
                                                                  : QUrl::fromPercentEncoding(parts[1].toUtf8());
}

QString deliveryText(const LedgerEntry &entry)
{
    const QString what = QStringLiteral("%1: %2").arg(entry.route, eventText(entry.event));
    const QString how
        = entry.status > 0 ? QStringLiteral(", %1 in %2 ms").arg(entry.status).arg(entry.took.count()) : QString();
    const QString words = entry.words.isEmpty() ? QString() : QStringLiteral(": ") + entry.words;
    return QStringLiteral("%1 %2%3 (%4)%5").arg(what, resultText(entry.result), how, entry.subject, words);
}

/// The timeline is for what happened; each retry of an hour's outage is in the ledger.
bool isNews(const LedgerEntry &entry)
{
    switch (entry.result) {
    case LedgerEntry::Result::Delivered:
    case LedgerEntry::Result::Refused:
    case LedgerEntry::Result::Dropped: return entry.reason != Notice::Reason::Resend;
    case LedgerEntry::Result::Later: return entry.attempt == 1;
    case LedgerEntry::Result::Trying:
    case LedgerEntry::Result::Unknown:
    case LedgerEntry::Result::Withheld: return false;
    }
    Q_UNREACHABLE();
}

} // namespace

void Alerting::Private::tell(const IncidentChange &change)
{
    const Incident &incident = change.incident;
    tell({.at = change.at,
          .kind = Event::Kind::Incident,
          .service = incident.services.isEmpty() ? QString() : incident.services.front(),
          .subject = QString::number(incident.id),
          .to = changeWord(change.kind),
          .text = change.text});
}

void Alerting::Private::tell(Event event)
{
    emit alerting->happened(event);
}

void Alerting::Private::tellDelivery(const LedgerEntry &entry)
{
    if (!isNews(entry))
        return;
    tell({.at = entry.at,
          .kind = Event::Kind::Delivery,
          .service = serviceOf(entry),
          .subject = entry.route,
          .from = entry.key,
          .to = resultText(entry.result),
          .text = deliveryText(entry)});
}

AlertingState Alerting::state() const
{
    AlertingState state;
    state.incidents = d->incidents.newest(mostShown);
    state.acks = d->acks.acks;
    state.mutes = d->muteStates;
    for (MuteState &mute : state.mutes) {
        mute.active = activeAt(mute.mute, d->now());
        mute.span = currentOrNext(mute.mute, d->now());
    }
    state.silences = d->silences->silences();
    state.inhibitions = d->inhibited;
    state.routes = m_notifier->states();
    for (RouteState &route : state.routes)
        if (const QString fault = d->silences->fault(route.route.name); route.fault.isEmpty() && !fault.isEmpty())
            route.fault = fault;
    state.heartbeat = d->heartbeat->state();
    state.peers = m_notifier->peers();
    state.facts = d->facts;
    state.waiting = m_notifier->waiting();
    state.notice = d->notice;
    state.fault = m_notifier->fault();
    state.operatorName = operatorName();
    return state;
}

} // namespace hubwatch
