#include "ui/format.h"
#include "ui/now/alert_words.h"
#include "ui/now/events_panel.h"
#include "ui/now/service_words.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString eventWord(const char *text)
{
    return QCoreApplication::translate("events", text);
}

Mark markOf(const Event &event)
{
    switch (event.kind) {
    case Event::Kind::Alert:
        if (event.to == u"firing")
            return Mark::Bad;
        if (event.to == u"pending")
            return Mark::Pending;
        return event.to == u"resolved" ? Mark::Good : Mark::None;
    case Event::Kind::Source:
        if (event.to == u"unreachable")
            return Mark::Blind;
        return event.to == u"good" ? Mark::Good : Mark::Warn;
    case Event::Kind::Console:
    case Event::Kind::Mark:
    case Event::Kind::Weather: return Mark::None;
    }
    Q_UNREACHABLE();
}

EventLine lineOf(const Event &event, const Snapshot &snapshot)
{
    EventLine line{.mark = markOf(event), .text = event.text, .time = minuteText(event.at), .service = event.service};
    if (!event.service.isEmpty() && !event.text.contains(event.service))
        line.text = QStringLiteral("%1: %2").arg(event.service, event.text);
    line.details = QStringLiteral("%1\n%2").arg(line.text, instantText(event.at));
    if (event.kind == Event::Kind::Alert) {
        const auto rule = std::ranges::find(snapshot.rules, event.subject, &Rule::name);
        line.signal = rule == snapshot.rules.end() ? QString() : rule->signal;
    }
    return line;
}

QString inText(Duration until)
{
    return until > Duration::zero() ? eventWord("in %1").arg(ageText(until)) : eventWord("now");
}

QString firingWord(const AlertView &view)
{
    const QString what = QStringLiteral("%1 %2").arg(view.service->config.name, shortName(view.rule->signal));
    switch (view.rule->severity) {
    case Rule::Severity::Page: return eventWord("%1 pages").arg(what);
    case Rule::Severity::Notify: return eventWord("%1 notifies").arg(what);
    case Rule::Severity::Ticket: return eventWord("%1 opens a ticket").arg(what);
    }
    Q_UNREACHABLE();
}

} // namespace

std::vector<EventLine> latelyLines(const Snapshot &snapshot, int most)
{
    std::vector<EventLine> lines;
    for (const Event &event : snapshot.events) {
        if (int(lines.size()) < most)
            lines.push_back(lineOf(event, snapshot));
    }
    return lines;
}

std::vector<EventLine> awayLines(const Snapshot &snapshot, TimePoint from, TimePoint to, int most)
{
    std::vector<EventLine> lines;
    for (const Event &event : snapshot.events) {
        const bool worth = event.kind != Event::Kind::Weather && event.to != u"inactive" && event.to != u"pending";
        if (worth && event.at > from && event.at <= to && int(lines.size()) < most)
            lines.push_back(lineOf(event, snapshot));
    }
    return lines;
}

std::vector<EventLine> nextLines(const Snapshot &snapshot, int most)
{
    std::vector<std::pair<TimePoint, EventLine>> coming;
    for (const AlertView &view : liveAlerts(snapshot)) {
        const auto at = firesAt(view, snapshot.at);
        if (!at)
            continue;
        EventLine line{.mark = Mark::Pending, .text = firingWord(view), .time = clockText(*at)};
        line.details = QStringLiteral("%1\n%2").arg(alertTitle(view), alertClock(view, snapshot.at));
        line.service = view.service->config.name;
        line.signal = view.rule->signal;
        coming.emplace_back(*at, std::move(line));
    }
    std::optional<std::pair<TimePoint, QString>> nextPoll;
    for (const ServiceState &service : snapshot.services) {
        const EndpointState &metrics = service.metrics;
        if (!metrics.next)
            continue;
        if (metrics.reach != EndpointState::Reach::Unreachable) {
            if (!nextPoll || *metrics.next < nextPoll->first)
                nextPoll.emplace(*metrics.next, service.config.name);
            continue;
        }
        EventLine line{.mark = Mark::Blind, .text = eventWord("%1 is tried again").arg(service.config.name)};
        line.time = inText(*metrics.next - snapshot.at);
        line.details = QStringLiteral("%1\n%2").arg(line.text, instantText(*metrics.next));
        line.service = service.config.name;
        coming.emplace_back(*metrics.next, std::move(line));
    }
    if (nextPoll) {
        EventLine line{.text = eventWord("%1 is polled").arg(nextPoll->second)};
        line.time = inText(nextPoll->first - snapshot.at);
        line.details = QStringLiteral("%1\n%2").arg(line.text, instantText(nextPoll->first));
        line.service = nextPoll->second;
        coming.emplace_back(nextPoll->first, std::move(line));
    }
    // Alerts first: a poll in 2 s must not push away what pages in five minutes.
    std::ranges::stable_sort(coming, [](const auto &a, const auto &b) {
        const bool alertA = !a.second.signal.isEmpty();
        const bool alertB = !b.second.signal.isEmpty();
        return alertA != alertB ? alertA : a.first < b.first;
    });
    std::vector<EventLine> lines;
    if (!snapshot.workspaceProblems.empty()) {
        const WorkspaceProblem &problem = snapshot.workspaceProblems.front();
        const QString file = QFileInfo(snapshot.workspacePath).fileName();
        EventLine line{.mark = Mark::Warn};
        line.text = eventWord("%1 waits to be mended").arg(file);
        line.time = problem.line > 0 ? eventWord("line %1").arg(problem.line) : QString();
        line.details = problem.text;
        lines.push_back(std::move(line));
    }
    for (auto &[at, line] : coming) {
        if (int(lines.size()) < most)
            lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace hubwatch::ui
