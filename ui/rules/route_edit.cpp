#include "ui/rules/route_edit.h"

#include "workspace/value_checks.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString routeEditWord(const char *text)
{
    return QCoreApplication::translate("routes", text);
}

void checkReference(QStringList &problems, const QString &reference)
{
    if (reference.isEmpty())
        return;
    if (const Complaint complaint = credentialComplaint(reference))
        problems << routeEditWord("The key: %1.").arg(*complaint);
}

void checkUrl(QStringList &problems, const QUrl &url)
{
    if (url.isEmpty())
        return;
    const bool web = url.scheme() == u"https" || (url.scheme() == u"http" && isLoopback(url));
    if (!url.isValid() || url.host().isEmpty() || !web)
        problems << routeEditWord("The address should be a whole one, such as https://alerts.example.com; plain http "
                                  "only on this machine.");
    else if (looksLikeSecret(url.toString()))
        problems << routeEditWord("This address is itself a secret; store it, and name it as the key.");
    else if (!url.userInfo().isEmpty())
        problems << routeEditWord("The address holds a password; put it into the keychain and name it as the key.");
}

} // namespace

Workspace withRoute(Workspace workspace, const QString &previousName, const Route &route)
{
    const auto found = std::ranges::find(workspace.routes, previousName, &Route::name);
    if (previousName.isEmpty() || found == workspace.routes.end()) {
        workspace.routes.push_back(route);
        return workspace;
    }
    *found = route;
    for (Rule &rule : workspace.rules)
        std::ranges::replace(rule.routes, previousName, route.name);
    return workspace;
}

Workspace withoutRoute(Workspace workspace, const QString &name)
{
    std::erase_if(workspace.routes, [&](const Route &route) { return route.name == name; });
    for (Rule &rule : workspace.rules)
        rule.routes.removeAll(name);
    return workspace;
}

QStringList rulesNaming(const Workspace &workspace, const QString &route)
{
    QStringList names;
    for (const Rule &rule : workspace.rules)
        if (rule.routes.contains(route))
            names << rule.name;
    return names;
}

QStringList routeProblems(const Workspace &workspace, const QString &previousName, const Route &route)
{
    QStringList problems;
    if (route.name.isEmpty())
        problems << routeEditWord("The route needs a name.");
    else if (const Complaint complaint = nameComplaint(route.name))
        problems << routeEditWord("The name: %1.").arg(*complaint);
    else if (route.name != previousName
             && std::ranges::find(workspace.routes, route.name, &Route::name) != workspace.routes.end())
        problems << routeEditWord("Another route is named “%1” already.").arg(route.name);
    checkReference(problems, route.key);
    checkUrl(problems, route.url);
    switch (route.kind) {
    case Route::Kind::Desktop: break;
    case Route::Kind::PagerDuty:
        if (route.key.isEmpty())
            problems << routeEditWord("PagerDuty needs a key: the integration key of its Events API v2 service.");
        break;
    case Route::Kind::Slack:
        if (route.key.isEmpty() && route.url.isEmpty())
            problems << routeEditWord("Slack needs a key: the webhook's address, or a bot token with a channel.");
        break;
    case Route::Kind::Alertmanager:
    case Route::Kind::Webhook:
        if (route.url.isEmpty())
            problems << routeEditWord("It needs an address to send to.");
        break;
    }
    if (route.groupInterval < 1s || route.repeatInterval < 1min)
        problems << routeEditWord("A changed group is told after 1 s at the earliest, an unchanged one after 1 min.");
    return problems;
}

Workspace withHeartbeat(Workspace workspace, const QString &reference, const QUrl &url, Duration interval)
{
    workspace.console.heartbeat = reference;
    workspace.console.heartbeatUrl = url;
    workspace.console.heartbeatInterval = interval;
    return workspace;
}

QStringList heartbeatProblems(const QString &reference, const QUrl &url, Duration interval)
{
    QStringList problems;
    checkReference(problems, reference);
    checkUrl(problems, url);
    if (reference.isEmpty() && url.isEmpty())
        problems << routeEditWord("It needs the address of the switch: a key, where the address is itself a secret.");
    if (!reference.isEmpty() && !url.isEmpty())
        problems << routeEditWord("Give a key or an address, not both.");
    if (interval < 10s)
        problems << routeEditWord("Beats should be at least 10 s apart.");
    return problems;
}

} // namespace hubwatch::ui
