#include "ui/batch/batch_brief.h"
#include "ui/format.h"
#include "ui/now/alert_words.h"
#include "ui/now/alerting_lines.h"
#include "ui/now/events_panel.h"
#include "ui/now/hubspot_lines.h"
#include "ui/now/service_words.h"
#include "ui/source_title.h"

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
    case Event::Kind::HubSpot:
        if (event.to == u"resolved" || event.to == u"completed")
            return Mark::Good;
        return event.subject == u"maintenance" ? Mark::None : Mark::Warn;
    case Event::Kind::Incident: return event.to == u"resolved" ? Mark::Good : Mark::None;
    case Event::Kind::Delivery: return event.to == u"refused" ? Mark::Bad : Mark::None;
    case Event::Kind::Batch:
        if (event.to == u"paused" || event.to == u"asking" || event.to == u"parked")
            return Mark::Warn;
        return event.to == u"finished" ? Mark::Good : Mark::None;
    case Event::Kind::Checklist: return event.to == u"fail" ? Mark::Bad : Mark::None;
    case Event::Kind::Acknowledge:
    case Event::Kind::Mute:
    case Event::Kind::Credential:
    case Event::Kind::Console:
    case Event::Kind::Mark:
    case Event::Kind::Weather: return Mark::None;
    }
    Q_UNREACHABLE();
}

/// Louder first.
int lineLoudness(Mark mark)
{
    switch (mark) {
    case Mark::Bad: return 5;
    case Mark::Blind: return 4;
    case Mark::Pending: return 3;
    case Mark::Warn: return 2;
    case Mark::Good: return 1;
    case Mark::None:
    case Mark::NotYet: return 0;
    }
    Q_UNREACHABLE();
}

Duration between(const Event &a, const Event &b)
{
    return a.at > b.at ? a.at - b.at : b.at - a.at;
}

/// What one cause did at one moment is one thing that happened; so is what two rules say with the same words.
bool belongTogether(const Event &a, const Event &b)
{
    return a.kind == b.kind && !a.service.isEmpty() && a.service == b.service
        && between(a, b) < (a.text == b.text ? Duration(1min) : Duration(1s));
}

/// A resolved alert that ages to inactive tells nobody anything.
bool isSilent(const Event &event)
{
    return event.kind == Event::Kind::Alert && event.from == u"resolved" && event.to == u"inactive";
}

QString signalOf(const Event &event, const Snapshot &snapshot)
{
    if (event.kind != Event::Kind::Alert)
        return {};
    const auto rule = std::ranges::find(snapshot.rules, event.subject, &Rule::name);
    return rule == snapshot.rules.end() ? QString() : rule->signal;
}

/// One line of events that belong together, the loudest in front.
EventLine lineOf(std::vector<const Event *> events, const Snapshot &snapshot)
{
    std::ranges::stable_sort(events, std::ranges::greater(),
                             [](const Event *event) { return lineLoudness(markOf(*event)); });
    const Event &loudest = *events.front();
    QStringList texts;
    for (const Event *event : events) {
        // The service is said once, in front.
        QString text = event->text;
        if (!event->service.isEmpty())
            text.remove(event->service + QStringLiteral(": "));
        if (!texts.contains(text))
            texts << text;
    }
    EventLine line{.mark = markOf(loudest), .time = minuteText(loudest.at), .service = loudest.service};
    const QString prefix = loudest.service.isEmpty() || texts.front().contains(loudest.service)
        ? QString()
        : QStringLiteral("%1: ").arg(sourceTitle(loudest.service));
    line.text = prefix + texts.join(QStringLiteral("; "));
    line.details = QStringLiteral("%1\n%2").arg(prefix + texts.join(u'\n'), instantText(loudest.at));
    line.signal = signalOf(loudest, snapshot);
    return line;
}

/// The events that are `wanted`, newest first, those of one cause in one line.
template<class Wanted>
std::vector<EventLine> linesOf(const Snapshot &snapshot, int most, Wanted wanted, bool relative)
{
    std::vector<std::vector<const Event *>> groups;
    for (const Event &event : snapshot.events) {
        if (isSilent(event) || !wanted(event))
            continue;
        // Events of one second stand close to each other; other services' may lie between.
        const auto near = std::ranges::find_if(
            groups.size() > 4 ? groups.end() - 4 : groups.begin(), groups.end(), [&](const auto &group) {
                return std::ranges::any_of(group, [&](const Event *known) { return belongTogether(*known, event); });
            });
        if (near != groups.end())
            near->push_back(&event);
        else if (int(groups.size()) < most)
            groups.push_back({&event});
        else
            break;
    }
    std::vector<EventLine> lines;
    for (const auto &group : groups) {
        lines.push_back(lineOf(group, snapshot));
        if (relative)
            lines.back().time = eventWord("%1 ago").arg(ageText(snapshot.at - group.front()->at));
    }
    return lines;
}

