// hubwatchctl annotate: leaves a mark that a running console shows.
#pragma once

#include "app/commands/command.h"

namespace hubwatch {

/// Appends a line to marks.jsonl of the data folder, which a console in use keeps locked but for this.
Command annotateCommand();

} // namespace hubwatch
