// The commands of hubwatchctl, each in a file of its own.
#pragma once

#include "app/commands/command.h"

#include <vector>

namespace hubwatch {

std::vector<Command> allCommands();

} // namespace hubwatch
