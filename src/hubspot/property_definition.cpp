#include "hubspot/property_definition.h"

#include "hubspot/api_paths.h"
#include "hubspot/json_fields.h"

#include <QJsonArray>
#include <utility>

namespace hubwatch {

namespace {

// Old portals have more than a thousand properties, some with every country as an option.
constexpr qint64 largestProperties = 50'000'000;

std::vector<PropertyOption> optionsOf(const QJsonArray &array)
{
    std::vector<PropertyOption> options;
    options.reserve(size_t(array.size()));
    for (const QJsonValue &entry : array) {
        const QJsonObject json = entry.toObject();
        const QJsonValue value = json[QLatin1StringView("value")];
        if (value.isString() || value.isDouble())
            options.push_back({.value = textField(value),
                               .label = textField(json[QLatin1StringView("label")]),
                               .hidden = json[QLatin1StringView("hidden")].toBool()});
    }
    return options;
}

PropertyDefinition definitionOf(const QJsonObject &json)
{
    const QJsonObject changes = json[QLatin1StringView("modificationMetadata")].toObject();
    return {.name = textField(json[QLatin1StringView("name")]),
            .label = textField(json[QLatin1StringView("label")]),
            .type = textField(json[QLatin1StringView("type")]),
            .fieldType = textField(json[QLatin1StringView("fieldType")]),
            .group = textField(json[QLatin1StringView("groupName")]),
            .options = optionsOf(json[QLatin1StringView("options")].toArray()),
            .isUnique = json[QLatin1StringView("hasUniqueValue")].toBool(),
            .isReadOnly
            = changes[QLatin1StringView("readOnlyValue")].toBool() || json[QLatin1StringView("calculated")].toBool(),
            .isArchived = json[QLatin1StringView("archived")].toBool()};
}

} // namespace

HttpRequest propertiesRequest(const QUrl &api, const QString &type)
{
    const QString path
        = QStringLiteral("/crm/properties/%1/%2").arg(apiVersion, QString::fromLatin1(QUrl::toPercentEncoding(type)));
    return {.url = apiUrl(api, path),
            .headers = {{.name = "Accept", .value = "application/json"}},
            .timeout = 30s,
            .maxBytes = largestProperties,
            .repeatable = true};
}

Result<std::vector<PropertyDefinition>> parseProperties(const QByteArray &json)
{
    const auto object = jsonObject(json, "properties");
    if (!object)
        return tl::unexpected(object.error());
    const QJsonValue results = object->value(QLatin1StringView("results"));
    if (!results.isArray())
        return fail(Error::Kind::Malformed,
                    QStringLiteral("properties: results: expected an array, found %1").arg(jsonTypeName(results)));
    std::vector<PropertyDefinition> definitions;
    const QJsonArray entries = results.toArray();
    definitions.reserve(size_t(entries.size()));
    for (const QJsonValue &entry : entries) {
        PropertyDefinition definition = definitionOf(entry.toObject());
        if (!definition.name.isEmpty())
            definitions.push_back(std::move(definition));
    }
    return definitions;
}

} // namespace hubwatch
