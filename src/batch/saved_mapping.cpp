#include "batch/mapping.h"

#include "base/write_file.h"
#include "hubspot/json_fields.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <algorithm>

namespace hubwatch {

namespace {

constexpr int mappingVersion = 1;
constexpr qint64 largestMapping = 1'000'000;
constexpr qsizetype longestMappingFile = 200; // bytes; file systems take 255

/// A file name on every system: letters, digits, spaces, "-" and "_" as they are, the rest as "%2F".
QString mappingFileName(const QString &name)
{
    static const QSet<QString> devices{QStringLiteral("con"), QStringLiteral("prn"), QStringLiteral("aux"),
                                       QStringLiteral("nul")};
    const auto isDevice = [](const QString &lower) {
        const bool isPort = lower.size() == 4 && (lower.startsWith(u"com") || lower.startsWith(u"lpt"));
        return devices.contains(lower) || (isPort && lower[3].isDigit());
    };
    QString file;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar c = name[i];
        const bool inner = i > 0 && i + 1 < name.size();
        const bool plain
            = c.isLetterOrNumber() || c.isSurrogate() || c == u'-' || c == u'_' || c.isMark() || (c == u' ' && inner);
        if (plain && !(i == 0 && isDevice(name.toLower())))
            file += c;
        else
            for (const char byte : QString(c).toUtf8())
                file += u'%' + QString::number(static_cast<unsigned char>(byte), 16).toUpper().rightJustified(2, u'0');
    }
    return file + QStringLiteral(".json");
}

tl::unexpected<Error> mappingFault(const QString &where, const QString &expected, const QJsonValue &found)
{
    return fail(Error::Kind::Malformed,
                QStringLiteral("mapping: %1: expected %2, found %3").arg(where, expected, jsonTypeName(found)));
}

/// A text that may be missing where `needed` is false.
Result<QString> mappingText(const QJsonObject &json, const QString &key, const QString &where, bool needed)
{
    const QJsonValue value = json[key];
    if (value.isUndefined() && !needed)
        return QString();
    if (!value.isString())
        return mappingFault(where + key, QStringLiteral("text"), value);
    if (needed && value.toString().trimmed().isEmpty())
        return fail(Error::Kind::Malformed, QStringLiteral("mapping: %1%2: expected text, found \"\"").arg(where, key));
    return value.toString();
}

/// The pairs of an array, each handed to `add`.
template<class Add>
Result<void> mappingPairs(const QJsonObject &json, const QString &key, const QString &first, const QString &second,
                          bool secondNeeded, const Add &add)
{
    const QJsonValue list = json[key];
    if (list.isUndefined())
        return {};
    if (!list.isArray())
        return mappingFault(key, QStringLiteral("an array"), list);
    const QJsonArray entries = list.toArray();
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const QString where = QStringLiteral("%1[%2]").arg(key).arg(i);
        if (!entries[i].isObject())
            return mappingFault(where, QStringLiteral("an object"), entries[i]);
        const auto left = mappingText(entries[i].toObject(), first, where + u'.', true);
        if (!left)
            return tl::unexpected(left.error());
        const auto right = mappingText(entries[i].toObject(), second, where + u'.', secondNeeded);
        if (!right)
            return tl::unexpected(right.error());
        add(*left, *right);
    }
    return {};
}

Result<SavedMapping> readMapping(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::Storage, QStringLiteral("cannot be read: %1").arg(file.errorString()));
    if (file.size() > largestMapping)
        return fail(Error::Kind::Malformed, QStringLiteral("%1 bytes are too many for a mapping").arg(file.size()));
    return parseMapping(file.readAll());
}

QStringList mappingFiles(const QString &folder)
{
    return QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
}

} // namespace

QByteArray mappingJson(const SavedMapping &mapping)
{
    QJsonArray columns;
    for (const ColumnMapping &column : mapping.columns)
        columns
            += QJsonObject{{QStringLiteral("column"), column.column}, {QStringLiteral("property"), column.property}};
    QJsonArray constants;
    for (const PropertyConstant &constant : mapping.constants)
        constants
            += QJsonObject{{QStringLiteral("property"), constant.property}, {QStringLiteral("value"), constant.value}};
    return QJsonDocument(QJsonObject{{QStringLiteral("version"), mappingVersion},
                                     {QStringLiteral("name"), mapping.name},
                                     {QStringLiteral("object"), mapping.object},
                                     {QStringLiteral("idColumn"), mapping.idColumn},
                                     {QStringLiteral("idProperty"), mapping.idProperty},
                                     {QStringLiteral("columns"), columns},
                                     {QStringLiteral("constants"), constants}})
        .toJson();
}

