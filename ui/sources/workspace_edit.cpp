#include "ui/sources/workspace_edit.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString editWord(const char *text)
{
    return QCoreApplication::translate("edit", text);
}

bool named(const Workspace &workspace, const QString &name)
{
    return std::ranges::find(workspace.services, name, &ServiceConfig::name) != workspace.services.end();
}

} // namespace

QStringList serviceProblems(const Workspace &workspace, const QString &previousName, const ServiceConfig &service)
{
    QStringList problems;
    if (service.name.trimmed().isEmpty())
        problems << editWord("The service needs a name.");
    else if (service.name != previousName && named(workspace, service.name))
        problems << editWord("Another service is named “%1” already.").arg(service.name);
    const bool web = service.url.scheme() == u"http" || service.url.scheme() == u"https";
    if (!service.url.isValid() || !web || service.url.host().isEmpty())
        problems << editWord("The address should be a whole one, such as https://sync.example.com");
    const std::initializer_list<std::pair<const char *, const QString &>> paths{
        {"metrics", service.metrics}, {"health", service.health}, {"readiness", service.readiness}};
    for (const auto &[what, path] : paths) {
        if (!path.isEmpty() && !path.startsWith(u'/'))
            problems << editWord("The path of %1 should begin with “/”, or be empty for none.").arg(editWord(what));
    }
    if (service.metrics.isEmpty() && service.health.isEmpty() && service.readiness.isEmpty())
        problems << editWord("At least one of metrics, health and readiness needs a path.");
    if (service.interval < 1s || service.readinessInterval < 1s)
        problems << editWord("An interval should be at least 1 s.");
    if (service.timeout < 100ms || service.timeout > service.interval)
        problems << editWord("The timeout should lie between 100 ms and the interval, so that polls never overlap.");
    return problems;
}

QString freeName(const Workspace &workspace, const QString &name)
{
    QString free = name;
    for (int number = 2; named(workspace, free); ++number)
        free = QStringLiteral("%1-%2").arg(name).arg(number);
    return free;
}

Workspace withServices(Workspace workspace, const std::vector<ServiceConfig> &added)
{
    for (const ServiceConfig &service : added)
        workspace.services.push_back(service);
    return workspace;
}

Workspace withChanged(Workspace workspace, const QString &previousName, const ServiceConfig &service)
{
    const auto found = std::ranges::find(workspace.services, previousName, &ServiceConfig::name);
    if (found == workspace.services.end())
        return workspace;
    *found = service;
    for (Rule &rule : workspace.rules)
        std::ranges::replace(rule.services, previousName, service.name);
    return workspace;
}

Workspace without(Workspace workspace, const QString &name)
{
    std::erase_if(workspace.services, [&](const ServiceConfig &service) { return service.name == name; });
    std::erase_if(workspace.rules,
                  [&](const Rule &rule) { return rule.services.size() == 1 && rule.services.front() == name; });
    for (Rule &rule : workspace.rules)
        rule.services.removeAll(name);
    return workspace;
}

} // namespace hubwatch::ui
