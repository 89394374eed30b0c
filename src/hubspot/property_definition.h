// PropertyDefinition: what HubSpot says a property is, and how it is asked.
#pragma once

#include "base/result.h"
#include "net/http.h"

#include <QString>
#include <QStringList>
#include <vector>

namespace hubwatch {

struct PropertyOption {
    QString value = {};
    QString label = {};
    bool hidden = false;

    bool operator==(const PropertyOption &) const = default;
};

struct PropertyDefinition {
    QString name = {};
    QString label = {};
    QString type = {}; ///< string, number, bool, enumeration, date, datetime, phone_number, object_coordinates, json
    QString fieldType = {}; ///< text, textarea, checkbox, select, radio ...
    QString group = {};
    std::vector<PropertyOption> options = {};
    bool isUnique = false;   ///< hasUniqueValue
    bool isReadOnly = false; ///< modificationMetadata.readOnlyValue, or calculated
    bool isArchived = false;

    bool operator==(const PropertyDefinition &) const = default;
};

/// GET /crm/properties/{version}/{type}
HttpRequest propertiesRequest(const QUrl &api, const QString &type);
/// All of its results; fields may be missing, a result without a name is left out.
Result<std::vector<PropertyDefinition>> parseProperties(const QByteArray &json);

} // namespace hubwatch
