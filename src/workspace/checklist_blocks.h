// What [[checklist]], [[waivers]] and [[proofs]] look like in a file.
#pragma once

#include "workspace/workspace_blocks.h"

namespace hubwatch {

WorkspaceBlock checklistBlock(const ChecklistTarget &target);
WorkspaceBlock waiverBlock(const Waiver &waiver);
WorkspaceBlock proofBlock(const Proof &proof);

} // namespace hubwatch