Result<SavedMapping> parseMapping(const QByteArray &json)
{
    const auto object = jsonObject(json, "mapping");
    if (!object)
        return tl::unexpected(object.error());
    const QJsonValue version = (*object)[QStringLiteral("version")];
    if (version.toInt() != mappingVersion)
        return version.isDouble()
            ? fail(Error::Kind::Malformed,
                   QStringLiteral("mapping: version: expected 1, found %1; a newer Hubwatch wrote it")
                       .arg(version.toDouble()))
            : mappingFault(QStringLiteral("version"), QStringLiteral("1"), version);
    SavedMapping mapping;
    struct Field {
        const char *key;
        QString SavedMapping::*text;
        bool needed;
    };
    for (const Field &field :
         {Field{"name", &SavedMapping::name, true}, Field{"object", &SavedMapping::object, true},
          Field{"idColumn", &SavedMapping::idColumn, false}, Field{"idProperty", &SavedMapping::idProperty, false}}) {
        auto text = mappingText(*object, QString::fromLatin1(field.key), {}, field.needed);
        if (!text)
            return tl::unexpected(text.error());
        mapping.*field.text = std::move(*text);
    }
    const auto columns
        = mappingPairs(*object, QStringLiteral("columns"), QStringLiteral("column"), QStringLiteral("property"), true,
                       [&](const QString &column, const QString &property) {
                           mapping.columns.push_back({column, property});
                       });
    if (!columns)
        return tl::unexpected(columns.error());
    const auto constants
        = mappingPairs(*object, QStringLiteral("constants"), QStringLiteral("property"), QStringLiteral("value"), false,
                       [&](const QString &property, const QString &value) {
                           mapping.constants.push_back({property, value});
                       });
    if (!constants)
        return tl::unexpected(constants.error());
    return mapping;
}

std::vector<SavedMapping> savedMappings(const QString &folder, QStringList *problems)
{
    std::vector<SavedMapping> mappings;
    const auto problem = [problems](const QString &file, const QString &words) {
        if (problems)
            *problems += QStringLiteral("%1: %2").arg(file, words);
    };
    for (const QString &file : mappingFiles(folder)) {
        auto mapping = readMapping(QDir(folder).filePath(file));
        if (!mapping)
            problem(file, mapping.error().detail);
        else if (std::ranges::find(mappings, mapping->name, &SavedMapping::name) != mappings.end())
            problem(file, QStringLiteral("another file holds a mapping named \"%1\"; rename one").arg(mapping->name));
        else
            mappings.push_back(std::move(*mapping));
    }
    std::ranges::sort(mappings, {}, &SavedMapping::name);
    return mappings;
}

Result<void> saveMapping(const QString &folder, const SavedMapping &mapping)
{
    const QString name = mappingFileName(mapping.name);
    if (mapping.name.trimmed().isEmpty())
        return fail(Error::Kind::Rejected, QStringLiteral("a mapping needs a name; give it one"));
    if (mapping.object.isEmpty())
        return fail(Error::Kind::Rejected, QStringLiteral("a mapping needs an object; choose one"));
    if (name.toUtf8().size() > longestMappingFile)
        return fail(Error::Kind::Rejected, QStringLiteral("the mapping's name is too long for a file; shorten it"));
    if (!QDir().mkpath(folder))
        return fail(Error::Kind::Storage,
                    QStringLiteral("%1: cannot be made a folder; choose another place for mappings").arg(folder));
    const QString path = QDir(folder).filePath(name);
    const Result<void> written = writeFile(path, mappingJson(mapping));
    if (written)
        return {};
    return fail(Error::Kind::Storage, QStringLiteral("%1: cannot be written: %2").arg(path, written.error().detail));
}

Result<void> removeMapping(const QString &folder, const QString &name)
{
    // The name that counts is the one inside: somebody may have renamed the file.
    for (const QString &file : mappingFiles(folder)) {
        const QString path = QDir(folder).filePath(file);
        const auto mapping = readMapping(path);
        if (!mapping || mapping->name != name)
            continue;
        QFile gone(path);
        if (gone.remove())
            return {};
        return fail(Error::Kind::Storage, QStringLiteral("%1: cannot be removed: %2").arg(path, gone.errorString()));
    }
    return fail(Error::Kind::Rejected, QStringLiteral("there is no mapping named \"%1\"").arg(name));
}

} // namespace hubwatch
