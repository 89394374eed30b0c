#include "app/commands/commands.h"

#include "app/commands/annotate_command.h"
#include "app/commands/batch_command.h"
#include "app/commands/check_command.h"
#include "app/commands/lint_command.h"
#include "app/commands/rules_command.h"
#include "app/commands/scrape_command.h"
#include "app/commands/sim_command.h"
#include "app/commands/token_command.h"
#include "app/commands/watch_command.h"

namespace hubwatch {

std::vector<Command> allCommands()
{
    return {lintCommand(),  scrapeCommand(),   watchCommand(), simCommand(),  rulesCommand(),
            tokenCommand(), annotateCommand(), batchCommand(), checkCommand()};
}

} // namespace hubwatch
