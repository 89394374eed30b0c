#include "workspace/workspace_parser.h"

#include "base/duration_text.h"
#include "workspace/checklist_reader.h"
#include "workspace/console_reader.h"
#include "workspace/metric_name_keys.h"
#include "workspace/route_reader.h"
#include "workspace/rule_reader.h"

#include <QRegularExpression>
#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

constexpr int workspaceVersion = 1;

} // namespace

WorkspaceResult WorkspaceParser::read(const TomlValue &document)
{
    TableReader root(document, {}, m_problems);
    if (!root.has(QStringLiteral("version"))) {
        m_problems.push_back(
            {0, QStringLiteral("version"), QStringLiteral("missing; make \"version = 1\" the first line")});
    } else if (const TomlValue *version = root.value(QStringLiteral("version"));
               version->kind == TomlValue::Kind::Integer && version->integer > workspaceVersion) {
        // A newer file has keys that this program cannot know: naming them would mislead.
        root.wrong(QStringLiteral("version"),
                   QStringLiteral("this Hubwatch reads version %1, the file has version %2; install a newer Hubwatch")
                       .arg(workspaceVersion)
                       .arg(version->integer));
        return tl::unexpected(m_problems);
    } else {
        root.integer(QStringLiteral("version"), workspaceVersion, workspaceVersion);
    }
    blocks(root, QStringLiteral("accounts"), &WorkspaceParser::account);
    blocks(root, QStringLiteral("services"), &WorkspaceParser::service);
    blocks(root, QStringLiteral("sources"), &WorkspaceParser::source);
    blocks(root, QStringLiteral("routes"), &WorkspaceParser::route);
    blocks(root, QStringLiteral("rules"), &WorkspaceParser::rule);
    blocks(root, QStringLiteral("checklist"), &WorkspaceParser::checklist);
    blocks(root, QStringLiteral("waivers"), &WorkspaceParser::waiver);
    blocks(root, QStringLiteral("proofs"), &WorkspaceParser::proof);
    storeSection(root);
    consoleSection(root);
    root.finish();
    if (!m_problems.empty())
        return tl::unexpected(m_problems);
    return m_workspace;
}

void WorkspaceParser::blocks(TableReader &root, const QString &key, Section section)
{
    const TomlValue *list = root.value(key);
    if (!list)
        return;
    if (list->kind != TomlValue::Kind::Array)
        return root.wrong(key,
                          QStringLiteral("expected [[%1]] blocks (two brackets), found %2").arg(key, foundText(*list)));
    for (size_t i = 0; i < list->items.size(); ++i) {
        const TomlValue &item = list->items[i];
        if (item.kind != TomlValue::Kind::Table) {
            root.wrongItem(key, i, QStringLiteral("expected a [[%1]] block, found %2").arg(key, foundText(item)));
            continue;
        }
        TableReader reader(item, QStringLiteral("%1[%2]").arg(key).arg(i), m_problems);
        (this->*section)(reader);
        reader.finish();
    }
}

QString WorkspaceParser::requiredName(TableReader &reader, NameBook &book)
{
    const QString key = QStringLiteral("name");
    const QString name = reader.text(key, QStringLiteral("a name in quotes"), nameComplaint).value_or(QString());
    if (!reader.has(key))
        reader.wrong(key, QStringLiteral("missing; add name = \"...\""));
    if (name.isEmpty())
        return name;
    if (const Complaint complaint = book.add(name, reader.line(key)))
        reader.wrong(key, *complaint);
    return name;
}

QUrl WorkspaceParser::url(TableReader &reader, const QString &example, bool required)
{
    const QString key = QStringLiteral("url");
    const auto check = [&example](const QString &text) { return urlComplaint(text, example); };
    if (required && !reader.has(key))
        reader.wrong(key, QStringLiteral("missing; add url = \"%1\"").arg(example));
    return QUrl(reader.text(key, QStringLiteral("a URL such as \"%1\"").arg(example), check).value_or(QString()));
}

