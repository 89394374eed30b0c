// FaultServer: an HTTP server on loopback that can behave as badly as real ones do.
#pragma once

#include "net/http.h"

#include <QHash>
#include <QObject>
#include <QTcpServer>
#include <memory>
#include <vector>

class QTcpSocket;

namespace hubwatch::testing {

/// What a path answers, or how it fails to.
struct FaultRoute {
    enum class Fault {
        None,
        CloseBeforeHeaders, ///< reads the request, then closes
        CloseMidBody,       ///< promises the whole body, sends half of it, closes
        CloseMidChunk,      ///< the same in chunked coding
        Garbage,            ///< answers bytes that are no HTTP
        Hang,               ///< never answers
        Reset,              ///< RST instead of an answer
        Drip,               ///< head at once, then one byte a `dripEvery`
        Endless,            ///< 100 MB of `body`, over and over, as fast as it is read
    };

    int status = 200;
    QByteArray body = {};
    std::vector<HttpHeader> headers = {};
    bool gzip = false; ///< compress the body if the request accepts it
    Fault fault = Fault::None;
    Duration dripEvery = 1s;
    Duration delay = {}; ///< before the answer
};

/// One thread, HTTP/1.1 with keep-alive, routes by path; counts what it is asked.
class FaultServer : public QObject
{
    Q_OBJECT

public:
    /// With `tls` it speaks TLS with a certificate nobody trusts.
    explicit FaultServer(bool tls = false);
    ~FaultServer() override;

    QUrl url(const QString &path) const;
    /// Speaks TLS with a certificate that is good from 2126 on; answers its PEM.
    QByteArray useEarlyCertificate();
    quint16 port() const { return m_server->serverPort(); }
    void route(const QString &path, FaultRoute route) { m_routes.insert(path, std::move(route)); }

    struct Seen {
        QByteArray method = {};
        QString path = {};
        std::vector<HttpHeader> headers = {};
        QByteArray body = {};

        QByteArray header(QByteArrayView name) const;
    };
    std::vector<Seen> seen = {}; ///< every request that arrived whole, in order
    int connections = 0;         ///< ever accepted
    int open = 0;                ///< right now
    int mostOpen = 0;
    int asking = 0; ///< requests begun and not answered
    int mostAsking = 0;
    qint64 bytesSent = 0;

    int count(const QString &path) const;

private:
    void accept();
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const Seen &request);
    void sendWhole(QTcpSocket *socket, const FaultRoute &route, const Seen &request);
    void drip(QTcpSocket *socket, const FaultRoute &route);
    void pour(QTcpSocket *socket, const QByteArray &piece);

    std::unique_ptr<QTcpServer> m_server;
    QHash<QString, FaultRoute> m_routes = {};
    QHash<QTcpSocket *, QByteArray> m_unread = {};
};

/// The certificate of a FaultServer with TLS, as its own CA.
QByteArray testCertificatePem();
/// `body` as one gzip member.
QByteArray gzipped(const QByteArray &body);
/// A gzip body of about a thousandth of `decodedBytes`.
QByteArray gzipBomb(qint64 decodedBytes);

} // namespace hubwatch::testing
