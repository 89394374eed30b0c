// Local wall times as instants: where a day, a mute or a window meets a zone's change to or from daylight
// saving.
#pragma once

#include "base/clock.h"

#include <QString>
#include <QTimeZone>

namespace hubwatch {

/// Midnight by midnight: days since 1970-01-01, as a calendar counts them.
using LocalDay = std::chrono::sys_days;

/// Which of two instants a wall time that comes twice is.
enum class Twice { First, Second };

/// Invalid where nobody knows the name; Qt alone takes no name for UTC.
QTimeZone zoneNamed(const QString &iana);

/// The instant at which clocks of `zone` show `time` after midnight of `day`; one that never does is the first instant
/// after the gap.
TimePoint instantOf(const QTimeZone &zone, LocalDay day, Duration time, Twice twice);
/// What clocks of `zone` show, as if it were UTC.
TimePoint wallTimeOf(const QTimeZone &zone, TimePoint at);

} // namespace hubwatch
