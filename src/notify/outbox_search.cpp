#include "notify/outbox.h"
#include "notify/outbox_rows.h"

#include <QCryptographicHash>

namespace hubwatch {

// One literal a question, as Database keeps prepared statements by their text.
#define HUBWATCH_LEDGER_COLUMNS                                                                                        \
    "id, notice, at, route, kind, event, reason, key, subject, alerts, attempt, result, status, took, words, hash, "   \
    "next_try"
#define HUBWATCH_LEDGER_WHERE                                                                                          \
    "(? = '' OR instr(haystack, ?) > 0) AND (? = '' OR route = ?) AND (? < 0 OR result = ?) AND at BETWEEN ? AND ?"

QString testKey(const Route &route)
{
    const QString receiver
        = QStringList{routeKindText(route.kind), route.url.toString(), route.key, route.channel}.join(QChar(0x1f));
    const QByteArray hash = QCryptographicHash::hash(receiver.toUtf8(), QCryptographicHash::Sha256).toHex().first(12);
    return QStringLiteral("hubwatch/test/%1/%2").arg(route.name, QString::fromLatin1(hash));
}

Result<LedgerAnswer> Outbox::search(const LedgerQuery &query) const
{
    LedgerAnswer answer{.id = query.id};
    const QString text = rowText(query.text.trimmed().toLower());
    const QString route = rowText(query.route);
    const int result = query.result ? int(*query.result) : -1;
    const qint64 from = query.from ? rowMillis(*query.from) : std::numeric_limits<qint64>::min();
    const qint64 to = query.to ? rowMillis(*query.to) : std::numeric_limits<qint64>::max();
    Result<Rows> rows = m_database->query(
        "SELECT " HUBWATCH_LEDGER_COLUMNS " FROM attempts WHERE " HUBWATCH_LEDGER_WHERE " ORDER BY id DESC LIMIT ?",
        {text, text, route, route, result, result, from, to, std::max(0, query.most)});
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next())
        answer.entries.push_back(entryOfRow(*rows));
    if (rows->broken())
        answer.problem = QStringLiteral("the ledger cannot be read further; start Hubwatch again to mend it");
    const Result<qint64> all = m_database->number("SELECT count(*) FROM attempts WHERE " HUBWATCH_LEDGER_WHERE,
                                                  {text, text, route, route, result, result, from, to});
    answer.all = all.value_or(qint64(answer.entries.size()));
    return answer;
}

QString Outbox::handle(const QString &route, const QString &key) const
{
    Result<Rows> rows = m_database->query("SELECT handle FROM attempts WHERE route = ? AND key = ? AND result = ? AND "
                                          "handle <> '' ORDER BY id DESC LIMIT 1",
                                          {rowText(route), rowText(key), int(LedgerEntry::Result::Delivered)});
    return rows && rows->next() ? (*rows)[0].toString() : QString();
}

std::optional<LedgerEntry> Outbox::lastDelivered(const QString &route) const
{
    Result<Rows> rows = m_database->query("SELECT " HUBWATCH_LEDGER_COLUMNS
                                          " FROM attempts WHERE route = ? AND result = ? ORDER BY id DESC LIMIT 1",
                                          {rowText(route), int(LedgerEntry::Result::Delivered)});
    return rows && rows->next() ? std::optional(entryOfRow(*rows)) : std::nullopt;
}

std::optional<LedgerEntry> Outbox::lastTest(const Route &route) const
{
    Result<Rows> rows = m_database->query(
        "SELECT " HUBWATCH_LEDGER_COLUMNS
        " FROM attempts WHERE route = ? AND key = ? AND result = ? AND event = ? ORDER BY id DESC LIMIT 1",
        {rowText(route.name), rowText(testKey(route)), int(LedgerEntry::Result::Delivered), int(Notice::Event::Test)});
    return rows && rows->next() ? std::optional(entryOfRow(*rows)) : std::nullopt;
}

std::optional<LedgerEntry> Outbox::lastAttempt(const QString &route) const
{
    Result<Rows> rows = m_database->query("SELECT " HUBWATCH_LEDGER_COLUMNS
                                          " FROM attempts WHERE route = ? AND attempt > 0 ORDER BY id DESC LIMIT 1",
                                          {rowText(route)});
    return rows && rows->next() ? std::optional(entryOfRow(*rows)) : std::nullopt;
}

#undef HUBWATCH_LEDGER_COLUMNS
#undef HUBWATCH_LEDGER_WHERE

} // namespace hubwatch
