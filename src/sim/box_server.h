// BoxServer: the HTTP face of one service of the box.
#pragma once

#include "base/result.h"
#include "net/loopback_server.h"

namespace hubwatch {

/// A GET of one path and what comes back.
struct BoxReply {
    int status = 200;
    QByteArray contentType = {};
    QByteArray body = {};
};

/// A LoopbackServer with moods, for GET and HEAD alone.
///
/// Refusing closes the port and every connection, so that clients see what a crashed process gives them.
class BoxServer
{
public:
    enum class Mood { Answering, Refusing, Hanging };

    using Answer = std::function<BoxReply(const QByteArray &path)>;

    explicit BoxServer(Answer answer);

    /// On `port` of loopback; 0 takes a free one and keeps it. The port stays the same through moods.
    Result<void> listen(quint16 port);
    void setMood(Mood mood);
    quint16 port() const { return m_server.port(); }

private:
    void handle(const ServedRequest &request, const LoopbackServer::Respond &respond);

    Answer m_answer;
    LoopbackServer m_server;
    Mood m_mood = Mood::Answering;
};

} // namespace hubwatch
