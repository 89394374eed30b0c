#include "app/commands/test_fire.h"

#include "app/alerting/alerting.h"
#include "notify/couriers.h"
#include "workspace/workspace_file.h"

#include <QTextStream>
#include <algorithm>

namespace hubwatch {

namespace {

constexpr Duration testPatience = 60s;

} // namespace

TestFire::TestFire(const CommandCall &call, QString route)
    : QObject(call.context)
    , m_call(call)
    , m_route(std::move(route))
    , m_desktop(m_clock, [](const DesktopNotice &) { return false; })
{ }

void TestFire::start()
{
    const WorkspaceResult workspace = loadWorkspace(m_call.common.workspace);
    if (!workspace)
        return end(Exit::Unable, problemText(m_call.common.workspace, workspace.error().front()));
    m_workspace = *workspace;
    QStringList names;
    std::ranges::transform(m_workspace.routes, std::back_inserter(names), &Route::name);
    if (!names.contains(m_route))
        return end(Exit::Unable,
                   QStringLiteral("there is no route %1; valid: %2")
                       .arg(m_route, names.isEmpty() ? QStringLiteral("none yet") : names.join(QStringLiteral(", "))));
    m_vault = std::make_unique<SystemVault>(m_clock, m_call.common.dataDirectory);
    m_credentials = std::make_unique<LoneCredentials>(m_vault->vault(), m_clock, m_workspace, m_call.common.workspace,
                                                      m_call.common.dataDirectory);
    m_vault->vault().probe(m_calls.context(), [this](const VaultState &) { fire(); });
}

void TestFire::fire()
{
    Secrets &secrets = m_credentials->tools().secrets;
    m_notifier = std::make_unique<Notifier>(NotifierParts{
        .directory = m_call.common.dataDirectory,
        .clock = m_clock,
        .makeCourier = [this, &secrets](const Route &route) {
            return makeCourier(
                route,
                {.wire = m_wire,
                 .secrets = secrets.reader(),
                 .clock = m_clock,
                 .desktop = m_desktop,
                 .consoleName = QStringLiteral("Hubwatch on ") + consoleName(m_workspace.console),
                 .drop = [&secrets](const CredentialRef &ref, const Secret &refused) { secrets.drop(ref, refused); }});
        }});
    if (const QString fault = m_notifier->fault(); !fault.isEmpty())
        return end(
            Exit::Unable,
            QStringLiteral("%1; where the console is open, test the route there: Rules, Routes, Test").arg(fault));
    // Only this one: what waits for others is not this command's to send.
    std::vector<Route> routes;
    std::ranges::copy_if(m_workspace.routes, std::back_inserter(routes),
                         [this](const Route &route) { return route.name == m_route; });
    m_notifier->setRoutes(routes);
    connect(m_notifier.get(), &Notifier::tested, this, [this](const QString &route, bool good, const QString &words) {
        if (route != m_route)
            return;
        if (good)
            m_call.out << route << ": " << words << '\n';
        end(good ? Exit::Good : Exit::Bad, good ? QString() : words);
    });
    m_clock.after(testPatience, m_calls.context(),
                  [this] { end(Exit::Bad, QStringLiteral("%1: no answer in a minute").arg(m_route)); });
    m_notifier->testFire(m_route);
}

void TestFire::end(Exit code, const QString &complaint)
{
    if (std::exchange(m_ended, true))
        return;
    if (!complaint.isEmpty())
        m_call.err << "hubwatchctl rules test-fire: " << complaint << '\n';
    m_clock.after({}, m_calls.context(), [this, code] { m_call.done(code); });
}

} // namespace hubwatch
