// LoopbackServer: a small HTTP/1.1 server that only this machine reaches.
#pragma once

#include "base/result.h"
#include "net/served_request.h"

#include <QObject>
#include <functional>
#include <memory>

class QTcpServer;

namespace hubwatch {

struct ServedReply {
    int status = 200;
    QByteArray contentType = {};
    QByteArray body = {};
    std::vector<HttpHeader> headers = {};
    std::optional<qsizetype> cutAfter = {}; ///< sends so much of the body, then hangs up: what simulations need
    bool silent = false;                    ///< hangs up without a word
    bool reset = false;                     ///< the same with a TCP reset: what clients call ECONNRESET

    bool operator==(const ServedReply &) const = default;
};

/// Answers requests on 127.0.0.1: keep-alive, gzip for who accepts it, HEAD as GET without the body.
///
/// The handler answers now or later, once; an answer to a connection that has gone, or a second one, is dropped. While
/// one is awaited, the next request of the same connection waits. Only requests whose Host is this machine, or the one
/// name that is allowed, get through, so that no web page can reach the server by a name of its own.
class LoopbackServer : public QObject
{
    Q_OBJECT

public:
    using Respond = std::function<void(ServedReply)>;
    using Handle = std::function<void(const ServedRequest &, Respond)>;

    explicit LoopbackServer(Handle handle, QObject *parent = nullptr);
    ~LoopbackServer() override;

    void setCaps(const RequestCaps &caps) { m_caps = caps; }
    /// One more name that a Host header may hold; who listens is this machine still.
    void allowHost(const QByteArray &name) { m_allowed = name; }
    /// Called with each Host header that was refused.
    void onRefusedHost(std::function<void(const QByteArray &host)> tell) { m_tellRefused = std::move(tell); }

    /// On `port` of loopback; 0 takes a free one and keeps it through close() and listen(port()).
    Result<void> listen(quint16 port);
    /// Closes the port and every connection, so that clients see what a crashed process gives them.
    void close();
    bool isListening() const;
    quint16 port() const { return m_port; }
    /// How many requests were handed over, are not answered yet, and have somebody waiting for the answer.
    int awaited() const;

private:
    class Connection;

    void accept();
    bool isAllowed(const QByteArray &host) const;

    Handle m_handle;
    std::unique_ptr<QTcpServer> m_server;
    RequestCaps m_caps = {};
    QByteArray m_allowed = {};
    std::function<void(const QByteArray &)> m_tellRefused = {};
    quint16 m_port = 0;
};

/// `body` as gzip.
QByteArray gzipped(const QByteArray &body);

} // namespace hubwatch
