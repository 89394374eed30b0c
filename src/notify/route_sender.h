// RouteSender: sends what waits for one route, in order, until it is delivered.
#pragma once

#include "base/call_scope.h"
#include "notify/outbox.h"
#include "notify/route_state.h"

#include <QObject>
#include <deque>
#include <functional>
#include <map>
#include <memory>

namespace hubwatch {

class Clock;
class Keeper;

struct SenderParts {
    Keeper &keeper;
    Clock &clock;
    std::unique_ptr<Courier> courier = {};
    /// Why a notice need not be told any more, asked before each attempt: another console has; empty: it must.
    std::function<QString(const Notice &)> needless = {};
    std::function<void(const Notice &)> delivered = {};
    std::function<double()> random = {}; ///< from 0 up to 1, for the jitter; empty: Qt's
};

/// One notice in flight, and what failed is tried again before what is behind it. PagerDuty knows alerts by their keys:
/// there the order is kept for each key, and several keys are in flight. A refusal blocks nothing.
class RouteSender : public QObject
{
    Q_OBJECT

public:
    RouteSender(Route route, SenderParts parts, QObject *parent = nullptr);

    const Route &route() const { return m_route; }
    /// What stands in the outbox, at the start or after it was refused and is to be tried again.
    void restore(const std::vector<Waiting> &waiting);
    /// Newly put into the outbox; not sent sooner than `delay` from now.
    void add(const std::vector<Notice> &notices, Duration delay);
    void remove(qint64 notice);
    void renumber(const std::map<qint64, qint64> &ids);
    void setRoute(const Route &route);
    /// Ends: hands over what waits. Attempts in the air count as failed, since nobody hears the answer.
    std::vector<Waiting> release(const QString &why);

    /// Forgets its own backoff, never what the other side asked for.
    void retryNow();
    /// No network; what is reached without one goes on.
    void pause();
    bool paused() const { return m_paused; }
    void resume();

    bool has(qint64 notice) const;
    int waiting() const { return int(m_queue.size()); }
    RouteState state() const;

signals:
    void attempted(const hubwatch::LedgerEntry &entry);
    void tested(bool good, const QString &words);

private:
    struct Item {
        Notice notice = {};
        int failures = 0;
        Duration notBefore = {};    ///< by Clock::uptime()
        Duration backoffUntil = {}; ///< our own wish, which a person may overrule
        qint64 ticket = 0;          ///< of its flight; 0: not in flight

        Duration due() const { return std::max(notBefore, backoffUntil); }
    };
    using Queue = std::deque<Item>;
    struct Flight {
        std::unique_ptr<QObject> context = {}; ///< whose life the answer hangs on
        LedgerEntry attempt = {};
    };

    void wake();
    void look();
    Queue::iterator next(Duration now, std::optional<Duration> &earliest);
    void send(Item &item);
    void answered(qint64 ticket, Delivery delivery);
    std::optional<TimePoint> postpone(Item &item, const Delivery &delivery);
    void supersede(Item &newer);
    QString holdKey() const { return QStringLiteral("hold/") + m_route.name; }
    bool parallel() const { return m_route.kind == Route::Kind::PagerDuty; }

    Route m_route;
    SenderParts m_parts;
    Queue m_queue = {};
    Duration m_holdUntil = {};    ///< of the whole route, as the other side asked for
    Duration m_backoffUntil = {}; ///< of the whole route: nobody answers there
    bool m_paused = false;
    RouteState m_state = {};
    CallScope m_timer = {};
    std::map<qint64, Flight> m_flights = {};            ///< by ticket
    std::vector<std::unique_ptr<QObject>> m_spent = {}; ///< of flights that ended, until nobody is inside them
    qint64 m_lastTicket = 0;
};

} // namespace hubwatch
