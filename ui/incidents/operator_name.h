// Who acts at this window: the name that goes with acknowledgements, notes and incidents.
#pragma once

#include "snapshot/snapshot.h"

namespace hubwatch::ui {

/// What the person said last, else what the engine takes them for; may be empty.
QString operatorName(const Snapshot &snapshot);
/// Keeps a name that differs from the engine's own guess.
void rememberOperator(const Snapshot &snapshot, const QString &name);

} // namespace hubwatch::ui
