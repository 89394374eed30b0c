#include "store/schema.h"

namespace hubwatch {

namespace {
constexpr qint64 applicationId = 0x48577374; // "HWst"

constexpr std::string_view tables[] = {
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "CREATE TABLE targets(id INTEGER PRIMARY KEY, name TEXT UNIQUE)",
    // number: the series within its target; gone: the row in which it vanished, NULL while it is shown
    "CREATE TABLE series(target INTEGER, number INTEGER, type INTEGER, gone INTEGER, name BLOB, "
    "PRIMARY KEY(target, number)) WITHOUT ROWID",
    "CREATE TABLE scrapes(id INTEGER PRIMARY KEY, at INTEGER, body BLOB)",
    // a key frame and the rows up to the next one, times ascending; ended is NULL while it grows
    "CREATE TABLE spans(id INTEGER PRIMARY KEY, began INTEGER, ended INTEGER, scrapes INTEGER)",
    "CREATE INDEX spans_by_time ON spans(began)",
    "CREATE TABLE events(id INTEGER PRIMARY KEY, at INTEGER, kind INTEGER, service TEXT, subject TEXT, before TEXT, "
    "after TEXT, text TEXT)",
    "CREATE INDEX events_by_time ON events(at)",
    "CREATE TABLE state(key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID",
    "INSERT INTO meta VALUES('version', 1)",
    "PRAGMA application_id = 1213690740",
    "PRAGMA user_version = 1",
};
} // namespace

FileState fileState(Database &database, bool thorough)
{
    return fileStateOf(database, thorough, applicationId, schemaVersion);
}

FileState fileStateOf(Database &database, bool thorough, qint64 ours, qint64 newest)
{
    const auto found = database.number("SELECT count(*) FROM sqlite_schema");
    const auto application = database.number("PRAGMA application_id");
    const auto version = database.number("PRAGMA user_version");
    if (!found || !application || !version)
        return FileState::Damaged;
    if (*found == 0 && *application == 0)
        return FileState::Fresh;
    if (*application != ours)
        return FileState::Foreign;
    // The number stands twice, so that one wrong byte does not make a file look newer than it is.
    const auto written = database.number("SELECT value FROM meta WHERE key = 'version'");
    if (!written || *written != *version)
        return FileState::Damaged;
    if (*version > newest)
        return FileState::Newer;
    if (thorough) {
        Result<Rows> rows = database.query("PRAGMA quick_check(1)");
        if (!rows || !rows->next() || (*rows)[0].toString() != QLatin1String("ok"))
            return FileState::Damaged;
    }
    return FileState::Good;
}

Result<void> applySettings(Database &database)
{
    for (const std::string_view sql : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL",
                                       "PRAGMA cache_size = -8000", "PRAGMA journal_size_limit = 8000000"}) {
        if (Result<void> done = database.run(sql); !done)
            return done;
    }
    return {};
}

Result<void> createTables(Database &database)
{
    // The layout is decided before anything is in the file, and outside a transaction.
    for (const std::string_view sql : {"PRAGMA page_size = 4096", "PRAGMA auto_vacuum = INCREMENTAL"}) {
        if (Result<void> done = database.run(sql); !done)
            return done;
    }
    Transaction transaction(database);
    if (!transaction.begun())
        return transaction.begun();
    for (const std::string_view sql : tables) {
        if (Result<void> done = database.run(sql); !done)
            return done;
    }
    return transaction.commit();
}

} // namespace hubwatch
