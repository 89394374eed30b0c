#include "app/alerting/alerting.h"

#include "app/engine/recorder.h"
#include "support/capturing_couriers.h"
#include "support/fake_http.h"
#include "support/printers.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using State = Alert::State;
using Told = Notice::Event;

const QString syncName = QStringLiteral("sync");

class SilentSecrets : public CredentialReader
{
public:
    void read(const CredentialRef &, QObject *, Reply) override { }
};

class AlertingTest : public ::testing::Test
{
protected:
    AlertingTest()
    {
        workspace.services = {{.name = syncName, .account = QStringLiteral("prod")}};
        workspace.routes = {{.name = QStringLiteral("oncall"), .kind = Route::Kind::PagerDuty},
                            {.name = QStringLiteral("team"), .kind = Route::Kind::Slack}};
        rules = effectiveRules(workspace);
        facts.services = {{.name = syncName, .account = QStringLiteral("prod")}};
        start();
    }

    void start()
    {
        alerting.reset();
        recorder = std::make_unique<Recorder>(StoreOptions{.directory = folder.path()});
        alerting = std::make_unique<Alerting>(AlertingParts{.dataDirectory = folder.path(),
                                                            .wire = http,
                                                            .secrets = secrets,
                                                            .clock = clock,
                                                            .recorder = *recorder,
                                                            .facts = [this] { return facts; },
                                                            .alive = [] { return true; },
                                                            .makeCourier = couriers.factory()});
        alerting->apply(workspace, rules);
        QObject::connect(alerting.get(), &Alerting::done, alerting.get(),
                         [this](const AlertOutcome &outcome) { outcomes.push_back(outcome); });
        QObject::connect(alerting.get(), &Alerting::happened, alerting.get(),
                         [this](const hubwatch::Event &event) { events.push_back(event); });
    }

    AlertChange move(const char *rule, State from, State to, std::optional<double> value = {})
    {
        Alert alert{.service = syncName,
                    .rule = QString::fromLatin1(rule),
                    .state = to,
                    .since = clock.now(),
                    .evaluatedAt = clock.now(),
                    .firedAt = clock.now(),
                    .value = value,
                    .n = 200};
        std::erase_if(live, [&](const Alert &known) { return known.rule == alert.rule; });
        if (to != State::Inactive)
            live.push_back(alert);
        return {.at = clock.now(), .from = from, .alert = alert};
    }
    void take(const AlertChange &change) { alerting->take({change}, live); }
    void fire(const char *rule, double value) { take(move(rule, State::Pending, State::Firing, value)); }
    void resolve(const char *rule) { take(move(rule, State::Firing, State::Resolved, 0)); }
    void pass(Duration time)
    {
        for (const TimePoint end = clock.now() + time; clock.now() < end;) {
            clock.advance(std::min<Duration>(1s, end - clock.now()));
            alerting->look(live);
        }
    }
    int told(const char *route, Told event) const
    {
        int count = 0;
        for (const auto &captured : couriers.on(route))
            count += captured.notice.event == event ? 1 : 0;
        return count;
    }
    Incident onlyIncident() const
    {
        const auto incidents = alerting->state().incidents;
        return incidents.size() == 1 ? incidents[0] : Incident{.id = -qint64(incidents.size())};
    }

    QTemporaryDir folder;
    testing::ManualClock clock;
    testing::FakeHttp http;
    SilentSecrets secrets;
    testing::CapturingCouriers couriers{clock};
    CauseFacts facts;
    Workspace workspace;
    std::vector<Rule> rules;
    std::unique_ptr<Recorder> recorder;
    std::unique_ptr<Alerting> alerting;
    std::vector<Alert> live;
    std::vector<AlertOutcome> outcomes;
    std::vector<hubwatch::Event> events;
};

TEST_F(AlertingTest, APageOpensAnIncidentAndIsToldOnceUntilItIsOver)
{
    fire("api.error_rate", 0.08);
    pass(10min);
    EXPECT_EQ(told("oncall", Told::Trigger), 1);
    const auto delivery = std::ranges::find(events, hubwatch::Event::Kind::Delivery, &hubwatch::Event::kind);
    ASSERT_NE(delivery, events.end());
    EXPECT_EQ(delivery->service, syncName) << "by which its card says who was told";
    EXPECT_EQ(told("team", Told::Trigger), 0);
    EXPECT_EQ(onlyIncident().state, Incident::State::Open);
    resolve("api.error_rate");
    pass(10min);
    EXPECT_EQ(told("oncall", Told::Resolve), 1);
    EXPECT_EQ(onlyIncident().state, Incident::State::Resolved);
}

