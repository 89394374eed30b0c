// Alert commands: what the palette offers to do about alerts, incidents and routes.
#pragma once

#include "snapshot/console.h"
#include "ui/shell/command_palette.h"

namespace hubwatch::ui {

class PageStack;

/// Of each live group, at most forty; of each open incident; of each route.
std::vector<Command> alertCommands(const Snapshot &snapshot, PageStack &pages);

} // namespace hubwatch::ui