void WorkspaceParser::account(TableReader &reader)
{
    AccountConfig account;
    account.name = requiredName(reader, m_names.accounts);
    if (reader.word(QStringLiteral("kind"), {QStringLiteral("production"), QStringLiteral("sandbox")})
        == QStringLiteral("sandbox"))
        account.kind = AccountConfig::Kind::Sandbox;
    account.credential = reader.reference(QStringLiteral("credential")).value_or(QString());
    account.portal = reader.integer(QStringLiteral("portal"), 1, 1'000'000'000'000).value_or(account.portal);
    account.trustedHosts
        = reader.texts(QStringLiteral("trusted_hosts"), QStringLiteral("proxy.example.test"), nameComplaint)
              .value_or(QStringList());
    const auto check = [&account](const QString &text) {
        const Complaint complaint = urlComplaint(text, QStringLiteral("https://api.hubapi.com"));
        return complaint ? complaint : apiComplaint(QUrl(text), account.trustedHosts);
    };
    if (const auto api = reader.text(QStringLiteral("api"), QStringLiteral("a URL in quotes"), check))
        account.api = QUrl(*api);
    account.burst
        = reader.text(QStringLiteral("burst"), QStringLiteral("calls per time such as \"80/10s\""), burstComplaint)
              .value_or(account.burst);
    account.concurrency = int(reader.integer(QStringLiteral("concurrency"), 1, 50).value_or(account.concurrency));
    account.interval
        = reader.duration(QStringLiteral("interval"), QStringLiteral("60s"), 1s, 1h).value_or(account.interval);
    account.dailyBudget
        = reader.integer(QStringLiteral("daily_budget"), 1, 1'000'000'000).value_or(account.dailyBudget);
    account.readOnly = reader.boolean(QStringLiteral("read_only")).value_or(account.readOnly);
    account.batchCeiling
        = reader.integer(QStringLiteral("batch_ceiling"), 0, 1'000'000'000).value_or(account.batchCeiling);
    account.batchReserve
        = reader.integer(QStringLiteral("batch_reserve"), 0, 1'000'000'000).value_or(account.batchReserve);
    m_workspace.accounts.push_back(std::move(account));
}

void WorkspaceParser::service(TableReader &reader)
{
    ServiceConfig service;
    service.name = requiredName(reader, m_names.services);
    service.account
        = reader.text(QStringLiteral("account"), QStringLiteral("the name of an account")).value_or(QString());
    if (!service.account.isEmpty() && !m_names.accounts.has(service.account))
        reader.wrong(QStringLiteral("account"), m_names.accounts.unknown(service.account));

    const QString timeout = QStringLiteral("timeout");
    service.interval
        = reader.duration(QStringLiteral("interval"), QStringLiteral("15s"), 1s, 1h).value_or(service.interval);
    service.readinessInterval = reader.duration(QStringLiteral("readiness_interval"), QStringLiteral("60s"), 1s, 24h)
                                    .value_or(service.readinessInterval);
    // A quick poll needs no timeout of its own: the default never exceeds the interval.
    service.timeout = reader.duration(timeout, QStringLiteral("10s"), 100ms, 1h)
                          .value_or(std::min(service.timeout, service.interval));
    if (reader.has(timeout) && service.timeout > service.interval)
        reader.wrong(timeout,
                     QStringLiteral("expected at most the interval (%1), found %2")
                         .arg(durationText(service.interval), durationText(service.timeout)));
    servicePaths(reader, service);
    service.credential = reader.reference(QStringLiteral("credential")).value_or(QString());
    metricNames(reader, service);
    serviceUrls(reader, service);
}

void WorkspaceParser::servicePaths(TableReader &reader, ServiceConfig &service)
{
    const auto path = [&reader](const char *key, QString &member) {
        const QString expected = QStringLiteral("a path such as \"%1\"").arg(member);
        member = reader.text(QString::fromLatin1(key), expected, pathComplaint).value_or(member);
    };
    path("metrics", service.metrics);
    path("health", service.health);
    path("readiness", service.readiness);
    if (service.metrics.isEmpty() && service.health.isEmpty() && service.readiness.isEmpty())
        reader.wrongTable(
            QStringLiteral("metrics, health and readiness are all \"\": nothing is left to watch; give one"));
}

void WorkspaceParser::metricNames(TableReader &reader, ServiceConfig &service)
{
    const QString key = QStringLiteral("metric_names");
    const TomlValue *table = reader.value(key);
    if (!table)
        return;
    if (table->kind != TomlValue::Kind::Table)
        return reader.wrong(key,
                            QStringLiteral("expected a table such as { calls = \"hubspot_api_calls_total\" }, found %1")
                                .arg(foundText(*table)));
    static const QRegularExpression valid(QStringLiteral("^[a-zA-Z_:][a-zA-Z0-9_:]*$"));
    const auto check = [](const QString &text) -> Complaint {
        if (valid.match(text).hasMatch())
            return std::nullopt;
        return QStringLiteral("expected a metric's name such as \"hubspot_api_calls_total\", found %1")
            .arg(shown(text));
    };
    TableReader names(*table, reader.path(key), m_problems);
    for (const MetricNameKey &metric : metricNameKeys) {
        const QString metricKey = QString::fromLatin1(metric.key);
        if (const auto name = names.text(metricKey, QStringLiteral("a metric's name"), check)) {
            service.metricNames.*metric.name = name->toStdString();
            service.remapped += metricKey;
        }
    }
    names.finish();
}

void WorkspaceParser::serviceUrls(TableReader &reader, const ServiceConfig &service)
{
    const QString urls = QStringLiteral("urls");
    const QString example = QStringLiteral("https://sync.example.test");
    const auto check = [&example](const QString &text) { return urlComplaint(text, example); };
    if (!reader.has(urls)) {
        m_workspace.services.push_back(service);
        m_workspace.services.back().url = url(reader, example, true);
        return;
    }
    if (reader.has(QStringLiteral("url")))
        reader.wrong(urls,
                     QStringLiteral("a service has url or urls, not both; the other is on line %1")
                         .arg(reader.line(QStringLiteral("url"))));
    const std::optional<QStringList> list = reader.texts(urls, example, check);
    if (list && list->isEmpty())
        reader.wrong(urls, QStringLiteral("expected at least one URL, found none"));
    // Named for the place, not the position: a URL put in between must not give one process the history of another.
    for (qsizetype i = 0; list && i < list->size(); ++i) {
        ServiceConfig one = service;
        one.url = QUrl((*list)[i]);
        QString path = one.url.path();
        if (path == QStringLiteral("/"))
            path.clear();
        one.name = QStringLiteral("%1@%2%3").arg(service.name, one.url.authority(), path);
        if (m_names.services.add(one.name, reader.line(urls)))
            reader.wrongItem(urls, size_t(i), QStringLiteral("%1 is listed twice; remove one").arg(shown((*list)[i])));
        m_names.groups[service.name] += one.name;
        m_workspace.services.push_back(std::move(one));
    }
}

void WorkspaceParser::source(TableReader &reader)
{
    SourceConfig source;
    source.name = requiredName(reader, m_names.sources);
    source.kind = reader.word(QStringLiteral("kind"), {QStringLiteral("prometheus")}).value_or(source.kind);
    source.url = url(reader, QStringLiteral("https://prometheus.example.test"), true);
    source.groupBy
        = reader.text(QStringLiteral("group_by"), QStringLiteral("a label's name"), nameComplaint).value_or(QString());
    m_workspace.sources.push_back(std::move(source));
}

void WorkspaceParser::route(TableReader &reader)
{
    Route route;
    route.name = requiredName(reader, m_names.routes);
    using Kind = Route::Kind;
    const std::array kinds{Kind::PagerDuty, Kind::Slack, Kind::Alertmanager, Kind::Webhook, Kind::Desktop};
    QStringList words;
    std::ranges::transform(kinds, std::back_inserter(words), routeKindText);
    if (const auto kind = reader.word(QStringLiteral("kind"), words))
        route.kind = kinds[size_t(words.indexOf(*kind))];
    route.key = reader.reference(QStringLiteral("key")).value_or(QString());
    const bool hasKey = reader.has(QStringLiteral("key"));
    const bool hasUrl = reader.has(QStringLiteral("url"));
    if (const TomlValue *found = reader.value(QStringLiteral("url")); found && looksLikeSecret(found->text)) {
        reader.wrong(QStringLiteral("url"),
                     QStringLiteral("this URL is itself a secret (it is not shown); store it and "
                                    "write key = \"keychain:NAME\" instead"));
    } else {
        const bool needed = route.kind == Kind::Alertmanager || route.kind == Kind::Webhook;
        route.url = url(reader, QStringLiteral("https://alertmanager.example.test"), needed);
    }
    if (route.kind == Kind::PagerDuty && !hasKey)
        reader.wrong(QStringLiteral("key"), QStringLiteral("missing; a pagerduty route needs key = \"keychain:NAME\""));
    if (route.kind == Kind::Slack && !hasKey && !hasUrl)
        reader.wrong(QStringLiteral("key"),
                     QStringLiteral("missing; a slack route needs key = \"keychain:NAME\", where "
                                    "the webhook's URL is stored"));
    readTelling(reader, route);
    m_workspace.routes.push_back(std::move(route));
}

void WorkspaceParser::rule(TableReader &reader)
{
    m_workspace.rules.push_back(readRule(reader, m_names));
}

void WorkspaceParser::checklist(TableReader &reader)
{
    m_workspace.checklists.push_back(readChecklist(reader, m_names, m_workspace));
}

void WorkspaceParser::waiver(TableReader &reader)
{
    m_workspace.waivers.push_back(readWaiver(reader, m_names, m_workspace));
}

void WorkspaceParser::proof(TableReader &reader)
{
    m_workspace.proofs.push_back(readProof(reader, m_names));
}

void WorkspaceParser::storeSection(TableReader &root)
{
    const QString key = QStringLiteral("store");
    const TomlValue *table = root.value(key);
    if (!table)
        return;
    if (table->kind != TomlValue::Kind::Table)
        return root.wrong(key, QStringLiteral("expected a [store] table, found %1").arg(foundText(*table)));
    TableReader reader(*table, key, m_problems);
    StoreConfig &store = m_workspace.store;
    store.keep = reader.duration(QStringLiteral("keep"), QStringLiteral("30d"), 1h, 3650 * 24h).value_or(store.keep);
    const auto check = [](const QString &text) -> Complaint {
        const std::optional<qint64> bytes = parseSize(text);
        if (!bytes)
            return QStringLiteral("expected a size such as \"2GB\" or \"500MB\", found %1").arg(shown(text));
        if (*bytes < 10'000'000)
            return QStringLiteral("expected at least 10MB, found %1").arg(shown(text));
        return std::nullopt;
    };
    if (const auto size = reader.text(QStringLiteral("max_size"), QStringLiteral("a size such as \"2GB\""), check))
        store.maxBytes = *parseSize(*size);
    reader.finish();
}

void WorkspaceParser::consoleSection(TableReader &root)
{
    const QString key = QStringLiteral("console");
    const TomlValue *table = root.value(key);
    if (!table)
        return;
    if (table->kind != TomlValue::Kind::Table)
        return root.wrong(key, QStringLiteral("expected a [console] table, found %1").arg(foundText(*table)));
    TableReader reader(*table, key, m_problems);
    m_workspace.console = readConsole(reader);
    reader.finish();
}

} // namespace hubwatch
