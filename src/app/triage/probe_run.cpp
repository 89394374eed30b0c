#include "app/triage/probe_run.h"

#include "app/triage/probe_words.h"
#include "base/clock.h"
#include "hubspot/api_paths.h"
#include "net/certificate_faults.h"
#include "net/http_errors.h"

#include <QNetworkProxyFactory>
#include <QSslConfiguration>
#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

constexpr qsizetype mostReceived = 65'536;

struct SocketReach {
    QAbstractSocket::SocketError error;
    Error::Reach reach;
};

constexpr std::array socketReaches{
    SocketReach{QAbstractSocket::ConnectionRefusedError, Error::Reach::Refused},
    SocketReach{QAbstractSocket::ProxyConnectionRefusedError, Error::Reach::Refused},
    SocketReach{QAbstractSocket::HostNotFoundError, Error::Reach::Dns},
    SocketReach{QAbstractSocket::ProxyNotFoundError, Error::Reach::Dns},
    SocketReach{QAbstractSocket::RemoteHostClosedError, Error::Reach::Reset},
    SocketReach{QAbstractSocket::ProxyConnectionClosedError, Error::Reach::Reset},
    SocketReach{QAbstractSocket::SslHandshakeFailedError, Error::Reach::Tls},
    SocketReach{QAbstractSocket::SslInternalError, Error::Reach::Tls},
    SocketReach{QAbstractSocket::SslInvalidUserDataError, Error::Reach::Tls},
    SocketReach{QAbstractSocket::SocketTimeoutError, Error::Reach::Timeout},
    SocketReach{QAbstractSocket::ProxyConnectionTimeoutError, Error::Reach::Timeout},
    SocketReach{QAbstractSocket::ProxyAuthenticationRequiredError, Error::Reach::Proxy},
};

Error::Reach reachOfSocket(QAbstractSocket::SocketError error)
{
    const auto found = std::ranges::find(socketReaches, error, &SocketReach::error);
    return found == socketReaches.end() ? Error::Reach::NoNetwork : found->reach;
}

} // namespace

ProbeRun::ProbeRun(ProbePlan plan, Clock &clock, Reply reply, QObject *parent)
    : QObject(parent)
    , m_plan(std::move(plan))
    , m_clock(clock)
    , m_reply(std::move(reply))
{
    m_plan.probe.host = m_plan.url.host();
    m_lapBegan = m_clock.uptime();
    m_clock.after(m_plan.deadline, this, [this] { stop(Error::Reach::Timeout, {}); });
    connect(&m_socket, &QSslSocket::connected, this, &ProbeRun::connected);
    connect(&m_socket, &QSslSocket::encrypted, this, [this] {
        m_plan.probe.tls = lap();
        send();
    });
    connect(&m_socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &faults) { m_faults = faults; });
    connect(&m_socket, &QSslSocket::readyRead, this, &ProbeRun::read);
    connect(&m_socket, &QSslSocket::errorOccurred, this, &ProbeRun::broken);
}

bool ProbeRun::usesTls() const
{
    return m_plan.url.scheme() == QLatin1StringView("https");
}

quint16 ProbeRun::port() const
{
    return quint16(m_plan.url.port(usesTls() ? 443 : 80));
}

Duration ProbeRun::lap()
{
    return m_clock.uptime() - std::exchange(m_lapBegan, m_clock.uptime());
}

void ProbeRun::start()
{
    if (!onLoopback(m_plan.url)) {
        const QList<QNetworkProxy> proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(m_plan.url));
        if (!proxies.isEmpty() && proxies.first().type() != QNetworkProxy::DefaultProxy)
            m_proxy = proxies.first();
    }
    m_socket.setProxy(m_proxy);
    m_lapBegan = m_clock.uptime();
    if (m_proxy.type() != QNetworkProxy::NoProxy)
        return connectTo(m_plan.url.host());
    lookUp();
}

void ProbeRun::lookUp()
{
    // By name: Qt 6.4 never frees a functor whose receiver dies before the answer.
    QHostInfo::lookupHost(m_plan.url.host(), this, SLOT(lookedUp(QHostInfo)));
}

