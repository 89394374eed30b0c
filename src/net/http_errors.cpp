#include "net/http_errors.h"

#include <QDateTime>
#include <QHostAddress>
#include <QLocale>
#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

Error::Kind kindOfStatus(int status)
{
    if (status == 401 || status == 403)
        return Error::Kind::Unauthorized;
    if (status == 429)
        return Error::Kind::RateLimited;
    return status >= 500 ? Error::Kind::ServerFault : Error::Kind::Rejected;
}

struct WireReach {
    QNetworkReply::NetworkError error;
    Error::Reach reach;
};

// What is not here is no matter of reaching the other side.
constexpr std::array wireReaches{
    WireReach{QNetworkReply::HostNotFoundError, Error::Reach::Dns},
    WireReach{QNetworkReply::ProxyNotFoundError, Error::Reach::Dns},
    WireReach{QNetworkReply::ConnectionRefusedError, Error::Reach::Refused},
    WireReach{QNetworkReply::ProxyConnectionRefusedError, Error::Reach::Refused},
    WireReach{QNetworkReply::SslHandshakeFailedError, Error::Reach::Tls},
    WireReach{QNetworkReply::TimeoutError, Error::Reach::Timeout},
    WireReach{QNetworkReply::ProxyTimeoutError, Error::Reach::Timeout},
    WireReach{QNetworkReply::RemoteHostClosedError, Error::Reach::Reset},
    WireReach{QNetworkReply::ProxyConnectionClosedError, Error::Reach::Reset},
    // Closed while we wrote; Qt would have sent the request again, which we forbade.
    WireReach{QNetworkReply::ContentReSendError, Error::Reach::Reset},
    WireReach{QNetworkReply::TemporaryNetworkFailureError, Error::Reach::NoNetwork},
    WireReach{QNetworkReply::NetworkSessionFailedError, Error::Reach::NoNetwork},
    WireReach{QNetworkReply::UnknownNetworkError, Error::Reach::NoNetwork},
    WireReach{QNetworkReply::ProxyAuthenticationRequiredError, Error::Reach::Proxy},
    WireReach{QNetworkReply::UnknownProxyError, Error::Reach::NoNetwork},
};

Error::Reach reachOfWire(QNetworkReply::NetworkError error)
{
    const auto found = std::ranges::find(wireReaches, error, &WireReach::error);
    return found == wireReaches.end() ? Error::Reach::None : found->reach;
}

QString sentenceOf(Error::Reach reach, const QString &said)
{
    switch (reach) {
    case Error::Reach::None: return QStringLiteral("not an answer in HTTP (%1)").arg(said);
    case Error::Reach::Dns: return QStringLiteral("host name not found");
    case Error::Reach::Refused: return QStringLiteral("connection refused");
    case Error::Reach::Tls: return QStringLiteral("TLS failed (%1)").arg(said);
    case Error::Reach::Clock:
        return QStringLiteral("TLS failed (%1): set that clock if it is wrong, else the certificate has to be renewed")
            .arg(said);
    case Error::Reach::Timeout: return QStringLiteral("timed out");
    case Error::Reach::Reset: return QStringLiteral("connection closed before the answer was complete");
    case Error::Reach::NoNetwork: return QStringLiteral("no way to the host (%1)").arg(said);
    case Error::Reach::Proxy:
        return QStringLiteral("the proxy wants a name and password (407): put them into the proxy settings of this "
                              "system or into https_proxy, or let the proxy pass this host");
    }
    Q_UNREACHABLE();
}

} // namespace

QString shownUrl(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

QByteArray methodName(HttpRequest::Method method)
{
    switch (method) {
    case HttpRequest::Method::Get: return QByteArrayLiteral("GET");
    case HttpRequest::Method::Head: return QByteArrayLiteral("HEAD");
    case HttpRequest::Method::Post: return QByteArrayLiteral("POST");
    case HttpRequest::Method::Put: return QByteArrayLiteral("PUT");
    case HttpRequest::Method::Patch: return QByteArrayLiteral("PATCH");
    case HttpRequest::Method::Delete: return QByteArrayLiteral("DELETE");
    }
    Q_UNREACHABLE();
}

QString shownRequest(const HttpRequest &request)
{
    return QString::fromLatin1(methodName(request.method)) + u' ' + shownUrl(request.url);
}

bool onLoopback(const QUrl &url)
{
    const QString host = url.host();
    if (host.compare(QLatin1StringView("localhost"), Qt::CaseInsensitive) == 0
        || host.endsWith(QLatin1StringView(".localhost"), Qt::CaseInsensitive))
        return true;
    return QHostAddress(host).isLoopback();
}

bool sameOrigin(const QUrl &a, const QUrl &b)
{
    const auto port = [](const QUrl &url) { return url.port(url.scheme() == QLatin1StringView("https") ? 443 : 80); };
    return a.scheme() == b.scheme() && a.host() == b.host() && port(a) == port(b);
}

std::optional<Duration> retryAfterOf(const QByteArray &value, TimePoint now)
{
    constexpr int longest = 7 * 24 * 3600; // seconds; whoever asks for more is mistaken or a joker
    const QByteArray text = value.trimmed();
    bool isNumber = false;
    if (const int seconds = text.toInt(&isNumber); isNumber)
        return seconds < 0 ? std::nullopt : std::optional<Duration>(std::chrono::seconds(std::min(seconds, longest)));
    // An HTTP-date is English whatever the machine speaks: "Sun, 06 Nov 1994 08:49:37 GMT".
    QDateTime date
        = QLocale::c().toDateTime(QString::fromLatin1(text), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    if (!date.isValid())
        return std::nullopt;
    date.setTimeSpec(Qt::UTC);
    const Duration wait(date.toMSecsSinceEpoch() - now.time_since_epoch().count());
    return std::clamp<Duration>(wait, Duration::zero(), std::chrono::seconds(longest));
}

Error errorOfStatus(const HttpRequest &request, const HttpResponse &response, TimePoint now)
{
    Error error{.kind = kindOfStatus(response.status),
                .body = response.body,
                .status = response.status,
                .headers = response.headers};
    error.detail = QStringLiteral("%1: HTTP %2").arg(shownRequest(request)).arg(response.status);
    if (response.status < 400) {
        const QByteArray location = response.header("Location");
        if (!location.isEmpty()) {
            const QUrl target = request.url.resolved(QUrl(QString::fromUtf8(location)));
            error.detail += QStringLiteral(", a redirect to %1").arg(shownUrl(target));
            if (!sameOrigin(request.url, target))
                error.detail += QStringLiteral(", which is another origin and is not followed");
        }
    }
    // 477 is HubSpot's: the account moves to another data centre.
    if (response.status == 429 || response.status == 477 || response.status == 503)
        error.retryAfter = retryAfterOf(response.header("Retry-After"), now);
    return error;
}

Error errorOfWire(const HttpRequest &request, QNetworkReply::NetworkError error, const QString &said)
{
    const Error::Reach reach = reachOfWire(error);
    return errorOfReach(request, reach, said);
}

Error errorOfReach(const HttpRequest &request, Error::Reach reach, const QString &said)
{
    return {.kind = reach == Error::Reach::None ? Error::Kind::Malformed : Error::Kind::Offline,
            .detail = shownRequest(request) + QStringLiteral(": ") + sentenceOf(reach, said),
            .reach = reach};
}

} // namespace hubwatch
