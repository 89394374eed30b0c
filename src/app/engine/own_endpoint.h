// OwnEndpoint: Hubwatch's own /metrics, /health and /readiness, for the team's Prometheus.
#pragma once

#include "base/clock.h"
#include "net/loopback_server.h"

namespace hubwatch {

/// Serves the three paths of a service of the handbook on loopback, when the workspace gives a port.
class OwnEndpoint
{
public:
    /// Prometheus' text format 0.0.4.
    using MetricsText = std::function<QByteArray()>;
    /// What keeps us from being ready, in a sentence; nothing when we are.
    using Hindrance = std::function<std::optional<QString>()>;

    /// `clock` must outlive it.
    OwnEndpoint(Clock &clock, MetricsText metrics, Hindrance hindrance);

    /// Moves to `port`, or closes for 0. The same port again changes nothing; a port in use is an Error that says so.
    Result<void> listen(int port);
    /// 0: closed.
    int port() const;

private:
    void handle(const ServedRequest &request, const LoopbackServer::Respond &respond) const;

    Clock &m_clock;
    MetricsText m_metrics;
    Hindrance m_hindrance;
    LoopbackServer m_server;
};

} // namespace hubwatch
