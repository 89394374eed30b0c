#include "ui/incidents/timeline_lines.h"

#include "ui/format.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace hubwatch::ui {

namespace {

QString timelineWord(const char *text)
{
    return QCoreApplication::translate("timeline", text);
}

Mark alertMark(const QString &state)
{
    if (state == u"firing")
        return Mark::Bad;
    if (state == u"pending")
        return Mark::Pending;
    return state == u"resolved" ? Mark::Good : Mark::None;
}

Mark deliveryMark(const QString &result)
{
    if (result == u"delivered")
        return Mark::Good;
    if (result == u"refused")
        return Mark::Bad;
    return result == u"withheld" || result == u"dropped" ? Mark::None : Mark::Warn;
}

Mark timelineMark(const Event &event)
{
    switch (event.kind) {
    case Event::Kind::Alert: return alertMark(event.to);
    case Event::Kind::Source:
        if (event.to == u"unreachable")
            return Mark::Blind;
        return event.to == u"good" ? Mark::Good : Mark::Warn;
    case Event::Kind::HubSpot: return event.to == u"resolved" || event.to == u"completed" ? Mark::Good : Mark::Warn;
    case Event::Kind::Incident: return event.to == u"resolved" ? Mark::Good : Mark::None;
    case Event::Kind::Delivery: return deliveryMark(event.to);
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

EventLine lineAt(TimePoint at, Mark mark, const QString &text)
{
    return {.mark = mark,
            .text = text,
            .time = clockText(at),
            .details = QStringLiteral("%1\n%2").arg(text, instantText(at))};
}

/// What the incident remembers of itself, for as long as the engine has not answered.
std::vector<std::pair<TimePoint, EventLine>> ownLines(const Incident &incident)
{
    std::vector<std::pair<TimePoint, EventLine>> lines;
    const auto add
        = [&](TimePoint at, Mark mark, const QString &text) { lines.emplace_back(at, lineAt(at, mark, text)); };
    add(incident.openedAt, Mark::None,
        incident.openedBy.isEmpty() ? timelineWord("#%1 opened").arg(incident.id)
                                    : timelineWord("#%1 opened by %2").arg(incident.id).arg(incident.openedBy));
    if (incident.acknowledgedAt)
        add(*incident.acknowledgedAt, Mark::None,
            incident.owner.isEmpty() ? timelineWord("acknowledged")
                                     : timelineWord("acknowledged by %1").arg(incident.owner));
    if (incident.resolvedAt)
        add(*incident.resolvedAt, Mark::Good, timelineWord("resolved"));
    return lines;
}

} // namespace

std::vector<EventLine> timelineLines(const Incident &incident, const TriageAnswer *answer, int most)
{
    std::vector<std::pair<TimePoint, EventLine>> dated;
    if (answer) {
        for (const Event &event : answer->timeline) {
            EventLine line = lineAt(event.at, timelineMark(event), event.text);
            line.service = event.service;
            dated.emplace_back(event.at, std::move(line));
        }
    } else {
        dated = ownLines(incident);
    }
    for (const IncidentNote &note : incident.notes) {
        const QString text = QStringLiteral("%1: %2").arg(note.author, note.text);
        // The engine writes notes into the timeline as well.
        const bool known = answer && std::ranges::any_of(answer->timeline, [&](const Event &event) {
                               return event.kind == Event::Kind::Incident && event.text.contains(note.text);
                           });
        if (!known)
            dated.emplace_back(note.at, lineAt(note.at, Mark::None, text));
    }
    std::ranges::stable_sort(dated, std::ranges::greater(), &std::pair<TimePoint, EventLine>::first);
    std::vector<EventLine> lines;
    for (auto &[at, line] : dated) {
        if (int(lines.size()) == most - 1 && int(dated.size()) > most) {
            const int more = int(dated.size()) - most + 1;
            lines.push_back({.text = timelineWord("%1 earlier ones are in the handover").arg(more)});
            break;
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

std::vector<EventLine> causeLines(const std::vector<CauseCount> &causes, TimePoint now)
{
    std::vector<EventLine> lines;
    for (const CauseCount &cause : causes) {
        EventLine line{.mark = cause.status == 429 ? Mark::Warn : Mark::Bad};
        line.text = QStringLiteral("%1 × %2: %3")
                        .arg(countText(std::llround(cause.count)))
                        .arg(cause.status)
                        .arg(cause.words);
        if (cause.waitUntil && *cause.waitUntil > now)
            line.time = timelineWord("wait %1").arg(ageText(*cause.waitUntil - now));
        else if (cause.newest)
            line.time = timelineWord("%1 ago").arg(ageText(now - *cause.newest));
        line.details = line.text;
        if (cause.waitUntil)
            line.details += u'\n' + timelineWord("until %1").arg(instantText(*cause.waitUntil));
        if (cause.newest)
            line.details += u'\n' + timelineWord("newest %1").arg(instantText(*cause.newest));
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace hubwatch::ui
