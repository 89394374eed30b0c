// BenchStandIn: a HubSpot on loopback that has weather, and remembers what came.
#pragma once

#include "base/call_scope.h"
#include "checklist/bench/bench_weather.h"
#include "net/http.h"
#include "net/loopback_server.h"

#include <deque>

namespace hubwatch {

class BenchStandIn
{
public:
    struct Parts {
        Clock &clock;
        HttpClient *forward = nullptr; ///< answers calm calls in our place; null: benchAnswer() does
        QUrl forwardApi = {};
        double pace = 1;
        QString host = {}; ///< by which the service reaches this machine from elsewhere; empty: it is on it
    };

    explicit BenchStandIn(Parts parts);

    Result<void> listen(quint16 port) { return m_server.listen(port); }
    QUrl url() const;                                            ///< as the service is to call it
    int refusedCalls() const { return m_refusedCalls; }          ///< for the name in their Host header
    const QString &refusedHost() const { return m_refusedHost; } ///< of the last one
    /// In words, of a time in which no call was taken; `problem` came of starting the service.
    QString whyNoCall(Duration waited, const QString &problem) const;

    void beginPhase(int phase, BenchPhase::Weather weather);
    /// While we ask /readiness ourselves: what the service asks then is its answer to us and no work of its own. It is
    /// answered, but neither struck nor counted; a refused token stays refused.
    void setAside(bool aside) { m_aside = aside; }

    const std::vector<BenchCall> &calls() const { return m_calls; } ///< of all phases, in the order of arrival
    size_t callsOf(int phase) const;                                ///< of the phase that is on, or one before
    int open() const { return m_open; }
    Duration firstAt() const { return m_firstAt; } ///< the phase's first and last sign of life
    Duration lastAt() const { return m_lastAt; }
    /// A struck call has not come again.
    bool awaitsRepeat() const { return !m_struck.empty(); }

    Duration since() const { return m_parts.clock.uptime() - m_began; } ///< the bench began

private:
    Duration paced(Duration time) const;
    void handle(const ServedRequest &request, const LoopbackServer::Respond &respond);
    /// Where the call stands in calls(); nothing for one that is not counted.
    std::optional<size_t> remember(const ServedRequest &request, const QString &key,
                                   const std::optional<BenchStrike> &strike);
    void answer(std::optional<size_t> call, Duration delay, ServedReply reply, const LoopbackServer::Respond &respond);
    void forward(std::optional<size_t> call, const ServedRequest &request, const LoopbackServer::Respond &respond);
    ServedReply withHeaders(ServedReply reply, const QByteArray &path);

    Parts m_parts;
    Duration m_began;
    BenchWeather m_weather;
    LoopbackServer m_server;
    bool m_isCalm = true;
    bool m_isRefusing = false;
    bool m_aside = false;
    int m_phase = 0;
    int m_open = 0;
    QString m_refusedHost = {};
    int m_refusedCalls = 0;
    size_t m_phaseCalls = 0;
    Duration m_firstAt = {};
    Duration m_lastAt = {};
    std::vector<BenchCall> m_calls = {};
    std::map<QString, int> m_struck = {}; ///< by key: how often it may come again
    std::deque<Duration> m_window = {};   ///< of the last ten seconds, for the rate headers
    CallScope m_scope;
};

} // namespace hubwatch
