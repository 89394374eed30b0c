// Notifier: from told alerts to deliveries: groups them, keeps them safe, sends them in order, and says how it goes.
#pragma once

#include "notify/alert_news.h"
#include "notify/ledger.h"
#include "notify/peer_state.h"
#include "notify/route_state.h"

#include <QObject>
#include <functional>
#include <memory>

namespace hubwatch {

class Clock;

struct NotifierParts {
    QString directory = {}; ///< data folder; empty: memory
    Clock &clock;
    std::function<std::unique_ptr<Courier>(const Route &)> makeCourier = {}; ///< see couriers.h
};

class Notifier : public QObject
{
    Q_OBJECT

public:
    Notifier(const NotifierParts &parts, QObject *parent = nullptr);
    ~Notifier() override;

    const QString &notice() const { return m_notice; } ///< what was damaged when the outbox was opened
    QString fault() const; ///< why nothing can be kept safe: disk full, another Hubwatch has the file

    /// Routes that are gone keep what waits for them in the outbox and are shown with a fault.
    void setRoutes(const std::vector<Route> &routes);
    /// See Peers; empty folder: this console alone.
    void setPeers(const QString &folder, const QString &name);

    /// Alerts that began or ceased to fire, changed their severity, or their quiet, since the last call; many at once
    /// where they came at once. An alert that becomes quiet while its trigger was told is not resolved by that; one
    /// that ceases to be quiet while it fires is told then.
    void take(const std::vector<AlertNews> &news);
    /// All alerts that fire: what must be told again (Alertmanager), and what a restart forgot. Call after each start
    /// and at least once a minute.
    void reconcile(const std::vector<AlertNews> &firing);
    void acknowledged(const AlertNews &alert, const QString &by, const QString &note);

    void testFire(const QString &route);
    void retryNow(const QString &route);
    void retry(qint64 notice);
    void drop(qint64 notice, const QString &by);
    LedgerAnswer search(const LedgerQuery &query) const;

    std::vector<RouteState> states() const;
    PeerState peers() const;
    int waiting() const;

    /// No network: nothing is tried, nothing is counted as a failure.
    void pause();
    void resume();

signals:
    /// An attempt was made, or something was withheld.
    void attempted(const hubwatch::LedgerEntry &entry);
    void tested(const QString &route, bool good, const QString &words);
    void changed();

private:
    struct Private;
    std::unique_ptr<Private> d;
    QString m_notice = {};
};

} // namespace hubwatch
