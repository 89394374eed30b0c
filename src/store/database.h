// Database: one SQLite connection and its prepared statements.
#pragma once

#include "base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace hubwatch {

class Database;

/// The rows of a running query, let go when this dies so that no read lasts longer than its reader.
class Rows
{
public:
    Rows(QSqlQuery *query, Database *database)
        : m_query(query)
        , m_database(database)
    { }
    ~Rows();
    Rows(Rows &&other) noexcept
        : m_query(std::exchange(other.m_query, nullptr))
        , m_database(other.m_database)
    { }
    Rows &operator=(Rows &&) = delete;

    bool next() { return m_query->next(); }
    QVariant operator[](int column) const { return m_query->value(column); }
    qint64 number(int column) const { return m_query->value(column).toLongLong(); }
    /// Whether next() ended because the file could not be read further.
    bool broken() const;
    /// ... because what it says makes no sense.
    bool damaged() const;

private:
    QSqlQuery *m_query;
    Database *m_database;
};

/// The file beside the one at `path` that says damage was met in it.
QString suspectMarkOf(const QString &path);

/// One connection, used on the thread that opened it.
class Database
{
public:
    /// An empty path keeps everything in memory.
    static Result<std::unique_ptr<Database>> open(const QString &path);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Runs `sql` with its values; it is prepared once. `sql` must be a literal.
    Result<Rows> query(std::string_view sql, std::initializer_list<QVariant> values = {});
    Result<void> run(std::string_view sql, std::initializer_list<QVariant> values = {});
    /// The first column of the first row, if there is one.
    Result<qint64> number(std::string_view sql, std::initializer_list<QVariant> values = {});

    const QString &path() const { return m_path; }
    Error errorOf(const QSqlError &error) const;
    /// Leaves a mark beside the file, so that the next start checks it whatever its size. A mark in the file itself
    /// might not be written any more.
    void noteDamage();
    /// Why the file could not be used at all though nothing says that it is damaged: locked, not allowed, no room.
    const std::optional<Error> &refusal() const { return m_refusal; }

private:
    Database() = default;

    QString m_path = {};
    QString m_connection = {};
    QSqlDatabase m_database = {};
    bool m_marked = false;
    std::optional<Error> m_refusal = {};
    std::unordered_map<std::string_view, std::unique_ptr<QSqlQuery>> m_statements = {};
};

/// SQLite's own number for what went wrong, without the extension; 0 for none.
int sqliteCode(const QSqlError &error);

/// Begins a transaction and rolls it back unless it was committed.
class Transaction
{
public:
    explicit Transaction(Database &database)
        : m_database(database)
        , m_begun(database.run("BEGIN IMMEDIATE"))
    { }
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    const Result<void> &begun() const { return m_begun; }
    Result<void> commit();

private:
    Database &m_database;
    Result<void> m_begun;
    bool m_done = false;
};

} // namespace hubwatch
