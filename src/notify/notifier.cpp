#include "notify/notifier.h"

#include "notify/notifier_parts.h"

#include <QPointer>

namespace hubwatch {

Notifier::Notifier(const NotifierParts &parts, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, parts))
    , m_notice(d->keeper.notice())
{ }

Notifier::~Notifier() = default;

QString Notifier::fault() const
{
    return d->keeper.fault();
}

void Notifier::setRoutes(const std::vector<Route> &routes)
{
    d->setRoutes(routes);
    emit changed();
}

void Notifier::setPeers(const QString &folder, const QString &name)
{
    const bool off = folder.isEmpty() || name.isEmpty();
    if (off ? !d->peers : d->peers && d->peersOf == std::pair(folder, name))
        return;
    d->peersOf = {folder, name};
    d->peers = off ? nullptr : std::make_unique<Peers>(folder, name, d->clock);
    emit changed();
}

void Notifier::take(const std::vector<AlertNews> &news)
{
    const TimePoint now = d->clock.now();
    std::map<QString, std::vector<Grouper *>> takers; // many alerts of one rule go the same ways
    for (const AlertNews &one : news) {
        if (!one.told.firing) {
            for (auto &[name, grouper] : d->groupers)
                grouper.take(one, now); // those that never heard of it do nothing
            continue;
        }
        auto found = takers.find(one.rule.name);
        if (found == takers.end())
            found = takers.emplace(one.rule.name, d->takersOf(one.rule)).first;
        for (Grouper *grouper : found->second)
            grouper->take(one, now);
    }
    d->tell();
}

void Notifier::reconcile(const std::vector<AlertNews> &firing)
{
    std::map<Grouper *, std::vector<const AlertNews *>> byGrouper;
    for (auto &[name, grouper] : d->groupers)
        byGrouper[&grouper];
    for (const AlertNews &one : firing) {
        if (!one.told.firing)
            continue;
        for (Grouper *grouper : d->takersOf(one.rule))
            byGrouper[grouper].push_back(&one);
    }
    for (const auto &[grouper, alerts] : byGrouper)
        grouper->reconcile(alerts, d->clock.now());
    d->tell();
}

void Notifier::acknowledged(const AlertNews &alert, const QString &by, const QString &note)
{
    for (auto &[name, grouper] : d->groupers)
        grouper.acknowledged(alert, by, note);
    d->tellAfter(0ms); // several at once are told together
}

void Notifier::testFire(const QString &route)
{
    RouteSender *sender = d->senderOf(route);
    if (!sender || sender->paused()) {
        const QString words = sender ? QStringLiteral("this machine has no network; try when it is back")
                                     : QStringLiteral("the workspace has no route \"%1\"; see Settings").arg(route);
        d->clock.after(0ms, d->calls.context(), [this, route, words] { emit tested(route, false, words); });
        return;
    }
    std::vector<Notice> notices{{.route = route,
                                 .event = Notice::Event::Test,
                                 .reason = Notice::Reason::Test,
                                 .key = testKey(sender->route()),
                                 .group = QStringLiteral("TEST"),
                                 .at = d->clock.now()}};
    d->keeper.put(notices, {});
    sender->add(notices, 0ms);
    emit changed();
}

void Notifier::retryNow(const QString &route)
{
    d->keeper.flush();
    if (RouteSender *sender = d->senderOf(route))
        sender->retryNow();
}

void Notifier::retry(qint64 notice)
{
    for (const auto &[name, sender] : d->senders) {
        if (sender->has(notice))
            return sender->retryNow();
    }
    Result<Notice> found = d->keeper.outbox().retry(notice);
    if (!found)
        return;
    if (RouteSender *sender = d->senderOf(found->route))
        sender->restore({{.notice = *found}});
    emit changed();
}

void Notifier::drop(qint64 notice, const QString &by)
{
    for (const auto &[name, sender] : d->senders)
        sender->remove(notice);
    for (auto &[name, waiting] : d->orphans)
        std::erase_if(waiting, [notice](const Waiting &one) { return one.notice.id == notice; });
    Result<LedgerEntry> dropped = d->keeper.outbox().drop(notice, by, d->clock.now());
    if (!dropped)
        return d->keeper.discard({notice});
    emit attempted(*dropped);
    emit changed();
}

LedgerAnswer Notifier::search(const LedgerQuery &query) const
{
    Result<LedgerAnswer> answer = d->keeper.outbox().search(query);
    return answer ? *answer : LedgerAnswer{.id = query.id, .problem = answer.error().detail};
}

std::vector<RouteState> Notifier::states() const
{
    std::vector<RouteState> states;
    for (const Route &route : d->routes) {
        if (const RouteSender *sender = d->senderOf(route.name))
            states.push_back(sender->state());
    }
    for (const auto &[name, waiting] : d->orphans) {
        if (waiting.empty())
            continue;
        RouteState state{.route = {.name = name},
                         .waiting = int(waiting.size()),
                         .oldest = waiting.front().notice.at,
                         .last = d->keeper.outbox().lastAttempt(name),
                         .refused = d->keeper.outbox().refused(name)};
        state.fault = QStringLiteral("the workspace has no route \"%1\" any more; add it again, or give up what waits")
                          .arg(name);
        states.push_back(std::move(state));
    }
    return states;
}

PeerState Notifier::peers() const
{
    return d->peers ? d->peers->state() : PeerState();
}

int Notifier::waiting() const
{
    size_t count = 0;
    for (const auto &[name, sender] : d->senders)
        count += size_t(sender->waiting());
    for (const auto &[name, waiting] : d->orphans)
        count += waiting.size();
    return int(count);
}

void Notifier::pause()
{
    d->paused = true;
    for (const auto &[name, sender] : d->senders)
        sender->pause();
    emit changed();
}

void Notifier::resume()
{
    d->paused = false;
    for (const auto &[name, sender] : d->senders)
        sender->resume();
    emit changed();
}

} // namespace hubwatch
