// Reading HubSpot's JSON: tolerant of every field's absence and of numbers written as text.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>
#include <optional>

namespace hubwatch {

/// The object that `json` holds. Malformed otherwise, with the byte or what was found: "account details: byte 17: ...".
Result<QJsonObject> jsonObject(const QByteArray &json, const char *what);

/// "a number", "an array" ...: for saying what was found.
QString jsonTypeName(const QJsonValue &value);

/// A whole number, also one written as text.
std::optional<std::int64_t> integerField(const QJsonValue &value);
/// Text, or a whole number as text; empty for anything else.
QString textField(const QJsonValue &value);
/// The texts of an array, or the words of a text.
QStringList wordsField(const QJsonValue &value);
/// Milliseconds since 1970, or as parseInstant().
std::optional<TimePoint> instantField(const QJsonValue &value);

/// "2026-11-25T10:03:22.123Z", also with an offset such as "-05:00" and without the fraction.
std::optional<TimePoint> parseInstant(QStringView text);
/// "-05:00", "+0900", "Z"
std::optional<Duration> parseOffset(QStringView text);

} // namespace hubwatch
