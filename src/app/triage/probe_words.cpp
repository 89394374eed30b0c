#include "app/triage/probe_words.h"

#include <QRegularExpression>

namespace hubwatch {

namespace {

QByteArray headOf(const QByteArray &answer)
{
    const qsizetype end = answer.indexOf("\r\n\r\n");
    return end < 0 ? answer : answer.first(end + 2);
}

/// One header's value; empty when absent.
QByteArray headerOfAnswer(const QByteArray &answer, QByteArrayView name)
{
    for (const QByteArray &line : headOf(answer).split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && QByteArrayView(line).first(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

QString wordsOfStatus(const HubSpotProbe &probe, bool withToken)
{
    const int status = probe.status;
    if (status >= 500)
        return QStringLiteral("HubSpot was reached and failed (HTTP %1): the fault is on its side").arg(status);
    if (!withToken)
        return QStringLiteral("HubSpot answers (HTTP %1, asked without a token): network and TLS are well").arg(status);
    switch (status) {
    case 401:
        return QStringLiteral("HubSpot answers and refuses this token (401): it expired, or was revoked or replaced");
    case 403: return QStringLiteral("HubSpot answers and knows this token (403): it lacks a scope for this call only");
    case 429: return QStringLiteral("HubSpot answers and holds us back (429): a rate limit is used up");
    case 477: return QStringLiteral("HubSpot is moving the account to another data centre (477): wait");
    case 488:
        return probe.region.isEmpty()
            ? QStringLiteral("the account lives in another region (488): set the account's api to its host")
            : QStringLiteral("the account lives in %1 (488): set the account's api to api-%1.hubapi.com")
                  .arg(probe.region);
    default: break;
    }
    if (status >= 200 && status < 300)
        return QStringLiteral("HubSpot answers and takes this token (HTTP %1)").arg(status);
    if (status >= 300 && status < 400)
        return QStringLiteral("redirected (HTTP %1): HubSpot's API never does that, a portal or proxy stands between")
            .arg(status);
    return QStringLiteral("HubSpot answers (HTTP %1)").arg(status);
}

} // namespace

int statusOfHead(const QByteArray &answer)
{
    static const QRegularExpression form(QStringLiteral("^HTTP/\\d(?:\\.\\d)? ([1-9]\\d\\d)\\b"));
    const QRegularExpressionMatch match = form.match(QString::fromLatin1(answer.left(32)));
    return match.hasMatch() ? match.capturedView(1).toInt() : 0;
}

bool isWholeAnswer(const QByteArray &answer)
{
    const qsizetype head = answer.indexOf("\r\n\r\n");
    if (head < 0)
        return false;
    bool isNumber = false;
    const qint64 length = headerOfAnswer(answer, "Content-Length").toLongLong(&isNumber);
    if (isNumber)
        return answer.size() - head - 4 >= length;
    return headerOfAnswer(answer, "Transfer-Encoding").toLower().contains("chunked") && answer.endsWith("0\r\n\r\n");
}

QString regionOfAnswer(const QByteArray &answer)
{
    static const QRegularExpression told(
        QStringLiteral("\"(?:dataHostingLocation|correctHublet)\"\\s*:\\s*\"([a-z]{2}[0-9]{1,3})\""));
    static const QRegularExpression form(QStringLiteral("^[a-z]{2}[0-9]{1,3}$"));
    const QString header = QString::fromLatin1(headerOfAnswer(answer, "X-HubSpot-Correct-Hublet"));
    if (form.match(header).hasMatch())
        return header;
    return told.match(QString::fromUtf8(answer)).captured(1);
}

void judgeAnswer(HubSpotProbe &probe, const QByteArray &answer, bool withToken)
{
    probe.status = statusOfHead(answer);
    if (probe.status == 0) {
        probe.words = QStringLiteral("something answers that does not speak HTTP: a proxy or firewall stands between");
        return;
    }
    if (const QString region = regionOfAnswer(answer); !region.isEmpty())
        probe.region = region;
    const bool taken = (probe.status >= 200 && probe.status < 300) || probe.status == 403;
    probe.good = withToken ? taken : probe.status < 500;
    probe.words = wordsOfStatus(probe, withToken);
}

QString unansweredWords(const HubSpotProbe &probe, Error::Reach reach, const QString &said)
{
    const QString host = probe.host;
    switch (reach) {
    case Error::Reach::Dns:
        return QStringLiteral("%1: the name was not found (%2): look at this machine's network and DNS")
            .arg(host, said);
    case Error::Reach::Refused:
        return QStringLiteral("%1 was found and refuses the connection: a firewall, or nobody listens").arg(host);
    case Error::Reach::Tls:
        return QStringLiteral("%1 was reached, TLS failed (%2): a proxy that reads along, or a wrong certificate")
            .arg(host, said);
    case Error::Reach::Clock:
        return QStringLiteral("%1 was reached, TLS failed (%2): set that clock if it is wrong").arg(host, said);
    case Error::Reach::Reset: return QStringLiteral("%1 closed the connection before it answered (%2)").arg(host, said);
    case Error::Reach::NoNetwork:
    case Error::Reach::None: return QStringLiteral("%1: there is no way to it (%2)").arg(host, said);
    case Error::Reach::Proxy:
        return QStringLiteral("the proxy wants a name and password: put them into this system's proxy settings");
    case Error::Reach::Timeout: break;
    }
    QString at = QStringLiteral("looking up its name");
    if (probe.connect)
        at = probe.tls || said.isEmpty() ? QStringLiteral("waiting for its answer") : said;
    else if (probe.dns)
        at = QStringLiteral("connecting");
    return QStringLiteral("%1: gave up after ten seconds, while %2").arg(host, at);
}

} // namespace hubwatch
