// Batch commands: what the palette offers to do about batch jobs.
#pragma once

#include "snapshot/console.h"
#include "ui/shell/command_palette.h"

namespace hubwatch::ui {

class PageStack;

/// A new one; pause or resume of each that can be; the newest forty to open.
std::vector<Command> batchCommands(Console &console, PageStack &pages);

} // namespace hubwatch::ui
