// SimRecords: the contacts, companies ... that the simulated HubSpot holds, and what their properties may be.
#pragma once

#include "base/clock.h"

#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace hubwatch {

struct SimRecord {
    std::int64_t id = 0;
    QMap<QString, QString> properties = {};
    TimePoint createdAt = {};
    TimePoint updatedAt = {};
    bool archived = false;

    bool operator==(const SimRecord &) const = default;
};

struct SimProperty {
    QString name = {};
    QString label = {};
    QString type = QStringLiteral("string");
    QString fieldType = QStringLiteral("text");
    QStringList options = {};
    bool isUnique = false;
    bool isReadOnly = false;

    bool operator==(const SimProperty &) const = default;
};

/// Why one record was not written.
struct SimRefusal {
    int status = 400;
    QString category = QStringLiteral("VALIDATION_ERROR");
    QString message = {};
    QString code = {};     ///< "PROPERTY_DOESNT_EXIST"; empty where there is none
    QString property = {}; ///< which property is wrong

    bool operator==(const SimRefusal &) const = default;
};

/// One type of one portal.
class SimRecords
{
public:
    explicit SimRecords(QString type = {})
        : m_type(std::move(type))
    { }

    const QString &type() const { return m_type; } ///< "contacts"
    const std::map<std::int64_t, SimRecord> &all() const { return m_records; }

    SimRecord *find(std::int64_t id);
    /// By id, or by a unique property.
    SimRecord *find(const QString &key, const QString &idProperty);
    /// Nothing when the values may be written to `record`, or as a new one for null.
    std::optional<SimRefusal> refusal(const QJsonObject &values, const SimRecord *record);
    SimRecord &create(const QJsonObject &values, TimePoint now);
    void update(SimRecord &record, const QJsonObject &values, TimePoint now);
    /// Adds `count` made-up records.
    void fill(int count, TimePoint now);

private:
    std::optional<SimRefusal> valueRefusal(const SimProperty &property, const QString &value,
                                           const SimRecord *record) const;
    void stamp(SimRecord &record, TimePoint now) const;

    QString m_type;
    std::int64_t m_lastId = 100;
    std::map<std::int64_t, SimRecord> m_records = {};
};

/// The definitions of a type's properties.
const std::vector<SimProperty> &simProperties(const QString &type);
const SimProperty *simProperty(const QString &type, const QString &name);
/// "contacts" for "contacts", "contact" and "0-1"; empty for a type nobody knows.
QString simType(const QString &nameOrId);
/// What a token needs to read or write the type.
QString simScope(const QString &type, bool write);
/// The record with the properties asked for, or the type's usual ones.
QJsonObject recordJson(const SimRecord &record, const QString &type, const QStringList &properties);

} // namespace hubwatch
