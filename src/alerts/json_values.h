// What the alerts' own files are written in: JSON with a version, instants as milliseconds, nothing for nothing.
#pragma once

#include "alerts/alert_labels.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <optional>

namespace hubwatch {

qint64 jsonTime(TimePoint at);
TimePoint timeOfJson(const QJsonValue &value);

/// Writes no key where there is no value; and back.
void putTime(QJsonObject &object, const QString &key, const std::optional<TimePoint> &at);
std::optional<TimePoint> optionalTimeOf(const QJsonObject &object, const QString &key);
void putFigure(QJsonObject &object, const QString &key, const std::optional<double> &figure);
std::optional<double> optionalFigureOf(const QJsonObject &object, const QString &key);

/// Adds "service" and "rule"; and back, nullopt where one of them is missing.
void putAlertId(QJsonObject &object, const AlertId &id);
std::optional<AlertId> alertIdOf(const QJsonObject &object);

/// {"version": 1, "mutes": [...]}; and back, nullopt for another version or what is no JSON.
QByteArray versionedBytes(int version, const QString &key, const QJsonArray &values, QJsonObject beside = {});
std::optional<QJsonObject> versionedObject(const QByteArray &bytes, int version, const QString &key);

} // namespace hubwatch
