// Window commands: what the palette offers at this moment.
#pragma once

#include "snapshot/console.h"
#include "ui/shell/command_palette.h"

namespace hubwatch::ui {

class PageStack;

/// Polls every service and every account.
void pollAll(Console &console);

/// The pages, their parts, and every thing the snapshot names.
std::vector<Command> pageCommands(Console &console, PageStack &pages);

} // namespace hubwatch::ui
