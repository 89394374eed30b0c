#include "alerts/mute.h"

#include "base/zone_time.h"

#include <algorithm>

namespace hubwatch {

namespace {

/// A zone may leave out a day: a window of one weekday is then two weeks from the next.
constexpr int daysAhead = 15;
constexpr int daysBack = 8;

int isoWeekday(LocalDay day)
{
    return int(std::chrono::weekday(day).iso_encoding());
}

/// The windows that begin on days from `back` before to `ahead` after that of `around`, in order of time, cut to the
/// life of the mute.
std::vector<MuteSpan> windowsAround(const Mute &mute, TimePoint around, int back, int ahead)
{
    const Recurrence &recurs = *mute.recurs;
    const QTimeZone zone = zoneNamed(recurs.zone);
    std::vector<MuteSpan> windows;
    if (!zone.isValid() || recurs.from == recurs.to)
        return windows;
    const LocalDay today = std::chrono::floor<std::chrono::days>(wallTimeOf(zone, around));
    for (int i = -back; i <= ahead; ++i) {
        const LocalDay day = today + std::chrono::days(i);
        if (!recurs.days.empty() && std::ranges::find(recurs.days, isoWeekday(day)) == recurs.days.end())
            continue;
        const LocalDay lastDay = recurs.to < recurs.from ? day + std::chrono::days(1) : day;
        MuteSpan window{.from = instantOf(zone, day, recurs.from, Twice::First),
                        .to = instantOf(zone, lastDay, recurs.to, Twice::Second)};
        window.from = std::max(window.from, mute.startsAt);
        if (mute.endsAt)
            window.to = std::min(window.to, *mute.endsAt);
        if (window.from < window.to)
            windows.push_back(window);
    }
    return windows;
}

} // namespace

std::optional<MuteSpan> currentOrNext(const Mute &mute, TimePoint now)
{
    if (!mute.recurs) {
        if (!mute.endsAt || *mute.endsAt <= now || *mute.endsAt <= mute.startsAt)
            return std::nullopt;
        return MuteSpan{.from = mute.startsAt, .to = *mute.endsAt};
    }
    std::optional<MuteSpan> span;
    for (const MuteSpan &window : windowsAround(mute, std::max(now, mute.startsAt), daysBack, daysAhead)) {
        // Windows that touch are one stretch: "Mon-Fri, all day" ends on Saturday.
        if (span && window.from <= span->to)
            span->to = std::max(span->to, window.to);
        else if (!span || span->to <= now)
            span = window;
        else
            break;
    }
    return span && span->to > now ? span : std::nullopt;
}

bool activeAt(const Mute &mute, TimePoint now)
{
    const auto holds = [now](const MuteSpan &span) { return span.from <= now && now < span.to; };
    if (!mute.recurs) {
        const std::optional<MuteSpan> span = currentOrNext(mute, now);
        return span && holds(*span);
    }
    return std::ranges::any_of(windowsAround(mute, now, 2, 1), holds);
}

bool ended(const Mute &mute, TimePoint now)
{
    if (!mute.recurs)
        return !mute.endsAt || *mute.endsAt <= now;
    return mute.endsAt && (*mute.endsAt <= now || !currentOrNext(mute, now));
}

QStringList muteProblems(const Mute &mute, TimePoint now)
{
    QStringList problems;
    if (mute.matchers.empty())
        problems += QStringLiteral("it says of no alert that it is meant: add a condition such as service=\"crm\"");
    for (const Matcher &matcher : mute.matchers) {
        if (const auto read = parseMatchers(matcherText(matcher)); !read)
            problems += QStringLiteral("%1: %2").arg(matcherText(matcher), read.error().detail);
    }
    if (!mute.endsAt && !mute.recurs)
        problems += QStringLiteral("it has no end: say until when");
    if (mute.endsAt && *mute.endsAt <= now)
        problems += QStringLiteral("its end is in the past");
    else if (mute.endsAt && *mute.endsAt <= mute.startsAt)
        problems += QStringLiteral("it ends before it starts");
    if (!mute.recurs)
        return problems;

    const auto inDay = [](Duration time) { return time >= Duration::zero() && time <= 24h; };
    if (mute.recurs->from == mute.recurs->to)
        problems += QStringLiteral("its window has no length: for a whole day say 00:00 to 24:00");
    if (!inDay(mute.recurs->from) || !inDay(mute.recurs->to))
        problems += QStringLiteral("its window is not within a day: times go from 00:00 to 24:00");
    if (std::ranges::any_of(mute.recurs->days, [](int day) { return day < 1 || day > 7; }))
        problems += QStringLiteral("its days are not those of a week: 1 is Monday, 7 is Sunday");
    if (!zoneNamed(mute.recurs->zone).isValid())
        problems += QStringLiteral("nobody knows the time zone \"%1\": say one such as Europe/Berlin")
                        .arg(mute.recurs->zone);
    return problems;
}

QStringList muteWarnings(const Mute &mute, int matching, int all)
{
    if (MatcherSet(mute.matchers).matchesEverything())
        return {QStringLiteral("it matches every alert there can be: nobody is told of anything while it holds")};
    if (matching == 0)
        return {
            QStringLiteral("it matches none of the %1 alerts now: is every value spelled as it is shown?").arg(all)};
    if (matching == all && all > 1)
        return {QStringLiteral("it matches all %1 alerts that there are now").arg(all)};
    return {};
}

} // namespace hubwatch
