// SimProperty: by what names the simulated HubSpot's types go, and what their properties are.
#pragma once

#include <QJsonObject>
#include <QString>
#include <vector>

namespace hubwatch {

struct SimOption {
    QString value = {};
    QString label = {};
    bool hidden = false; ///< in forms; writes may use it

    bool operator==(const SimOption &) const = default;
};

struct SimProperty {
    QString name = {};
    QString label = {};
    QString type = QStringLiteral("string");
    QString fieldType = QStringLiteral("text");
    std::vector<SimOption> options = {};
    bool isUnique = false;
    bool isReadOnly = false;
    bool isCalculated = false;
    bool isOwn = false; ///< defined by the account, which may change the definition or archive it

    bool operator==(const SimProperty &) const = default;
};

/// The definitions of a type's properties; none of a type that nobody knows.
const std::vector<SimProperty> &simProperties(const QString &type);
const SimProperty *simProperty(const QString &type, const QString &name);
/// "contacts" for "contacts", "contact" and "0-1", "p_machine" for "p4242_machine"; empty for a type nobody knows.
QString simType(const QString &nameOrId);
/// What a token needs to read or write the type.
QString simScope(const QString &type, bool write);
/// What a token needs to read the type's definitions, if it may not read its records.
QString simSchemaScope(const QString &type);
/// The property that holds when a record was last changed.
QString simChangedProperty(const QString &type);
/// As GET /crm/properties tells it.
QJsonObject propertyJson(const SimProperty &property, bool archived);

} // namespace hubwatch
