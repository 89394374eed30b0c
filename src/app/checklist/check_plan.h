// From an item and the facts to the probe that looks at it.
#pragma once

#include "app/checklist/bench_share.h"
#include "app/checklist/readiness_facts.h"
#include "checklist/check_runner.h"
#include "checklist/item.h"

namespace hubwatch {

struct CheckSetting {
    ProbeDoors doors;
    const ReadinessFacts &facts; ///< read while the probes are made, not later
    const ChecklistTarget &target;
    BenchShare *bench = nullptr; ///< outlives the probes; null where the target names no test instance
};

PlannedCheck plannedCheck(const ChecklistItem &item, const CheckSetting &setting);

/// What the bench is to do for this target.
BenchOrder benchOrder(const ReadinessFacts &facts, const ChecklistTarget &target);

/// Whether the item's probe waits for the bench.
bool waitsForBench(const ChecklistItem &item);
/// When its turn is: items of a stage run beside each other, so that none disturbs what another measures. Signed events
/// move the counter that idempotence reads; the bench is to have the test instance for itself.
int stageOf(const ChecklistItem &item);
inline constexpr int stagesOfChecks = 3;

/// Whether the item's probe leaves the test instance alone, so that it may be looked at unasked, again and again.
bool isQuiet(const ChecklistItem &item, const ChecklistTarget &target);

} // namespace hubwatch