QString inText(Duration until)
{
    return until > Duration::zero() ? eventWord("in %1").arg(ageText(until)) : eventWord("now");
}

QString firingWord(const AlertView &view)
{
    const QString what
        = QStringLiteral("%1 %2").arg(sourceTitle(view.service->config.name), shortName(view.rule->signal));
    switch (view.rule->severity) {
    case Rule::Severity::Page: return eventWord("%1 pages").arg(what);
    case Rule::Severity::Notify: return eventWord("%1 notifies").arg(what);
    case Rule::Severity::Ticket: return eventWord("%1 opens a ticket").arg(what);
    }
    Q_UNREACHABLE();
}

bool anyPending(const Snapshot &snapshot)
{
    return std::ranges::any_of(snapshot.services, [](const ServiceState &service) {
        return std::ranges::find(service.alerts, Alert::State::Pending, &Alert::state) != service.alerts.end();
    });
}

EventLine triedAgain(const QString &service, TimePoint at, TimePoint now)
{
    EventLine line{.mark = Mark::Blind, .text = eventWord("%1 is tried again").arg(sourceTitle(service))};
    line.time = inText(at - now);
    line.details = QStringLiteral("%1\n%2").arg(line.text, instantText(at));
    line.service = service;
    return line;
}

EventLine firstAsked(const std::vector<std::pair<TimePoint, QString>> &services, TimePoint now)
{
    const auto &[at, name] = std::ranges::min(services);
    EventLine line{.mark = Mark::NotYet};
    line.text = services.size() == 1
        ? eventWord("First readiness of %1").arg(name)
        : eventWord("First readiness of %1 and %2 more").arg(name).arg(services.size() - 1);
    line.time = inText(at - now);
    line.details = QStringLiteral("%1\n%2").arg(line.text, instantText(at));
    line.service = name;
    return line;
}

} // namespace

std::vector<EventLine> latelyLines(const Snapshot &snapshot, int most)
{
    return linesOf(
        snapshot, most, [](const Event &) { return true; }, true);
}

std::vector<EventLine> awayLines(const Snapshot &snapshot, TimePoint from, TimePoint to, int most)
{
    const auto worth = [&](const Event &event) {
        return event.kind != Event::Kind::Weather && event.to != u"inactive" && event.to != u"pending"
            && event.at > from && event.at <= to;
    };
    return linesOf(snapshot, most, worth, false);
}

std::vector<EventLine> nextLines(const Snapshot &snapshot, int most)
{
    std::vector<std::pair<TimePoint, EventLine>> coming;
    for (const AlertView &view : anyPending(snapshot) ? liveAlerts(snapshot) : std::vector<AlertView>()) {
        const auto at = firesAt(view, snapshot.at);
        if (!at)
            continue;
        EventLine line{.mark = Mark::Pending, .text = firingWord(view), .time = clockText(*at)};
        line.details = QStringLiteral("%1\n%2").arg(alertTitle(view), alertClock(view, snapshot.at));
        line.service = view.service->config.name;
        line.signal = view.rule->signal;
        coming.emplace_back(*at, std::move(line));
    }
    std::vector<std::pair<TimePoint, QString>> first; // readiness that was never asked
    for (const ServiceState &service : snapshot.services) {
        const EndpointState &metrics = service.metrics;
        const EndpointState &readiness = service.readiness;
        // Polls that work are no news.
        if (metrics.reach == EndpointState::Reach::Unreachable && metrics.next)
            coming.emplace_back(*metrics.next, triedAgain(service.config.name, *metrics.next, snapshot.at));
        else if (readiness.reach == EndpointState::Reach::NotYet && readiness.next)
            first.emplace_back(*readiness.next, service.config.name);
    }
    if (!first.empty())
        coming.emplace_back(std::ranges::min(first).first, firstAsked(first, snapshot.at));
    std::ranges::move(dueLines(snapshot), std::back_inserter(coming));
    std::ranges::move(alertingLines(snapshot), std::back_inserter(coming));
    for (const BatchNext &next : batchNext(snapshot)) {
        EventLine line{.mark = Mark::None, .text = next.text, .time = inText(next.at - snapshot.at)};
        line.details = next.details;
        coming.emplace_back(next.at, std::move(line));
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
