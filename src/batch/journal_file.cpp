#include "batch/journal_file.h"

#include "batch/job_json.h"
#include "batch/plan.h"
#include "store/row_copy.h"

#include <QJsonDocument>

namespace hubwatch {

namespace {

constexpr qint64 journalId = 0x48576a62; // "HWjb"
constexpr qint64 journalVersion = 1;

constexpr std::string_view journalTables[] = {
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "CREATE TABLE state(key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID",
    "CREATE TABLE marks(row INTEGER PRIMARY KEY, line INTEGER, offset INTEGER)",
    "CREATE TABLE todo(row INTEGER PRIMARY KEY)",
    "CREATE TABLE rows(row INTEGER PRIMARY KEY, pile INTEGER, request INTEGER, record TEXT, code TEXT, words TEXT, "
    "reason TEXT, sample TEXT, is_new INTEGER, changed INTEGER)",
    "CREATE INDEX rows_sent ON rows(request) WHERE pile = 4",
    "CREATE INDEX rows_bad ON rows(pile, code, reason) WHERE pile IN (1, 2)",
    "CREATE TABLE before(row INTEGER PRIMARY KEY, record TEXT, changed INTEGER, fields BLOB)",
    "CREATE TABLE requests(id INTEGER PRIMARY KEY AUTOINCREMENT, kind INTEGER, sent INTEGER, ended INTEGER, "
    "first_row INTEGER, row_count INTEGER, status INTEGER, correlation TEXT, words TEXT, took INTEGER)",
    "INSERT INTO meta VALUES('version', 1)",
    "PRAGMA application_id = 1213688418",
    "PRAGMA user_version = 1",
};

// Rows that were sent, and found undone by a Check: such a request may still arrive. Journals of before lack it.
constexpr std::string_view earlierTable
    = "CREATE TABLE IF NOT EXISTS earlier(row INTEGER PRIMARY KEY, sent INTEGER, refused INTEGER DEFAULT 0)";

FileState journalState(Database &database, bool thorough)
{
    return fileStateOf(database, thorough, journalId, journalVersion);
}

Result<void> createJournal(Database &database)
{
    Transaction transaction(database);
    if (!transaction.begun())
        return transaction.begun();
    for (const std::string_view sql : journalTables) {
        if (Result<void> done = database.run(sql); !done)
            return done;
    }
    return transaction.commit();
}

Result<void> setJournal(Database &database)
{
    for (const std::string_view sql : {"PRAGMA locking_mode = EXCLUSIVE", "PRAGMA journal_mode = WAL",
                                       "PRAGMA synchronous = FULL", "PRAGMA journal_size_limit = 8000000"}) {
        if (Result<void> done = database.run(sql); !done)
            return done;
    }
    if (Result<void> made = database.run(earlierTable); !made)
        return made;
    return database.number("SELECT count(*) FROM meta").map([](qint64) {}); // takes the lock now
}

std::optional<QByteArray> keptState(Database &database, const QString &key)
{
    Result<Rows> rows = database.query("SELECT value FROM state WHERE key = ?", {key});
    return rows && rows->next() ? std::optional((*rows)[0].toByteArray()) : std::nullopt;
}

/// What the journal tells of a job besides its rows.
struct KnownCourse {
    qint64 rows = 0;      ///< of the plan; 0: it was lost
    bool ran = false;     ///< or nothing says that it did not
    TimePoint since = {}; ///< nothing of it was sent before
};

KnownCourse courseOf(Database &database)
{
    KnownCourse course;
    if (const Result<Plan> plan = parsePlan(keptState(database, QStringLiteral("plan")).value_or(QByteArray()))) {
        course.rows = plan->rows;
        course.since = plan->plannedAt;
    }
    const QByteArray json = keptState(database, QStringLiteral("state")).value_or(QByteArray());
    const std::optional<TimePoint> started = stateOf(QJsonDocument::fromJson(json).object()).startedAt;
    course.since = started.value_or(course.since);
    course.ran = started || keptState(database, QStringLiteral("calls")).value_or("1").toLongLong() > 0;
    return course;
}

/// Rows whose record was lost could be sent a second time. So every row that may have been touched and is not known
/// stands as sent, by one made-up request, and is read back before anything goes out.
Result<void> doubtLostRows(Database &to)
{
    constexpr qint64 mayHaveBeenSent = 10'000; // behind the last row that is known
    const KnownCourse course = courseOf(to);
    const qint64 known
        = std::max(to.number("SELECT max(row) FROM rows").value_or(0),
                   to.number("SELECT max(first_row + row_count - 1) FROM requests WHERE kind = 0").value_or(0));
    if (known == 0 && !course.ran)
        return {};
    if (Result<void> made = to.run("INSERT INTO requests(kind, sent, first_row, row_count) VALUES(0, ?, 1, 0)",
                                   {qint64(course.since.time_since_epoch().count())});
        !made)
        return made;
    // A number that is given out again must not bring them back as untouched.
    if (Result<void> moved
        = to.run("UPDATE rows SET request = (SELECT max(id) FROM requests) WHERE pile = 4 AND request "
                 "NOT IN (SELECT id FROM requests)");
        !moved)
        return moved;
    if (to.number("SELECT EXISTS(SELECT 1 FROM todo)").value_or(0) != 0) // its rows are anywhere: they are counted
        return to.run("INSERT OR IGNORE INTO rows(row, pile, request) SELECT row, 4, (SELECT max(id) FROM requests) "
                      "FROM todo ORDER BY row LIMIT CASE WHEN ? = 0 THEN -1 ELSE (SELECT count(*) FROM todo WHERE row "
                      "<= ?) + ? END",
                      {known, known, mayHaveBeenSent});
    const qint64 all = course.rows > 0 ? course.rows : known + mayHaveBeenSent;
    return to.run("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < ?) INSERT OR IGNORE INTO "
                  "rows(row, pile, request) SELECT x, 4, (SELECT max(id) FROM requests) FROM n",
                  {known == 0 ? all : std::min(all, known + mayHaveBeenSent)});
}

Result<QString> copyJournal(Database &from, Database &to)
{
    Transaction transaction(to);
    if (!transaction.begun())
        return tl::unexpected(transaction.begun().error());
    const auto states = copyRows(from, to, "SELECT * FROM state ORDER BY key", "SELECT * FROM state ORDER BY key DESC",
                                 [&to](const Rows &row) {
                                     return to.run("INSERT OR IGNORE INTO state VALUES(?, ?)", {row[0], row[1]});
                                 });
    const auto marks
        = copyRows(from, to, "SELECT * FROM marks NOT INDEXED ORDER BY row",
                   "SELECT * FROM marks NOT INDEXED ORDER BY row DESC", [&to](const Rows &row) {
                       return to.run("INSERT OR IGNORE INTO marks VALUES(?, ?, ?)", {row[0], row[1], row[2]});
                   });
    const auto todo = copyRows(
        from, to, "SELECT * FROM todo NOT INDEXED ORDER BY row", "SELECT * FROM todo NOT INDEXED ORDER BY row DESC",
        [&to](const Rows &row) { return to.run("INSERT OR IGNORE INTO todo VALUES(?)", {row[0]}); });
    const auto rows
        = copyRows(from, to, "SELECT * FROM rows NOT INDEXED ORDER BY row",
                   "SELECT * FROM rows NOT INDEXED ORDER BY row DESC", [&to](const Rows &row) {
                       return to.run("INSERT OR IGNORE INTO rows VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                     {row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8], row[9]});
                   });
    const auto images = copyRows(
        from, to, "SELECT * FROM before NOT INDEXED ORDER BY row", "SELECT * FROM before NOT INDEXED ORDER BY row DESC",
        [&to](const Rows &row) {
            return to.run("INSERT OR IGNORE INTO before VALUES(?, ?, ?, ?)", {row[0], row[1], row[2], row[3]});
        });
    const auto requests
        = copyRows(from, to, "SELECT * FROM requests NOT INDEXED ORDER BY id",
                   "SELECT * FROM requests NOT INDEXED ORDER BY id DESC", [&to](const Rows &row) {
                       return to.run("INSERT OR IGNORE INTO requests VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                     {row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8], row[9]});
                   });
    const auto earlier
        = copyRows(from, to, "SELECT * FROM earlier ORDER BY row", "SELECT * FROM earlier ORDER BY row DESC",
                   [&to](const Rows &row) {
                       return to.run("INSERT OR IGNORE INTO earlier VALUES(?, ?, ?)", {row[0], row[1], row[2]});
                   });
    for (const Result<qint64> &done : {states, marks, todo, rows, images, requests, earlier}) {
        if (!done)
            return tl::unexpected(done.error());
    }
    if (Result<void> done = doubtLostRows(to); !done)
        return tl::unexpected(done.error());
    if (Result<void> done = transaction.commit(); !done)
        return tl::unexpected(done.error());
    if (*rows == 0 && *states == 0)
        return QString();
    return QStringLiteral("%1 rows; those that may have been sent are read back before anything is sent").arg(*rows);
}

} // namespace

const FileLayout &journalLayout()
{
    static const FileLayout layout{
        .state = journalState, .create = createJournal, .settings = setJournal, .copy = copyJournal};
    return layout;
}

} // namespace hubwatch
