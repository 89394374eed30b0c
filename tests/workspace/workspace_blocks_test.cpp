#include "workspace/workspace_blocks.h"

#include "support/printers.h"
#include "workspace/workspace_file.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

/// Every member differs from its default, so that one left out of the text would show.
Workspace everythingSet()
{
    Workspace workspace;
    workspace.accounts = {{.name = QStringLiteral("pr\"o\\d 日本"),
                           .kind = AccountConfig::Kind::Sandbox,
                           .credential = QStringLiteral("env:TOKEN"),
                           .portal = 42,
                           .api = QUrl(QStringLiteral("https://proxy.example.test:8443/x%20y")),
                           .burst = QStringLiteral("10/1s"),
                           .concurrency = 2,
                           .readOnly = true,
                           .batchCeiling = 5'000,
                           .batchReserve = 0,
                           .trustedHosts = {QStringLiteral("proxy.example.test")}}};
    workspace.services = {{.name = QStringLiteral("a"),
                           .account = workspace.accounts[0].name,
                           .url = QUrl(QStringLiteral("http://[::1]:3000/base")),
                           .interval = 5s,
                           .readinessInterval = 2min,
                           .timeout = 1500ms,
                           .metrics = QStringLiteral("/m?x=1"),
                           .health = QString(),
                           .readiness = QStringLiteral("/r"),
                           .credential = QStringLiteral("dotenv:/etc/x.env#BASIC"),
                           .metricNames = {.calls = "c", .syncStarted = "s"},
                           .remapped = {QStringLiteral("calls"), QStringLiteral("sync_started")}}};
    workspace.sources = {{.name = QStringLiteral("fleet"),
                          .url = QUrl(QStringLiteral("https://p.example.test")),
                          .groupBy = QStringLiteral("job")}};
    workspace.rules = {{.name = QStringLiteral("mine"),
                        .signal = QStringLiteral("sync.overdue"),
                        .side = Rule::Side::Below,
                        .threshold = 1e-9,
                        .polls = 7,
                        .keepFiringFor = 90s,
                        .minimum = 3,
                        .severity = Rule::Severity::Notify,
                        .routes = {QStringLiteral("oncall")},
                        .services = {QStringLiteral("a")},
                        .enabled = false},
                       {.name = QStringLiteral("service.ready"),
                        .signal = QStringLiteral("service.ready"),
                        .threshold = 1.0 / 3,
                        .holdFor = 0s,
                        .severity = Rule::Severity::Page}};
    workspace.routes = {{.name = QStringLiteral("oncall"),
                         .kind = Route::Kind::PagerDuty,
                         .key = QStringLiteral("vault:secret/data/pd#key"),
                         .url = QUrl(QStringLiteral("http://localhost:8080/v2")),
                         .severities = {Rule::Severity::Notify, Rule::Severity::Page},
                         .repeatInterval = 90min,
                         .sendResolved = false},
                        {.name = QStringLiteral("team"),
                         .kind = Route::Kind::Slack,
                         .key = QStringLiteral("keychain:slack"),
                         .channel = QStringLiteral("#on \"call"),
                         .groupWait = 0s,
                         .groupInterval = 1s}};
    workspace.store = {.keep = 36h, .maxBytes = 1'500'000'000};
    workspace.console = {.endpointPort = 9464,
                         .statusPage = QUrl(QStringLiteral("https://mirror.example.test")),
                         .heartbeat = QStringLiteral("keychain:beat"),
                         .heartbeatInterval = 30s,
                         .peers = QStringLiteral("/srv/on \"call\\x"),
                         .name = QStringLiteral("anna's"),
                         .batchKeep = 48h,
                         .deploys = QStringLiteral("deploys.log")};
    return workspace;
}

TEST(WorkspaceText, IsReadBackToTheSameWorkspace)
{
    const Workspace workspace = everythingSet();
    const QByteArray text = workspaceText(workspace);
    const WorkspaceResult read = parseWorkspace(text);
    ASSERT_TRUE(read) << problemText({}, read.error().front()).toStdString() << text.toStdString();
    EXPECT_EQ(read->accounts, workspace.accounts);
    EXPECT_EQ(read->services, workspace.services);
    EXPECT_EQ(read->sources, workspace.sources);
    EXPECT_EQ(read->rules, workspace.rules);
    EXPECT_EQ(read->routes, workspace.routes);
    EXPECT_EQ(read->store, workspace.store);
    EXPECT_EQ(read->console, workspace.console);
}

TEST(WorkspaceText, IsReadBackWithAHeartbeatThatIsNoSecret)
{
    Workspace workspace;
    workspace.console.heartbeatUrl = QUrl(QStringLiteral("https://watch.example.test/beat"));
    EXPECT_EQ(parseWorkspace(workspaceText(workspace)), WorkspaceResult(workspace));
}

TEST(WorkspaceText, IsReadBackForEveryShippedRule)
{
    Workspace workspace;
    workspace.rules = shippedRules();
    EXPECT_EQ(parseWorkspace(workspaceText(workspace)), WorkspaceResult(workspace));
}

TEST(WorkspaceText, SaysOnlyWhatDiffersFromTheDefaults)
{
    Workspace workspace;
    workspace.services = {{.name = QStringLiteral("sync"), .url = QUrl(QStringLiteral("http://localhost:3000"))}};
    EXPECT_EQ(workspaceText(workspace),
              QByteArray("version = 1\n\n[[services]]\nname = \"sync\"\nurl = \"http://localhost:3000\"\n"));
    EXPECT_EQ(workspaceText({}), QByteArray("version = 1\n"));
}

} // namespace
} // namespace hubwatch
