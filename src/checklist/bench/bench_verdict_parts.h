// What the judges of a bench run share.
#pragma once

#include "checklist/bench/bench_verdicts.h"

namespace hubwatch {

/// NotRun where the run did not go through, or brought no call at all.
std::optional<Verdict> withoutBench(const QString &item, const BenchTrace &trace);
/// NotRun, because the trace cannot tell.
Verdict cannotTell(const QString &item, const BenchTrace &trace, const QString &why);
/// The worst of the facts decides and says why; `good` are the words of a pass.
Verdict judged(const QString &item, const BenchTrace &trace, const BenchLimits &limits, std::vector<Fact> facts,
               const QString &good, const QStringList &notes = {});

/// "bad; worse": names and findings of the facts that have this outcome, three at most.
QString worstWords(const std::vector<Fact> &facts, Outcome outcome);

BenchPhase::Weather weatherAt(const BenchTrace &trace, int phase);
QString benchSeconds(Duration time); ///< "2.0 s"
QString benchPercent(double share);  ///< "96 %"; never 100 for less

} // namespace hubwatch
