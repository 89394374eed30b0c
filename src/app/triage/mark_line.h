// MarkLine: one line of a file of marks, read and written.
#pragma once

#include "base/result.h"
#include "store/event.h"

#include <QByteArray>
#include <optional>

namespace hubwatch {

/// Of a mark's text; longer ones are cut.
constexpr qsizetype longestMarkText = 500;

/// Reads "2026-11-23T08:00:00Z", with fractions or an offset if need be; nullopt without a zone, or for what is no
/// instant: a time of which nobody knows the zone is no time.
std::optional<TimePoint> parseInstant(const QString &text);

/// A mark made by a person: control characters become spaces, what looks like a token is taken out.
Event markOf(TimePoint at, const QString &service, const QString &text);

/// {"at":"2026-11-23T08:00:00.000Z","service":"contacts-sync","text":"deploy 1.4.2"} and a line end; without a service
/// where it concerns the whole console.
QByteArray markLine(const Event &mark);

/// Reads such a line, with any other keys beside, or `2026-11-23T08:00:00Z SERVICE TEXT`, where SERVICE is "-" for the
/// whole console. Malformed says what was expected and found.
Result<Event> parseMarkLine(const QByteArray &line);

} // namespace hubwatch
