// The words that explanations are put together from; English.
#pragma once

#include "alerts/rule.h"
#include "signals/reading.h"

namespace hubwatch {

/// "3:10", "1:03:10".
QString stopwatchText(Duration duration);
/// "{2026-11-23T02:14:30.000Z}": whoever shows it knows the reader's zone.
QString instantMark(TimePoint at);
/// "2,451".
QString countWords(std::int64_t count);

/// "7.2 %", by the rule's signal.
QString figureWords(const Rule &rule, double value);
/// "above 5 %"; of states the present one, "unreachable", or the best that still breaks it.
QString breachWords(const Rule &rule, std::optional<double> value = {});
/// "it falls to 5 % or below".
QString recoveryWords(const Rule &rule);
/// "0.4 % is at or below 5 %", "7.2 % is above 5 %", "good", "not ready, but not unreachable".
QString comparisonWords(const Rule &rule, double value);
/// "7.2 % of 2,451 calls, 5 min window".
QString valueWords(const Rule &rule, const Reading &reading);
/// What the rule's events are called: "calls".
QString eventNoun(const Rule &rule);
/// "pages", "notifies", "opens a ticket".
QString severityVerb(Rule::Severity severity);

} // namespace hubwatch
