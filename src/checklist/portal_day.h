// Days as the portal has them, and the zone that it lives in.
#pragma once

#include "base/clock.h"

#include <QString>
#include <QTimeZone>

namespace hubwatch {

/// UTC for a name that nobody knows.
QTimeZone portalZone(const QString &name);
/// The first instant of `day`: where clocks skip midnight, the one behind the gap.
TimePoint dayBegin(std::chrono::year_month_day day, const QTimeZone &zone);
/// The first instant behind `day`.
TimePoint dayEnd(std::chrono::year_month_day day, const QTimeZone &zone);
/// The day that calendars in `zone` show.
std::chrono::year_month_day dayAt(TimePoint at, const QTimeZone &zone);
/// "26 Nov 2026 16:37 JST", in English whatever the system's language; a zone without letters is "UTC+03".
QString portalTimeText(TimePoint at, const QTimeZone &zone);
/// "26 Nov 2026".
QString longDayText(std::chrono::year_month_day day);

} // namespace hubwatch
