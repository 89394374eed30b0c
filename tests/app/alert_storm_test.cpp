// 5,000 alerts in 500 groups within one poll: everything between the readings and the outbox.
#include "alerts/alert_book.h"
#include "app/alerting/alerting.h"
#include "app/engine/recorder.h"
#include "support/capturing_couriers.h"
#include "support/fake_http.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr int stormServices = 500;
constexpr int stormRules = 10;

class StormSecrets : public CredentialReader
{
public:
    void read(const CredentialRef &, QObject *, Reply) override { }
};

std::vector<Rule> stormRuleSet()
{
    std::vector<Rule> rules;
    for (int i = 0; i < stormRules; ++i)
        rules.push_back({.name = QStringLiteral("errors %1").arg(i),
                         .signal = QStringLiteral("api.error_rate"),
                         .threshold = 0.01 * i,
                         .severity = i % 2 ? Rule::Severity::Page : Rule::Severity::Notify});
    return rules;
}

TEST(AlertStorm, FiveThousandAlertsInOnePollAreJudgedAndKeptSafe)
{
    QTemporaryDir folder;
    testing::ManualClock clock;
    testing::FakeHttp http;
    StormSecrets secrets;
    testing::CapturingCouriers couriers(clock);
    Recorder recorder(StoreOptions{.directory = folder.path()});
    Workspace workspace;
    workspace.routes = {{.name = QStringLiteral("oncall"), .kind = Route::Kind::PagerDuty},
                        {.name = QStringLiteral("team"), .kind = Route::Kind::Slack}};
    CauseFacts facts;
    for (int i = 0; i < stormServices; ++i) {
        workspace.services.push_back({.name = QStringLiteral("service-%1").arg(i)});
        facts.services.push_back({.name = workspace.services.back().name, .account = QStringLiteral("prod")});
    }
    const std::vector<Rule> rules = stormRuleSet();
    Alerting alerting({.dataDirectory = folder.path(),
                       .wire = http,
                       .secrets = secrets,
                       .clock = clock,
                       .recorder = recorder,
                       .facts = [&facts] { return facts; },
                       .alive = [] { return true; },
                       .makeCourier = couriers.factory()});
    alerting.apply(workspace, rules);
    alerting.take({}, {});

    QElapsedTimer timer;
    timer.start();
    AlertBook book;
    std::vector<AlertChange> changes;
    for (const ServiceConfig &service : workspace.services) {
        const Reading reading{.at = clock.now(),
                              .observedAt = clock.now(),
                              .service = service.name,
                              .signal = QStringLiteral("api.error_rate"),
                              .validity = Reading::Validity::Known,
                              .value = 0.5,
                              .n = 100};
        for (AlertChange &change : book.evaluate(rules, service.name, {&reading, 1}, 45s))
            changes.push_back(std::move(change));
    }
    const qint64 evaluated = timer.elapsed();
    alerting.take(changes, book.live());
    const qint64 taken = timer.elapsed();
    timer.restart();
    const AlertingState state = alerting.state();
    const qint64 shown = timer.elapsed();
    timer.restart();
    alerting.look(book.live());
    printf("5,000 alerts: evaluated %lld ms, with incidents and outbox %lld ms, state %lld ms, look %lld ms\n",
           qlonglong(evaluated), qlonglong(taken), qlonglong(shown), qlonglong(timer.elapsed()));

    ASSERT_EQ(changes.size(), size_t(stormServices * stormRules));
    EXPECT_EQ(state.incidents.size(), size_t(stormServices)) << "one an ailing service";
    EXPECT_GE(alerting.notifier().waiting(), stormServices * stormRules / 2) << "every page is in the outbox";
    EXPECT_LT(taken, 30'000) << "a guard against something quadratic; the budget is measured in a release build";
}

} // namespace
} // namespace hubwatch
