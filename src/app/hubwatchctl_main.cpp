// hubwatchctl: the engine without a window.
#include "app/commands/commands.h"
#include "app/hardening.h"
#include "app/places.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QTextStream>
#include <QTimer>

namespace {

using namespace hubwatch;

QString help(const std::vector<Command> &commands)
{
    QString text = QStringLiteral("usage: hubwatchctl COMMAND [OPTIONS]\n\n");
    for (const Command &command : commands)
        text += QStringLiteral("  %1\n      %2\n").arg(command.usage, command.purpose);
    return text
        + QStringLiteral("\nCommon: --workspace FILE, --data-dir DIR, --json\n"
                         "Exit: 0 done and good, 1 done and bad, 2 could not do it\n");
}

} // namespace

int main(int argc, char **argv)
{
    hardenProcess();
    QCoreApplication application(argc, argv);
    introduce();
    // Standard error is for errors, one line each; QT_LOGGING_RULES brings the rest back.
    QLoggingCategory::setFilterRules(QStringLiteral("hubwatch.*.info=false"));
    QTextStream out(stdout);
    QTextStream err(stderr);

    QStringList arguments = QCoreApplication::arguments().mid(1);
    const std::vector<Command> commands = allCommands();
    if (arguments.isEmpty() || takeFlag(arguments, QStringLiteral("--help"))) {
        out << help(commands);
        return int(arguments.isEmpty() && argc == 1 ? Exit::Unable : Exit::Good);
    }
    if (takeFlag(arguments, QStringLiteral("--version"))) {
        out << "hubwatchctl " << QCoreApplication::applicationVersion() << '\n';
        return int(Exit::Good);
    }

    CommonOptions common;
    if (const auto workspace = takeOption(arguments, QStringLiteral("--workspace")))
        common.workspace = *workspace;
    else
        common.workspace = nearestWorkspace();
    common.dataDirectory = takeOption(arguments, QStringLiteral("--data-dir")).value_or(defaultDataDirectory());
    common.json = takeFlag(arguments, QStringLiteral("--json"));

    const QString name = arguments.isEmpty() ? QString() : arguments.takeFirst();
    for (const Command &command : commands) {
        if (command.name != name)
            continue;
        QObject context;
        const CommandCall call{.arguments = arguments,
                               .common = common,
                               .out = out,
                               .err = err,
                               .context = &context,
                               .done = [&](Exit code) {
                                   out.flush();
                                   err.flush();
                                   // Queued, so that a command may answer before the event loop runs.
                                   QTimer::singleShot(0, &application, [code] { QCoreApplication::exit(int(code)); });
                               }};
        QTimer::singleShot(0, &context, [&] { command.run(call); });
        return QCoreApplication::exec();
    }
    err << "hubwatchctl: unknown command \"" << name << "\"; hubwatchctl --help lists them\n";
    return int(Exit::Unable);
}
