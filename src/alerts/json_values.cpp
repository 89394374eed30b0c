#include "alerts/json_values.h"

#include <QJsonDocument>

namespace hubwatch {

qint64 jsonTime(TimePoint at)
{
    return at.time_since_epoch().count();
}

TimePoint timeOfJson(const QJsonValue &value)
{
    return TimePoint(Duration(value.toInteger()));
}

void putTime(QJsonObject &object, const QString &key, const std::optional<TimePoint> &at)
{
    if (at)
        object[key] = jsonTime(*at);
}

std::optional<TimePoint> optionalTimeOf(const QJsonObject &object, const QString &key)
{
    const QJsonValue value = object[key];
    return value.isDouble() ? std::optional(timeOfJson(value)) : std::nullopt;
}

void putFigure(QJsonObject &object, const QString &key, const std::optional<double> &figure)
{
    if (figure)
        object[key] = *figure;
}

std::optional<double> optionalFigureOf(const QJsonObject &object, const QString &key)
{
    const QJsonValue value = object[key];
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

void putAlertId(QJsonObject &object, const AlertId &id)
{
    object[QStringLiteral("service")] = id.service;
    object[QStringLiteral("rule")] = id.rule;
}

std::optional<AlertId> alertIdOf(const QJsonObject &object)
{
    AlertId id{.service = object[QStringLiteral("service")].toString(),
               .rule = object[QStringLiteral("rule")].toString()};
    if (id.service.isEmpty() || id.rule.isEmpty())
        return std::nullopt;
    return id;
}

QByteArray versionedBytes(int version, const QString &key, const QJsonArray &values, QJsonObject beside)
{
    beside[QStringLiteral("version")] = version;
    beside[key] = values;
    return QJsonDocument(beside).toJson(QJsonDocument::Compact);
}

std::optional<QJsonObject> versionedObject(const QByteArray &bytes, int version, const QString &key)
{
    const QJsonObject root = QJsonDocument::fromJson(bytes).object();
    if (root[QStringLiteral("version")].toInt() != version || !root[key].isArray())
        return std::nullopt;
    return root;
}

} // namespace hubwatch
