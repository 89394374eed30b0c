// What a window may have to show: the canned snapshot in its designed states.
#pragma once

#include "support/canned_history.h"

namespace hubwatch::testing {

/// The file is there and nothing is polled yet.
Snapshot freshSnapshot();
/// Every service answers and keeps its goals.
Snapshot quietSnapshot();
/// No workspace file.
Snapshot firstRunSnapshot();
/// The file has two mistakes; what was in force stays.
Snapshot brokenWorkspaceSnapshot();
/// The disk is full.
Snapshot storeFaultSnapshot();
Snapshot networkLostSnapshot();

/// What looking at an address brings.
Discovery cannedDiscovery(const QString &asked);

} // namespace hubwatch::testing
