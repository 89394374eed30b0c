#include "notify/courier_answer.h"

#include "base/duration_text.h"
#include "net/http_errors.h"
#include "notify/told_text.h"

#include <algorithm>

namespace hubwatch {

namespace {

constexpr qsizetype longestQuote = 300;
constexpr qsizetype shortestSecretPart = 6; ///< shorter ones are in every other word

/// Our own words: the error's detail names the whole URL, and a Slack webhook's is a secret.
QString reachText(Error::Reach reach)
{
    switch (reach) {
    case Error::Reach::None: return QStringLiteral("what came back is no answer in HTTP");
    case Error::Reach::Dns: return QStringLiteral("its name was not found");
    case Error::Reach::Refused: return QStringLiteral("the connection was refused");
    case Error::Reach::Tls: return QStringLiteral("its certificate is not trusted, or TLS failed otherwise");
    case Error::Reach::Clock:
        return QStringLiteral("its certificate is not valid at this time; set the clock if it is wrong");
    case Error::Reach::Timeout: return QStringLiteral("no answer in time");
    case Error::Reach::Reset: return QStringLiteral("the connection was closed before the answer was complete");
    case Error::Reach::NoNetwork: return QStringLiteral("there is no way to it from here");
    case Error::Reach::Proxy: return QStringLiteral("the proxy wants a name and password first");
    }
    Q_UNREACHABLE();
}

QString remedyText(int status, const AskedParty &party)
{
    if (status < 400)
        return QStringLiteral("; that is a redirect, which is not followed: write the address it leads to into the "
                              "route's url");
    if ((status == 401 || status == 403) && !party.key.isEmpty())
        return QStringLiteral("; check what %1 holds").arg(party.key);
    if (status == 401 || status == 403)
        return QStringLiteral("; give the route a key");
    if (status == 404 || status == 405)
        return QStringLiteral("; check the route's url");
    return {};
}

QString waitText(const std::optional<Duration> &wait)
{
    return wait ? QStringLiteral(" and asks to wait %1").arg(durationText(*wait)) : QString();
}

} // namespace

Delivery failedDelivery(const Error &error, const AskedParty &party, TimePoint now, const QString &said)
{
    Delivery delivery{.status = error.status};
    if (error.status == 0) {
        delivery.words
            = QStringLiteral("%1 (%2) was not reached: %3").arg(party.name, party.host, reachText(error.reach));
        return delivery;
    }
    const QString quote = said.isEmpty() ? saidIn(error.body) : saidIn(said.toUtf8());
    const QString quoted = quote.isEmpty() ? QString() : QStringLiteral(": ") + quote;
    if (error.status == 429 || error.status >= 500) {
        delivery.wait = retryAfterOf(headerValue(error.headers, "Retry-After"), now);
        const QString what = error.status == 429 ? QStringLiteral("takes no more for now (HTTP 429)")
                                                 : QStringLiteral("has a fault of its own (HTTP %1)").arg(error.status);
        delivery.words = party.name + u' ' + what + waitText(delivery.wait) + quoted;
        return delivery;
    }
    return refusedDelivery(error.status,
                           QStringLiteral("%1 refused it (HTTP %2)%3%4")
                               .arg(party.name)
                               .arg(error.status)
                               .arg(quoted, remedyText(error.status, party)));
}

Delivery refusedDelivery(int status, const QString &words)
{
    return {.outcome = Delivery::Outcome::Refused, .status = status, .words = words};
}

QString saidIn(const QByteArray &body)
{
    // More than enough for the quote, however large the body is.
    QString text = QString::fromUtf8(body.left(8 * longestQuote));
    for (QChar &character : text)
        if (!character.isPrint() && !character.isSurrogate())
            character = u' ';
    return cutLine(text, longestQuote);
}

QString withoutSecret(const QString &text, const Secret &secret)
{
    if (secret.isEmpty())
        return text;
    const QString whole = QString::fromUtf8(secret.reveal());
    QStringList parts{whole, whole.trimmed()};
    if (whole.contains(QLatin1StringView("://"))) {
        const QUrl url(whole.trimmed());
        parts += url.path();
        parts += url.path().mid(1);
        parts += url.query();
        parts += url.path().split(u'/', Qt::SkipEmptyParts);
    } else {
        parts += QString::fromLatin1(secret.reveal().toByteArray().toBase64());
        parts += whole.section(u':', 1);
    }
    parts.removeIf([](const QString &part) { return part.size() < shortestSecretPart; });
    std::ranges::sort(parts, std::greater(), &QString::size);
    QString plain = text;
    for (const QString &part : parts)
        plain.replace(part, QStringLiteral("(secret)"));
    return plain;
}

QString shownHost(const QUrl &url)
{
    return url.port() > 0 ? QStringLiteral("%1:%2").arg(url.host()).arg(url.port()) : url.host();
}

bool mayCarryKey(const QUrl &url)
{
    return url.scheme() == QLatin1StringView("https") || onLoopback(url);
}

} // namespace hubwatch
