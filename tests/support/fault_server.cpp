#include "support/fault_server.h"

#include "support/test_certificate.h"

#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTcpSocket>
#include <QTimer>
#include <zlib.h>

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

namespace hubwatch::testing {

namespace {

constexpr qint64 endlessBytes = 100'000'000;
constexpr qint64 mostInFlight = 4'000'000; ///< written ahead of a reader, so that an endless body costs no memory here
constexpr int gzipOnly = 16 + MAX_WBITS;

QByteArray head(const FaultRoute &route, qint64 length, bool compressed)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(route.status) + " Said so\r\n";
    for (const HttpHeader &header : route.headers)
        text += header.name + ": " + header.value + "\r\n";
    if (compressed)
        text += "Content-Encoding: gzip\r\n";
    if (length >= 0)
        text += "Content-Length: " + QByteArray::number(length) + "\r\n";
    return text + "\r\n";
}

/// Closes with RST instead of FIN: lingering for zero seconds.
void resetNow(QTcpSocket *socket)
{
    const linger none{.l_onoff = 1, .l_linger = 0};
#ifdef Q_OS_WIN
    setsockopt(SOCKET(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, reinterpret_cast<const char *>(&none),
               sizeof none);
#else
    setsockopt(int(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
#endif
    socket->abort();
}

QByteArray deflatedWith(qint64 decodedBytes, const QByteArray &piece)
{
    z_stream stream = {};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, gzipOnly, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY);
    QByteArray result;
    QByteArray room(64 * 1024, Qt::Uninitialized);
    QByteArray bytes = piece;
    int outcome = Z_OK;
    while (outcome != Z_STREAM_END) {
        stream.next_in = reinterpret_cast<Bytef *>(bytes.data());
        stream.avail_in = uInt(std::min<qint64>(bytes.size(), decodedBytes));
        decodedBytes -= stream.avail_in;
        do {
            stream.next_out = reinterpret_cast<Bytef *>(room.data());
            stream.avail_out = uInt(room.size());
            outcome = deflate(&stream, decodedBytes > 0 ? Z_NO_FLUSH : Z_FINISH);
            result.append(room.constData(), room.size() - stream.avail_out);
        } while (stream.avail_out == 0);
    }
    deflateEnd(&stream);
    return result;
}

QSslCertificate certificateOf(const char *base64)
{
    return QSslCertificate(QByteArray::fromBase64(base64), QSsl::Der);
}

void present(QSslServer &server, const QSslCertificate &certificate)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPrivateKey(QSslKey(QByteArray::fromBase64(testKey), QSsl::Ec, QSsl::Der));
    configuration.setLocalCertificate(certificate);
    server.setSslConfiguration(configuration);
}

std::unique_ptr<QTcpServer> tlsServer()
{
    auto server = std::make_unique<QSslServer>();
    present(*server, certificateOf(testCertificate));
    return server;
}

} // namespace

QByteArray testCertificatePem()
{
    return certificateOf(testCertificate).toPem();
}

QByteArray FaultServer::useEarlyCertificate()
{
    const QSslCertificate early = certificateOf(earlyCertificate);
    present(*qobject_cast<QSslServer *>(m_server.get()), early);
    return early.toPem();
}

QByteArray FaultServer::Seen::header(QByteArrayView name) const
{
    return HttpResponse{.headers = headers}.header(name);
}

FaultServer::FaultServer(bool tls)
    : m_server(tls ? tlsServer() : std::make_unique<QTcpServer>())
{
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &FaultServer::accept);
    m_server->setListenBacklogSize(200);
    m_server->listen(QHostAddress::LocalHost);
}

FaultServer::~FaultServer() = default;

QUrl FaultServer::url(const QString &path) const
{
    const bool tls = qobject_cast<QSslServer *>(m_server.get()) != nullptr;
    return QUrl(QStringLiteral("%1://127.0.0.1:%2%3")
                    .arg(tls ? QStringLiteral("https") : QStringLiteral("http"))
                    .arg(port())
                    .arg(path));
}

int FaultServer::count(const QString &path) const
{
    return int(std::ranges::count(seen, path, &Seen::path));
}

void FaultServer::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        ++connections;
        mostOpen = std::max(mostOpen, ++open);
        socket->setParent(this);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::bytesWritten, this, [this](qint64 bytes) { bytesSent += bytes; });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            --open;
            m_unread.remove(socket);
            socket->deleteLater();
        });
        if (socket->bytesAvailable() > 0)
            read(socket);
    }
}

