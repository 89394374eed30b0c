// SimReceiver: what the simulated receivers of notices share: a port of loopback, and being steered.
#pragma once

#include "base/call_scope.h"
#include "base/clock.h"
#include "net/loopback_server.h"

#include <QJsonObject>
#include <QUrl>

namespace hubwatch {

/// What POST /sim/... does, as with the simulated HubSpot:
///
///   answers    {"status": 429, "count": 1, "retryAfter": 30, "asDate": false, "body": "..."}  instead of its own
///   answer
///              {"status": "hang"}      nothing is taken and nothing answered
///              {"status": "swallow"}   taken, never answered
///              {"status": "late", "delayMs": 500}   taken, and answered late
///   clear      {}   no more of that
///   forget     {}   empties the log
///
/// GET /sim/log tells what was asked and what has come of it.
class SimReceiver
{
public:
    /// What tells one stand-in from another.
    struct Face {
        std::function<ServedReply(const ServedRequest &request, TimePoint now)> answer = {};
        std::function<ServedReply(int status)> refusal = {}; ///< its own words for a status it is told to answer
        std::function<QJsonObject()> log = {};
        std::function<void()> forget = {};
    };

    /// `clock` must outlive it.
    SimReceiver(Clock &clock, Face face);

    Result<void> listen(quint16 port);
    QUrl url() const; ///< "http://127.0.0.1:43817"; invalid until listen()
    /// As POST /sim/`path` with this body.
    Result<QJsonObject> control(const QString &path, const QJsonObject &body);

private:
    struct Steered {
        enum class Kind { Answer, Hang, Swallow, Late };

        Kind kind = Kind::Answer;
        int status = 0;
        int count = 1;
        std::optional<Duration> retryAfter = {};
        bool asDate = false;
        Duration delay = {};
        QByteArray body = {};
    };

    void handle(const ServedRequest &request, const LoopbackServer::Respond &respond);
    ServedReply controlReply(const ServedRequest &request);
    ServedReply steeredReply(const Steered &steered) const;
    Result<void> steer(const QJsonObject &body);

    Clock &m_clock;
    Face m_face;
    std::vector<Steered> m_steered = {};
    CallScope m_calls = {};
    LoopbackServer m_server;
};

} // namespace hubwatch