TEST_F(AlertingTest, AnAcknowledgementIsSentOnAndEndsWhenItGrowsWorse)
{
    fire("api.error_rate", 0.08);
    pass(5s);
    alerting->acknowledge(
        {.incident = onlyIncident().id, .owner = QStringLiteral("anna"), .note = QStringLiteral("on it")});
    pass(5s);
    ASSERT_FALSE(outcomes.empty());
    EXPECT_TRUE(outcomes.back().good) << outcomes.back().words.toStdString();
    EXPECT_EQ(outcomes.back().subject, QString::number(onlyIncident().id)) << "by which the dialog knows its answer";
    EXPECT_EQ(told("oncall", Told::Acknowledge), 1);
    EXPECT_EQ(onlyIncident().state, Incident::State::Acknowledged);
    EXPECT_EQ(onlyIncident().owner, QStringLiteral("anna"));
    ASSERT_EQ(alerting->state().acks.size(), 1U);

    for (Alert &alert : live)
        alert.value = 0.4;
    pass(5s);
    EXPECT_TRUE(alerting->state().acks.empty());
    EXPECT_EQ(onlyIncident().state, Incident::State::Open);
    EXPECT_EQ(told("oncall", Told::Trigger), 2) << "somebody must look again";
}

TEST_F(AlertingTest, AnAcknowledgementWithoutANameOrOfNothingIsRefusedWithTheReason)
{
    fire("api.error_rate", 0.08);
    alerting->acknowledge({.incident = onlyIncident().id, .owner = QStringLiteral("  ")});
    EXPECT_FALSE(outcomes.back().good);
    EXPECT_TRUE(outcomes.back().words.contains(u"name"));
    alerting->acknowledge({.incident = 77, .owner = QStringLiteral("anna")});
    EXPECT_FALSE(outcomes.back().good);
    alerting->acknowledge({.alerts = {{QStringLiteral("gone"), QStringLiteral("x")}}, .owner = QStringLiteral("anna")});
    EXPECT_FALSE(outcomes.back().good);
}

TEST_F(AlertingTest, WhatIsMutedIsToldWhenTheMuteEndsAndItStillFires)
{
    Mute mute{.matchers = {{.label = QStringLiteral("service"), .value = syncName}},
              .startsAt = clock.now(),
              .endsAt = clock.now() + 5min,
              .author = QStringLiteral("anna"),
              .reason = QStringLiteral("deploy")};
    alerting->mute(mute);
    ASSERT_TRUE(outcomes.back().good) << outcomes.back().words.toStdString();
    fire("api.error_rate", 0.08);
    pass(4min);
    EXPECT_EQ(told("oncall", Told::Trigger), 0);
    const LedgerAnswer ledger = alerting->notifier().search({.result = LedgerEntry::Result::Withheld});
    ASSERT_EQ(ledger.entries.size(), 1U) << "it would have been sent, and that is said once";
    EXPECT_TRUE(ledger.entries[0].words.contains(u"muted by anna"));
    ASSERT_EQ(alerting->state().mutes.size(), 1U);
    EXPECT_EQ(alerting->state().mutes[0].quieted, 1);
    pass(2min);
    EXPECT_EQ(told("oncall", Told::Trigger), 1);
}

TEST_F(AlertingTest, EndingAMuteByHandTellsAtOnce)
{
    alerting->mute({.matchers = {{.label = QStringLiteral("service"), .value = syncName}},
                    .startsAt = clock.now(),
                    .endsAt = clock.now() + 5h,
                    .author = QStringLiteral("anna")});
    fire("api.error_rate", 0.08);
    pass(1min);
    alerting->endMute(alerting->state().mutes[0].mute.id);
    pass(2s);
    EXPECT_EQ(told("oncall", Told::Trigger), 1);
    alerting->endMute(QStringLiteral("nobody's"));
    EXPECT_FALSE(outcomes.back().good);
}

TEST_F(AlertingTest, ARefusedTokenHidesWhatFollowsFromIt)
{
    facts.accounts = {{.name = QStringLiteral("prod"), .subject = QStringLiteral("hubspot:prod"), .refused = true}};
    fire("api.auth_failures", 3);
    fire("api.error_rate", 1);
    pass(1min);
    EXPECT_EQ(told("oncall", Told::Trigger), 1);
    EXPECT_EQ(onlyIncident().cause.kind, Cause::Kind::Token);
    EXPECT_EQ(alerting->state().inhibitions.size(), 1U);
    facts.accounts[0].refused = false;
    resolve("api.auth_failures");
    pass(5s);
    EXPECT_EQ(told("oncall", Told::Trigger), 2) << "nothing explains the error rate any longer";
}

