#include "store/database.h"

#include <QDir>
#include <QFile>
#include <QSqlError>
#include <atomic>

namespace hubwatch {

namespace {

constexpr int sqliteBusy = 5;
constexpr int sqliteReadOnly = 8;
constexpr int sqliteInOut = 10;
constexpr int sqliteCorrupt = 11;
constexpr int sqliteFull = 13;
constexpr int sqliteCannotOpen = 14;
constexpr int sqliteNotADatabase = 26;

bool meansDamage(const QSqlError &error)
{
    const int code = sqliteCode(error);
    return code == sqliteCorrupt || code == sqliteNotADatabase;
}

/// Nothing a new file would mend.
bool meansRefusal(int code)
{
    return code == sqliteBusy || code == sqliteReadOnly || code == sqliteFull || code == sqliteCannotOpen;
}

QString remedyFor(int code)
{
    switch (code) {
    case sqliteBusy: return QStringLiteral("is locked by another program; end that one");
    case sqliteInOut: return QStringLiteral("cannot be read or written; see that the disk is neither full nor failing");
    case sqliteCannotOpen:
    case sqliteReadOnly: return QStringLiteral("cannot be written; allow writing to the data folder");
    case sqliteFull: return QStringLiteral("the disk is full; free some space");
    case sqliteCorrupt:
    case sqliteNotADatabase: return QStringLiteral("is damaged; start Hubwatch again to set it aside");
    default: return QStringLiteral("cannot be used");
    }
}

} // namespace

int sqliteCode(const QSqlError &error)
{
    return error.nativeErrorCode().toInt() & 0xff;
}

QString suspectMarkOf(const QString &path)
{
    return path + QStringLiteral(".suspect");
}

Rows::~Rows()
{
    if (!m_query)
        return;
    if (damaged())
        m_database->noteDamage();
    m_query->finish();
}

bool Rows::broken() const
{
    return m_query->lastError().isValid();
}

bool Rows::damaged() const
{
    return meansDamage(m_query->lastError());
}

Result<std::unique_ptr<Database>> Database::open(const QString &path)
{
    static std::atomic<int> connections = 0;
    std::unique_ptr<Database> database(new Database);
    database->m_path = path.isEmpty() ? QStringLiteral(":memory:") : path;
    database->m_connection = QStringLiteral("hubwatch-store-%1").arg(++connections);
    database->m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), database->m_connection);
    database->m_database.setDatabaseName(database->m_path);
    database->m_database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=1000"));
    if (!database->m_database.open())
        return tl::unexpected(database->errorOf(database->m_database.lastError()));
    return database;
}

Database::~Database()
{
    m_statements.clear();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_connection);
}

Error Database::errorOf(const QSqlError &error) const
{
    return {.kind = Error::Kind::Storage,
            .detail = QStringLiteral("%1: %2 (%3)")
                          .arg(QDir::toNativeSeparators(m_path), remedyFor(sqliteCode(error)), error.databaseText())};
}

void Database::noteDamage()
{
    if (m_marked || m_path == QLatin1String(":memory:"))
        return;
    QFile mark(suspectMarkOf(m_path));
    m_marked = mark.open(QIODevice::WriteOnly);
}

Result<Rows> Database::query(std::string_view sql, std::initializer_list<QVariant> values)
{
    std::unique_ptr<QSqlQuery> &statement = m_statements[sql];
    if (!statement) {
        auto fresh = std::make_unique<QSqlQuery>(m_database);
        fresh->setForwardOnly(true);
        if (!fresh->prepare(QString::fromUtf8(sql.data(), qsizetype(sql.size())))) {
            if (meansRefusal(sqliteCode(fresh->lastError())))
                m_refusal = errorOf(fresh->lastError());
            if (meansDamage(fresh->lastError()))
                noteDamage();
            return tl::unexpected(errorOf(fresh->lastError()));
        }
        statement = std::move(fresh);
    }
    int position = 0;
    for (const QVariant &value : values)
        statement->bindValue(position++, value);
    if (!statement->exec()) {
        const Error error = errorOf(statement->lastError());
        if (meansRefusal(sqliteCode(statement->lastError())))
            m_refusal = error;
        if (meansDamage(statement->lastError()))
            noteDamage();
        statement->finish();
        return tl::unexpected(error);
    }
    return Rows(statement.get(), this);
}

Result<void> Database::run(std::string_view sql, std::initializer_list<QVariant> values)
{
    return query(sql, values).map([](const Rows &) {});
}

Result<qint64> Database::number(std::string_view sql, std::initializer_list<QVariant> values)
{
    Result<Rows> rows = query(sql, values);
    if (!rows)
        return tl::unexpected(rows.error());
    return rows->next() ? rows->number(0) : 0;
}

Transaction::~Transaction()
{
    // SQLite may have rolled back by itself, so that this fails; either way nothing of it stays.
    if (m_begun && !m_done)
        (void)m_database.run("ROLLBACK");
}

Result<void> Transaction::commit()
{
    Result<void> committed = m_database.run("COMMIT");
    m_done = committed.has_value();
    return committed;
}

} // namespace hubwatch
