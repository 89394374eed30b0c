#include "notify/outbox_rows.h"

#include <QJsonDocument>

namespace hubwatch {

qint64 rowMillis(TimePoint at)
{
    return at.time_since_epoch().count();
}

TimePoint rowInstant(qint64 millis)
{
    return TimePoint(Duration(millis));
}

QVariant rowMaybe(std::optional<TimePoint> at)
{
    return at ? QVariant(rowMillis(*at)) : QVariant();
}

QString rowText(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

LedgerEntry entryOfRow(const Rows &row)
{
    LedgerEntry entry{.id = row.number(0),
                      .notice = row.number(1),
                      .at = rowInstant(row.number(2)),
                      .route = row[3].toString(),
                      .kind = row[4].toString(),
                      .event = Notice::Event(row.number(5)),
                      .reason = Notice::Reason(row.number(6)),
                      .key = row[7].toString(),
                      .subject = row[8].toString(),
                      .alerts = int(row.number(9)),
                      .attempt = int(row.number(10)),
                      .result = LedgerEntry::Result(row.number(11)),
                      .status = int(row.number(12)),
                      .took = Duration(row.number(13)),
                      .words = row[14].toString(),
                      .bodyHash = row[15].toString()};
    if (!row[16].isNull())
        entry.nextTry = rowInstant(row.number(16));
    return entry;
}

Result<void> insertEntry(Database &database, LedgerEntry &entry, const QString &handle)
{
    const QString haystack
        = QStringList{entry.subject, entry.key, entry.words, entry.route}.join(QLatin1Char('\n')).toLower();
    Result<void> done = database.run(
        "INSERT INTO attempts(notice, at, route, kind, event, reason, key, subject, alerts, attempt, result, status, "
        "took, words, hash, next_try, handle, haystack) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {entry.notice, rowMillis(entry.at), rowText(entry.route), rowText(entry.kind), int(entry.event),
         int(entry.reason), rowText(entry.key), rowText(entry.subject), entry.alerts, entry.attempt, int(entry.result),
         entry.status, qint64(entry.took.count()), rowText(entry.words), rowText(entry.bodyHash),
         rowMaybe(entry.nextTry), rowText(handle), haystack});
    if (done)
        entry.id = database.number("SELECT last_insert_rowid()").value_or(0);
    return done;
}

Result<Notice> noticeOfBody(qint64 id, const QByteArray &body)
{
    return noticeOf(QJsonDocument::fromJson(body).object()).map([id](Notice notice) {
        notice.id = id;
        return notice;
    });
}

} // namespace hubwatch
