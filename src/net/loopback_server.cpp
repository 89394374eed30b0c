#include "net/loopback_server.h"

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <algorithm>
#include <zlib.h>

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

namespace hubwatch {

namespace {

constexpr qsizetype worthPacking = 512;

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 207: return "Multi-Status";
    case 302: return "Found";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 409: return "Conflict";
    case 413: return "Payload Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    default: return "Status";
    }
}

ServedReply plain(int status, const QByteArray &text)
{
    return {.status = status, .contentType = "text/plain; charset=utf-8", .body = text + '\n'};
}

/// The next close() of the socket sends RST instead of FIN: it lingers for zero seconds.
void closeWithReset(const QTcpSocket *socket)
{
    const linger none{.l_onoff = 1, .l_linger = 0};
#ifdef Q_OS_WIN
    setsockopt(SOCKET(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, reinterpret_cast<const char *>(&none),
               sizeof none);
#else
    setsockopt(int(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
#endif
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

/// One client; a child of the server, gone when the client is.
class LoopbackServer::Connection : public QObject
{
public:
    Connection(LoopbackServer &server, QTcpSocket *socket)
        : QObject(&server)
        , m_server(server)
        , m_socket(socket)
    {
        socket->setParent(nullptr);
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(socket, &QTcpSocket::readyRead, this, [this] {
            const QPointer<Connection> alive(this);
            m_telling = true;
            read();
            if (alive)
                m_telling = false;
        });
        connect(socket, &QTcpSocket::disconnected, this, [this] {
            m_gone = true;
            deleteLater();
        });
    }

    /// A socket in the middle of telling us something goes when it has finished; any other at once, since at the end of
    /// a thread nobody comes back for it.
    ~Connection() override
    {
        m_socket->disconnect(this);
        m_socket->abort();
        if (m_telling)
            m_socket->deleteLater();
        else
            delete m_socket;
    }

    void abort() { m_socket->abort(); }
    bool isAwaited() const { return m_awaited && !m_gone; }

private:
    void read()
    {
        m_unread += m_socket->readAll();
        // Requests behind the one that is being answered wait here, but not without end.
        if (m_awaited && m_unread.size() > m_server.m_caps.head + m_server.m_caps.body)
            return m_socket->abort();
        const QPointer<Connection> alive(this);
        while (alive && !m_gone && !m_awaited && !m_closing && !m_unread.isEmpty() && next()) { }
    }

    /// Hands over one request; false when none is whole yet.
    bool next()
    {
        ReadRequest read = readRequest(m_unread, m_server.m_caps);
        if (read.refusal != 0) {
            m_asked = {.isLast = true};
            write(plain(read.refusal, read.why));
            return false;
        }
        if (!read.request)
            return false;
        m_unread.remove(0, read.used);
        m_asked = std::move(*read.request);
        const QByteArray host = m_asked.header("Host");
        if (host.isEmpty() && !m_asked.oldHttp) {
            write(plain(400, "expected a Host header"));
        } else if (!host.isEmpty() && !m_server.isAllowed(host)) {
            write(plain(403, "this server answers to localhost, 127.0.0.1 and [::1] alone"));
            if (m_server.m_tellRefused)
                m_server.m_tellRefused(host);
        } else {
            m_awaited = ++m_serial;
            const QPointer<Connection> self(this);
            const Handle handle = m_server.m_handle; // which may delete the server, and us
            handle(m_asked, [self, serial = m_serial](ServedReply reply) {
                if (self)
                    self->answer(serial, std::move(reply));
            });
        }
        return true;
    }

    void answer(quint64 serial, ServedReply reply)
    {
        if (m_gone || m_awaited != serial)
            return;
        m_awaited = 0;
        if (reply.silent || reply.reset) {
            m_closing = true;
            if (reply.reset)
                closeWithReset(m_socket);
            return hangUp();
        }
        write(std::move(reply));
        // Later, not within: the handler that answers at once stands below us on the stack.
        if (!m_unread.isEmpty())
            QMetaObject::invokeMethod(
                this, [this] { read(); }, Qt::QueuedConnection);
    }

    /// Later where the socket is in the middle of telling us something: it does not bear to be aborted there.
    void hangUp()
    {
        if (!m_telling)
            return m_socket->abort();
        QMetaObject::invokeMethod(
            this, [this] { m_socket->abort(); }, Qt::QueuedConnection);
    }

    void write(ServedReply reply)
    {
        const bool bodyless = reply.status == 204 || reply.status == 304;
        const bool last = m_asked.isLast || reply.cutAfter;
        QByteArray out = "HTTP/1.1 " + QByteArray::number(reply.status) + ' ' + reasonOf(reply.status) + "\r\n";
        if (!reply.contentType.isEmpty() && !bodyless)
            out += "Content-Type: " + reply.contentType + "\r\n";
        if (reply.body.size() > worthPacking && m_asked.header("Accept-Encoding").contains("gzip")
            && headerValue(reply.headers, "Content-Encoding").isEmpty()) {
            reply.body = gzipped(reply.body);
            out += "Content-Encoding: gzip\r\n";
        }
        for (const HttpHeader &header : reply.headers)
            out += header.name + ": " + header.value + "\r\n";
        if (!bodyless)
            out += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
        out += last ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n";
        if (!bodyless && m_asked.method != "HEAD")
            out += reply.cutAfter ? reply.body.left(*reply.cutAfter) : reply.body;
        m_socket->write(out);
        if (last) {
            m_closing = true;
            m_socket->disconnectFromHost();
        }
    }

    LoopbackServer &m_server;
    QTcpSocket *m_socket;
    bool m_telling = false; ///< the socket's own signal is on the stack
    QByteArray m_unread = {};
    ServedRequest m_asked = {};
    quint64 m_serial = 0;
    quint64 m_awaited = 0; ///< the serial number of the request whose answer is awaited
    bool m_closing = false;
    bool m_gone = false;
};

LoopbackServer::LoopbackServer(Handle handle, QObject *parent)
    : QObject(parent)
    , m_handle(std::move(handle))
    , m_server(std::make_unique<QTcpServer>())
{
    connect(m_server.get(), &QTcpServer::newConnection, this, &LoopbackServer::accept);
}

LoopbackServer::~LoopbackServer()
{
    qDeleteAll(QObjectList(children())); // while the handler still stands
}

Result<void> LoopbackServer::listen(quint16 port)
{
    if (!m_server->listen(QHostAddress::LocalHost, port))
        return fail(Error::Kind::Offline, QStringLiteral("127.0.0.1:%1: %2").arg(port).arg(m_server->errorString()));
    m_port = m_server->serverPort();
    return {};
}

void LoopbackServer::close()
{
    m_server->close();
    for (QObject *child : QObjectList(children()))
        static_cast<Connection *>(child)->abort();
}

bool LoopbackServer::isListening() const
{
    return m_server->isListening();
}

int LoopbackServer::awaited() const
{
    return int(std::ranges::count_if(
        children(), [](const QObject *child) { return static_cast<const Connection *>(child)->isAwaited(); }));
}

bool LoopbackServer::isAllowed(const QByteArray &host) const
{
    return isOwnHost(host) || (!m_allowed.isEmpty() && nameOfHost(host).compare(m_allowed, Qt::CaseInsensitive) == 0);
}

void LoopbackServer::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection())
        new Connection(*this, socket);
}

} // namespace hubwatch
