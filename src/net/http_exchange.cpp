#include "net/http_exchange.h"

#include "net/certificate_faults.h"
#include "net/http_errors.h"
#include "net/once_body.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QSslConfiguration>

namespace hubwatch {

namespace {

constexpr qint64 roomBeyondCap = 1'000'000;

bool carries(const HttpRequest &request, QByteArrayView name)
{
    for (const HttpHeader &header : request.headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

QNetworkRequest wireRequest(const HttpRequest &request)
{
    QNetworkRequest wire(request.url);
    wire.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    wire.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    wire.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    wire.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    wire.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    wire.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    // Named by us, so that Qt leaves decoding to us, where the cap is. On loopback compression only costs both sides
    // CPU.
    if (!carries(request, "Accept-Encoding"))
        wire.setRawHeader("Accept-Encoding", onLoopback(request.url) ? "identity" : "gzip");
    if (!carries(request, "User-Agent"))
        wire.setRawHeader("User-Agent", "Hubwatch/" HUBWATCH_VERSION);
    for (const HttpHeader &header : request.headers)
        wire.setRawHeader(header.name, header.value);
    if (!request.trusts.isEmpty()) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates(QSslCertificate::fromData(request.trusts, QSsl::Pem)); // none: nobody is trusted
        wire.setSslConfiguration(tls);
    }
    return wire;
}

QNetworkReply *sentOver(QNetworkAccessManager &network, const HttpRequest &request)
{
    QNetworkRequest wire = wireRequest(request);
    const bool reads = request.method == HttpRequest::Method::Get || request.method == HttpRequest::Method::Head;
    if (reads && !request.once)
        return request.method == HttpRequest::Method::Get ? network.get(wire) : network.head(wire);
    if (request.repeatable && !request.once)
        return network.sendCustomRequest(wire, methodName(request.method), request.body);
    // Buffered, it could be rewound; unbuffered, Qt wants to be told its length.
    wire.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    wire.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
    auto *body = new OnceBody(request.body);
    QNetworkReply *call = network.sendCustomRequest(wire, methodName(request.method), body);
    body->setParent(call);
    return call;
}

TimePoint wallNow()
{
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

} // namespace

void HttpExchange::begin(QNetworkAccessManager &network, HttpRequest request, QObject *context, HttpClient::Reply reply)
{
    auto *exchange = new HttpExchange(network, std::move(request), context, std::move(reply));
    exchange->start();
}

HttpExchange::HttpExchange(QNetworkAccessManager &network, HttpRequest request, QObject *context,
                           HttpClient::Reply reply)
    : QObject(&network)
    , m_network(network)
    , m_request(std::move(request))
    , m_context(context)
    , m_reply(std::move(reply))
    , m_redirectsLeft(m_request.redirects)
{
    // destroyed() comes while the context's other connections still stand, and abort() emits finished() at once:
    // dropCall() disconnects first, so neither can bring us back to life.
    connect(context, &QObject::destroyed, this, [this] {
        dropCall();
        deleteLater();
    });
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        fail({.kind = Error::Kind::Offline,
              .detail = QStringLiteral("timed out after %1 ms").arg(m_request.timeout.count()),
              .reach = Error::Reach::Timeout});
    });
    m_deadline.setSingleShot(true);
    m_deadline.setTimerType(Qt::PreciseTimer);
    m_deadline.start(m_request.timeout);
    m_stopwatch.start();
}

HttpExchange::~HttpExchange()
{
    dropCall();
}

void HttpExchange::start()
{
    const QString scheme = m_request.url.scheme();
    if (scheme != QLatin1StringView("http") && scheme != QLatin1StringView("https")) {
        QMetaObject::invokeMethod(
            this,
            [this] {
                fail({.kind = Error::Kind::Rejected,
                      .detail = QStringLiteral("expected a URL that begins with http:// or https://")});
            },
            Qt::QueuedConnection);
        return;
    }
    m_headRead = false;
    m_certificateFaults.clear();
    m_inflate.reset();
    m_response = {};
    m_call = sentOver(m_network, m_request);
    // Qt reads on its own thread; without a bound, an endless body would pile up there while this one is busy.
    // The room beyond the cap is where the cap is seen to be passed: Qt stops short of a full buffer.
    m_call->setReadBufferSize(m_request.maxBytes + roomBeyondCap);
    connect(m_call, &QNetworkReply::readyRead, this, &HttpExchange::readMore);
    connect(m_call, &QNetworkReply::finished, this, &HttpExchange::readEnd);
    connect(m_call, &QNetworkReply::sslErrors, this,
            [this](const QList<QSslError> &faults) { m_certificateFaults = faults; });
}

void HttpExchange::readHead()
{
    m_headRead = true;
    m_response.status = m_call->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const QNetworkReply::RawHeaderPair &header : m_call->rawHeaderPairs())
        m_response.headers.push_back({.name = header.first, .value = header.second});

