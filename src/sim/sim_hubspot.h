// SimHubSpot: a HubSpot on loopback, strict about shapes, with scripted weather.
#pragma once

#include "base/call_scope.h"
#include "base/clock.h"
#include "net/loopback_server.h"
#include "sim/sim_hubspot_state.h"

#include <QUrl>

namespace hubwatch {

/// Serves the paths that Hubwatch uses, OAuth, the status page, and /sim/... for whoever steers it; simControl() tells
/// what can be said there. What it answers depends on seed, calls and time alone.
class SimHubSpot
{
public:
    /// `clock` must outlive it.
    SimHubSpot(Clock &clock, std::uint64_t seed, std::int64_t portal = 4242);

    Result<void> listen(quint16 port);
    /// Gives it the looks of an account in use: answers take a while, some of the day's calls are spent, and
    /// maintenance is announced for tomorrow.
    void settle();

    QUrl url() const; ///< "http://127.0.0.1:43817"; invalid until listen()
    QUrl statusPage() const;
    std::int64_t portal() const { return m_state.portal; }
    /// Of the private app that may do everything.
    QString token() const { return m_state.tokens.all().front().token; }
    /// One JSON object with everything that a script needs: urls, portal, tokens, the OAuth app.
    QJsonObject introduction() const;

    /// As POST /sim/`path` with this body.
    Result<QJsonObject> control(const QString &path, const QJsonObject &body);
    const SimState &state() const { return m_state; }

private:
    void handle(const ServedRequest &request, const LoopbackServer::Respond &respond);
    void answer(const ServedRequest &request, const std::optional<SimSpell> &weather,
                const LoopbackServer::Respond &respond);
    ServedReply controlReply(const ServedRequest &request);
    TimePoint now() const;

    Clock &m_clock;
    TimePoint m_began;
    Duration m_beganUptime;
    SimState m_state;
    CallScope m_calls = {};
    LoopbackServer m_server;
};

} // namespace hubwatch
