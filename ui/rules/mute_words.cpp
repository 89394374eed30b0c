#include "ui/rules/mute_words.h"

#include "ui/format.h"

#include <QCoreApplication>
#include <QLocale>

namespace hubwatch::ui {

namespace {

QString muteWord(const char *text)
{
    return QCoreApplication::translate("mutes", text);
}

} // namespace

TimePoint tomorrowMorning(TimePoint now)
{
    const QDateTime local = dateTimeOf(now, Zone::Local);
    return timePointOf(QDateTime(local.date().addDays(1), QTime(9, 0)));
}

QString endText(TimePoint at, TimePoint now)
{
    const QDateTime then = dateTimeOf(at, Zone::Local);
    if (then.date() == dateTimeOf(now, Zone::Local).date())
        return minuteText(at);
    return QLocale(QLocale::English).toString(then, QStringLiteral("ddd d MMM HH:mm"));
}

QString muteScheduleWords(const Mute &mute, TimePoint now)
{
    if (mute.recurs)
        return scheduleText(mute);
    if (!mute.endsAt)
        return muteWord("without an end");
    const QString until = muteWord("until %1").arg(endText(*mute.endsAt, now));
    return mute.startsAt > now ? muteWord("from %1 %2").arg(endText(mute.startsAt, now), until) : until;
}

MarkedWord muteStateWord(const Mute &mute, const std::optional<MuteSpan> &span, bool active, TimePoint now)
{
    if (active)
        return {Mark::None, span ? muteWord("active, %1 left").arg(ageText(span->to - now)) : muteWord("active")};
    if (span && span->from > now)
        return {Mark::NotYet, muteWord("begins in %1").arg(ageText(span->from - now))};
    const TimePoint over = span ? span->to : mute.endsAt.value_or(now);
    return {Mark::Good, muteWord("ended %1 ago").arg(ageText(now - over))};
}

Mute extended(Mute mute, TimePoint now)
{
    mute.endsAt = std::max(mute.endsAt.value_or(now), now) + 1h;
    return mute;
}

Mute renewed(Mute mute, TimePoint now)
{
    const Duration length = mute.endsAt ? *mute.endsAt - mute.startsAt : Duration(1h);
    mute.id.clear();
    mute.startsAt = now;
    mute.endsAt = now + (length > Duration::zero() ? length : Duration(1h));
    mute.createdAt = now;
    return mute;
}

} // namespace hubwatch::ui
