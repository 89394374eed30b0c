#include "checklist/portal_day.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>

namespace hubwatch {

namespace {

QDateTime utcDateTime(TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC);
}

Duration zoneOffset(const QTimeZone &zone, TimePoint at)
{
    return zone.isValid() ? std::chrono::seconds(zone.offsetFromUtc(utcDateTime(at))) : Duration(0);
}

} // namespace

QTimeZone portalZone(const QString &name)
{
    const QTimeZone zone = name.isEmpty() ? QTimeZone() : QTimeZone(name.toUtf8());
    return zone.isValid() ? zone : QTimeZone::utc();
}

TimePoint dayBegin(std::chrono::year_month_day day, const QTimeZone &zone)
{
    const TimePoint wall = TimePoint(std::chrono::sys_days(day));
    // A zone changes at most once within the two days around.
    const Duration before = zoneOffset(zone, wall - 24h);
    const Duration after = zoneOffset(zone, wall + 24h);
    const bool inBefore = zoneOffset(zone, wall - before) == before;
    const bool inAfter = zoneOffset(zone, wall - after) == after;
    if (inBefore && inAfter)
        return std::min(wall - before, wall - after);
    if (inBefore || inAfter)
        return wall - (inBefore ? before : after);
    TimePoint early = wall - after;
    TimePoint late = wall - before;
    while (late - early > 1ms) {
        const TimePoint middle = early + (late - early) / 2;
        (zoneOffset(zone, middle) == after ? late : early) = middle;
    }
    return late;
}

TimePoint dayEnd(std::chrono::year_month_day day, const QTimeZone &zone)
{
    return dayBegin(std::chrono::sys_days(day) + std::chrono::days(1), zone);
}

std::chrono::year_month_day dayAt(TimePoint at, const QTimeZone &zone)
{
    return std::chrono::floor<std::chrono::days>(at + zoneOffset(zone, at));
}

QString portalTimeText(TimePoint at, const QTimeZone &zone)
{
    const QString name = zone.isValid() ? zone.abbreviation(utcDateTime(at)) : QStringLiteral("UTC");
    const bool isOffset = name.startsWith(u'+') || name.startsWith(u'-');
    return QLocale::c().toString(utcDateTime(at + zoneOffset(zone, at)), QStringLiteral("d MMM yyyy HH:mm "))
        + (isOffset ? QStringLiteral("UTC") : QString()) + name;
}

QString longDayText(std::chrono::year_month_day day)
{
    return QLocale::c().toString(utcDateTime(TimePoint(std::chrono::sys_days(day))), QStringLiteral("d MMM yyyy"));
}

} // namespace hubwatch