    const QByteArray encoding = m_response.header("Content-Encoding").trimmed().toLower();
    if (encoding == "gzip" || encoding == "x-gzip")
        m_inflate.emplace(m_request.maxBytes);
    else if (!encoding.isEmpty() && encoding != "identity")
        return fail({.kind = Error::Kind::Malformed,
                     .detail = QStringLiteral("Content-Encoding %1 was not asked for; expected gzip or none")
                                   .arg(QString::fromLatin1(encoding)),
                     .status = m_response.status});
    else if (m_request.method != HttpRequest::Method::Head
             && m_response.header("Content-Length").toLongLong() > m_request.maxBytes)
        fail(tooLarge(m_request.maxBytes));
}

void HttpExchange::readMore()
{
    if (!m_headRead)
        readHead();
    if (!m_call)
        return;
    if (!m_inflate) {
        // Left in Qt's buffer and taken in one piece at the end; only the cap is watched on the way.
        if (m_call->bytesAvailable() > m_request.maxBytes)
            fail(tooLarge(m_request.maxBytes));
        return;
    }
    const QByteArray piece = m_call->readAll();
    m_response.wireBytes += piece.size();
    if (const Result<void> added = m_inflate->add(piece); !added)
        fail(added.error());
}

void HttpExchange::readEnd()
{
    const QNetworkReply::NetworkError error = m_call->error();
    const int status = m_call->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // A status of 400 or more sets error(), too; below that an error means that the answer was cut.
    const bool proxys = error == QNetworkReply::ProxyAuthenticationRequiredError; // a 407 is nothing the host says
    if (proxys || (status < 400 && error != QNetworkReply::NoError))
        return answer(tl::unexpected(wireError(error)));
    readMore();
    if (!m_call)
        return;
    if (m_inflate && m_request.method != HttpRequest::Method::Head) {
        Result<QByteArray> body = m_inflate->finish();
        if (!body)
            return fail(body.error());
        m_response.body = std::move(*body);
    } else {
        m_response.body = m_call->readAll();
        m_response.wireBytes = m_response.body.size();
    }
    if (status >= 200 && status < 300 && cutShort())
        return answer(tl::unexpected(errorOfWire(m_request, QNetworkReply::RemoteHostClosedError, {})));
    m_response.took = Duration(m_stopwatch.elapsed());
    if (isRedirect(status) && followRedirect(m_response))
        return;
    if (status >= 300 || status < 200) {
        return answer(tl::unexpected(errorOfStatus(m_request, m_response, wallNow())));
    }
    answer(std::move(m_response));
}

Error HttpExchange::wireError(QNetworkReply::NetworkError error) const
{
    if (m_certificateFaults.isEmpty())
        return errorOfWire(m_request, error, m_call->errorString());
    const Error::Reach reach = isMatterOfTime(m_certificateFaults) ? Error::Reach::Clock : Error::Reach::Tls;
    return errorOfReach(m_request, reach, certificateFault(m_certificateFaults, wallNow()));
}

/// Qt takes a close for the end of any body when it comes together with the last bytes. Without a Content-Length, a cut
/// shows only in the body: gzip lacks its end, a scrape its last line's.
bool HttpExchange::cutShort() const
{
    return m_request.method != HttpRequest::Method::Head
        && m_response.wireBytes < m_response.header("Content-Length").toLongLong();
}

bool HttpExchange::followRedirect(const HttpResponse &response)
{
    const bool reads = m_request.method == HttpRequest::Method::Get || m_request.method == HttpRequest::Method::Head;
    const QUrl target = m_request.url.resolved(QUrl(QString::fromUtf8(response.header("Location"))));
    if (!reads || m_redirectsLeft == 0 || !sameOrigin(m_request.url, target))
        return false;
    --m_redirectsLeft;
    dropCall();
    m_request.url = target;
    start();
    return true;
}

void HttpExchange::dropCall()
{
    if (!m_call)
        return;
    QNetworkReply *call = m_call;
    m_call = nullptr;
    call->disconnect(this);
    call->abort();
    call->deleteLater();
}

void HttpExchange::answer(Result<HttpResponse> result)
{
    m_deadline.stop();
    dropCall();
    deleteLater();
    const HttpClient::Reply reply = std::move(m_reply);
    m_reply = {};
    if (m_context && reply)
        reply(
            std::move(result)); // may end the context, and with it whatever it likes but the network we are a child of
}

void HttpExchange::fail(Error error)
{
    error.detail.prepend(shownRequest(m_request) + QStringLiteral(": "));
    answer(tl::unexpected(std::move(error)));
}

} // namespace hubwatch
