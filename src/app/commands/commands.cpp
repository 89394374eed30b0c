#include "app/commands/commands.h"

#include "app/commands/scrape_command.h"
#include "app/commands/sim_command.h"

namespace hubwatch {

std::vector<Command> allCommands()
{
    return {scrapeCommand(), simCommand()};
}

} // namespace hubwatch
