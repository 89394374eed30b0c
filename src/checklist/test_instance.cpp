#include "checklist/test_instance.h"

#include "hubspot/token_text.h"
#include "net/http_errors.h"

#include <QRandomGenerator>
#include <algorithm>

namespace hubwatch {

namespace {

constexpr qsizetype mostTamed = 200;

QString withoutRequest(const QString &detail)
{
    // "GET https://...: timed out" is told where it is known what was asked.
    const qsizetype colon = detail.indexOf(QStringLiteral(": "));
    return colon < 0 ? detail : detail.mid(colon + 2);
}

QString redirectTarget(const QUrl &url, const std::vector<HttpHeader> &headers)
{
    const QByteArray location = headerValue(headers, "Location");
    if (location.isEmpty())
        return {};
    return QStringLiteral(" to ") + tamed(shownUrl(url.resolved(QUrl(QString::fromUtf8(location)))));
}

} // namespace

Heard heardOf(const QUrl &url, const Result<HttpResponse> &answer)
{
    Heard heard;
    if (answer) {
        heard = {.status = answer->status, .body = answer->body, .headers = answer->headers, .took = answer->took};
    } else {
        const Error &error = answer.error();
        heard = {.status = error.status, .body = error.body, .headers = error.headers};
        if (heard.status == 0)
            heard.got = (error.kind == Error::Kind::Offline ? QStringLiteral("no answer: ")
                                                            : QStringLiteral("no readable answer: "))
                + tamed(withoutRequest(error.detail));
    }
    if (heard.status != 0)
        heard.got
            = QString::number(heard.status) + (isRedirect(heard) ? redirectTarget(url, heard.headers) : QString());
    return heard;
}

bool isGoodStatus(int status)
{
    return status >= 200 && status < 300;
}

bool isRefusal(const Heard &heard)
{
    return heard.status == 401 || heard.status == 403;
}

bool isRedirect(const Heard &heard)
{
    return heard.status >= 300 && heard.status < 400;
}

bool isWebPage(const Heard &heard)
{
    const QByteArray begin = heard.body.left(256).trimmed().toLower();
    return headerValue(heard.headers, "Content-Type").toLower().startsWith("text/html")
        || begin.startsWith("<!doctype html") || begin.startsWith("<html");
}

QString unjudged(const Heard &heard)
{
    if (heard.status == 0)
        return QStringLiteral("gave ") + heard.got;
    if (isRedirect(heard))
        return QStringLiteral("is behind a login: it answers %1").arg(heard.got);
    const QByteArray challenge = headerValue(heard.headers, "WWW-Authenticate").toLower();
    if (heard.status == 401 && (challenge.startsWith("basic") || challenge.startsWith("digest")))
        return QStringLiteral("is behind a login: 401, and it asks for a name and a password");
    if (heard.status == 407 || heard.status == 511)
        return QStringLiteral("is behind a login of the network: %1").arg(heard.status);
    return {};
}

QString unsafeInstance(const QUrl &url)
{
    if (url.scheme() == QLatin1StringView("https") || (url.scheme() == QLatin1StringView("http") && onLoopback(url)))
        return {};
    return QStringLiteral("nothing is sent to %1: expected https, or http to this machine").arg(tamed(shownUrl(url)));
}

QUrl nowhereAt(const QUrl &url)
{
    QUrl nowhere = url;
    nowhere.setQuery(QString());
    nowhere.setFragment(QString());
    nowhere.setPath(QStringLiteral("/hubwatch-no-such-path-%1").arg(QRandomGenerator::global()->generate64(), 0, 16));
    return nowhere;
}

QString tamed(const QString &text)
{
    QString words = text.left(16 * mostTamed);
    std::ranges::replace_if(
        words, [](QChar c) { return c.category() == QChar::Other_Control; }, u' ');
    words.removeIf([](QChar c) { return c.category() == QChar::Other_Format; });
    words = withoutTokens(words.simplified());
    return words.size() > mostTamed ? words.first(mostTamed - 1) + u'\u2026' : words;
}

} // namespace hubwatch
