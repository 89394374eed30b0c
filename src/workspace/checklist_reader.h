// Reads [[checklist]], [[waivers]] and [[proofs]].
#pragma once

#include "workspace/name_book.h"
#include "workspace/table_reader.h"
#include "workspace/workspace.h"

namespace hubwatch {

/// `workspace` and `names` hold what was read before: accounts, services.
ChecklistTarget readChecklist(TableReader &reader, const NameBooks &names, const Workspace &workspace);
Waiver readWaiver(TableReader &reader, const NameBooks &names, const Workspace &workspace);
Proof readProof(TableReader &reader, const NameBooks &names);

} // namespace hubwatch
