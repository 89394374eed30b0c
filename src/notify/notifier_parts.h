// What Notifier is made of; included by notifier*.cpp alone.
#pragma once

#include "base/call_scope.h"
#include "notify/grouper.h"
#include "notify/keeper.h"
#include "notify/notifier.h"
#include "notify/peers.h"
#include "notify/route_sender.h"

#include <map>

namespace hubwatch {

struct Notifier::Private {
    Private(Notifier &notifier, const NotifierParts &parts);

    void setRoutes(const std::vector<Route> &wanted);
    void addRoute(const Route &route);
    std::vector<Grouper *> takersOf(const Rule &rule);
    RouteSender *senderOf(const QString &route) const;

    /// Puts what is due into the outbox, in one transaction, and hands it to the senders.
    void tell();
    void tellAfter(Duration delay);
    void handOver(const std::vector<Notice> &notices);
    void upkeep();
    QString needless(const Route &route, const Notice &notice);
    void delivered(const Route &route, const Notice &notice);

    Notifier &notifier;
    Clock &clock;
    std::function<std::unique_ptr<Courier>(const Route &)> makeCourier;
    Keeper keeper;
    std::vector<Route> routes = {};
    std::map<QString, Grouper> groupers = {};
    std::map<QString, std::unique_ptr<RouteSender>> senders = {};
    std::map<QString, std::vector<Waiting>> orphans = {}; ///< what waits for routes that are not there
    std::unique_ptr<Peers> peers = {};
    std::pair<QString, QString> peersOf = {}; ///< folder, name
    bool paused = false;
    TimePoint trimmedAt = {};
    CallScope timer = {};
    CallScope calls = {};
};

} // namespace hubwatch
