#include "sim/box_server.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <zlib.h>

namespace hubwatch {

namespace {

constexpr qsizetype longestHead = 16'384;

QByteArray headerOf(const QByteArray &head, QByteArrayView name)
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).trimmed().compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200: return "OK";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 503: return "Service Unavailable";
    default: return "Unknown";
    }
}

} // namespace

QByteArray gzipped(const QByteArray &body)
{
    z_stream stream = {};
    // The fastest level: what a target spends on packing must not disturb what is measured beside it.
    if (deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray packed(qsizetype(deflateBound(&stream, uLong(body.size()))), Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(body.data())); // zlib's old signature; not written to
    stream.avail_in = uInt(body.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = uInt(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

BoxServer::BoxServer(Answer answer, QObject *parent)
    : QObject(parent)
    , m_answer(std::move(answer))
    , m_server(std::make_unique<QTcpServer>())
{
    connect(m_server.get(), &QTcpServer::newConnection, this, &BoxServer::accept);
}

BoxServer::~BoxServer()
{
    for (QTcpSocket *socket : m_unread.keys())
        socket->disconnect(this);
}

Result<void> BoxServer::listen(quint16 port)
{
    if (!m_server->listen(QHostAddress::LocalHost, port)) {
        return fail(Error::Kind::Offline,
                    QStringLiteral("127.0.0.1:%1: %2; choose another port with --port, or 0 for any free one")
                        .arg(port)
                        .arg(m_server->errorString()));
    }
    m_port = m_server->serverPort();
    return {};
}

void BoxServer::setMood(Mood mood)
{
    if (mood == m_mood && m_server->isListening() == (mood != Mood::Refusing))
        return;
    m_mood = mood;
    if (mood != Mood::Refusing) {
        if (m_port != 0 && !m_server->isListening())
            m_server->listen(QHostAddress::LocalHost, m_port);
        return;
    }
    m_server->close();
    for (QTcpSocket *socket : m_unread.keys())
        socket->abort();
}

void BoxServer::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_unread.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_unread.remove(socket);
            socket->deleteLater();
        });
    }
}

void BoxServer::read(QTcpSocket *socket)
{
    m_unread[socket] += socket->readAll();
    while (m_unread.contains(socket)) {
        const QByteArray unread = m_unread[socket];
        const qsizetype end = unread.indexOf("\r\n\r\n");
        if (end < 0) {
            if (unread.size() > longestHead)
                socket->abort();
            return;
        }
        m_unread[socket] = unread.mid(end + 4);
        if (m_mood == Mood::Answering)
            send(socket, unread.left(end + 2));
    }
}

void BoxServer::send(QTcpSocket *socket, const QByteArray &head)
{
    const QList<QByteArray> words = head.left(head.indexOf('\r')).split(' ');
    const bool headOnly = words.value(0) == "HEAD";
    BoxReply reply{.status = 405, .contentType = "text/plain; charset=utf-8", .body = "only GET and HEAD\n"};
    if (headOnly || words.value(0) == "GET")
        reply = m_answer(words.value(1).split('?').value(0));

    QByteArray out = "HTTP/1.1 " + QByteArray::number(reply.status) + ' ' + reasonOf(reply.status) + "\r\n";
    out += "Content-Type: " + reply.contentType + "\r\n";
    if (reply.body.size() > 512 && headerOf(head, "Accept-Encoding").contains("gzip")) {
        reply.body = gzipped(reply.body);
        out += "Content-Encoding: gzip\r\n";
    }
    out += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    const bool last
        = headerOf(head, "Connection").compare("close", Qt::CaseInsensitive) == 0 || words.value(2) == "HTTP/1.0";
    out += last ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n";
    if (!headOnly)
        out += reply.body;
    socket->write(out);
    if (last)
        socket->disconnectFromHost();
}

} // namespace hubwatch
