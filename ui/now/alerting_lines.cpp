#include "ui/now/alerting_lines.h"

#include "ui/format.h"
#include "ui/now/alert_groups.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr Duration soon = 12h;

QString alertingWord(const char *text)
{
    return QCoreApplication::translate("alerting", text);
}

EventLine comingLine(Mark mark, const QString &text, TimePoint at, TimePoint now)
{
    EventLine line{.mark = mark, .text = text};
    line.time = at > now ? alertingWord("in %1").arg(ageText(at - now)) : alertingWord("now");
    line.details = QStringLiteral("%1\n%2").arg(text, instantText(at));
    return line;
}

/// "nightly-export", else the matchers.
QString mutedWhat(const Mute &mute)
{
    if (mute.matchers.size() == 1 && mute.matchers[0].op == Matcher::Op::Equal)
        return mute.matchers[0].label == u"service"
            ? mute.matchers[0].value
            : QStringLiteral("%1 %2").arg(mute.matchers[0].label, mute.matchers[0].value);
    return matchersText(mute.matchers);
}

} // namespace

std::vector<std::pair<TimePoint, EventLine>> alertingLines(const Snapshot &snapshot)
{
    const AlertingState &alerting = snapshot.alerting;
    const TimePoint now = snapshot.at;
    std::vector<std::pair<TimePoint, EventLine>> coming;
    const auto add = [&](Mark mark, const QString &text, TimePoint at) {
        coming.emplace_back(at, comingLine(mark, text, at, now));
    };
    for (const MuteState &mute : alerting.mutes) {
        if (!mute.span)
            continue;
        const QString what = mutedWhat(mute.mute);
        if (mute.active && mute.span->to > now)
            add(mute.quieted > 0 ? Mark::Warn : Mark::None, alertingWord("Mute on %1 ends").arg(what), mute.span->to);
        else if (!mute.active && mute.span->from > now && mute.span->from - now <= soon)
            add(Mark::None, alertingWord("Mute on %1 begins").arg(what), mute.span->from);
    }
    std::optional<bool> goesOn; // asked only where it matters
    for (const RouteState &route : alerting.routes) {
        const QString &name = route.route.name;
        if (route.waiting > 0 && route.nextTry) {
            add(Mark::Pending, alertingWord("%1 is tried again").arg(name), *route.nextTry);
            continue;
        }
        const bool told = route.lastGood && route.lastGood->event == Notice::Event::Trigger;
        if (!told || route.route.repeatInterval <= Duration::zero())
            continue;
        // A thing that goes on is told again, as long as nobody has taken it on.
        if (!goesOn)
            goesOn = firingCount(snapshot) > 0;
        if (!*goesOn)
            continue;
        const TimePoint again = route.lastGood->at + route.route.repeatInterval;
        if (again > now && again - now <= soon)
            add(Mark::None, alertingWord("%1 is told again").arg(name), again);
    }
    return coming;
}

} // namespace hubwatch::ui
