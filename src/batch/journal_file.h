// The layout of a job's journal.db.
#pragma once

#include "store/salvage.h"

namespace hubwatch {

/// In table rows, beside the four of Pile: the row's request has no answer.
inline constexpr int sentPile = 4;

const FileLayout &journalLayout();

} // namespace hubwatch
