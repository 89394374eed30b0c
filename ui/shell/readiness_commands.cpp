#include "ui/shell/readiness_commands.h"

#include "ui/readiness/readiness_page.h"
#include "ui/readiness/readiness_words.h"
#include "ui/readiness/report_saver.h"
#include "ui/shell/page_stack.h"

#include <QCoreApplication>

namespace hubwatch::ui {

namespace {

QString checklistCommand(const char *text)
{
    return QCoreApplication::translate("commands", text);
}

void addChecklist(std::vector<Command> &commands, const ServiceReadiness &service, PageStack &pages)
{
    const QString name = service.readiness.service;
    const QString said = oneLine(name, 60);
    if (isRunning(service)) {
        commands.push_back({checklistCommand("Open the running checklist of %1").arg(said), {}, [&pages, name] {
                                pages.openReadiness(name);
                            }});
    } else {
        commands.push_back({checklistCommand("Run the checklist of %1").arg(said), {}, [&pages, name] {
                                pages.openReadiness(name).runAll();
                            }});
        for (const QString &group : groupsOf(service.readiness))
            commands.push_back({checklistCommand("Run the group %1 of %2").arg(oneLine(group, 60), said),
                                {},
                                [&pages, name, group] { pages.openReadiness(name).runGroup(group); }});
    }
    for (const ReportSaver::Kind &kind : ReportSaver::kinds())
        commands.push_back({checklistCommand("Report of %1: %2").arg(said, kind.title), {}, [&pages, name, kind] {
                                pages.openReadiness(name).reports().offer(kind);
                            }});
}

} // namespace

std::vector<Command> readinessCommands(Console &console, PageStack &pages)
{
    std::vector<Command> commands;
    for (const ServiceReadiness &service : console.snapshot()->readiness.services) {
        const QString name = service.readiness.service;
        if (service.configured)
            addChecklist(commands, service, pages);
        commands.push_back({checklistCommand("Set up the checklist of %1…").arg(oneLine(name, 60)), {}, [&pages, name] {
                                pages.openReadiness(name).setUp();
                            }});
    }
    return commands;
}

} // namespace hubwatch::ui
