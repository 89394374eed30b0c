#include "store/database.h"

#include <QDir>
#include <QSqlError>
#include <atomic>

namespace hubwatch {

namespace {

constexpr int sqliteReadOnly = 8;
constexpr int sqliteCorrupt = 11;
constexpr int sqliteFull = 13;
constexpr int sqliteNotADatabase = 26;

QString remedyFor(int code)
{
    switch (code) {
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

Rows::~Rows()
{
    if (m_query)
        m_query->finish();
}

bool Rows::broken() const
{
    return m_query->lastError().isValid();
}

bool Rows::damaged() const
{
    const int code = sqliteCode(m_query->lastError());
    return code == sqliteCorrupt || code == sqliteNotADatabase;
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

Result<Rows> Database::query(std::string_view sql, std::initializer_list<QVariant> values)
{
    std::unique_ptr<QSqlQuery> &statement = m_statements[sql];
    if (!statement) {
        auto fresh = std::make_unique<QSqlQuery>(m_database);
        fresh->setForwardOnly(true);
        if (!fresh->prepare(QString::fromUtf8(sql.data(), qsizetype(sql.size()))))
            return tl::unexpected(errorOf(fresh->lastError()));
        statement = std::move(fresh);
    }
    int position = 0;
    for (const QVariant &value : values)
        statement->bindValue(position++, value);
    if (!statement->exec()) {
        const Error error = errorOf(statement->lastError());
        statement->finish();
        return tl::unexpected(error);
    }
    return Rows(statement.get());
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
