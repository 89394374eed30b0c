#include "workspace/workspace_blocks.h"

#include "workspace/block_writer.h"
#include "workspace/checklist_blocks.h"
#include "workspace/metric_name_keys.h"
#include "workspace/rule_defaults.h"
#include "workspace/value_checks.h"
#include "workspace/workspace_file.h"

#include <QLocale>
#include <algorithm>

namespace hubwatch {

namespace {

WorkspaceBlock accountBlock(const AccountConfig &account)
{
    const AccountConfig standard;
    BlockWriter block(QStringLiteral("accounts"), account.name);
    block.raw("name", quoted(account.name));
    if (account.kind == AccountConfig::Kind::Sandbox)
        block.raw("kind", quoted(QStringLiteral("sandbox")));
    block.text("credential", account.credential);
    block.integer("portal", account.portal, 0);
    block.url("api", account.api, standard.api);
    block.list("trusted_hosts", account.trustedHosts);
    block.text("burst", account.burst, standard.burst);
    block.integer("concurrency", account.concurrency, standard.concurrency);
    block.duration("interval", account.interval, standard.interval);
    block.integer("daily_budget", account.dailyBudget, standard.dailyBudget);
    block.boolean("read_only", account.readOnly, standard.readOnly);
    block.integer("batch_ceiling", account.batchCeiling, standard.batchCeiling);
    block.integer("batch_reserve", account.batchReserve, standard.batchReserve);
    return block.block();
}

QString metricNamesText(const ServiceConfig &service)
{
    QStringList pairs;
    for (const MetricNameKey &metric : metricNameKeys)
        if (const QString key = QString::fromLatin1(metric.key); service.remapped.contains(key))
            pairs
                += QStringLiteral("%1 = %2").arg(key, quoted(QString::fromStdString(service.metricNames.*metric.name)));
    return QStringLiteral("{ %1 }").arg(pairs.join(QStringLiteral(", ")));
}

WorkspaceBlock serviceBlock(const ServiceConfig &service)
{
    const ServiceConfig standard;
    BlockWriter block(QStringLiteral("services"), service.name);
    block.raw("name", quoted(service.name));
    block.text("account", service.account);
    block.url("url", service.url);
    block.duration("interval", service.interval, standard.interval);
    block.duration("readiness_interval", service.readinessInterval, standard.readinessInterval);
    block.duration("timeout", service.timeout, standard.timeout);
    block.text("metrics", service.metrics, standard.metrics);
    block.text("health", service.health, standard.health);
    block.text("readiness", service.readiness, standard.readiness);
    block.text("credential", service.credential);
    if (!service.remapped.isEmpty())
        block.raw("metric_names", metricNamesText(service));
    return block.block();
}

WorkspaceBlock sourceBlock(const SourceConfig &source)
{
    BlockWriter block(QStringLiteral("sources"), source.name);
    block.raw("name", quoted(source.name));
    block.text("kind", source.kind, SourceConfig().kind);
    block.url("url", source.url);
    block.text("group_by", source.groupBy);
    return block.block();
}

QString severityWord(Rule::Severity severity)
{
    switch (severity) {
    case Rule::Severity::Page: return QStringLiteral("page");
    case Rule::Severity::Notify: return QStringLiteral("notify");
    case Rule::Severity::Ticket: return QStringLiteral("ticket");
    }
    Q_UNREACHABLE();
}

WorkspaceBlock routeBlock(const Route &route)
{
    const Route standard;
    BlockWriter block(QStringLiteral("routes"), route.name);
    block.raw("name", quoted(route.name));
    block.text("kind", routeKindText(route.kind), routeKindText(standard.kind));
    block.text("key", route.key);
    block.url("url", route.url);
    block.text("channel", route.channel);
    QStringList severities;
    std::ranges::transform(route.severities, std::back_inserter(severities), severityWord);
    block.list("severities", severities);
    block.duration("group_wait", route.groupWait, standard.groupWait);
    block.duration("group_interval", route.groupInterval, standard.groupInterval);
    block.duration("repeat", route.repeatInterval, standard.repeatInterval);
    block.boolean("send_resolved", route.sendResolved, standard.sendResolved);
    return block.block();
}

WorkspaceBlock ruleBlock(const Rule &rule)
{
    const Rule standard = ruleDefaults(rule.name, rule.signal);
    BlockWriter block(QStringLiteral("rules"), rule.name);
    block.text("name", rule.name, rule.signal);
    block.raw("signal", quoted(rule.signal));
    // Always there: a rule without its number does not read as one.
    block.raw(rule.side == Rule::Side::Above ? "above" : "below",
              QString::number(rule.threshold, 'g', QLocale::FloatingPointShortest));
    if (rule.polls != 0)
        block.integer("polls", rule.polls, standard.polls);
    else if (standard.polls != 0)
        block.raw("for", quoted(durationText(rule.holdFor)));
    else
        block.duration("for", rule.holdFor, standard.holdFor);
    block.duration("keep_firing_for", rule.keepFiringFor, standard.keepFiringFor);
    block.integer("minimum", rule.minimum, standard.minimum);
    if (rule.severity != standard.severity)
        block.raw("severity", quoted(severityWord(rule.severity)));
    block.list("routes", rule.routes);
    block.list("services", rule.services);
    block.boolean("enabled", rule.enabled, standard.enabled);
    return block.block();
}

WorkspaceBlock storeBlock(const StoreConfig &store)
{
    BlockWriter block(QStringLiteral("store"), {});
    block.duration("keep", store.keep, StoreConfig().keep);
    if (store.maxBytes != StoreConfig().maxBytes)
        block.raw("max_size", quoted(sizeText(store.maxBytes)));
    return block.block();
}

WorkspaceBlock consoleBlock(const ConsoleConfig &console)
{
    BlockWriter block(QStringLiteral("console"), {});
    block.integer("endpoint_port", console.endpointPort, ConsoleConfig().endpointPort);
    block.url("status_page", console.statusPage);
    block.text("heartbeat", console.heartbeat);
    block.url("heartbeat_url", console.heartbeatUrl);
    block.duration("heartbeat_interval", console.heartbeatInterval, ConsoleConfig().heartbeatInterval);
    block.text("peers", console.peers);
    block.text("name", console.name);
    block.duration("batch_keep", console.batchKeep, ConsoleConfig().batchKeep);
    block.text("deploys", console.deploys);
    return block.block();
}

} // namespace

const BlockLine *WorkspaceBlock::find(const QString &key) const
{
    const auto at = std::ranges::find(lines, key, &BlockLine::key);
    return at == lines.end() ? nullptr : &*at;
}

QStringList workspaceSections()
{
    return {QStringLiteral("accounts"), QStringLiteral("services"), QStringLiteral("sources"),
            QStringLiteral("rules"),    QStringLiteral("routes"),   QStringLiteral("checklist"),
            QStringLiteral("waivers"),  QStringLiteral("proofs"),   QStringLiteral("store"),
            QStringLiteral("console")};
}

std::vector<WorkspaceBlock> workspaceBlocks(const Workspace &workspace)
{
    std::vector<WorkspaceBlock> blocks;
    std::ranges::transform(workspace.accounts, std::back_inserter(blocks), accountBlock);
    std::ranges::transform(workspace.services, std::back_inserter(blocks), serviceBlock);
    std::ranges::transform(workspace.sources, std::back_inserter(blocks), sourceBlock);
    std::ranges::transform(workspace.rules, std::back_inserter(blocks), ruleBlock);
    std::ranges::transform(workspace.routes, std::back_inserter(blocks), routeBlock);
    std::ranges::transform(workspace.checklists, std::back_inserter(blocks), checklistBlock);
    std::ranges::transform(workspace.waivers, std::back_inserter(blocks), waiverBlock);
    std::ranges::transform(workspace.proofs, std::back_inserter(blocks), proofBlock);
    if (workspace.store != StoreConfig())
        blocks.push_back(storeBlock(workspace.store));
    if (workspace.console != ConsoleConfig())
        blocks.push_back(consoleBlock(workspace.console));
    return blocks;
}

QString blockText(const WorkspaceBlock &block)
{
    const bool one = block.section == QStringLiteral("store") || block.section == QStringLiteral("console");
    QString text = one ? u'[' + block.section + QStringLiteral("]\n") : QStringLiteral("[[%1]]\n").arg(block.section);
    for (const BlockLine &line : block.lines)
        text += line.key + QStringLiteral(" = ") + line.value + u'\n';
    return text;
}

QByteArray workspaceText(const Workspace &workspace)
{
    QString text = QStringLiteral("version = %1\n").arg(workspace.version);
    for (const WorkspaceBlock &block : workspaceBlocks(workspace))
        text += u'\n' + blockText(block);
    return text.toUtf8();
}

} // namespace hubwatch