void FaultServer::read(QTcpSocket *socket)
{
    QByteArray &unread = m_unread[socket];
    unread += socket->readAll();
    const qsizetype headEnd = unread.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return;
    const QList<QByteArray> lines = unread.first(headEnd).replace("\r\n", "\n").split('\n');
    const QList<QByteArray> first = lines.value(0).split(' ');
    Seen request{.method = first.value(0), .path = QUrl(QString::fromUtf8(first.value(1))).path()};
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.push_back({.name = line.first(colon), .value = line.mid(colon + 1).trimmed()});
    }
    const qsizetype length = request.header("Content-Length").toLongLong();
    if (unread.size() < headEnd + 4 + length)
        return;
    request.body = unread.mid(headEnd + 4, length);
    unread.remove(0, headEnd + 4 + length);
    seen.push_back(request);
    mostAsking = std::max(mostAsking, ++asking);
    const Duration delay = m_routes.value(request.path).delay;
    if (delay == Duration::zero())
        answer(socket, request);
    else
        QTimer::singleShot(delay, socket, [this, socket, request] { answer(socket, request); });
}

void FaultServer::answer(QTcpSocket *socket, const Seen &request)
{
    const auto found = m_routes.constFind(request.path);
    const FaultRoute route = found != m_routes.cend() ? *found : FaultRoute{.status = 404, .body = "no such path\n"};
    if (route.fault != FaultRoute::Fault::Hang)
        --asking;
    switch (route.fault) {
    case FaultRoute::Fault::None: return sendWhole(socket, route, request);
    case FaultRoute::Fault::CloseBeforeHeaders: return socket->close();
    case FaultRoute::Fault::CloseMidBody:
        socket->write(head(route, route.body.size(), false) + route.body.first(route.body.size() / 2));
        return socket->disconnectFromHost();
    case FaultRoute::Fault::CloseMidChunk:
        socket->write(head(route, -1, false).chopped(2) + "Transfer-Encoding: chunked\r\n\r\n"
                      + QByteArray::number(route.body.size(), 16) + "\r\n" + route.body.first(route.body.size() / 2));
        return socket->disconnectFromHost();
    case FaultRoute::Fault::Garbage:
        socket->write("\x16\x03\x01 what is this\r\n\r\nnot HTTP at all\r\n");
        return socket->disconnectFromHost();
    case FaultRoute::Fault::Hang: return;
    case FaultRoute::Fault::Reset: return resetNow(socket);
    case FaultRoute::Fault::Drip: socket->write(head(route, route.body.size(), false)); return drip(socket, route);
    case FaultRoute::Fault::Endless:
        socket->write(head(route, -1, false).chopped(2) + "Connection: close\r\n\r\n");
        connect(socket, &QTcpSocket::bytesWritten, this, [this, socket, route] { pour(socket, route.body); });
        return pour(socket, route.body);
    }
}

void FaultServer::sendWhole(QTcpSocket *socket, const FaultRoute &route, const Seen &request)
{
    const bool compress = route.gzip && request.header("Accept-Encoding").contains("gzip");
    const QByteArray body = compress ? gzipped(route.body) : route.body;
    socket->write(head(route, body.size(), compress) + (request.method == "HEAD" ? QByteArray() : body));
}

void FaultServer::drip(QTcpSocket *socket, const FaultRoute &route)
{
    auto *timer = new QTimer(socket);
    connect(timer, &QTimer::timeout, socket, [socket, body = route.body, at = qsizetype(0)]() mutable {
        if (at < body.size())
            socket->write(body.constData() + at++, 1);
    });
    timer->start(route.dripEvery);
}

void FaultServer::pour(QTcpSocket *socket, const QByteArray &piece)
{
    while (socket->bytesToWrite() < mostInFlight && socket->state() == QAbstractSocket::ConnectedState) {
        const qint64 poured = socket->property("poured").toLongLong() + piece.size();
        socket->write(piece);
        socket->setProperty("poured", poured);
        if (poured >= endlessBytes)
            return socket->disconnectFromHost();
    }
}

QByteArray gzipped(const QByteArray &body)
{
    return deflatedWith(body.size(), body);
}

QByteArray gzipBomb(qint64 decodedBytes)
{
    return deflatedWith(decodedBytes, QByteArray(1'000'000, 'a'));
}

} // namespace hubwatch::testing
