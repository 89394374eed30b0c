#include "app/commands/commands.h"

#include "app/commands/scrape_command.h"

namespace hubwatch {

std::vector<Command> allCommands()
{
    return {scrapeCommand()};
}

} // namespace hubwatch
