// Canned readiness: checklists of services in the states that the window must show.
#pragma once

#include "support/canned_history.h"

namespace hubwatch::testing {

/// The fifteen items, with their texts.
std::vector<ChecklistItem> cannedItems();

/// As in the design's picture: 10 pass, 2 warn, 2 fail, 1 is waived; one regressed, two mended since 2 Nov.
ServiceReadiness finishedReadiness();
/// Five items done, one half done, one begun, the rest wait; the bench is open.
ServiceReadiness runningReadiness();
/// Known, without a [[checklist]].
ServiceReadiness unconfiguredReadiness();
ServiceReadiness neverRunReadiness();
ServiceReadiness passingReadiness();
/// The watch saw two items fail that had passed.
ServiceReadiness regressedReadiness();
/// One waiver holds, one has expired, one item is not applicable.
ServiceReadiness waivedReadiness();
/// Errors, stale evidence, and records that cannot be read.
ServiceReadiness blindReadiness();
/// Texts as long as a service may send, findings by the dozen, items of the team's own.
ServiceReadiness longReadiness();

Snapshot readinessSnapshot(const ServiceReadiness &service);

Snapshot readinessSnapshot(std::vector<ServiceReadiness> services);

} // namespace hubwatch::testing
