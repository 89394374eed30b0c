#include "notify/outbox_file.h"

#include "store/row_copy.h"

namespace hubwatch {

namespace {

constexpr qint64 deliveriesId = 0x4857646c; // "HWdl"
constexpr qint64 deliveriesVersion = 1;

constexpr std::string_view deliveryTables[] = {
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID",
    // AUTOINCREMENT: the ledger names notices by their number long after they have gone
    "CREATE TABLE outbox(id INTEGER PRIMARY KEY AUTOINCREMENT, route TEXT, refused INTEGER, attempts INTEGER, "
    "next_try INTEGER, body BLOB)",
    "CREATE INDEX outbox_by_route ON outbox(route, refused, id)",
    "CREATE TABLE attempts(id INTEGER PRIMARY KEY AUTOINCREMENT, notice INTEGER, at INTEGER, route TEXT, kind TEXT, "
    "event INTEGER, reason INTEGER, key TEXT, subject TEXT, alerts INTEGER, attempt INTEGER, result INTEGER, "
    "status INTEGER, took INTEGER, words TEXT, hash TEXT, next_try INTEGER, handle TEXT, haystack TEXT)",
    "CREATE INDEX attempts_by_route ON attempts(route, id)",
    "CREATE INDEX attempts_by_key ON attempts(route, key, id)",
    "CREATE INDEX attempts_by_time ON attempts(at)",
    "CREATE TABLE state(key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID",
    "INSERT INTO meta VALUES('version', 1)",
    "PRAGMA application_id = 1213686892",
    "PRAGMA user_version = 1",
};

FileState deliveriesState(Database &database, bool thorough)
{
    return fileStateOf(database, thorough, deliveriesId, deliveriesVersion);
}

Result<void> createDeliveries(Database &database)
{
    Transaction transaction(database);
    if (!transaction.begun())
        return transaction.begun();
    for (const std::string_view sql : deliveryTables) {
        if (Result<void> done = database.run(sql); !done)
            return done;
    }
    return transaction.commit();
}

Result<void> setDeliveries(Database &database)
{
    for (const std::string_view sql : {"PRAGMA locking_mode = EXCLUSIVE", "PRAGMA journal_mode = WAL",
                                       "PRAGMA synchronous = FULL", "PRAGMA journal_size_limit = 8000000"}) {
        if (Result<void> done = database.run(sql); !done)
            return done;
    }
    // Takes the lock now rather than with the first notice.
    return database.number("SELECT count(*) FROM meta").map([](qint64) {});
}

Result<QString> copyDeliveries(Database &from, Database &to)
{
    Transaction transaction(to);
    if (!transaction.begun())
        return tl::unexpected(transaction.begun().error());
    const auto waiting
        = copyRows(from, to, "SELECT id, route, refused, attempts, next_try, body FROM outbox NOT INDEXED ORDER BY id",
                   "SELECT id, route, refused, attempts, next_try, body FROM outbox NOT INDEXED ORDER BY id DESC",
                   [&to](const Rows &row) {
                       return to.run("INSERT OR IGNORE INTO outbox VALUES(?, ?, ?, ?, ?, ?)",
                                     {row[0], row[1], row[2], row[3], row[4], row[5]});
                   });
    const auto told = copyRows(
        from, to, "SELECT * FROM attempts NOT INDEXED ORDER BY id",
        "SELECT * FROM attempts NOT INDEXED ORDER BY id DESC", [&to](const Rows &row) {
            return to.run(
                "INSERT OR IGNORE INTO attempts VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                {row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8], row[9], row[10], row[11],
                 row[12], row[13], row[14], row[15], row[16], row[17], row[18]});
        });
    const auto states = copyRows(from, to, "SELECT * FROM state ORDER BY key", "SELECT * FROM state ORDER BY key DESC",
                                 [&to](const Rows &row) {
                                     return to.run("INSERT OR IGNORE INTO state VALUES(?, ?)", {row[0], row[1]});
                                 });
    for (const Result<qint64> &done : {waiting, told, states}) {
        if (!done)
            return tl::unexpected(done.error());
    }
    if (Result<void> done = transaction.commit(); !done)
        return tl::unexpected(done.error());
    if (*waiting == 0 && *told == 0)
        return QString();
    return QStringLiteral("%1 notices that wait and %2 entries of the ledger").arg(*waiting).arg(*told);
}

} // namespace

const FileLayout &deliveriesLayout()
{
    static const FileLayout layout{
        .state = deliveriesState, .create = createDeliveries, .settings = setDeliveries, .copy = copyDeliveries};
    return layout;
}

} // namespace hubwatch
