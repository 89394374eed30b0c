#include "app/checklist/check_plan.h"

#include "checklist/bench/call_counts.h"
#include "checklist/logs/log_probe.h"
#include "checklist/probes/alert_probe.h"
#include "checklist/probes/health_probe.h"
#include "checklist/probes/own_probe.h"
#include "checklist/probes/scope_probe.h"
#include "checklist/probes/webhook_probe.h"
#include "checklist/repository/ignore_probe.h"
#include "checklist/repository/secret_probe.h"
#include "workspace/workspace_file.h"

#include <algorithm>

namespace hubwatch {

namespace {

constexpr Duration benchPatience = 20min; // somebody may have to start six runs by hand
constexpr Duration scanPatience = 15min;

using Setting = const CheckSetting &;

QUrl under(const QUrl &base, const QString &path)
{
    if (base.isEmpty() || path.isEmpty())
        return {};
    QUrl url = base;
    QString whole = base.path();
    while (whole.endsWith(u'/'))
        whole.chop(1);
    url.setPath(whole + path);
    return url;
}

const AccountConfig *accountNamed(const Workspace &workspace, const QString &name)
{
    const auto at = std::ranges::find(workspace.accounts, name, &AccountConfig::name);
    return at == workspace.accounts.end() ? nullptr : &*at;
}

const AccountConfig *ownAccount(Setting setting)
{
    const ServiceConfig *service = findService(setting.facts.workspace, setting.target.service);
    const QString named = setting.target.account;
    return accountNamed(setting.facts.workspace, named.isEmpty() && service ? service->account : named);
}

CallCountOrder countsOrder(Setting setting)
{
    const ServiceConfig *service = findService(setting.facts.workspace, setting.target.service);
    if (!service)
        return {};
    return {.metrics = under(service->url, service->metrics),
            .credential = service->credential,
            .calls = service->metricNames.calls};
}

BenchLimits limitsOf(const ChecklistItem &item, Setting setting)
{
    BenchLimits limits{.fresh = item.fresh};
    const AccountConfig *account = ownAccount(setting);
    if (!account)
        return limits;
    limits.concurrency = account->concurrency;
    if (const std::optional<BurstLimit> burst = parseBurst(account->burst)) {
        limits.calls = burst->calls;
        limits.window = burst->window;
    }
    return limits;
}

Verdict judgeBench(const QString &item, const BenchTrace &trace, const BenchLimits &limits)
{
    using Judge = Verdict (*)(const QString &, const BenchTrace &, const BenchLimits &);
    static const std::map<QString, Judge> judges{{QStringLiteral("errors.caught"), judgeErrorsCaught},
                                                 {QStringLiteral("retry.backoff"), judgeBackoff},
                                                 {QStringLiteral("batch.first"), judgeBatchFirst},
                                                 {QStringLiteral("concurrency.limited"), judgeConcurrency},
                                                 {QStringLiteral("definitions.cached"), judgeCached}};
    return judges.at(item)(item, trace, limits);
}

/// Behaviour where a test instance shows it, else what the live metrics tell.
Probe benchProbe(const ChecklistItem &item, Setting setting)
{
    const BenchLimits limits = limitsOf(item, setting);
    if (setting.bench)
        return [bench = setting.bench, id = item.id, limits](const ProbeCall &call) {
            bench->want(call,
                        [call, id, limits](const BenchTrace &trace) { call.reply(judgeBench(id, trace, limits)); });
        };
    const QString why = QStringLiteral("no test instance is named: add test_url to its [[checklist]]");
    const CallCountOrder order = countsOrder(setting);
    return [doors = setting.doors, order, id = item.id, limits, why](const ProbeCall &call) {
        const auto judge = [call, id, limits, why, &clock = doors.clock](const Result<CallCounts> &counts) {
            const QString also = counts ? why : QStringLiteral("%1; its metrics: %2").arg(why, counts.error().detail);
            call.reply(judgeByMetrics(id, id, counts.value_or(CallCounts()), also, clock.now(), limits));
        };
        if (order.metrics.isEmpty())
            doors.clock.after({}, call.context, [judge] { judge(CallCounts()); });
        else
            askCallCounts(doors.http, doors.clock, order, call.context, judge);
    };
}

Probe healthCheck(const ChecklistItem &item, Setting setting)
{
    const ServiceConfig *service = findService(setting.facts.workspace, setting.target.service);
    const ChecklistTarget &target = setting.target;
    HealthOrder order{.item = item.id, .fresh = item.fresh};
    if (!target.testUrl.isEmpty()) {
        order.health = under(target.testUrl, target.testHealth);
        order.readiness = under(target.testUrl, target.testReadiness);
    } else if (service) {
        order.health = under(service->url, service->health);
        order.readiness = under(service->url, service->readiness);
        order.credential = service->credential;
    }
    if (!setting.bench)
        return healthProbe(setting.doors, order);
    return [doors = setting.doors, bench = setting.bench, order](const ProbeCall &call) {
        bench->want(call, [doors, order, call](const BenchTrace &trace) {
            HealthOrder seen = order;
            if (trace.stopped.isEmpty())
                seen.bench = trace;
            healthProbe(doors, seen)(call);
        });
    };
}

SecretOrder secretOrder(const ChecklistItem &item, Setting setting)
{
    SecretOrder order{.item = item.id,
                      .repository = placeOf(setting.target.repository, setting.facts.folder),
                      .allow = setting.target.allow,
                      .fresh = item.fresh};
    const auto add = [&order](const QString &what, const QString &reference) {
        if (!reference.isEmpty())
            order.references.emplace_back(what, reference);
    };
    if (const AccountConfig *account = ownAccount(setting))
        add(QStringLiteral("account %1").arg(account->name), account->credential);
    if (const ServiceConfig *service = findService(setting.facts.workspace, setting.target.service))
        add(QStringLiteral("service %1").arg(service->name), service->credential);
    add(QStringLiteral("webhook_secret"), setting.target.webhookSecret);
    for (const Route &route : setting.facts.workspace.routes)
        add(QStringLiteral("route %1").arg(route.name), route.key);
    return order;
}

WebhookOrder webhookOrder(const ChecklistItem &item, Setting setting)
{
    const ChecklistTarget &target = setting.target;
    const AccountConfig *account = ownAccount(setting);
    return {.item = item.id,
            .applies = target.webhooks,
            .url = under(target.testUrl, target.webhook),
            .signedUrl = target.webhookUrl,
            .secret = target.webhookSecret,
            .versions = target.webhookVersions,
            .effect = target.webhookEffect,
            .metrics = under(target.testUrl, target.testMetrics),
            .portal = account ? accountOf(setting.facts.accounts, account->name).portal : 0,
            .fresh = item.fresh};
}

Probe scopeCheck(const ChecklistItem &item, Setting setting)
{
    ScopeOrder order{.item = item.id, .declared = setting.target.scopes, .fresh = item.fresh};
    if (const AccountConfig *account = ownAccount(setting)) {
        order.account = account->name;
        order.credential = account->credential;
        order.api = account->api;
        order.trustedHosts = account->trustedHosts;
        order.portal = account->portal;
    }
    const CallCountOrder counts = countsOrder(setting);
    if (counts.metrics.isEmpty())
        return scopeProbe(setting.doors, order);
    return [doors = setting.doors, order, counts](const ProbeCall &call) {
        askCallCounts(doors.http, doors.clock, counts, call.context,
                      [doors, order, call](const Result<CallCounts> &seen) {
                          ScopeOrder told = order;
                          if (seen) {
                              told.endpointsSeen = seen->byEndpoint;
                              told.seenOver = seen->over;
                          }
                          scopeProbe(doors, told)(call);
                      });
    };
}

/// "file:PATH" as the workspace file means it.
QString samplePlace(const QString &sample, const QString &folder)
{
    const QString file = QStringLiteral("file:");
    return sample.startsWith(file) ? file + placeOf(sample.mid(file.size()), folder) : sample;
}

std::vector<Proof> proofsOf(const ChecklistItem &item, Setting setting)
{
    std::vector<Proof> proofs;
    for (Proof proof : setting.facts.workspace.proofs) {
        if (proof.service != setting.target.service || proof.item != item.id)
            continue;
        proof.file = placeOf(proof.file, setting.facts.folder);
        proofs.push_back(std::move(proof));
    }
    return proofs;
}

Probe logCheck(const ChecklistItem &item, Setting setting)
{
    const ChecklistTarget &target = setting.target;
    LogOrder order{.item = item.id,
                   .sample = samplePlace(target.logs, setting.facts.folder),
                   .standardInput = setting.facts.standardInput,
                   .seen = target.logsSeen,
                   .datadog = target.datadog,
                   .datadogKey = target.datadogKey,
                   .datadogApplicationKey = target.datadogApplicationKey,
                   .fresh = item.fresh};
    const Verdict word = handVerdict(item, proofsOf(item, setting), setting.doors.clock.now());
    if (word.outcome == Outcome::Pass)
        order.handWord = word.words;
    return logProbe(setting.doors, order);
}

Probe alertCheck(const ChecklistItem &item, Setting setting)
{
    AlertOrder order{.item = item.id, .within = setting.target.testFired, .fresh = item.fresh};
    const QString service = setting.target.service;
    for (const Rule &rule : setting.facts.rules)
        if (rule.enabled && (rule.services.isEmpty() || rule.services.contains(service)))
            order.rules.push_back({.name = rule.name, .signal = rule.signal, .routes = rule.routes});
    for (const Route &route : setting.facts.workspace.routes) {
        const auto fired = setting.facts.testFired.find(route.name);
        order.routes.push_back(
            {.name = route.name,
             .testFired = fired == setting.facts.testFired.end() ? std::nullopt : std::optional(fired->second)});
    }
    for (const SourceConfig &source : setting.facts.workspace.sources)
        order.servers.push_back({.name = source.name, .url = source.url});
    if (!setting.facts.testsProblem.isEmpty())
        return [&clock = setting.doors.clock, id = item.id, words = setting.facts.testsProblem](const ProbeCall &call) {
            clock.after({}, call.context, [&clock, call, id, words] {
                call.reply(plainVerdict(id, Outcome::Error, words, clock.now()));
            });
        };
    order.callsMetric = QString::fromStdString(countsOrder(setting).calls);
    return alertProbe(setting.doors, order);
}

Probe resultsCheck(const ChecklistItem &item, ResultsOrder::Kind kind, Setting setting)
{
    ResultsOrder order{.item = item.id,
                       .kind = kind,
                       .proofs = proofsOf(item, setting),
                       .jobs = setting.facts.jobs,
                       .sandboxName = setting.target.sandbox,
                       .load = setting.target.load,
                       .fresh = item.fresh};
    const auto option = [&item](const char *name, int usual) {
        const auto at = item.options.find(QString::fromLatin1(name));
        return at == item.options.end() ? usual : at->second.toInt();
    };
    order.mostFailed = option("at_most_failed", 0);
    order.leastTests = option("least_tests", 1);
    if (const AccountConfig *sandbox = accountNamed(setting.facts.workspace, setting.target.sandbox)) {
        const ReadinessFacts::Account known = accountOf(setting.facts.accounts, sandbox->name);
        order.sandboxPortal = known.portal;
        order.sandboxIsOne = known.isSandbox.value_or(sandbox->kind == AccountConfig::Kind::Sandbox);
    }
    return resultsProbe(setting.doors, order);
}

Probe ownCheck(const ChecklistItem &item, Setting setting)
{
    const ServiceConfig *service = findService(setting.facts.workspace, setting.target.service);
    const ChecklistTarget &target = setting.target;
    OwnOrder order{.item = item,
                   .repository = placeOf(target.repository, setting.facts.folder),
                   .folder = setting.facts.folder,
                   .proofs = proofsOf(item, setting)};
    if (service) {
        order.metrics = under(service->url, service->metrics);
        order.credential = target.testUrl.isEmpty() ? service->credential : QString();
    }
    order.base = target.testUrl.isEmpty() && service ? service->url : target.testUrl;
    order.baseIsTest = !target.testUrl.isEmpty();
    return ownProbe(setting.doors, order);
}

using Make = Probe (*)(const ChecklistItem &, Setting);

const std::map<QString, Make> &makers()
{
    static const std::map<QString, Make> all{
        {QStringLiteral("secrets"),
         [](const ChecklistItem &item, Setting s) { return secretProbe(s.doors, secretOrder(item, s)); }},
        {QStringLiteral("env"),
         [](const ChecklistItem &item, Setting s) {
             return ignoreProbe(
                 s.doors,
                 {.item = item.id, .repository = placeOf(s.target.repository, s.facts.folder), .fresh = item.fresh});
         }},
        {QStringLiteral("signatures"),
         [](const ChecklistItem &item, Setting s) { return signatureProbe(s.doors, webhookOrder(item, s)); }},
        {QStringLiteral("idempotence"),
         [](const ChecklistItem &item, Setting s) { return idempotenceProbe(s.doors, webhookOrder(item, s)); }},
        {QStringLiteral("scopes"), scopeCheck},
        {QStringLiteral("bench"), benchProbe},
        {QStringLiteral("health"), healthCheck},
        {QStringLiteral("logs"), logCheck},
        {QStringLiteral("alerts"), alertCheck},
        {QStringLiteral("tests"),
         [](const ChecklistItem &item, Setting s) { return resultsCheck(item, ResultsOrder::Kind::Tests, s); }},
        {QStringLiteral("load"),
         [](const ChecklistItem &item, Setting s) { return resultsCheck(item, ResultsOrder::Kind::Load, s); }},
        {QStringLiteral("results"),
         [](const ChecklistItem &item, Setting s) { return resultsCheck(item, ResultsOrder::Kind::Tests, s); }},
    };
    return all;
}

} // namespace

PlannedCheck plannedCheck(const ChecklistItem &item, const CheckSetting &setting)
{
    const auto maker = makers().find(item.probe);
    PlannedCheck check{.item = item.id};
    check.probe = maker == makers().end() ? ownCheck(item, setting) : maker->second(item, setting);
    if (setting.bench && waitsForBench(item))
        check.patience = benchPatience;
    else if (item.probe == u"secrets" || item.probe == u"env")
        check.patience = scanPatience;
    return check;
}

BenchOrder benchOrder(const ReadinessFacts &facts, const ChecklistTarget &target)
{
    return {.port = quint16(target.benchPort),
            .host = target.benchHost,
            .testUrl = target.testUrl,
            .health = under(target.testUrl, target.testHealth),
            .readiness = under(target.testUrl, target.testReadiness),
            .metrics = under(target.testUrl, target.testMetrics),
            .start = target.benchStart,
            .folder = facts.folder,
            .patience = target.benchPatience,
            .pace = facts.pace.value_or(1)};
}

bool waitsForBench(const ChecklistItem &item)
{
    return item.probe == u"bench" || item.probe == u"health";
}

int stageOf(const ChecklistItem &item)
{
    if (waitsForBench(item))
        return 2;
    return item.probe == u"idempotence" ? 1 : 0;
}

bool isQuiet(const ChecklistItem &item, const ChecklistTarget &target)
{
    static const QStringList quiet{QStringLiteral("secrets"), QStringLiteral("env"),   QStringLiteral("scopes"),
                                   QStringLiteral("alerts"),  QStringLiteral("tests"), QStringLiteral("load"),
                                   QStringLiteral("results"), QStringLiteral("file"),  QStringLiteral("hand"),
                                   QStringLiteral("metric")};
    return quiet.contains(item.probe) || (item.probe == u"logs" && target.logs != u"stdin");
}

} // namespace hubwatch
