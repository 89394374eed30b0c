// The layout of deliveries.db.
#pragma once

#include "store/salvage.h"

namespace hubwatch {

/// Locked for as long as it is open, so that two programs never tell the same; every commit is on disk when it returns.
const FileLayout &deliveriesLayout();

} // namespace hubwatch
