#include "notify/outbox.h"

#include "notify/ledger_entry.h"
#include "notify/outbox_file.h"
#include "notify/outbox_rows.h"

#include <QDir>

namespace hubwatch {

namespace {

constexpr Duration ledgerKept = 90 * 24h;

Result<void> storeValue(Database &database, const QString &key, const QByteArray &value)
{
    return value.isEmpty() ? database.run("DELETE FROM state WHERE key = ?", {rowText(key)})
                           : database.run("INSERT OR REPLACE INTO state VALUES(?, ?)", {rowText(key), value});
}

QString kindIn(const std::map<QString, QString> &kinds, const QString &route)
{
    const auto kind = kinds.find(route);
    return kind == kinds.end() ? QString() : kind->second;
}

} // namespace

Result<Outbox::Opened> Outbox::open(const QString &directory)
{
    QString path;
    if (!directory.isEmpty()) {
        if (!QDir().mkpath(directory))
            return fail(Error::Kind::Storage,
                        QStringLiteral("%1: the data folder cannot be made; name one that can be written")
                            .arg(QDir::toNativeSeparators(directory)));
        path = QDir(directory).filePath(QStringLiteral("deliveries.db"));
    }
    Result<OpenedFile> file = openFile(path, deliveriesLayout());
    if (!file)
        return tl::unexpected(file.error());
    return Opened{.outbox = std::unique_ptr<Outbox>(new Outbox(std::move(file->database))), .notice = file->notice};
}

Outbox::Outbox(std::unique_ptr<Database> database)
    : m_database(std::move(database))
{ }

Outbox::~Outbox() = default;

Result<void> Outbox::put(std::vector<Notice> &notices, const Values &values)
{
    Transaction transaction(*m_database);
    if (!transaction.begun())
        return transaction.begun();
    std::vector<qint64> ids;
    for (const Notice &notice : notices) {
        Result<void> done
            = m_database->run("INSERT INTO outbox(route, refused, attempts, next_try, body) VALUES(?, 0, 0, NULL, ?)",
                              {rowText(notice.route), noticeBytes(notice)});
        if (!done)
            return done;
        const Result<qint64> id = m_database->number("SELECT last_insert_rowid()");
        if (!id)
            return tl::unexpected(id.error());
        ids.push_back(*id);
    }
    for (const auto &[key, value] : values) {
        if (Result<void> done = storeValue(*m_database, key, value); !done)
            return done;
    }
    Result<void> committed = transaction.commit();
    for (size_t i = 0; committed && i < ids.size(); ++i)
        notices[i].id = ids[i];
    return committed;
}

Result<std::vector<Waiting>> Outbox::waiting(const QString &route) const
{
    Result<Rows> rows = m_database->query(
        "SELECT id, attempts, next_try, body FROM outbox WHERE route = ? AND refused = 0 ORDER BY id",
        {rowText(route)});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<Waiting> found;
    while (rows->next()) {
        Result<Notice> notice = noticeOfBody(rows->number(0), (*rows)[3].toByteArray());
        if (!notice)
            continue; // recover() has said so
        Waiting one{.notice = std::move(*notice), .attempts = int(rows->number(1))};
        if (!(*rows)[2].isNull())
            one.nextTry = rowInstant(rows->number(2));
        found.push_back(std::move(one));
    }
    return found;
}

QStringList Outbox::routes() const
{
    QStringList found;
    Result<Rows> rows = m_database->query("SELECT DISTINCT route FROM outbox WHERE refused = 0 ORDER BY route");
    while (rows && rows->next())
        found << (*rows)[0].toString();
    return found;
}

int Outbox::refused(const QString &route) const
{
    return int(m_database->number("SELECT count(*) FROM outbox WHERE route = ? AND refused = 1", {rowText(route)})
                   .value_or(0));
}

Result<LedgerEntry> Outbox::begin(const Notice &notice, TimePoint at)
{
    Transaction transaction(*m_database);
    if (!transaction.begun())
        return tl::unexpected(transaction.begun().error());
    LedgerEntry entry = entryOf(notice, at);
    entry.kind = kindIn(m_kinds, entry.route);
    Result<void> done = m_database->run("UPDATE outbox SET attempts = attempts + 1 WHERE id = ?", {notice.id});
    if (done) {
        entry.attempt = int(m_database->number("SELECT attempts FROM outbox WHERE id = ?", {notice.id}).value_or(1));
        done = insertEntry(*m_database, entry, {});
    }
    if (done)
        done = transaction.commit();
    if (!done)
        return tl::unexpected(done.error());
    return entry;
}

Result<void> Outbox::finish(const LedgerEntry &attempt, const Delivery &delivery, std::optional<TimePoint> nextTry)
{
    LedgerEntry entry = attempt;
    apply(entry, delivery, nextTry);
    Transaction transaction(*m_database);
    if (!transaction.begun())
        return transaction.begun();
    Result<void> done = m_database->run("UPDATE attempts SET result = ?, status = ?, took = ?, words = ?, next_try = "
                                        "?, handle = ?, haystack = haystack "
                                        "|| char(10) || ? WHERE id = ?",
                                        {int(entry.result), entry.status, qint64(entry.took.count()),
                                         rowText(entry.words), rowMaybe(entry.nextTry), rowText(delivery.handle),
                                         rowText(entry.words.toLower()), entry.id});
    switch (delivery.outcome) {
    case Delivery::Outcome::Done:
        if (done)
            done = m_database->run("DELETE FROM outbox WHERE id = ?", {entry.notice});
        break;
    case Delivery::Outcome::Refused:
        if (done)
            done = m_database->run("UPDATE outbox SET refused = 1 WHERE id = ?", {entry.notice});
        break;
    case Delivery::Outcome::Later:
        if (done)
            done = m_database->run("UPDATE outbox SET next_try = ? WHERE id = ?", {rowMaybe(nextTry), entry.notice});
        break;
    }
    return done ? transaction.commit() : done;
}

Result<std::vector<LedgerEntry>> Outbox::withhold(const std::vector<Withheld> &withheld, TimePoint at)
{
    Transaction transaction(*m_database);
    Result<void> done = transaction.begun();
    std::vector<LedgerEntry> entries;
    for (const Withheld &one : withheld) {
        LedgerEntry entry = withheldEntry(one, at);
        entry.kind = kindIn(m_kinds, entry.route);
        if (done && one.notice.id != 0)
            done = m_database->run("DELETE FROM outbox WHERE id = ?", {one.notice.id});
        if (done)
            done = insertEntry(*m_database, entry, {});
        entries.push_back(std::move(entry));
    }
    if (done)
        done = transaction.commit();
    if (!done)
        return tl::unexpected(done.error());
    return entries;
}

Result<void> Outbox::record(LedgerEntry entry, const QString &handle)
{
    if (entry.kind.isEmpty())
        entry.kind = kindIn(m_kinds, entry.route);
    return insertEntry(*m_database, entry, handle);
}

Result<int> Outbox::recover(TimePoint now)
{
    Transaction transaction(*m_database);
    if (!transaction.begun())
        return tl::unexpected(transaction.begun().error());
    const QString words = QStringLiteral("Hubwatch ended before the answer came; it is sent again");
    const Result<qint64> unknown
        = m_database->number("SELECT count(*) FROM attempts WHERE result = ?", {int(LedgerEntry::Result::Trying)});
    Result<void> done = unknown.map([](qint64) {});
    if (done)
        done = m_database->run(
            "UPDATE attempts SET result = ?, words = ?, haystack = haystack || char(10) || ? "
            "WHERE result = ?",
            {int(LedgerEntry::Result::Unknown), words, words.toLower(), int(LedgerEntry::Result::Trying)});
    std::vector<LedgerEntry> unreadable;
    if (Result<Rows> rows = m_database->query("SELECT id, route, body FROM outbox"); rows) {
        while (rows->next()) {
            if (const auto notice = noticeOfBody(rows->number(0), (*rows)[2].toByteArray()); !notice)
                unreadable.push_back({.notice = rows->number(0),
                                      .at = now,
                                      .route = (*rows)[1].toString(),
                                      .result = LedgerEntry::Result::Dropped,
                                      .words = QStringLiteral("its stored text is damaged (%1); look at the alerts "
                                                              "that fire")
                                                   .arg(notice.error().detail)});
        }
    }
    for (LedgerEntry &entry : unreadable) {
        if (done)
            done = m_database->run("DELETE FROM outbox WHERE id = ?", {entry.notice});
        if (done)
            done = insertEntry(*m_database, entry, {});
    }
    if (done)
        done = transaction.commit();
    if (!done)
        return tl::unexpected(done.error());
    return int(*unknown);
}

Result<Notice> Outbox::retry(qint64 notice)
{
    Result<Rows> rows = m_database->query("SELECT body FROM outbox WHERE id = ?", {notice});
    if (!rows)
        return tl::unexpected(rows.error());
    if (!rows->next())
        return fail(Error::Kind::Storage,
                    QStringLiteral("notice %1 does not wait any more; look it up in the ledger").arg(notice));
    Result<Notice> found = noticeOfBody(notice, (*rows)[0].toByteArray());
    if (Result<void> done = m_database->run("UPDATE outbox SET refused = 0, next_try = NULL WHERE id = ?", {notice});
        !done)
        return tl::unexpected(done.error());
    return found;
}

Result<LedgerEntry> Outbox::drop(qint64 notice, const QString &by, TimePoint at)
{
    Result<Notice> found = retry(notice);
    if (!found)
        return tl::unexpected(found.error());
    LedgerEntry entry = entryOf(*found, at);
    entry.result = LedgerEntry::Result::Dropped;
    entry.words = QStringLiteral("given up by %1").arg(by);
    entry.kind = kindIn(m_kinds, entry.route);
    Transaction transaction(*m_database);
    Result<void> done = transaction.begun();
    if (done)
        done = m_database->run("DELETE FROM outbox WHERE id = ?", {notice});
    if (done)
        done = insertEntry(*m_database, entry, {});
    if (done)
        done = transaction.commit();
    if (!done)
        return tl::unexpected(done.error());
    return entry;
}

Result<void> Outbox::discard(const std::vector<qint64> &notices)
{
    Transaction transaction(*m_database);
    Result<void> done = transaction.begun();
    for (const qint64 notice : notices) {
        if (done)
            done = m_database->run("DELETE FROM outbox WHERE id = ?", {notice});
    }
    return done ? transaction.commit() : done;
}

Result<void> Outbox::put(const QString &key, const QByteArray &value)
{
    return storeValue(*m_database, key, value);
}

std::optional<QByteArray> Outbox::get(const QString &key) const
{
    Result<Rows> rows = m_database->query("SELECT value FROM state WHERE key = ?", {rowText(key)});
    if (!rows || !rows->next())
        return std::nullopt;
    return (*rows)[0].toByteArray();
}

Outbox::Values Outbox::values(const QString &prefix) const
{
    Values found;
    Result<Rows> rows
        = m_database->query("SELECT key, value FROM state WHERE key >= ? ORDER BY key", {rowText(prefix)});
    while (rows && rows->next()) {
        const QString key = (*rows)[0].toString();
        if (!key.startsWith(prefix))
            break;
        found.emplace(key, (*rows)[1].toByteArray());
    }
    return found;
}

Result<void> Outbox::trim(TimePoint now)
{
    const qint64 oldest = rowMillis(now - ledgerKept);
    Result<void> done = m_database->run(
        "DELETE FROM outbox WHERE refused = 1 AND id IN (SELECT notice FROM attempts WHERE at < ?) AND id NOT IN "
        "(SELECT notice FROM attempts WHERE at >= ?)",
        {oldest, oldest});
    return done ? m_database->run("DELETE FROM attempts WHERE at < ?", {oldest}) : done;
}

} // namespace hubwatch
