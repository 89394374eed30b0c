#include "app/commands/commands.h"

#include "app/commands/rules_command.h"

namespace hubwatch {

std::vector<Command> allCommands()
{
    return {rulesCommand()};
}

} // namespace hubwatch
