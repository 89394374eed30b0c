#include "batch/job_window.h"

#include "base/zone_time.h"

#include <QDateTime>
#include <QRegularExpression>
#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

constexpr int windowDayMinutes = 24 * 60;

struct MissedRuleWord {
    JobSchedule::Missed missed;
    const char *word;
};
constexpr std::array missedRuleWords{MissedRuleWord{JobSchedule::Missed::NextWindow, "next-window"},
                                     MissedRuleWord{JobSchedule::Missed::AtOnce, "at-once"},
                                     MissedRuleWord{JobSchedule::Missed::Ask, "ask"}};

QDateTime windowDateTime(TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC);
}

/// The first instant at which clocks show that minute of the day; one that never comes is the first after the gap.
TimePoint firstInstant(const QTimeZone &zone, LocalDay day, int minute)
{
    return instantOf(zone, day, std::chrono::minutes(minute), Twice::First);
}

QString windowMinuteText(int minute)
{
    return QStringLiteral("%1:%2").arg(minute / 60, 2, 10, QLatin1Char('0')).arg(minute % 60, 2, 10, QLatin1Char('0'));
}

/// "00:00 JST"; a zone without letters of its own is "02:00 UTC+03".
QString windowTimeText(const JobSchedule &schedule, TimePoint at)
{
    const QTimeZone zone = zoneNamed(schedule.timeZone);
    const QString name = zone.abbreviation(windowDateTime(at));
    const bool isOffset = name.startsWith(u'+') || name.startsWith(u'-');
    return windowDateTime(wallTimeOf(zone, at)).toString(QStringLiteral("HH:mm "))
        + (isOffset ? QStringLiteral("UTC") : QString()) + name;
}

/// "6 h 12 min", whole minutes, never less than what is left.
QString windowWaitText(Duration wait)
{
    const auto minutes = std::chrono::ceil<std::chrono::minutes>(wait).count();
    const auto hours = minutes / 60;
    if (hours == 0)
        return QStringLiteral("%1 min").arg(minutes);
    if (hours < 24)
        return minutes % 60 == 0 ? QStringLiteral("%1 h").arg(hours)
                                 : QStringLiteral("%1 h %2 min").arg(hours).arg(minutes % 60);
    return hours % 24 == 0 ? QStringLiteral("%1 d").arg(hours / 24)
                           : QStringLiteral("%1 d %2 h").arg(hours / 24).arg(hours % 24);
}

QString nextWindowText(const JobSchedule &schedule, const JobWindow &window, TimePoint now)
{
    return QStringLiteral("next window: %1, in %2")
        .arg(windowTimeText(schedule, window.from), windowWaitText(window.from - now));
}

/// Inside of the window: run until its end; before it: wait.
ScheduleVerdict verdictFor(const JobSchedule &schedule, const JobWindow &window, TimePoint now)
{
    if (now < window.from)
        return {.then = ScheduleVerdict::Then::Wait, .at = window.from, .words = nextWindowText(schedule, window, now)};
    return {.then = ScheduleVerdict::Then::Run,
            .stopBy = window.to,
            .words = QStringLiteral("window open until %1").arg(windowTimeText(schedule, window.to))};
}

tl::unexpected<Error> scheduleFault(const QString &expected, const QString &found)
{
    return fail(Error::Kind::Malformed, QStringLiteral("schedule: expected %1, found \"%2\"").arg(expected, found));
}

/// Of "05:00"; 24:00 is midnight. -1 for anything else.
int windowMinute(const QString &hour, const QString &minute)
{
    const int total = hour.toInt() * 60 + minute.toInt();
    return minute.toInt() < 60 && total <= windowDayMinutes ? total % windowDayMinutes : -1;
}

} // namespace

