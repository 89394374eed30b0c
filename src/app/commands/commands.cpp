#include "app/commands/commands.h"

namespace hubwatch {

std::vector<Command> allCommands()
{
    return {};
}

} // namespace hubwatch
