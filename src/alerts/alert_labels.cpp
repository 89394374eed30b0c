#include "alerts/alert_labels.h"

#include <QCryptographicHash>
#include <QUrl>

namespace hubwatch {

namespace {

constexpr qsizetype longestDedupKey = 255; // PagerDuty's limit
constexpr qsizetype dedupHashLength = 32;

QString dedupPart(const QString &text)
{
    // A slash would make one service's key another's; a colon is in every account's name and harms nobody.
    return QString::fromLatin1(QUrl::toPercentEncoding(text, ":"));
}

} // namespace

QString dedupKey(const AlertId &id)
{
    const QString key = QStringLiteral("hubwatch/%1/%2").arg(dedupPart(id.service), dedupPart(id.rule));
    if (key.size() <= longestDedupKey)
        return key;
    const QByteArray hash = QCryptographicHash::hash(key.toLatin1(), QCryptographicHash::Sha256).toHex();
    return key.left(longestDedupKey - dedupHashLength) + QString::fromLatin1(hash.left(dedupHashLength));
}

QString severityText(Rule::Severity severity)
{
    switch (severity) {
    case Rule::Severity::Page: return QStringLiteral("page");
    case Rule::Severity::Notify: return QStringLiteral("notify");
    case Rule::Severity::Ticket: return QStringLiteral("ticket");
    }
    Q_UNREACHABLE();
}

std::optional<Rule::Severity> parseSeverity(QStringView text)
{
    for (const Rule::Severity severity : {Rule::Severity::Page, Rule::Severity::Notify, Rule::Severity::Ticket}) {
        if (text == severityText(severity))
            return severity;
    }
    return std::nullopt;
}

} // namespace hubwatch
