#include "checklist/waiver.h"

#include "checklist/portal_day.h"

#include <QRegularExpression>

namespace hubwatch {

namespace {

QString waiverLacks(const char *key, const QString &example)
{
    return QStringLiteral("%1: missing; say %2").arg(QLatin1StringView(key), example);
}

bool isSamePerson(const QString &one, const QString &other)
{
    return one.simplified().compare(other.simplified(), Qt::CaseInsensitive) == 0;
}

QString waiverDaysComplaint(const Waiver &waiver)
{
    using std::chrono::sys_days;
    if (!waiver.granted.ok())
        return waiverLacks("granted", QStringLiteral("the day from which it holds, such as 2026-11-26"));
    const sys_days last = sys_days(waiver.granted) + std::chrono::days(longestWaiverDays);
    if (!waiver.until.ok())
        return waiverLacks(
            "until",
            QStringLiteral("its last day, %1 at the latest: a waiver without an end is none").arg(dayText(last)));
    if (sys_days(waiver.until) < sys_days(waiver.granted))
        return QStringLiteral("until: %1 comes before granted, %2; give a day from then to %3")
            .arg(dayText(waiver.until), dayText(waiver.granted), dayText(last));
    if (sys_days(waiver.until) > last)
        return QStringLiteral("until: %1 is %2 days behind granted, %3; %4 is the latest (%5 days)")
            .arg(dayText(waiver.until))
            .arg((sys_days(waiver.until) - sys_days(waiver.granted)).count())
            .arg(dayText(waiver.granted), dayText(last))
            .arg(longestWaiverDays);
    return {};
}

} // namespace

QString waiverComplaint(const Waiver &waiver)
{
    if (waiver.reason.trimmed().isEmpty())
        return waiverLacks("reason", QStringLiteral("why the item may wait"));
    if (waiver.owner.trimmed().isEmpty())
        return waiverLacks("owner", QStringLiteral("who mends it"));
    if (waiver.approver.trimmed().isEmpty())
        return waiverLacks("approver", QStringLiteral("who allows it"));
    if (isSamePerson(waiver.owner, waiver.approver))
        return QStringLiteral("approver: %1 is the owner as well; somebody else has to allow it")
            .arg(waiver.approver.simplified().left(80));
    return waiverDaysComplaint(waiver);
}

TimePoint waiverEnd(const Waiver &waiver, const QTimeZone &zone)
{
    return dayEnd(waiver.until, zone);
}

TimePoint waiverBegin(const Waiver &waiver, const QTimeZone &zone)
{
    return dayBegin(waiver.granted, zone);
}

WaiverStanding waiverStanding(const std::optional<Waiver> &waiver, const QTimeZone &zone, TimePoint now)
{
    if (!waiver)
        return WaiverStanding::None;
    if (!waiver->until.ok() || now >= waiverEnd(*waiver, zone))
        return WaiverStanding::Expired;
    if (!waiver->granted.ok() || now < waiverBegin(*waiver, zone))
        return WaiverStanding::NotYet;
    return WaiverStanding::Holds;
}

std::optional<std::chrono::year_month_day> parseDay(QStringView text)
{
    static const QRegularExpression form(QStringLiteral("^([0-9]{4})-([0-9]{2})-([0-9]{2})\\z"));
    const QRegularExpressionMatch match = form.match(text.toString());
    if (!match.hasMatch())
        return std::nullopt;
    const std::chrono::year_month_day day{std::chrono::year(match.capturedView(1).toInt()),
                                          std::chrono::month(match.capturedView(2).toUInt()),
                                          std::chrono::day(match.capturedView(3).toUInt())};
    return day.ok() ? std::optional(day) : std::nullopt;
}

QString dayText(std::chrono::year_month_day day)
{
    return QStringLiteral("%1-%2-%3")
        .arg(int(day.year()), 4, 10, QLatin1Char('0'))
        .arg(unsigned(day.month()), 2, 10, QLatin1Char('0'))
        .arg(unsigned(day.day()), 2, 10, QLatin1Char('0'));
}

} // namespace hubwatch
