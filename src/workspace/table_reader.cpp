#include "workspace/table_reader.h"

#include "base/duration_text.h"

#include <cmath>

namespace hubwatch {

QString foundText(const TomlValue &value)
{
    switch (value.kind) {
    case TomlValue::Kind::String: return shown(value.text);
    case TomlValue::Kind::Integer: return QString::number(value.integer);
    case TomlValue::Kind::Float: return QString::number(value.number);
    case TomlValue::Kind::Boolean: return value.boolean ? QStringLiteral("true") : QStringLiteral("false");
    case TomlValue::Kind::Date: return QStringLiteral("a date or time");
    case TomlValue::Kind::Array: return QStringLiteral("a list");
    case TomlValue::Kind::Table: return QStringLiteral("a table");
    }
    Q_UNREACHABLE();
}

TableReader::TableReader(const TomlValue &table, QString key, Problems &problems)
    : m_table(table)
    , m_key(std::move(key))
    , m_problems(problems)
{ }

const TomlValue *TableReader::value(const QString &key)
{
    if (!m_known.contains(key))
        m_known += key;
    const TomlEntry *entry = m_table.find(key);
    return entry ? &entry->value : nullptr;
}

bool TableReader::has(const QString &key)
{
    return value(key) != nullptr;
}

std::optional<QString> TableReader::text(const QString &key, const QString &expected,
                                         const std::function<Complaint(const QString &)> &check)
{
    const TomlValue *found = value(key);
    if (!found)
        return std::nullopt;
    if (found->kind != TomlValue::Kind::String) {
        mismatch(key, expected, *found);
        return std::nullopt;
    }
    if (const Complaint complaint = check ? check(found->text) : std::nullopt) {
        wrong(key, *complaint);
        return std::nullopt;
    }
    return found->text;
}

std::optional<QString> TableReader::word(const QString &key, const QStringList &valid)
{
    return text(key, listed(valid), [&valid](const QString &found) -> Complaint {
        if (valid.contains(found))
            return std::nullopt;
        return QStringLiteral("expected %1, found %2").arg(listed(valid), shown(found));
    });
}

std::optional<Duration> TableReader::duration(const QString &key, const QString &example, Duration least, Duration most)
{
    const QString expected = QStringLiteral("a duration such as \"%1\"").arg(example);
    const TomlValue *found = value(key);
    if (!found)
        return std::nullopt;
    const bool isText = found->kind == TomlValue::Kind::String;
    const std::optional<Duration> read = isText ? parseDuration(found->text) : std::nullopt;
    if (!read) {
        mismatch(key, expected, *found);
        return std::nullopt;
    }
    if (*read < least || *read > most) {
        wrong(key,
              QStringLiteral("expected %1 to %2, found \"%3\"")
                  .arg(durationText(least), durationText(most), found->text));
        return std::nullopt;
    }
    return read;
}

std::optional<std::int64_t> TableReader::integer(const QString &key, std::int64_t least, std::int64_t most)
{
    const TomlValue *found = value(key);
    if (!found)
        return std::nullopt;
    if (found->kind != TomlValue::Kind::Integer || found->integer < least || found->integer > most) {
        mismatch(key, QStringLiteral("a whole number from %1 to %2").arg(least).arg(most), *found);
        return std::nullopt;
    }
    return found->integer;
}

std::optional<double> TableReader::number(const QString &key, const QString &example)
{
    const TomlValue *found = value(key);
    if (!found)
        return std::nullopt;
    const bool isNumber = found->kind == TomlValue::Kind::Integer || found->kind == TomlValue::Kind::Float;
    if (!isNumber || !std::isfinite(found->number)) {
        mismatch(key, QStringLiteral("a number such as %1").arg(example), *found);
        return std::nullopt;
    }
    return found->number;
}

std::optional<bool> TableReader::boolean(const QString &key)
{
    const TomlValue *found = value(key);
    if (!found)
        return std::nullopt;
    if (found->kind != TomlValue::Kind::Boolean) {
        mismatch(key, QStringLiteral("true or false"), *found);
        return std::nullopt;
    }
    return found->boolean;
}

std::optional<QStringList> TableReader::texts(const QString &key, const QString &example,
                                              const std::function<Complaint(const QString &)> &check)
{
    const QString expected = QStringLiteral("a list such as [\"%1\"]").arg(example);
    const TomlValue *found = value(key);
    if (!found)
        return std::nullopt;
    if (found->kind != TomlValue::Kind::Array) {
        mismatch(key, expected, *found);
        return std::nullopt;
    }
    QStringList read;
    bool good = true;
    for (size_t i = 0; i < found->items.size(); ++i) {
        const TomlValue &item = found->items[i];
        const bool isText = item.kind == TomlValue::Kind::String;
        Complaint complaint;
        if (!isText)
            complaint = QStringLiteral("expected text such as \"%1\", found %2").arg(example, foundText(item));
        else if (check)
            complaint = check(item.text);
        if (complaint)
            wrongItem(key, i, *complaint);
        good = good && !complaint;
        read += item.text;
    }
    return good ? std::optional(read) : std::nullopt;
}

std::optional<QString> TableReader::reference(const QString &key)
{
    const TomlValue *found = value(key);
    if (!found)
        return std::nullopt;
    // Not even a number is repeated.
    const Complaint complaint = found->kind == TomlValue::Kind::String
        ? credentialComplaint(found->text)
        : QStringLiteral("expected a reference in quotes such as \"keychain:prod\"");
    if (complaint)
        wrong(key, *complaint);
    return complaint ? std::nullopt : std::optional(found->text);
}

TableReader TableReader::inner(const TomlValue &table, const QString &key) const
{
    return {table, path(key), m_problems};
}

void TableReader::wrong(const QString &key, const QString &text)
{
    note(line(key), path(key), text);
}

void TableReader::wrongItem(const QString &key, size_t item, const QString &text)
{
    const TomlEntry *entry = m_table.find(key);
    const bool exists = entry && item < entry->value.items.size();
    note(exists ? entry->value.items[item].begin.line : line(key), QStringLiteral("%1[%2]").arg(path(key)).arg(item),
         text);
}

void TableReader::wrongTable(const QString &text)
{
    note(m_table.begin.line, m_key, text);
}

void TableReader::finish()
{
    for (const TomlEntry &entry : m_table.entries) {
        if (m_known.contains(entry.key))
            continue;
        const bool secret = looksLikeSecret(entry.key);
        const std::optional<QString> meant = nearest(entry.key, m_known);
        const QString remedy = meant ? QStringLiteral("did you mean \"%1\"?").arg(*meant)
                                     : QStringLiteral("valid here: %1").arg(m_known.join(QStringLiteral(", ")));
        note(entry.at.line, secret ? m_key : path(entry.key), QStringLiteral("unknown key; %1").arg(remedy));
    }
}

int TableReader::line(const QString &key) const
{
    const TomlEntry *entry = m_table.find(key);
    return entry ? entry->at.line : m_table.begin.line;
}

QString TableReader::path(const QString &key) const
{
    return m_key.isEmpty() ? key : m_key + u'.' + key;
}

void TableReader::note(int line, const QString &key, const QString &text)
{
    m_problems.push_back({line, key, text});
}

void TableReader::mismatch(const QString &key, const QString &expected, const TomlValue &found)
{
    wrong(key, QStringLiteral("expected %1, found %2").arg(expected, foundText(found)));
}

} // namespace hubwatch