Result<JobWindow> windowAt(const JobSchedule &schedule, TimePoint now)
{
    const QTimeZone zone = zoneNamed(schedule.timeZone);
    if (!zone.isValid())
        return fail(
            Error::Kind::Rejected,
            QStringLiteral("nobody knows the time zone \"%1\"; name one such as Asia/Tokyo").arg(schedule.timeZone));
    const auto today = std::chrono::floor<std::chrono::days>(wallTimeOf(zone, now));
    const int overnight = schedule.toMinute <= schedule.fromMinute ? 1 : 0;
    // A window that falls into the hour that clocks skip does not come that day; the zone's next day has one.
    for (int day = -2; day <= 3; ++day) {
        const LocalDay first = today + std::chrono::days(day);
        const JobWindow window{.from = firstInstant(zone, first, schedule.fromMinute),
                               .to = firstInstant(zone, first + std::chrono::days(overnight), schedule.toMinute)};
        if (window.to > now && window.from < window.to)
            return window;
    }
    return fail(Error::Kind::Rejected, QStringLiteral("the window never comes; choose another"));
}

ScheduleVerdict scheduleVerdict(const JobSchedule &schedule, TimePoint since, TimePoint now)
{
    const auto meant = windowAt(schedule, since);
    const auto next = windowAt(schedule, now);
    if (!meant || !next)
        return {.then = ScheduleVerdict::Then::Ask, .words = (meant ? next : meant).error().detail};
    if (now < meant->to)
        return verdictFor(schedule, *meant, now);
    const bool isOpen = now >= next->from;
    const QString after = isOpen ? QStringLiteral("the window is open until %1").arg(windowTimeText(schedule, next->to))
                                 : nextWindowText(schedule, *next, now);
    switch (schedule.missed) {
    case JobSchedule::Missed::NextWindow: return verdictFor(schedule, *next, now);
    case JobSchedule::Missed::AtOnce:
        return {.then = ScheduleVerdict::Then::Run,
                .stopBy = isOpen ? std::optional(next->to) : std::nullopt,
                .words = QStringLiteral("the window until %1 was missed, so it runs at once")
                             .arg(windowTimeText(schedule, meant->to))};
    case JobSchedule::Missed::Ask:
        return {.then = ScheduleVerdict::Then::Ask,
                .words = QStringLiteral("the window until %1 was missed; run now or wait (%2)")
                             .arg(windowTimeText(schedule, meant->to), after)};
    }
    Q_UNREACHABLE();
}

Result<JobSchedule> parseSchedule(const QString &text)
{
    static const QRegularExpression shape(
        QStringLiteral(R"(^\s*(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})\s+(\S+)(?:\s+(\S+))?\s*$)"));
    const QString form = QStringLiteral("\"HH:MM-HH:MM Zone\" such as \"00:00-05:00 Asia/Tokyo\"");
    const QRegularExpressionMatch match = shape.match(text);
    if (!match.hasMatch())
        return scheduleFault(form, text);
    JobSchedule schedule{.fromMinute = windowMinute(match.captured(1), match.captured(2)),
                         .toMinute = windowMinute(match.captured(3), match.captured(4)),
                         .timeZone = match.captured(5)};
    if (schedule.fromMinute < 0 || schedule.toMinute < 0)
        return scheduleFault(QStringLiteral("times of day from 00:00 to 24:00"), text);
    if (!zoneNamed(schedule.timeZone).isValid())
        return scheduleFault(QStringLiteral("a time zone such as Asia/Tokyo"), schedule.timeZone);
    const QString word = match.captured(6);
    const auto missed = std::ranges::find_if(
        missedRuleWords, [&](const MissedRuleWord &entry) { return word == QLatin1StringView(entry.word); });
    if (!word.isEmpty() && missed == missedRuleWords.end())
        return scheduleFault(QStringLiteral("next-window, at-once or ask behind the zone"), word);
    if (missed != missedRuleWords.end())
        schedule.missed = missed->missed;
    return schedule;
}

QString scheduleText(const JobSchedule &schedule)
{
    const QString window
        = QStringLiteral("%1-%2 %3")
              .arg(windowMinuteText(schedule.fromMinute), windowMinuteText(schedule.toMinute), schedule.timeZone);
    const auto missed = std::ranges::find(missedRuleWords, schedule.missed, &MissedRuleWord::missed);
    return schedule.missed == JobSchedule::Missed::NextWindow || missed == missedRuleWords.end()
        ? window
        : window + u' ' + QLatin1StringView(missed->word);
}

} // namespace hubwatch
