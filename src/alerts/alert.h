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
    TimePoint since = {};       ///< when this state began
    Duration held = {};         ///< Pending, Firing: observed time in breach; time asleep or unseen does not count
    int polls = 0;              ///< Pending, Firing: breaching polls in a row
    TimePoint evaluatedAt = {}; ///< the newest evaluation, whatever it said
    TimePoint polledAt = {};    ///< Reading::observedAt of the newest poll counted in `polls`
    std::optional<TimePoint> firedAt = {};     ///< Firing, Resolved: when it began to fire
    std::optional<TimePoint> lastBreach = {};  ///< the newest evaluation in breach
    std::optional<TimePoint> noDataSince = {}; ///< the signal cannot be seen since; the state stands meanwhile
    std::optional<double> value = {};          ///< the newest known one
    std::int64_t n = 0;
    QString note = {}; ///< what a person must know, e.g. "clock started over after 2h away"

    bool operator==(const Alert &) const = default;
};

/// One step of the state machine for the newest reading. Pure: time comes with the reading.
///
/// - Pending lasts until the breach was held for the rule's hold time, or over its number of polls. Only time between
///   two evaluations in breach counts, and only when they are at most `longestGap` (three polls) apart: a missed, blind
///   or slept-through stretch pauses the clock. When the last breach is more than an hour ago the clock starts over,
///   and the note says so.
/// - Firing ends on a known good reading, `keepFiringFor` after the last breach, and by nothing else: a figure that
///   cannot be seen, or that stands on fewer events than the rule's minimum while it is still beyond the threshold,
///   proves nothing.
/// - A rule whose hold time grew returns a firing alert to pending, with its clock as it was.
/// - Resolved becomes Inactive after a quarter of an hour.
/// - A reading that is not known moves nothing; `noDataSince` is when that began. An inactive alert has it, too, so
/// that
///   a rule that sees nothing is never shown as one that is satisfied.
Alert step(const Rule &rule, const Alert &before, const Reading &reading, Duration longestGap);

/// Whether the reading breaks the rule's condition, minimum volume included. False when the value is not known.
bool breaches(const Rule &rule, const Reading &reading);

/// The hold time in force: a number of polls is the intervals between them.
Duration holdTime(const Rule &rule, Duration pollInterval);

/// How much longer a pending alert must stay in breach before it fires; zero in other states.
Duration timeLeft(const Rule &rule, const Alert &alert, Duration pollInterval);

/// "inactive", "pending", "firing", "resolved"; and back, nullopt for other words.
QString stateText(Alert::State state);
std::optional<Alert::State> parseState(QStringView text);

} // namespace hubwatch
