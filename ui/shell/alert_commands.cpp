#include "ui/shell/alert_commands.h"

#include "ui/now/alert_actions.h"
#include "ui/now/alert_groups.h"
#include "ui/now/now_page.h"
#include "ui/now/told_words.h"
#include "ui/shell/mark_dialog.h"
#include "ui/shell/page_stack.h"

#include <QAction>
#include <QCoreApplication>

namespace hubwatch::ui {

namespace {

constexpr size_t mostOffered = 40;

QString alertCommand(const char *text)
{
    return QCoreApplication::translate("commands", text);
}

std::vector<AlertId> firingIds(const AlertGroup &group)
{
    std::vector<AlertId> ids;
    for (const AlertView &view : group.alerts) {
        if (view.alert->state == Alert::State::Firing)
            ids.push_back(idOf(view));
    }
    return ids;
}

void addGroup(std::vector<Command> &commands, const AlertGroup &group, qint64 incident, PageStack &pages)
{
    const QString what = alertBrief(group.worst());
    AlertActions &actions = pages.now().actions();
    const AlertId worst = idOf(group.worst());
    if (group.fires() && !group.ack)
        commands.push_back({alertCommand("Acknowledge %1…").arg(what), QStringLiteral("A"),
                            [&actions, ids = firingIds(group)] { actions.acknowledge(ids); }});
    commands.push_back({alertCommand("Mute %1…").arg(what), QStringLiteral("M"),
                        [&actions, ids = idsOf(group)] { actions.mute(ids); }});
    commands.push_back(
        {alertCommand("Explain %1").arg(what), QStringLiteral("X"), [&pages, worst] { pages.explain(worst); }});
    const QString service = worst.service;
    const QString signal = group.worst().rule->signal;
    commands.push_back(
        {alertCommand("Open %1").arg(what), QStringLiteral("Enter"), [&pages, incident, service, signal] {
             if (incident > 0)
                 pages.openIncident(incident);
             else
                 pages.openSignal(service, signal);
         }});
}

void leaveMark(const Snapshot &snapshot, PageStack &pages)
{
    QStringList services;
    for (const ServiceState &service : snapshot.services) {
        if (service.kind == ServiceState::Kind::Service)
            services << service.config.name;
    }
    auto *dialog = new MarkDialog(services, &pages);
    QObject::connect(dialog, &MarkDialog::left, &pages.now().actions(), &AlertActions::leaveMark);
    dialog->show();
}

/// The page's own action: it knows what an incident needs.
void newIncident(PageStack &pages)
{
    pages.goTo(Page::Incidents);
    if (auto *create = pages.currentWidget()->findChild<QAction *>(QStringLiteral("createIncident")))
        create->trigger();
}

} // namespace

std::vector<Command> alertCommands(const Snapshot &snapshot, PageStack &pages)
{
    std::vector<Command> commands;
    const AlertBoard board = boardOf(snapshot);
    const IncidentIndex incidents(snapshot.alerting);
    for (size_t i = 0; i < std::min(board.groups.size(), mostOffered); ++i)
        addGroup(commands, board.groups[i], incidents.of(board.groups[i]), pages);
    size_t offered = 0;
    for (const Incident &incident : snapshot.alerting.incidents) {
        if (incident.state == Incident::State::Resolved || ++offered > mostOffered)
            continue;
        commands.push_back({alertCommand("Open incident #%1: %2").arg(incident.id).arg(incident.title),
                            {},
                            [&pages, id = incident.id] { pages.openIncident(id); }});
    }
    commands.push_back(
        {alertCommand("New incident…"), QStringLiteral("Ctrl+Shift+N"), [&pages] { newIncident(pages); }});
    commands.push_back({alertCommand("Leave a mark…"), {}, [snapshot, &pages] { leaveMark(snapshot, pages); }});
    for (const RouteState &route : snapshot.alerting.routes) {
        const QString name = route.route.name;
        commands.push_back(
            {alertCommand("Test fire %1").arg(name), {}, [&pages, name] { pages.now().actions().testFire(name); }});
    }
    return commands;
}

} // namespace hubwatch::ui
