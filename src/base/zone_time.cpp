#include "base/zone_time.h"

#include <QDateTime>
#include <algorithm>

namespace hubwatch {

namespace {

Duration zoneOffset(const QTimeZone &zone, TimePoint at)
{
    return std::chrono::seconds(
        zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC)));
}

/// The first instant in (before, after] that has the offset of `after`.
TimePoint zoneChange(const QTimeZone &zone, TimePoint before, TimePoint after)
{
    const Duration late = zoneOffset(zone, after);
    while (after - before > 1ms) {
        const TimePoint middle = before + (after - before) / 2;
        (zoneOffset(zone, middle) == late ? after : before) = middle;
    }
    return after;
}

} // namespace

QTimeZone zoneNamed(const QString &iana)
{
    return iana.isEmpty() ? QTimeZone() : QTimeZone(iana.toUtf8());
}

TimePoint wallTimeOf(const QTimeZone &zone, TimePoint at)
{
    return at + zoneOffset(zone, at);
}

TimePoint instantOf(const QTimeZone &zone, LocalDay day, Duration time, Twice twice)
{
    const TimePoint wall = TimePoint(day) + time;
    // Offsets of the days around: a zone that changes does so at most once in two days.
    const Duration before = zoneOffset(zone, wall - 24h);
    const Duration after = zoneOffset(zone, wall + 24h);
    const bool inBefore = zoneOffset(zone, wall - before) == before;
    const bool inAfter = zoneOffset(zone, wall - after) == after;
    if (inBefore && inAfter)
        return twice == Twice::First ? std::min(wall - before, wall - after) : std::max(wall - before, wall - after);
    if (inBefore)
        return wall - before;
    if (inAfter)
        return wall - after;
    return zoneChange(zone, wall - after, wall - before);
}

} // namespace hubwatch
