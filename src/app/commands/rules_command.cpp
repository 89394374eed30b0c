#include "app/commands/rules_command.h"

#include "alerts/rules_export.h"
#include "app/commands/test_fire.h"
#include "workspace/workspace_file.h"

#include <QTextStream>

namespace hubwatch {

namespace {

Exit exportRules(const CommandCall &call)
{
    const WorkspaceResult workspace = loadWorkspace(call.common.workspace);
    if (!workspace) {
        for (const WorkspaceProblem &problem : workspace.error())
            call.err << problemText(call.common.workspace, problem) << '\n';
        return Exit::Unable;
    }
    std::vector<ExportTarget> targets;
    for (const ServiceConfig &service : workspace->services)
        targets.push_back({.service = service.name, .names = service.metricNames, .interval = service.interval});
    call.out << QString::fromUtf8(prometheusRules(effectiveRules(*workspace), targets));
    return Exit::Good;
}

Exit runRules(const CommandCall &call)
{
    const Command command = rulesCommand();
    QStringList arguments = call.arguments;
    const auto complain = [&](const QString &what) {
        call.err << "hubwatchctl rules: " << what << "; usage: hubwatchctl " << command.usage << '\n';
        return Exit::Unable;
    };
    const QString format = takeOption(arguments, QStringLiteral("--format")).value_or(QStringLiteral("prometheus"));
    if (leftOver(arguments, 1, command, call.err))
        return Exit::Unable;
    if (arguments.isEmpty())
        return complain(QStringLiteral("what to do is missing"));
    if (arguments.first() != u"export")
        return complain(
            QStringLiteral("unknown \"%1\": export and test-fire are what it can do").arg(arguments.first()));
    if (format != u"prometheus")
        return complain(QStringLiteral("unknown format \"%1\": prometheus is the one it writes").arg(format));
    return exportRules(call);
}

} // namespace

Command rulesCommand()
{
    return {.name = QStringLiteral("rules"),
            .usage = QStringLiteral("rules export [--format prometheus] | rules test-fire ROUTE"),
            .purpose
            = QStringLiteral("writes the workspace's rules as a rule file for Prometheus; tells a route, marked "
                             "TEST"),
            .run = [](const CommandCall &call) {
                if (call.arguments.size() == 2 && call.arguments.first() == u"test-fire")
                    (new TestFire(call, call.arguments.last()))->start();
                else
                    call.done(runRules(call));
            }};
}

} // namespace hubwatch
