#include "alerts/alert.h"

#include "base/duration_text.h"

#include <algorithm>

namespace hubwatch {

namespace {

using State = Alert::State;

constexpr Duration longestAway = 1h;      ///< a pending clock survives this long without a breach being seen
constexpr Duration resolvedShown = 15min; ///< how long a resolved alert stays to be seen

bool beyondThreshold(const Rule &rule, const Reading &reading)
{
    if (reading.validity != Reading::Validity::Known || !reading.value)
        return false;
    switch (rule.side) {
    case Rule::Side::Above: return *reading.value > rule.threshold;
    case Rule::Side::Below: return *reading.value < rule.threshold;
    }
    Q_UNREACHABLE();
}

bool heldLongEnough(const Rule &rule, const Alert &alert)
{
    return rule.polls > 0 ? alert.polls >= rule.polls : alert.held >= rule.holdFor;
}

Alert enter(Alert alert, State state, TimePoint at)
{
    alert.state = state;
    alert.since = at;
    alert.note.clear();
    return alert;
}

Alert settle(Alert alert, State state, TimePoint at)
{
    alert.held = Duration::zero();
    alert.polls = 0;
    if (state == State::Inactive)
        alert.firedAt.reset();
    return enter(std::move(alert), state, at);
}

void countPoll(Alert &alert, const Reading &reading)
{
    if (alert.polls > 0 && reading.observedAt == alert.polledAt)
        return; // evaluated again between two polls
    ++alert.polls;
    alert.polledAt = reading.observedAt;
}

/// A breach seen: moves the clock and fires when it has run long enough.
Alert afterBreach(const Rule &rule, const Alert &before, Alert alert, const Reading &reading, Duration longestGap)
{
    const TimePoint at = reading.at;
    const bool running = before.state == State::Pending || before.state == State::Firing;
    if (!running) {
        alert = settle(std::move(alert), State::Pending, at);
        alert.firedAt.reset();
    } else if (before.lastBreach) {
        const Duration unseen = at - *before.lastBreach;
        // Only two breaches that follow each other prove that it was in breach between them.
        if (*before.lastBreach == before.evaluatedAt && unseen > Duration::zero() && unseen <= longestGap)
            alert.held += unseen;
        if (before.state == State::Pending && unseen > longestAway) {
            alert = settle(std::move(alert), State::Pending, at);
            alert.note = QStringLiteral("clock started over after %1 away")
                             .arg(durationText(std::chrono::floor<std::chrono::minutes>(unseen)));
        }
    }
    countPoll(alert, reading);
    alert.lastBreach = at;

    const bool fires = heldLongEnough(rule, alert);
    if (fires && alert.state != State::Firing) {
        alert = enter(std::move(alert), State::Firing, at);
        alert.firedAt = at;
    } else if (!fires && alert.state == State::Firing) {
        alert = enter(std::move(alert), State::Pending, at);
        alert.firedAt.reset();
        alert.note = QStringLiteral("the rule's hold time grew");
    }
    return alert;
}

/// Known, and not in breach. `proven` is false when too few events leave it open.
Alert afterGood(const Rule &rule, Alert alert, TimePoint at, bool proven)
{
    switch (alert.state) {
    case State::Inactive:
    case State::Resolved: return alert;
    case State::Pending: return settle(std::move(alert), State::Inactive, at);
    case State::Firing:
        if (!proven) {
            alert.note = QStringLiteral("too few events to tell: %1 of %2").arg(alert.n).arg(rule.minimum);
            return alert;
        }
        if (alert.lastBreach && at - *alert.lastBreach < rule.keepFiringFor)
            return alert;
        return settle(std::move(alert), State::Resolved, at);
    }
    Q_UNREACHABLE();
}

} // namespace

Alert step(const Rule &rule, const Alert &before, const Reading &reading, Duration longestGap)
{
    Alert alert = before;
    alert.evaluatedAt = reading.at;
    if (alert.state == State::Resolved && reading.at - alert.since >= resolvedShown)
        alert = settle(std::move(alert), State::Inactive, alert.since + resolvedShown);
    if (reading.validity != Reading::Validity::Known || !reading.value) {
        alert.noDataSince = alert.noDataSince.value_or(reading.at);
        alert.note = reading.note;
        return alert;
    }
    alert.noDataSince.reset();
    alert.value = reading.value;
    alert.n = reading.n;
    if (before.noDataSince || alert.state != State::Pending)
        alert.note.clear(); // what a pending alert's clock did stays of interest until it fires
    if (breaches(rule, reading))
        return afterBreach(rule, before, std::move(alert), reading, longestGap);
    return afterGood(rule, std::move(alert), reading.at, !beyondThreshold(rule, reading));
}

bool breaches(const Rule &rule, const Reading &reading)
{
    return beyondThreshold(rule, reading) && reading.n >= rule.minimum;
}

Duration holdTime(const Rule &rule, Duration pollInterval)
{
    return rule.polls > 0 ? (rule.polls - 1) * pollInterval : rule.holdFor;
}

Duration timeLeft(const Rule &rule, const Alert &alert, Duration pollInterval)
{
    if (alert.state != State::Pending)
        return Duration::zero();
    const Duration left = rule.polls > 0 ? (rule.polls - alert.polls) * pollInterval : rule.holdFor - alert.held;
    return std::max(left, Duration::zero());
}

QString stateText(Alert::State state)
{
    switch (state) {
    case State::Inactive: return QStringLiteral("inactive");
    case State::Pending: return QStringLiteral("pending");
    case State::Firing: return QStringLiteral("firing");
    case State::Resolved: return QStringLiteral("resolved");
    }
    Q_UNREACHABLE();
}

std::optional<Alert::State> parseState(QStringView text)
{
    for (const State state : {State::Inactive, State::Pending, State::Firing, State::Resolved}) {
        if (text == stateText(state))
            return state;
    }
    return std::nullopt;
}

} // namespace hubwatch
