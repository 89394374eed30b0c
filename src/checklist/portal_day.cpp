#include "checklist/portal_day.h"

#include "base/zone_time.h"

#include <QDateTime>
#include <QLocale>

namespace hubwatch {

namespace {

QDateTime utcDateTime(TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC);
}

} // namespace

QTimeZone portalZone(const QString &name)
{
    const QTimeZone zone = zoneNamed(name);
    return zone.isValid() ? zone : QTimeZone::utc();
}

TimePoint dayBegin(std::chrono::year_month_day day, const QTimeZone &zone)
{
    return instantOf(zone, day, {}, Twice::First);
}

TimePoint dayEnd(std::chrono::year_month_day day, const QTimeZone &zone)
{
    return dayBegin(std::chrono::sys_days(day) + std::chrono::days(1), zone);
}

std::chrono::year_month_day dayAt(TimePoint at, const QTimeZone &zone)
{
    return std::chrono::floor<std::chrono::days>(wallTimeOf(zone, at));
}

QString portalTimeText(TimePoint at, const QTimeZone &zone)
{
    const QString name = zone.abbreviation(utcDateTime(at));
    const bool isOffset = name.startsWith(u'+') || name.startsWith(u'-');
    return QLocale::c().toString(utcDateTime(wallTimeOf(zone, at)), QStringLiteral("d MMM yyyy HH:mm "))
        + (isOffset ? QStringLiteral("UTC") : QString()) + name;
}

QString longDayText(std::chrono::year_month_day day)
{
    return QLocale::c().toString(utcDateTime(TimePoint(std::chrono::sys_days(day))), QStringLiteral("d MMM yyyy"));
}

} // namespace hubwatch
