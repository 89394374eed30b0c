#include "app/commands/check_command.h"

#include "app/commands/check_run.h"

#include <QTextStream>

namespace hubwatch {

Command checkCommand()
{
    Command command{.name = QStringLiteral("check"),
                    .usage = QStringLiteral("check --service NAME [--item ID]... [--report "
                                            "html|md|json|junit|sarif|csv:PATH]... [--set-baseline]"),
                    .purpose
                    = QStringLiteral("run the production checklist of a service; 0 when nothing holds a release "
                                     "back")};
    command.run = [usage = command.usage](const CommandCall &call) {
        const Result<CheckOptions> options = readCheckOptions(call.arguments);
        if (!options) {
            call.err << "hubwatchctl check: " << options.error().detail << "; usage: hubwatchctl " << usage << '\n';
            return call.done(Exit::Unable);
        }
        (new CheckRun(call, *options))->start();
    };
    return command;
}

} // namespace hubwatch
