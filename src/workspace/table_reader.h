// TableReader: takes typed values out of one table and notes every mistake with its place.
#pragma once

#include "base/clock.h"
#include "workspace/toml_tree.h"
#include "workspace/value_checks.h"
#include "workspace/workspace_file.h"

#include <functional>

namespace hubwatch {

using Problems = std::vector<WorkspaceProblem>;

/// Each taker answers nothing when the key is absent or wrong; a wrong one is noted. Keys that nobody took are unknown:
/// call finish() last.
class TableReader
{
public:
    /// `key` is the table's own, such as services[1]; empty for the document.
    TableReader(const TomlValue &table, QString key, Problems &problems);

    bool has(const QString &key);
    std::optional<QString> text(const QString &key, const QString &expected,
                                const std::function<Complaint(const QString &)> &check = {});
    std::optional<QString> word(const QString &key, const QStringList &valid);
    std::optional<Duration> duration(const QString &key, const QString &example, Duration least, Duration most);
    std::optional<std::int64_t> integer(const QString &key, std::int64_t least, std::int64_t most);
    std::optional<double> number(const QString &key, const QString &example);
    std::optional<bool> boolean(const QString &key);
    std::optional<QStringList> texts(const QString &key, const QString &example,
                                     const std::function<Complaint(const QString &)> &check = {});
    /// Of a credential. A wrong one is never repeated: people paste secrets here.
    std::optional<QString> reference(const QString &key);
    /// The value of a key that its caller reads by itself.
    const TomlValue *value(const QString &key);

    /// For a table inside this one.
    TableReader inner(const TomlValue &table, const QString &key) const;

    void wrong(const QString &key, const QString &text); ///< at the key, or the table where it is absent
    void wrongItem(const QString &key, size_t item, const QString &text); ///< at one item of a list
    void wrongTable(const QString &text);
    void finish();

    int line(const QString &key) const; ///< of the key's value, or of the table
    QString path(const QString &key) const;

private:
    void note(int line, const QString &key, const QString &text);
    void mismatch(const QString &key, const QString &expected, const TomlValue &found);

    const TomlValue &m_table;
    QString m_key;
    Problems &m_problems;
    QStringList m_known = {};
};

/// "3", "true", "a table": what was found, for a message. Text only as far as it can be no secret.
QString foundText(const TomlValue &value);

} // namespace hubwatch
