#include "notify/ledger.h"

#include "notify/ledger_entry.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace hubwatch {

QString resultText(LedgerEntry::Result result)
{
    switch (result) {
    case LedgerEntry::Result::Trying: return QStringLiteral("trying");
    case LedgerEntry::Result::Delivered: return QStringLiteral("delivered");
    case LedgerEntry::Result::Later: return QStringLiteral("will retry");
    case LedgerEntry::Result::Refused: return QStringLiteral("refused");
    case LedgerEntry::Result::Unknown: return QStringLiteral("unknown");
    case LedgerEntry::Result::Withheld: return QStringLiteral("withheld");
    case LedgerEntry::Result::Dropped: return QStringLiteral("dropped");
    }
    Q_UNREACHABLE();
}

QString subjectOf(const Notice &notice)
{
    if (notice.alerts.empty())
        return notice.group.isEmpty() ? notice.key : notice.group;
    const ToldAlert &first = notice.alerts.front();
    const QString title = first.title.isEmpty() ? first.id.service + QStringLiteral(": ") + first.id.rule : first.title;
    return notice.alerts.size() == 1 ? title : QStringLiteral("%1, + %2 more").arg(title).arg(notice.alerts.size() - 1);
}

QByteArray noticeBytes(const Notice &notice)
{
    QJsonObject json = noticeJson(notice);
    json.remove(QStringLiteral("id")); // told once, it is the same whatever number it waits under
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QString noticeHash(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().left(12));
}

LedgerEntry entryOf(const Notice &notice, TimePoint at)
{
    return {.notice = notice.id,
            .at = at,
            .route = notice.route,
            .event = notice.event,
            .reason = notice.reason,
            .key = notice.key,
            .subject = subjectOf(notice),
            .alerts = int(notice.alerts.size()),
            .bodyHash = noticeHash(noticeBytes(notice))};
}

LedgerEntry withheldEntry(const Withheld &withheld, TimePoint at)
{
    LedgerEntry entry = entryOf(withheld.notice, at);
    entry.notice = 0;
    entry.result = LedgerEntry::Result::Withheld;
    entry.words = withheld.why;
    return entry;
}

void apply(LedgerEntry &entry, const Delivery &delivery, std::optional<TimePoint> nextTry)
{
    switch (delivery.outcome) {
    case Delivery::Outcome::Done: entry.result = LedgerEntry::Result::Delivered; break;
    case Delivery::Outcome::Later: entry.result = LedgerEntry::Result::Later; break;
    case Delivery::Outcome::Refused: entry.result = LedgerEntry::Result::Refused; break;
    }
    entry.status = delivery.status;
    entry.took = delivery.took;
    entry.words = delivery.words;
    entry.nextTry = delivery.outcome == Delivery::Outcome::Later ? nextTry : std::nullopt;
}

} // namespace hubwatch
