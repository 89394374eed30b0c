#include "notify/notifier_parts.h"

#include "base/clock.h"

#include <algorithm>

namespace hubwatch {

namespace {

constexpr Duration longestNap = 1min; ///< so that a clock that was set, or a sleep, is noticed
constexpr Duration upkeepInterval = Peers::beatInterval;
constexpr Duration trimInterval = 24h;

/// Whether what is in the air or waits would be told by another courier.
bool sameWay(const Route &a, const Route &b)
{
    return a.kind == b.kind && a.key == b.key && a.url == b.url && a.channel == b.channel;
}

/// PagerDuty and Alertmanager fold what several consoles say by themselves; a desktop is one person's.
bool sharedWith(const Route &route)
{
    return route.kind == Route::Kind::Slack || route.kind == Route::Kind::Webhook;
}

bool sharedEvent(const Notice &notice)
{
    return notice.event == Notice::Event::Trigger || notice.event == Notice::Event::Resolve;
}

} // namespace

Notifier::Private::Private(Notifier &owner, const NotifierParts &parts)
    : notifier(owner)
    , clock(parts.clock)
    , makeCourier(parts.makeCourier)
    , keeper(parts.directory, parts.clock)
    , trimmedAt(parts.clock.now())
{
    keeper.saved = [this](const std::map<qint64, qint64> &ids) {
        for (const auto &[name, sender] : senders)
            sender->renumber(ids);
        for (auto &[name, waiting] : orphans) {
            for (Waiting &one : waiting) {
                if (const auto id = ids.find(one.notice.id); id != ids.end())
                    one.notice.id = id->second;
            }
        }
    };
    for (const QString &name : keeper.outbox().routes())
        orphans[name] = keeper.outbox().waiting(name).value_or(std::vector<Waiting>{});
    clock.after(upkeepInterval, calls.context(), [this] { upkeep(); });
}

void Notifier::Private::upkeep()
{
    clock.after(upkeepInterval, calls.context(), [this] { upkeep(); });
    const QString before = keeper.fault();
    const PeerState peersBefore = notifier.peers();
    keeper.flush();
    if (clock.now() - trimmedAt >= trimInterval) {
        trimmedAt = clock.now();
        (void)keeper.outbox().trim(trimmedAt); // tried again tomorrow
    }
    if (peers)
        peers->beat();
    if (before != keeper.fault() || notifier.peers() != peersBefore)
        emit notifier.changed();
}

void Notifier::Private::setRoutes(const std::vector<Route> &wanted)
{
    for (auto sender = senders.begin(); sender != senders.end();) {
        const auto same = std::ranges::find(wanted, sender->first, &Route::name);
        if (same != wanted.end() && sameWay(*same, sender->second->route())) {
            ++sender;
            continue;
        }
        orphans[sender->first] = sender->second->release(QStringLiteral("the route was changed meanwhile"));
        if (same == wanted.end() || same->kind != sender->second->route().kind)
            groupers.erase(sender->first);
        sender = senders.erase(sender);
    }
    routes = wanted;
    std::map<QString, QString> kinds;
    for (const Route &route : routes)
        kinds[route.name] = routeKindText(route.kind);
    keeper.outbox().setKinds(std::move(kinds));
    for (const Route &route : routes)
        addRoute(route);
    tellAfter(0ms);
}

void Notifier::Private::addRoute(const Route &route)
{
    if (const auto known = groupers.find(route.name); known != groupers.end()) {
        known->second.setRoute(route);
    } else {
        Grouper &grouper = groupers.emplace(route.name, Grouper(route)).first->second;
        grouper.restore(keeper.outbox().values(grouper.prefix()));
    }
    if (const auto known = senders.find(route.name); known != senders.end())
        return known->second->setRoute(route);
    auto sender = std::make_unique<RouteSender>(
        route,
        SenderParts{.keeper = keeper,
                    .clock = clock,
                    .courier = makeCourier(route),
                    .needless = [this, route](const Notice &notice) { return needless(route, notice); },
                    .delivered = [this, route](const Notice &notice) { delivered(route, notice); }});
    QObject::connect(sender.get(), &RouteSender::attempted, &notifier, [this](const LedgerEntry &entry) {
        emit notifier.attempted(entry);
        emit notifier.changed();
    });
    QObject::connect(sender.get(), &RouteSender::tested, &notifier,
                     [this, route](bool good, const QString &words) { emit notifier.tested(route.name, good, words); });
    if (paused)
        sender->pause();
    if (const auto waiting = orphans.find(route.name); waiting != orphans.end()) {
        sender->restore(waiting->second);
        orphans.erase(waiting);
    }
    senders.emplace(route.name, std::move(sender));
}

std::vector<Grouper *> Notifier::Private::takersOf(const Rule &rule)
{
    std::vector<Grouper *> found;
    for (const Route &route : routesOf(rule, routes)) {
        if (const auto grouper = groupers.find(route.name); grouper != groupers.end())
            found.push_back(&grouper->second);
    }
    return found;
}

RouteSender *Notifier::Private::senderOf(const QString &route) const
{
    const auto sender = senders.find(route);
    return sender == senders.end() ? nullptr : sender->second.get();
}

void Notifier::Private::tell()
{
    const TimePoint now = clock.now();
    std::vector<Notice> notices;
    std::vector<Withheld> withheld;
    Outbox::Values values;
    std::optional<TimePoint> next;
    for (auto &[name, grouper] : groupers) {
        Grouper::Due due = grouper.due(now);
        std::ranges::move(due.notices, std::back_inserter(notices));
        std::ranges::move(due.withheld, std::back_inserter(withheld));
        values.merge(due.values);
        if (const auto at = grouper.nextDue())
            next = next ? std::min(*next, *at) : *at;
    }
    if (!notices.empty() || !values.empty())
        keeper.put(notices, values);
    const std::vector<LedgerEntry> entries = keeper.withhold(withheld);
    handOver(notices);
    if (next)
        tellAfter(std::clamp<Duration>(*next - now, 0ms, longestNap));
    for (const LedgerEntry &entry : entries)
        emit notifier.attempted(entry);
    if (!notices.empty() || !entries.empty())
        emit notifier.changed();
}

void Notifier::Private::tellAfter(Duration delay)
{
    timer.cancelAll();
    clock.after(delay, timer.context(), [this] { tell(); });
}

/// The notices of one route lie together.
void Notifier::Private::handOver(const std::vector<Notice> &notices)
{
    for (auto begin = notices.begin(); begin != notices.end();) {
        RouteSender *sender = senderOf(begin->route);
        const bool shared = peers && sender && sharedWith(sender->route());
        const bool waits = shared && sharedEvent(*begin);
        const auto end = std::find_if(begin, notices.end(), [&](const Notice &notice) {
            return notice.route != begin->route || (shared && sharedEvent(notice) != waits);
        });
        if (sender)
            sender->add({begin, end}, waits ? peers->delay() : 0ms);
        begin = end;
    }
}

QString Notifier::Private::needless(const Route &route, const Notice &notice)
{
    if (!peers || !sharedWith(route) || !sharedEvent(notice))
        return {};
    const QString by = peers->toldBy(notice);
    return by.isEmpty() ? QString() : QStringLiteral("told by %1").arg(by);
}

void Notifier::Private::delivered(const Route &route, const Notice &notice)
{
    if (peers && sharedWith(route) && sharedEvent(notice))
        peers->told(notice);
}

} // namespace hubwatch
