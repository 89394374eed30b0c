#include "notify/route_sender.h"

#include "base/clock.h"
#include "net/http_errors.h"
#include "notify/keeper.h"
#include "notify/retry_delay.h"

#include <QPointer>
#include <QRandomGenerator>
#include <algorithm>
#include <limits>
#include <set>

namespace hubwatch {

namespace {

constexpr size_t keysInFlight = 8;
constexpr Duration longestFlight = 2min; ///< couriers answer long before; one that does not must not stop a route
constexpr Duration longestHold = 24h;    ///< of one found at the start, where a clock may have jumped

} // namespace

RouteSender::RouteSender(Route route, SenderParts parts, QObject *parent)
    : QObject(parent)
    , m_route(std::move(route))
    , m_parts(std::move(parts))
{
    const Outbox &outbox = m_parts.keeper.outbox();
    m_state = {.route = m_route,
               .last = outbox.lastAttempt(m_route.name),
               .lastGood = outbox.lastDelivered(m_route.name),
               .proof = outbox.lastTest(m_route)};
    if (const auto held = outbox.get(holdKey())) {
        const Duration left = TimePoint(Duration(held->toLongLong())) - m_parts.clock.now();
        m_holdUntil = m_parts.clock.uptime() + std::clamp<Duration>(left, 0ms, longestHold);
    }
}

void RouteSender::restore(const std::vector<Waiting> &waiting)
{
    for (const Waiting &one : waiting) {
        Item item{.notice = one.notice, .failures = one.attempts};
        if (one.nextTry) {
            const Duration left = std::clamp<Duration>(*one.nextTry - m_parts.clock.now(), 0ms, longestHold);
            item.backoffUntil = m_parts.clock.uptime() + left;
        }
        m_queue.push_back(std::move(item));
    }
    // One that was refused takes the place again that it had.
    std::ranges::stable_sort(m_queue, {}, [](const Item &item) {
        return item.notice.id > 0 ? item.notice.id : std::numeric_limits<qint64>::max();
    });
    wake();
}

void RouteSender::add(const std::vector<Notice> &notices, Duration delay)
{
    const Duration notBefore = delay > 0ms ? m_parts.clock.uptime() + delay : Duration();
    for (const Notice &notice : notices) {
        Item item{.notice = notice, .notBefore = notBefore};
        if (notice.repeatable)
            supersede(item);
        m_queue.push_back(std::move(item));
        m_state.testing = m_state.testing || notice.event == Notice::Event::Test;
    }
    wake();
}

/// The newest of its kind says all that the older ones would; how long to wait it takes over from them.
void RouteSender::supersede(Item &newer)
{
    std::vector<qint64> old;
    for (const Item &item : m_queue) {
        if (!item.notice.repeatable || item.notice.key != newer.notice.key || item.ticket != 0)
            continue;
        old.push_back(item.notice.id);
        newer.failures = std::max(newer.failures, item.failures);
        newer.backoffUntil = std::max(newer.backoffUntil, item.backoffUntil);
    }
    if (old.empty())
        return;
    std::erase_if(m_queue, [&old](const Item &item) { return std::ranges::find(old, item.notice.id) != old.end(); });
    m_parts.keeper.discard(old);
}

void RouteSender::remove(qint64 notice)
{
    std::erase_if(m_queue, [notice](const Item &item) { return item.notice.id == notice; });
    wake();
}

void RouteSender::renumber(const std::map<qint64, qint64> &ids)
{
    for (Item &item : m_queue) {
        if (const auto id = ids.find(item.notice.id); id != ids.end())
            item.notice.id = id->second;
    }
}

void RouteSender::setRoute(const Route &route)
{
    m_route = route;
    m_state.route = route;
    m_state.proof = m_parts.keeper.outbox().lastTest(route);
}

std::vector<Waiting> RouteSender::release(const QString &why)
{
    m_timer.cancelAll();
    for (auto &[ticket, flight] : m_flights) {
        for (const Item &item : m_queue) {
            if (item.ticket == ticket)
                flight.attempt.notice = item.notice.id;
        }
        m_parts.keeper.finish(flight.attempt, {.words = why}, std::nullopt);
    }
    m_flights.clear();
    std::vector<Waiting> waiting;
    for (Item &item : m_queue)
        waiting.push_back({.notice = std::move(item.notice), .attempts = item.failures});
    m_queue.clear();
    return waiting;
}

bool RouteSender::has(qint64 notice) const
{
    return std::ranges::any_of(m_queue, [notice](const Item &item) { return item.notice.id == notice; });
}

void RouteSender::retryNow()
{
    m_backoffUntil = {};
    for (Item &item : m_queue)
        item.backoffUntil = {};
    wake();
}

void RouteSender::pause()
{
    m_paused = m_route.kind != Route::Kind::Desktop && !onLoopback(m_route.url);
}

void RouteSender::resume()
{
    m_paused = false;
    retryNow();
}

void RouteSender::wake()
{
    m_timer.cancelAll();
    m_parts.clock.after(0ms, m_timer.context(), [this] { look(); });
}

void RouteSender::look()
{
    m_spent.clear();
    const QPointer<RouteSender> alive(this);
    std::optional<Duration> earliest;
    while (alive && !m_paused && m_flights.size() < (parallel() ? keysInFlight : 1)) {
        earliest.reset();
        const auto item = next(m_parts.clock.uptime(), earliest);
        if (item == m_queue.end())
            break;
        const QString why = m_parts.needless ? m_parts.needless(item->notice) : QString();
        if (why.isEmpty()) {
            send(*item);
            continue;
        }
        const Notice notice = item->notice;
        m_queue.erase(item);
        for (const LedgerEntry &entry : m_parts.keeper.withhold({{notice, why}}))
            emit attempted(entry);
    }
    if (!alive || m_paused || !earliest)
        return;
    m_timer.cancelAll();
    m_parts.clock.after(std::max<Duration>(*earliest - m_parts.clock.uptime(), 0ms), m_timer.context(),
                        [this] { look(); });
}

/// What may go out now; else when something may.
RouteSender::Queue::iterator RouteSender::next(Duration now, std::optional<Duration> &earliest)
{
    const Duration hold = std::max(m_holdUntil, m_backoffUntil);
    const auto mayGo = [&](const Item &item) {
        // A person waits for the answer to a test: only what the other side asked for holds it back.
        const bool test = item.notice.event == Notice::Event::Test;
        const Duration due = test ? m_holdUntil : std::max(item.due(), hold);
        if (due > now)
            earliest = earliest ? std::min(*earliest, due) : due;
        return due <= now;
    };
    const auto isWaitingTest
        = [](const Item &item) { return item.ticket == 0 && item.notice.event == Notice::Event::Test; };
    if (const auto test = std::ranges::find_if(m_queue, isWaitingTest); test != m_queue.end())
        return mayGo(*test) ? test : m_queue.end();
    std::set<QString> taken;
    for (auto item = m_queue.begin(); item != m_queue.end(); ++item) {
        if (item->ticket == 0 && !taken.contains(item->notice.key) && mayGo(*item))
            return item;
        if (!parallel())
            break; // whatever is behind it waits
        taken.insert(item->notice.key);
    }
    return m_queue.end();
}

void RouteSender::send(Item &item)
{
    const qint64 ticket = ++m_lastTicket;
    item.ticket = ticket;
    const LedgerEntry attempt = m_parts.keeper.begin(item.notice);
    m_state.last = attempt;
    QObject *context
        = m_flights.emplace(ticket, Flight{std::make_unique<QObject>(), attempt}).first->second.context.get();
    m_parts.clock.after(longestFlight, context, [this, ticket] {
        answered(ticket, {.took = longestFlight, .words = QStringLiteral("there was no answer in 2 minutes")});
    });
    m_parts.courier->deliver(item.notice, m_parts.keeper.outbox().handle(m_route.name, item.notice.key), context,
                             [this, ticket](const Delivery &delivery) { answered(ticket, delivery); });
}

std::optional<TimePoint> RouteSender::postpone(Item &item, const Delivery &delivery)
{
    if (m_paused && delivery.status == 0) {
        item.ticket = 0; // the network went; this proves nothing about the other side
        return std::nullopt;
    }
    ++item.failures;
    const double random = m_parts.random ? m_parts.random() : QRandomGenerator::global()->generateDouble();
    const Duration delay = retryDelay(item.failures, delivery.wait, random);
    const Duration until = m_parts.clock.uptime() + delay;
    const TimePoint nextTry = m_parts.clock.now() + delay;
    item.ticket = 0;
    item.backoffUntil = until;
    if (delivery.wait) {
        m_holdUntil = std::max(m_holdUntil, until);
        // Also when Hubwatch starts anew meanwhile; if this cannot be stored the notice's own time still is.
        (void)m_parts.keeper.outbox().put(holdKey(), QByteArray::number(qint64(nextTry.time_since_epoch().count())));
    } else if (delivery.status == 0) {
        m_backoffUntil = until;
    }
    return nextTry;
}

void RouteSender::answered(qint64 ticket, Delivery delivery)
{
    const auto flight = m_flights.find(ticket);
    if (flight == m_flights.end())
        return;
    m_spent.push_back(std::move(flight->second.context)); // the answer may come from a call that still holds it
    LedgerEntry attempt = std::move(flight->second.attempt);
    m_flights.erase(flight);
    const auto item = std::ranges::find_if(m_queue, [ticket](const Item &one) { return one.ticket == ticket; });
    const bool test = attempt.event == Notice::Event::Test;
    const bool good = delivery.outcome == Delivery::Outcome::Done;
    if (test && !good)
        delivery.outcome = Delivery::Outcome::Refused; // who asked will ask again
    std::optional<TimePoint> nextTry;
    std::optional<Notice> delivered;
    if (item != m_queue.end()) {
        attempt.notice = item->notice.id; // it may have got its number meanwhile
        if (delivery.outcome == Delivery::Outcome::Later) {
            nextTry = postpone(*item, delivery);
        } else {
            if (good)
                delivered = std::move(item->notice);
            m_queue.erase(item);
        }
    }
    const LedgerEntry entry = m_parts.keeper.finish(attempt, delivery, nextTry);
    m_state.last = entry;
    if (good)
        m_state.lastGood = entry;
    else if (test && delivery.wait)
        m_holdUntil = std::max(m_holdUntil, m_parts.clock.uptime() + *delivery.wait);
    if (good && test)
        m_state.proof = entry;
    if (good)
        m_backoffUntil = {};
    if (test) {
        m_parts.keeper.discard({attempt.notice});
        m_state.testing
            = std::ranges::any_of(m_queue, [](const Item &one) { return one.notice.event == Notice::Event::Test; });
    }
    wake();
    if (delivered && m_parts.delivered)
        m_parts.delivered(*delivered);
    const QPointer<RouteSender> alive(this);
    emit attempted(entry);
    if (alive && test)
        emit tested(good, delivery.words);
}

RouteState RouteSender::state() const
{
    RouteState state = m_state;
    state.waiting = int(m_queue.size());
    state.refused = m_parts.keeper.outbox().refused(m_route.name);
    if (!m_queue.empty()) {
        const auto at = [](const Item &item) { return item.notice.at; };
        state.oldest = at(*std::ranges::min_element(m_queue, {}, at));
        const auto due = [](const Item &item) { return item.due(); };
        const Duration first = parallel() ? due(*std::ranges::min_element(m_queue, {}, due)) : m_queue.front().due();
        const Duration left = std::max({first, m_holdUntil, m_backoffUntil}) - m_parts.clock.uptime();
        if (left > 0ms)
            state.nextTry = m_parts.clock.now() + left;
    }
    if (m_paused && !m_queue.empty())
        state.fault = QStringLiteral("this machine has no network; what waits is sent when it is back");
    else if (state.last && state.last->result == LedgerEntry::Result::Refused)
        state.fault = state.last->words;
    else if (state.last && !m_queue.empty()
             && (state.last->result == LedgerEntry::Result::Later || m_queue.front().failures > 0))
        state.fault = state.last->words;
    return state;
}

} // namespace hubwatch
