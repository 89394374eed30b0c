#include "alerts/mute.h"
#include "base/time_text.h"

#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

QString weekdayName(int day)
{
    static constexpr std::array names{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return day >= 1 && day <= 7 ? QString::fromLatin1(names[size_t(day - 1)]) : QString::number(day);
}

/// "Mon-Fri", "Mon, Wed", "every day".
QString weekdaysText(std::vector<int> days)
{
    std::ranges::sort(days);
    days.erase(std::unique(days.begin(), days.end()), days.end());
    if (days.empty() || days.size() == 7)
        return QStringLiteral("every day");
    QStringList runs;
    for (size_t first = 0; first < days.size();) {
        size_t last = first;
        while (last + 1 < days.size() && days[last + 1] == days[last] + 1)
            ++last;
        if (last > first + 1)
            runs += weekdayName(days[first]) + u'-' + weekdayName(days[last]);
        else
            for (size_t i = first; i <= last; ++i)
                runs += weekdayName(days[i]);
        first = last + 1;
    }
    return runs.join(QStringLiteral(", "));
}

QString timeOfDayText(Duration time)
{
    const auto minutes = std::chrono::floor<std::chrono::minutes>(time).count();
    return QStringLiteral("%1:%2")
        .arg(minutes / 60, 2, 10, QLatin1Char('0'))
        .arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

QString dateText(TimePoint at)
{
    return utcText(at).left(10);
}

QString hourText(TimePoint at)
{
    return utcText(at).mid(11, 5);
}

} // namespace

QString scheduleText(const Mute &mute)
{
    if (mute.recurs) {
        const QString windows = QStringLiteral("%1 %2 to %3 %4")
                                    .arg(weekdaysText(mute.recurs->days), timeOfDayText(mute.recurs->from),
                                         timeOfDayText(mute.recurs->to), mute.recurs->zone);
        return mute.endsAt
            ? QStringLiteral("%1, until %2 %3 UTC").arg(windows, dateText(*mute.endsAt), hourText(*mute.endsAt))
            : windows;
    }
    if (!mute.endsAt)
        return QStringLiteral("without an end");
    const bool oneDay = dateText(mute.startsAt) == dateText(*mute.endsAt);
    const QString end = oneDay ? QStringLiteral("until %1 UTC").arg(hourText(*mute.endsAt))
                               : QStringLiteral("until %1 %2 UTC").arg(dateText(*mute.endsAt), hourText(*mute.endsAt));
    if (mute.startsAt <= mute.createdAt)
        return end;
    return QStringLiteral("from %1 %2 %3").arg(dateText(mute.startsAt), hourText(mute.startsAt), end);
}

} // namespace hubwatch
