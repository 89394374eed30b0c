// Database: one SQLite connection and its prepared statements.
#pragma once

#include "base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>
#include <initializer_list>
#include <memory>
#include <string_view>
#include <unordered_map>

namespace hubwatch {

/// The rows of a running query, let go when this dies so that no read lasts longer than its reader.
class Rows
{
public:
    explicit Rows(QSqlQuery *query)
        : m_query(query)
    { }
    ~Rows();
    Rows(Rows &&other) noexcept
        : m_query(std::exchange(other.m_query, nullptr))
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
};

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

private:
    Database() = default;

    QString m_path = {};
    QString m_connection = {};
    QSqlDatabase m_database = {};
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
