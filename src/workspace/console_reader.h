// Reads the [console] table.
#pragma once

#include "workspace/table_reader.h"
#include "workspace/workspace.h"

namespace hubwatch {

ConsoleConfig readConsole(TableReader &reader);

} // namespace hubwatch
