// Readiness commands: what the palette offers to do about the production checklist.
#pragma once

#include "snapshot/console.h"
#include "ui/shell/command_palette.h"

namespace hubwatch::ui {

class PageStack;

/// For each service with a checklist: run it or a group of it, cancel, its reports; for the others: set it up.
std::vector<Command> readinessCommands(Console &console, PageStack &pages);

} // namespace hubwatch::ui
