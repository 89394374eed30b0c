// hubwatchctl sim: runs the box in a terminal.
#pragma once

#include "app/commands/command.h"

namespace hubwatch {

Command simCommand();

} // namespace hubwatch
