// SimPager: a PagerDuty on loopback, strict about events, that counts by dedup_key.
#pragma once

#include "sim/sim_receiver.h"

#include <map>

namespace hubwatch {

/// One dedup_key and what came of it.
struct SimPage {
    enum class State { Triggered, Acknowledged, Resolved };

    State state = State::Triggered;
    int triggers = 0;
    int acknowledges = 0;
    int resolves = 0;
    int opened = 0; ///< how often it was triggered while it was not open: how often somebody's phone rang
    QString summary = {};
    QString severity = {};

    bool operator==(const SimPage &) const = default;
};

/// What the Events API v2 would not take: the errors it answers; empty for an event that is good.
QStringList pagerFaults(const QJsonObject &event, const QString &routingKey);

class SimPager
{
public:
    SimPager(Clock &clock, std::uint64_t seed);

    Result<void> listen(quint16 port) { return m_receiver.listen(port); }
    QUrl url() const; ///< of /v2/enqueue: what a route has as its url
    QString routingKey() const { return m_routingKey; }
    QJsonObject introduction() const;
    Result<QJsonObject> control(const QString &path, const QJsonObject &body) { return m_receiver.control(path, body); }

    const std::map<QString, SimPage> &pages() const { return m_pages; }
    /// As POST /v2/enqueue, without a wire.
    ServedReply answer(const ServedRequest &request, TimePoint now);

private:
    void take(const QJsonObject &event, const QString &key);
    QJsonObject log() const;

    QString m_routingKey;
    std::map<QString, SimPage> m_pages = {};
    std::vector<QJsonObject> m_events = {};
    SimReceiver m_receiver;
};

} // namespace hubwatch