void ProbeRun::lookedUp(const QHostInfo &found)
{
    if (m_answered)
        return;
    if (found.error() != QHostInfo::NoError || found.addresses().isEmpty())
        return stop(Error::Reach::Dns, found.errorString());
    m_plan.probe.dns = lap();
    m_addresses = found.addresses();
    // A machine without a way to IPv6 still gets such addresses; the other kind first spares it a failed try.
    std::ranges::stable_partition(
        m_addresses, [](const QHostAddress &address) { return address.protocol() == QAbstractSocket::IPv4Protocol; });
    connectTo(m_addresses.takeFirst().toString());
}

void ProbeRun::connectTo(const QString &host)
{
    m_socket.connectToHost(host, port());
}

void ProbeRun::connected()
{
    m_plan.probe.connect = lap();
    m_plan.probe.address = m_proxy.type() == QNetworkProxy::NoProxy ? m_socket.peerAddress().toString() : QString();
    if (!usesTls())
        return send();
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    if (!m_plan.trusts.isEmpty())
        tls.setCaCertificates(QSslCertificate::fromData(m_plan.trusts, QSsl::Pem));
    m_socket.setSslConfiguration(tls);
    m_socket.setPeerVerifyMode(QSslSocket::VerifyPeer);
    m_socket.setPeerVerifyName(m_plan.url.host());
    m_socket.startClientEncryption();
}

void ProbeRun::send()
{
    const bool withToken = !m_plan.token.isEmpty();
    const QUrl url
        = withToken ? apiUrl(m_plan.url, apiPath(ApiCall::AccountDetails)) : apiUrl(m_plan.url, QStringLiteral("/"));
    QString host = url.host(QUrl::FullyEncoded);
    if (host.contains(u':'))
        host = u'[' + host + u']';
    if (url.port() > 0)
        host += u':' + QString::number(url.port());
    QByteArray request = "GET " + url.path(QUrl::FullyEncoded).toLatin1() + " HTTP/1.1\r\nHost: " + host.toLatin1()
        + "\r\nUser-Agent: Hubwatch/" HUBWATCH_VERSION "\r\nAccept: application/json\r\nAccept-Encoding: identity\r\n"
          "Connection: close\r\n";
    if (withToken) {
        request.append("Authorization: Bearer ").append(m_plan.token.reveal()).append("\r\n");
        m_plan.token = {};
        m_tokenSent = true;
    }
    request += "\r\n";
    m_socket.write(request);
    wipe(request);
}

void ProbeRun::read()
{
    if (!m_plan.probe.firstByte)
        m_plan.probe.firstByte = lap();
    m_received += m_socket.read(mostReceived - m_received.size());
    if (isWholeAnswer(m_received) || m_received.size() >= mostReceived)
        judge();
}

void ProbeRun::broken(QAbstractSocket::SocketError error)
{
    if (m_answered)
        return;
    if (!m_received.isEmpty() || m_socket.bytesAvailable() > 0) {
        m_received += m_socket.read(mostReceived - m_received.size());
        return judge();
    }
    if (!m_plan.probe.connect && !m_addresses.isEmpty()) {
        // Another address of the same name may do; not from within the failed one's own signal.
        const QString next = m_addresses.takeFirst().toString();
        return m_clock.after(Duration::zero(), this, [this, next] {
            m_socket.abort();
            connectTo(next);
        });
    }
    if (!m_faults.isEmpty())
        return stop(isMatterOfTime(m_faults) ? Error::Reach::Clock : Error::Reach::Tls,
                    certificateFault(m_faults, m_clock.now()));
    stop(reachOfSocket(error), m_socket.errorString());
}

void ProbeRun::stop(Error::Reach reach, const QString &said)
{
    if (m_answered)
        return;
    // What came before the end is an answer, too.
    if (!m_received.isEmpty())
        return judge();
    const bool handshaking = reach == Error::Reach::Timeout && m_plan.probe.connect && usesTls() && !m_plan.probe.tls;
    m_plan.probe.words = unansweredWords(m_plan.probe, reach, handshaking ? QStringLiteral("agreeing on TLS") : said);
    m_plan.probe.good = false;
    answer();
}

void ProbeRun::judge()
{
    judgeAnswer(m_plan.probe, m_received, m_tokenSent);
    answer();
}

void ProbeRun::answer()
{
    if (std::exchange(m_answered, true))
        return;
    m_plan.token = {};
    m_socket.disconnect(this);
    // This may be one of the socket's signals, and whoever is answered may end our parent.
    setParent(nullptr);
    deleteLater();
    const HubSpotProbe probe = m_plan.probe;
    const Reply reply = std::move(m_reply);
    reply(probe);
}

} // namespace hubwatch
