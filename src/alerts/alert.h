// Alert: a rule's live state for one service, and how it moves.
#pragma once

#include "alerts/rule.h"
#include "signals/reading.h"

#include <optional>

namespace hubwatch {

struct Alert {
    enum class State { Inactive, Pending, Firing, Resolved };

    QString service = {};
    QString rule = {}; ///< Rule::name
    State state = State::Inactive;
    TimePoint since = {}; ///< when this state began
    Duration held = {};   ///< Pending: observed time in breach so far; time asleep or unseen does not count
    int polls = 0;        ///< consecutive breaching polls
    TimePoint evaluatedAt = {};
    std::optional<TimePoint> firedAt = {};     ///< Firing, Resolved: when it began to fire
    std::optional<TimePoint> lastBreach = {};  ///< the newest evaluation in breach
    std::optional<TimePoint> noDataSince = {}; ///< the signal cannot be seen since; the state stands meanwhile
    std::optional<double> value = {};          ///< the newest known one
    std::int64_t n = 0;
    QString note = {}; ///< what a person must know, e.g. "clock started over after 2 h away"

    bool operator==(const Alert &) const = default;
};

/// One step of the state machine for the newest reading. Pure: time comes with the reading.
///
/// Pending lasts until `held` reaches the rule's hold time; the gap between two evaluations counts only when it is no
/// longer than `longestGap` (three polls). After more than an hour away the clock of a pending alert starts over.
/// Firing ends only on a known good reading, `keepFiringFor` after the last breach: never by absence. Resolved becomes
/// Inactive after 15 minutes.
Alert step(const Rule &rule, const Alert &before, const Reading &reading, Duration longestGap, Duration pollInterval);

/// Whether the reading breaks the rule's condition, minimum volume included. False when the value is not known.
bool breaches(const Rule &rule, const Reading &reading);

/// The hold time in force: `polls` counts intervals between polls.
Duration holdTime(const Rule &rule, Duration pollInterval);

/// "inactive", "pending", "firing", "resolved"; and back, nullopt for other words.
QString stateText(Alert::State state);
std::optional<Alert::State> parseState(QStringView text);

} // namespace hubwatch
