#include "app/engine/chart_spans.h"

#include <algorithm>
#include <map>
#include <set>

namespace hubwatch {

namespace {

int stateRank(Alert::State state)
{
    switch (state) {
    case Alert::State::Inactive: return 0;
    case Alert::State::Resolved: return 1;
    case Alert::State::Pending: return 2;
    case Alert::State::Firing: return 3;
    }
    Q_UNREACHABLE();
}

using StatesByRule = std::map<QString, Alert::State>;

QString worstState(const StatesByRule &states)
{
    Alert::State worst = Alert::State::Inactive;
    for (const auto &[rule, state] : states)
        if (stateRank(state) > stateRank(worst))
            worst = state;
    return stateText(worst);
}

void appendSpan(std::vector<StateSpan> &spans, const StateSpan &span)
{
    if (span.to <= span.from)
        return;
    if (!spans.empty() && spans.back().state == span.state && spans.back().to == span.from)
        spans.back().to = span.to;
    else
        spans.push_back(span);
}

/// An event explains a gap when it fell into it, or up to a minute before: the last good scrape is older than the
/// failure that ended the series.
constexpr Duration explainsBefore = 1min;

QString gapReason(const QString &service, std::span<const Event> events, TimePoint from, TimePoint to)
{
    QString reason = QStringLiteral("no data");
    for (const Event &event : events) {
        if (event.at < from - explainsBefore || event.at > to)
            continue;
        if (event.kind == Event::Kind::Console && event.subject == QStringLiteral("sleep"))
            return QStringLiteral("this console slept");
        if (event.kind == Event::Kind::Console && event.subject == QStringLiteral("network"))
            return QStringLiteral("this console had no network");
        if (event.kind == Event::Kind::Console && event.subject == QStringLiteral("start"))
            reason = QStringLiteral("Hubwatch was not running");
        const bool fell = event.kind == Event::Kind::Source && event.service == service
            && event.subject == QStringLiteral("metrics") && event.to == QStringLiteral("unreachable");
        if (fell)
            return event.text;
    }
    return reason;
}

} // namespace

std::vector<StateSpan> stateSpans(const QString &service, std::span<const Alert> now, std::span<const Event> events,
                                  const SpanRange &range)
{
    StatesByRule states;
    for (const Alert &alert : now)
        if (alert.service == service)
            states[alert.rule] = alert.state;

    std::vector<const Event *> changes;
    std::set<QString> known;
    for (const Event &event : events) {
        const auto state = parseState(event.from);
        if (event.kind != Event::Kind::Alert || event.service != service || !states.contains(event.subject) || !state)
            continue;
        // The first change of a rule in the range says what it was before.
        if (known.insert(event.subject).second)
            states[event.subject] = *state;
        changes.push_back(&event);
    }

    std::vector<StateSpan> spans;
    TimePoint begin = range.from;
    for (const Event *change : changes) {
        const TimePoint at = std::clamp(change->at, range.from, range.to);
        appendSpan(spans, {.from = begin, .to = at, .service = service, .state = worstState(states)});
        begin = std::max(begin, at);
        states[change->subject] = parseState(change->to).value_or(Alert::State::Inactive);
    }
    appendSpan(spans, {.from = begin, .to = range.to, .service = service, .state = worstState(states)});
    return spans;
}

std::vector<GapSpan> gapSpans(const QString &service, std::span<const TimePoint> instants,
                              std::span<const Event> events, const SpanRange &range, Duration longestGap)
{
    std::vector<GapSpan> gaps;
    const auto judge = [&](TimePoint from, TimePoint to) {
        if (to - from > longestGap)
            gaps.push_back({.from = from, .to = to, .service = service, .why = gapReason(service, events, from, to)});
    };
    TimePoint last = range.from;
    for (const TimePoint at : instants) {
        if (at < range.from || at > range.to)
            continue;
        judge(last, at);
        last = at;
    }
    judge(last, range.to);
    return gaps;
}

} // namespace hubwatch
