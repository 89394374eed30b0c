#include "app/commands/commands.h"

#include "app/commands/sim_command.h"

namespace hubwatch {

std::vector<Command> allCommands()
{
    return {simCommand()};
}

} // namespace hubwatch
