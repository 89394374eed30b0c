// hubwatchctl watch: the engine's readings and alerts, as they happen.
#pragma once

#include "app/commands/command.h"

namespace hubwatch {

Command watchCommand();

} // namespace hubwatch
