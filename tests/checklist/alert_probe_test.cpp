// The probe of alerts over the wire, and against a real Prometheus.
#include "checklist/probes/alert_probe.h"

#include "alerts/rules_export.h"
#include "ask_bench.h"
#include "support/fault_server.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>

namespace hubwatch::testing {
namespace {

using namespace Qt::StringLiterals;

class AlertProbeTest : public ::testing::Test
{
protected:
    AlertProbeTest()
    {
        const TimePoint fired = bench.clock.now() - 72h;
        order = {.item = u"alerts.set"_s,
                 .rules = {{u"errors"_s, u"api.error_rate"_s, {}}, {u"limits"_s, u"api.rate_limited"_s, {}}},
                 .routes = {{u"pager"_s, fired}},
                 .callsMetric = u"hubspot_api_calls_total"_s,
                 .fresh = 24h};
    }
    void serve(FaultRoute route) { prometheus.route(u"/prom/api/v1/rules"_s, std::move(route)); }
    void serveRule(const char *query)
    {
        serve({.body = QByteArray(R"({"status":"success","data":{"groups":[{"name":"g","rules":[{"type":"alerting",)"
                                  R"("name":"A","health":"ok","query":")")
                   + query + R"("}]}]}})"});
    }
    void useServer(const QString &credential = {})
    {
        order.servers = {{u"prom"_s, prometheus.url(u"/prom/"_s), credential}};
    }
    Verdict run() { return bench.run(alertProbe(bench.doors(), order)); }

    AskBench bench;
    FaultServer prometheus;
    AlertOrder order;
};

TEST_F(AlertProbeTest, WithoutAPrometheusTheWorkspaceIsEnough)
{
    const Verdict verdict = run();
    EXPECT_EQ(told(verdict),
              "pass: rules on api.error_rate and api.rate_limited, their routes test-fired 3d ago at most");
    EXPECT_EQ(verdict.evidence.staleAt, verdict.evidence.at + 24h);
    order.rules.clear();
    EXPECT_EQ(run().outcome, Outcome::Fail);
}

TEST_F(AlertProbeTest, APrometheusMustHaveARuleOfItsOwn)
{
    useServer(u"keychain:prom"_s);
    bench.keys.keys[u"keychain:prom"_s] = "user:pass";
    serveRule("rate(hubspot_api_calls_total[5m]) > 1");
    EXPECT_EQ(run().outcome, Outcome::Pass);
    ASSERT_EQ(prometheus.seen.size(), 1u);
    EXPECT_EQ(prometheus.seen[0].header("Authorization"), "Basic " + QByteArray("user:pass").toBase64());
    serveRule("up == 0");
    EXPECT_EQ(told(run()), "fail: no alerting rule of prom reads hubspot_api_calls_total");
}

TEST_F(AlertProbeTest, WhatIsNoPrometheusIsAnErrorAndNeverAPass)
{
    useServer();
    for (const auto &[route, words] :
         {std::pair{FaultRoute{.body = "<html>log in</html>"}, "a web page"},
          std::pair{FaultRoute{.status = 302, .headers = {{"Location", "/login"}}}, "redirects"},
          std::pair{FaultRoute{.status = 401}, "refuses who asks (401)"},
          std::pair{FaultRoute{.status = 503}, "could not be asked"}, std::pair{FaultRoute{.status = 404}, "404"},
          std::pair{FaultRoute{.body = "ok"}, "expected JSON"},
          std::pair{FaultRoute{.fault = FaultRoute::Fault::Reset}, "could not be asked"}}) {
        serve(route);
        const Verdict verdict = run();
        EXPECT_EQ(verdict.outcome, Outcome::Error) << words;
        EXPECT_TRUE(saidIn(verdict.words, words)) << told(verdict);
    }
    order.routes.clear();
    EXPECT_EQ(run().outcome, Outcome::Fail) << "what was measured bad stays bad";
}

TEST_F(AlertProbeTest, AKeyThatCannotBeReadIsAnError)
{
    useServer(u"keychain:gone"_s);
    const Verdict verdict = run();
    EXPECT_EQ(verdict.outcome, Outcome::Error);
    EXPECT_TRUE(saidIn(verdict.words, "keychain:gone")) << told(verdict);
    EXPECT_TRUE(prometheus.seen.empty());
}

TEST_F(AlertProbeTest, IsSilentWhenItsOwnerDies)
{
    useServer();
    serve({.fault = FaultRoute::Fault::Hang});
    auto context = std::make_unique<QObject>();
    bool answered = false;
    alertProbe(bench.doors(),
               order)({.context = context.get(), .reply = [&answered](const Verdict &) { answered = true; }});
    ASSERT_TRUE(QTest::qWaitFor([this] { return prometheus.seen.size() == 1; }, 10'000));
    context.reset();
    EXPECT_TRUE(QTest::qWaitFor([this] { return prometheus.open == 0; }, 10'000));
    EXPECT_FALSE(answered);
}

/// A Prometheus with our exported rules.
class RealPrometheusTest : public AlertProbeTest
{
protected:
    void TearDown() override
    {
        process.kill();
        process.waitForFinished();
    }
    void write(const char *name, const QByteArray &text)
    {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    void start(const QByteArray &rules)
    {
        const QString program = QStandardPaths::findExecutable(u"prometheus"_s);
        ASSERT_FALSE(program.isEmpty()) << "prometheus is missing: install the package prometheus";
        write("rules.yml", rules);
        write("prometheus.yml", "global: {evaluation_interval: 1s}\nrule_files: [rules.yml]\n");
        QTcpServer free;
        ASSERT_TRUE(free.listen(QHostAddress::LocalHost));
        const quint16 port = free.serverPort();
        free.close();
        process.setWorkingDirectory(folder.path());
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program,
                      {u"--config.file=prometheus.yml"_s, u"--storage.tsdb.path=data"_s,
                       u"--web.listen-address=127.0.0.1:%1"_s.arg(port)});
        ASSERT_TRUE(process.waitForStarted());
        order.servers = {{u"prom"_s, QUrl(u"http://127.0.0.1:%1"_s.arg(port)), {}}};
    }
    /// The verdict once Prometheus answers and has evaluated its rules.
    Verdict settled()
    {
        Verdict verdict;
        for (int i = 0; i < 60; ++i) {
            verdict = run();
            if (verdict.outcome == Outcome::Pass || verdict.outcome == Outcome::Fail)
                break;
            QTest::qWait(500);
        }
        return verdict;
    }

    QTemporaryDir folder;
    QProcess process;
};

TEST_F(RealPrometheusTest, HasTheRulesThatHubwatchExports)
{
    const std::vector<Rule> rules{
        {.name = u"errors"_s, .signal = u"api.error_rate"_s, .threshold = 0.05, .holdFor = 5min},
        {.name = u"limits"_s, .signal = u"api.rate_limited"_s, .threshold = 50, .holdFor = 1min}};
    const std::vector<ExportTarget> targets{{.service = u"contacts-sync"_s}};
    start(prometheusRules(rules, targets));
    const Verdict verdict = settled();
    EXPECT_EQ(verdict.outcome, Outcome::Pass) << told(verdict) << process.readAll().toStdString();
    EXPECT_TRUE(saidIn(verdict.words, "prom has 2 alerting rules on hubspot_api_calls_total")) << told(verdict);
    order.callsMetric = u"crm_calls_total"_s;
    EXPECT_EQ(told(run()), "fail: no alerting rule of prom reads crm_calls_total");
}

} // namespace
} // namespace hubwatch::testing
