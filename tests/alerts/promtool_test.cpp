// The exported rules against the real promtool: they fire when ours do, and only then.
#include "alerts/alert_book.h"
#include "alerts/rules_export.h"
#include "signals/fake_service.h"
#include "support/printers.h"
#include "workspace/workspace.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using testing::FakeService;
using State = Alert::State;

constexpr Duration interval = 15s;

struct Scenario {
    const char *name;
    std::function<void(FakeService &service, int at)> happens; ///< before each poll
    int polls = 0;
    std::vector<const char *> fires = {}; ///< and no other rule does
    std::function<bool(int at)> misses = [](int) { return false; };
};

void PrintTo(const Scenario &scenario, std::ostream *out)
{
    *out << scenario.name;
}

struct Outcome {
    QByteArray testFile = {};
    std::map<QString, int> firedAt = {}; ///< rule, and the poll at which it began to fire
};

/// Every rule that ships and Prometheus can express, switched on.
std::vector<Rule> exportedRules()
{
    std::vector<Rule> rules;
    for (Rule rule : shippedRules()) {
        const SignalDefinition *signal = findSignal(rule.signal);
        rule.enabled = true;
        if (signal && signal->concerns(false) && signal->unit != SignalDefinition::Unit::State)
            rules.push_back(rule);
    }
    return rules;
}

QByteArray number(double value)
{
    return QByteArray::number(value, 'g', 17);
}

/// What Prometheus would have scraped: each series' values, with "_" where there is none.
class ScrapeLog
{
public:
    void scraped(const FakeService &service, int at, bool up)
    {
        add(R"(up{job="contacts-sync",instance="a:1"})", at, up ? "1" : "0");
        for (const auto &[text, entry] : service.shown) {
            SeriesId id = entry.first;
            id.labels.push_back({"job", "contacts-sync"});
            id.labels.push_back({"instance", "a:1"});
            if (up)
                add(seriesText(id), at, number(entry.second));
        }
        // A series that is no longer shown ends with a staleness marker, as in Prometheus.
        for (auto &[text, values] : m_values) {
            if (values.size() == at && !values.isEmpty())
                values.append(values.last() == "_" || values.last() == "stale" ? "_" : "stale");
        }
    }

    QByteArray inputSeries() const
    {
        QByteArray text;
        for (const auto &[series, values] : m_values)
            text += "      - series: '" + QByteArray::fromStdString(series) + "'\n        values: '" + values.join(' ')
                + "'\n";
        return text;
    }

private:
    void add(const std::string &series, int at, const QByteArray &value)
    {
        QByteArrayList &values = m_values[series];
        while (values.size() < at)
            values.append("_");
        values.append(value);
    }

    std::map<std::string, QByteArrayList> m_values = {};
};

QByteArray expectation(const QByteArray &expression, int at, int value)
{
    return "      - expr: '" + expression + "'\n        eval_time: " + QByteArray::number(15 * at)
        + "s\n        exp_samples: [{labels: '{}', value: " + QByteArray::number(value) + "}]\n";
}

/// Lets the scenario happen to our own chain, and writes down what promtool shall find in the same samples: nothing of
/// a rule before the poll ahead of ours, and its alert at the poll after ours.
Outcome play(const Scenario &scenario, const std::vector<Rule> &rules)
{
    FakeService service(interval);
    service.now = TimePoint() - interval; // promtool's first sample is at the epoch
    AlertBook book;
    ScrapeLog log;
    Outcome outcome;
    for (int at = 0; at < scenario.polls; ++at) {
        const bool missed = scenario.misses(at);
        scenario.happens(service, at);
        missed ? service.miss() : service.poll();
        log.scraped(service, at, !missed);
        const auto readings = evaluateAll(service.history, service.context, service.now);
        for (const AlertChange &change :
             book.evaluate(rules, service.context.service, readings, longestGap(service.context)))
            if (change.alert.state == State::Firing)
                outcome.firedAt.emplace(change.alert.rule, at);
    }
    QByteArray expectations;
    for (const Rule &rule : rules) {
        const QByteArray fired = "(sum(count_over_time(ALERTS{alertstate=\"firing\",alertname=\"" + rule.name.toUtf8()
            + "\"}[1d])) or vector(0)) > bool 0";
        const auto ours = outcome.firedAt.find(rule.name);
        if (ours == outcome.firedAt.end()) {
            expectations += expectation(fired, scenario.polls - 1, 0);
            continue;
        }
        if (ours->second >= 2)
            expectations += expectation(fired, ours->second - 2, 0);
        expectations += expectation(fired, ours->second + 1, 1);
    }
    outcome.testFile = "rule_files: [rules.yml]\nevaluation_interval: 15s\ntests:\n  - interval: 15s\n"
                       "    input_series:\n"
        + log.inputSeries() + "    promql_expr_test:\n" + expectations;
    return outcome;
}

class PromtoolTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        promtool = QStandardPaths::findExecutable(QStringLiteral("promtool"));
        ASSERT_FALSE(promtool.isEmpty()) << "promtool is missing: install the package prometheus";
        ASSERT_TRUE(directory.isValid());
    }

    void write(const char *name, const QByteArray &text)
    {
        QFile file(directory.filePath(QString::fromLatin1(name)));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        ASSERT_EQ(file.write(text), text.size());
    }

    /// Runs promtool in the directory; its output when it is not content, else empty.
    QByteArray complaint(const QStringList &arguments)
    {
        QProcess process;
        process.setWorkingDirectory(directory.path());
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(promtool, arguments);
        if (!process.waitForFinished(60'000))
            return "promtool did not end within a minute";
        const QByteArray output = process.readAll();
        return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0 ? QByteArray() : output;
    }

    QByteArray checked(const QByteArray &rules)
    {
        write("rules.yml", rules);
        return complaint({QStringLiteral("check"), QStringLiteral("rules"), QStringLiteral("--lint-fatal"),
                          QStringLiteral("rules.yml")});
    }

    QString promtool;
    QTemporaryDir directory;
};

class PromtoolScenarioTest : public PromtoolTest, public ::testing::WithParamInterface<Scenario>
{ };

TEST_P(PromtoolScenarioTest, FiresWhenOursDoes)
{
    const std::vector<Rule> rules = exportedRules();
    const ExportTarget target{.service = QStringLiteral("contacts-sync"), .interval = interval};
    const Outcome outcome = play(GetParam(), rules);
    QStringList fired;
    for (const auto &[rule, at] : outcome.firedAt)
        fired.append(rule);
    QStringList expected;
    for (const char *rule : GetParam().fires)
        expected.append(QString::fromLatin1(rule));
    EXPECT_EQ(fired.join(u','), expected.join(u','));

    write("rules.yml", prometheusRules(rules, {&target, 1}));
    write("test.yml", outcome.testFile);
    EXPECT_EQ(complaint({QStringLiteral("test"), QStringLiteral("rules"), QStringLiteral("test.yml")}), QByteArray());
}

void healthy(FakeService &service)
{
    service.calls("success", 20);
    service.latency(0.3, 20);
}

INSTANTIATE_TEST_SUITE_P(
    Scenarios, PromtoolScenarioTest,
    ::testing::Values(Scenario{"Quiet",
                               [](FakeService &s, int at) {
                                   healthy(s);
                                   s.calls("429", at % 10 == 0 ? 1 : 0);
                                   s.calls("500", at % 100 == 50 ? 1 : 0);
                               },
                               400},
                      Scenario{"ErrorBurst",
                               [](FakeService &s, int at) {
                                   healthy(s);
                                   s.calls("500", at >= 20 ? 8 : 0);
                               },
                               80,
                               {"api.burn.1d", "api.burn.1h", "api.burn.3d", "api.burn.6h", "api.error_rate"}},
                      Scenario{"ErrorBurstOfStatusesNeverSeen",
                               [](FakeService &s, int at) {
                                   healthy(s);
                                   if (at >= 40)
                                       s.calls("502", 15);
                                   if (at >= 42)
                                       s.calls("unknown", 9);
                               },
                               100,
                               {"api.burn.1d", "api.burn.1h", "api.burn.3d", "api.burn.6h", "api.error_rate"}},
                      Scenario{"ErrorBurstThatEndsInTime",
                               [](FakeService &s, int at) {
                                   healthy(s);
                                   s.calls("500", at >= 20 && at < 24 ? 2 : 0);
                               },
                               80,
                               {"api.burn.1d", "api.burn.1h", "api.burn.3d", "api.burn.6h"}},
                      Scenario{"TooFewCalls", [](FakeService &s, int at) { s.calls("500", at % 30 == 10 ? 1 : 0); },
                               200},
                      Scenario{"StormOf429",
                               [](FakeService &s, int at) {
                                   healthy(s);
                                   s.calls("429", at >= 30 ? 4 : 0);
                               },
                               100,
                               {"api.rate_limited"}},
                      Scenario{"SlowP99",
                               [](FakeService &s, int at) {
                                   s.calls("success", 20);
                                   s.latency(at >= 20 ? 4 : 0.3, 20);
                               },
                               120,
                               {"api.latency_p99"}},
                      Scenario{"First401",
                               [](FakeService &s, int at) {
                                   s.calls("success", 1'000); // the burn rules shall not see one in so many
                                   if (at >= 30)
                                       s.calls("401", at == 30 ? 1 : 0);
                               },
                               60,
                               {"api.auth_failures"}},
                      Scenario{"TargetFirstSeenWith401",
                               [](FakeService &s, int at) {
                                   healthy(s);
                                   s.calls("401", at == 0 ? 7 : 0);
                               },
                               60},
                      Scenario{"TargetFirstUpWith401",
                               [](FakeService &s, int at) {
                                   healthy(s);
                                   s.calls("401", at == 8 ? 7 : 0);
                               },
                               60,
                               {"source.fresh"},
                               [](int at) { return at < 8; }},
                      Scenario{"SyncOverdue",
                               [](FakeService &s, int at) {
                                   healthy(s);
                                   s.set(MetricNames().syncStarted, {{"sync", "contacts"}}, at >= 10 ? 140 : 0);
                               },
                               160,
                               {"sync.overdue"}},
                      Scenario{"SyncJobsFail",
                               [](FakeService &s, int at) {
                                   healthy(s);
                                   s.add(MetricNames().syncJobs, {{"status", "success"}}, 4);
                                   s.add(MetricNames().syncJobs, {{"status", "failure"}}, at >= 40 ? 1 : 0);
                               },
                               320,
                               {"sync.success_rate"}},
                      Scenario{"Restart",
                               [](FakeService &s, int at) {
                                   if (at == 40)
                                       s.restart();
                                   healthy(s);
                                   s.calls("401", 0);
                               },
                               80},
                      Scenario{"Blind",
                               [](FakeService &s, int) { healthy(s); },
                               120,
                               {"source.fresh", "source.fresh blind"},
                               [](int at) { return at >= 20 && at < 110; }},
                      Scenario{"TwoPollsMissed",
                               [](FakeService &s, int) { healthy(s); },
                               60,
                               {},
                               [](int at) { return at == 20 || at == 21; }}),
    [](const auto &test) { return test.param.name; });

TEST_F(PromtoolTest, AcceptsTheShippedRules)
{
    const std::vector<ExportTarget> targets{{.service = QStringLiteral("crm")}, {.service = QStringLiteral("billing")}};
    EXPECT_EQ(checked(prometheusRules(shippedRules(), targets)), QByteArray());
}

TEST_F(PromtoolTest, AcceptsAnyName)
{
    std::vector<Rule> rules = exportedRules();
    for (Rule &rule : rules) {
        rule.name
            = QStringLiteral("it's: #1 \"%1\" {{ $value }} \\ ").arg(rule.name) + QChar(7) + QStringLiteral("\n- é");
        rule.keepFiringFor = 90s;
    }
    const ExportTarget target{.service = QStringLiteral("a\"b'c\\d\n{{ x }}: [1]"), .names = {}, .interval = 1500ms};
    EXPECT_EQ(checked(prometheusRules(rules, {&target, 1})), QByteArray());
}

TEST_F(PromtoolTest, AcceptsNoRulesAtAll)
{
    EXPECT_EQ(checked(prometheusRules({}, {})), QByteArray());
}

TEST_F(PromtoolTest, RefusesABrokenFile)
{
    const ExportTarget target{.service = QStringLiteral("crm")};
    const QByteArray rules = prometheusRules(shippedRules(), {&target, 1}).replace("sum(", "sum((");
    EXPECT_NE(checked(rules), QByteArray()) << "otherwise the tests above would prove nothing";
}

} // namespace
} // namespace hubwatch