TEST_F(AlertingTest, ARestartTellsNothingTwiceAndForgetsNothing)
{
    fire("api.error_rate", 0.08);
    pass(5s);
    alerting->acknowledge({.incident = onlyIncident().id, .owner = QStringLiteral("anna")});
    alerting->mute({.matchers = {{.label = QStringLiteral("rule"), .value = QStringLiteral("x")}},
                    .startsAt = clock.now(),
                    .endsAt = clock.now() + 5h,
                    .author = QStringLiteral("anna")});
    pass(5s);
    start();
    alerting->take({}, live);
    pass(2min);
    EXPECT_EQ(told("oncall", Told::Trigger), 1);
    EXPECT_EQ(onlyIncident().state, Incident::State::Acknowledged);
    EXPECT_EQ(alerting->state().mutes.size(), 1U);
    resolve("api.error_rate");
    pass(5s);
    EXPECT_EQ(told("oncall", Told::Resolve), 1);
}

TEST_F(AlertingTest, WhatResolvedWhileHubwatchWasDownIsResolvedAtTheFirstLook)
{
    fire("api.error_rate", 0.08);
    pass(5s);
    start();
    take(move("api.error_rate", State::Firing, State::Resolved, 0));
    pass(5s);
    EXPECT_EQ(told("oncall", Told::Resolve), 1);
}

TEST_F(AlertingTest, NothingIsTakenForOverBecauseNobodyKnowsOfIt)
{
    fire("api.error_rate", 0.08);
    pass(5s);
    start();
    alerting->doubtAbsence();
    live.clear();
    alerting->take({}, live);
    pass(10min);
    EXPECT_EQ(told("oncall", Told::Resolve), 0) << "the alerts of the run before are lost";
    fire("api.error_rate", 0.08);
    pass(15min);
    EXPECT_EQ(told("oncall", Told::Resolve), 0);
    resolve("api.error_rate");
    pass(5s);
    EXPECT_EQ(told("oncall", Told::Resolve), 1);
}

TEST_F(AlertingTest, AnIncidentByHandIsOwnedNotedAndClosedByHand)
{
    alerting->command({.what = IncidentCommand::What::Open,
                       .title = QStringLiteral("Duplicates in production"),
                       .severity = Rule::Severity::Page,
                       .author = QStringLiteral("anna")});
    ASSERT_TRUE(outcomes.back().good) << outcomes.back().words.toStdString();
    const qint64 id = onlyIncident().id;
    alerting->command({.what = IncidentCommand::What::Own, .incident = id, .text = QStringLiteral("kenji")});
    alerting->command({.incident = id, .author = QStringLiteral("kenji"), .text = QStringLiteral("batch stopped")});
    EXPECT_EQ(onlyIncident().owner, QStringLiteral("kenji"));
    EXPECT_EQ(onlyIncident().notes.size(), 1U);
    alerting->command({.what = IncidentCommand::What::Close, .incident = id, .author = QStringLiteral("kenji")});
    EXPECT_EQ(onlyIncident().state, Incident::State::Resolved);
    alerting->command({.what = IncidentCommand::What::Open, .title = QStringLiteral(" ")});
    EXPECT_FALSE(outcomes.back().good);
    fire("api.error_rate", 0.08);
    const qint64 firing = alerting->state().incidents.front().id;
    alerting->command({.what = IncidentCommand::What::Close, .incident = firing, .author = QStringLiteral("kenji")});
    EXPECT_FALSE(outcomes.back().good) << "what fires is not closed by hand";
}

TEST_F(AlertingTest, ATestFireIsAnsweredWithTheProof)
{
    alerting->testFire(QStringLiteral("team"));
    pass(2s);
    ASSERT_FALSE(outcomes.empty());
    EXPECT_EQ(outcomes.back().command, AlertOutcome::Command::TestFire);
    EXPECT_TRUE(outcomes.back().good);
    const std::vector<RouteState> routes = alerting->state().routes;
    ASSERT_EQ(routes.size(), 2U);
    EXPECT_TRUE(routes[1].proof);
    EXPECT_FALSE(routes[0].proof);
}

} // namespace
} // namespace hubwatch
