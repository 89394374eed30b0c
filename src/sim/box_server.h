// BoxServer: the HTTP face of one service of the box.
#pragma once

#include "base/result.h"

#include <QHash>
#include <QObject>
#include <functional>
#include <memory>

class QTcpServer;
class QTcpSocket;

namespace hubwatch {

/// A GET of one path and what comes back.
struct BoxReply {
    int status = 200;
    QByteArray contentType = {};
    QByteArray body = {};
};

/// Speaks just enough HTTP/1.1 on loopback: GET and HEAD, keep-alive, gzip for who accepts it.
///
/// Refusing closes the port and every connection, so that clients see what a crashed process gives them.
class BoxServer : public QObject
{
    Q_OBJECT

public:
    enum class Mood { Answering, Refusing, Hanging };

    using Answer = std::function<BoxReply(const QByteArray &path)>;

    explicit BoxServer(Answer answer, QObject *parent = nullptr);
    ~BoxServer() override;

    /// On `port` of loopback; 0 takes a free one and keeps it. The port stays the same through moods.
    Result<void> listen(quint16 port);
    void setMood(Mood mood);
    quint16 port() const { return m_port; }

private:
    void accept();
    void read(QTcpSocket *socket);
    void send(QTcpSocket *socket, const QByteArray &head);

    Answer m_answer;
    std::unique_ptr<QTcpServer> m_server;
    QHash<QTcpSocket *, QByteArray> m_unread = {};
    quint16 m_port = 0;
    Mood m_mood = Mood::Answering;
};

/// `body` as gzip.
QByteArray gzipped(const QByteArray &body);

} // namespace hubwatch
