// hubwatchctl batch: jobs without a window.
#pragma once

#include "app/commands/command.h"

namespace hubwatch {

Command batchCommand();

} // namespace hubwatch
