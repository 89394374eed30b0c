// hubwatchctl rules: what the rules of a workspace are elsewhere.
#pragma once

#include "app/commands/command.h"

namespace hubwatch {

Command rulesCommand();

} // namespace hubwatch
