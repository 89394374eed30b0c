#include "app/commands/batch_command.h"

#include "app/commands/batch_run.h"

#include <QTextStream>

namespace hubwatch {

Command batchCommand()
{
    Command command{.name = QStringLiteral("batch"),
                    .usage = batchUsage(),
                    .purpose
                    = QStringLiteral("change many records from a file: dry run, resume, an answer for every row, "
                                     "undo")};
    command.run = [](const CommandCall &call) {
        Result<BatchOptions> options = parseBatchOptions(call.arguments, SystemClock().now());
        if (options)
            return (new BatchRun(call, std::move(*options)))->start();
        call.err << "hubwatchctl batch: " << options.error().detail << "; usage: hubwatchctl " << batchUsage() << '\n';
        call.done(Exit::Unable);
    };
    return command;
}

} // namespace hubwatch
