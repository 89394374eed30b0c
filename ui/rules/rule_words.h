// Rule words: what a rule says, whom it tells, and how it stands. Pure.
#pragma once

#include "snapshot/snapshot.h"
#include "ui/credentials/credential_words.h"
#include "ui/format.h"

namespace hubwatch::ui {

Unit ruleUnit(const Rule &rule);
/// "API error rate"; the name in brackets where it is another than the signal's: "Readiness (service.ready
/// unreachable)".
QString ruleTitle(const Rule &rule);

/// The worst of its alerts over all services: "firing on contacts-sync", "pending on 2 services", "quiet on 5".
MarkedWord ruleStateWord(const Snapshot &snapshot, const Rule &rule);
/// "oncall, desk"; "nobody" with a mark where it is on and no route takes it.
MarkedWord rulesRoutesWord(const Rule &rule, const std::vector<Route> &routes);

/// The threshold as it is typed: 0.05 of a ratio is "5", with "%" beside it.
QString thresholdNumber(double threshold, Unit unit);
QString thresholdUnit(Unit unit);
std::optional<double> parseThreshold(const QString &text, Unit unit);
/// States are chosen by a word: 1 is "not ready", 0 is "unreachable".
bool thresholdIsState(Unit unit);

/// Instants that the core leaves as "{2026-11-23T02:14:30Z}" become a clock's time here.
QString withLocalTimes(const QString &text);

} // namespace hubwatch::ui
