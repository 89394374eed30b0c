#include "ui/shell/console_verdict.h"

#include "support/canned_accounts.h"
#include "support/printers.h"
#include "support/window_states.h"
#include "ui/now/busy_night.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

Snapshot quietWith(void (*change)(Snapshot &))
{
    Snapshot snapshot = testing::quietSnapshot();
    snapshot.alerting.routes = {{.route = {.name = QStringLiteral("oncall"), .kind = Route::Kind::PagerDuty}}};
    change(snapshot);
    return snapshot;
}

struct ConsoleCase {
    const char *name;
    void (*change)(Snapshot &);
    Mark mark;
    const char *evidence;
};

class ConsoleVerdictTest : public ::testing::TestWithParam<ConsoleCase>
{ };

} // namespace

TEST_P(ConsoleVerdictTest, SaysWhetherItSeesKeepsAndTells)
{
    const Verdict verdict = verdictOnConsole(quietWith(GetParam().change));
    EXPECT_EQ(verdict.mark, GetParam().mark) << verdict.evidence.toStdString();
    EXPECT_EQ(verdict.evidence, QString::fromUtf8(GetParam().evidence));
}

INSTANTIATE_TEST_SUITE_P(
    States, ConsoleVerdictTest,
    ::testing::Values(
        ConsoleCase{"AllIsWell", [](Snapshot &) {}, Mark::Good, "polling"},
        ConsoleCase{"DeliveriesWait", [](Snapshot &to) { to.alerting.waiting = 3; }, Mark::Good, "polling, 3 to tell"},
        ConsoleCase{"TheOutboxCannotBeWritten", [](Snapshot &to) { to.alerting.fault = QStringLiteral("disk full"); },
                    Mark::Bad, "nothing is told safely"},
        ConsoleCase{"SamplesAreNotStored", [](Snapshot &to) { to.console.storeFault = QStringLiteral("disk full"); },
                    Mark::Bad, "samples are not stored"},
        ConsoleCase{"NeitherIsKept",
                    [](Snapshot &to) {
                        to.alerting.fault = QStringLiteral("disk full");
                        to.console.storeFault = QStringLiteral("disk full");
                    },
                    Mark::Bad, "nothing is told safely"},
        ConsoleCase{"ARouteCannotDeliver",
                    [](Snapshot &to) { to.alerting.routes[0].fault = QStringLiteral("the key is refused"); },
                    Mark::Warn, "oncall cannot be told: the key is refused"},
        ConsoleCase{"ARouteRefuses", [](Snapshot &to) { to.alerting.routes[0].refused = 1; }, Mark::Warn,
                    "oncall refuses what it is told"},
        ConsoleCase{"TheHeartbeatFails",
                    [](Snapshot &to) {
                        to.alerting.heartbeat = {.on = true,
                                                 .lastGood = to.at - 12min,
                                                 .failures = 2,
                                                 .words = QStringLiteral("no answer in time")};
                    },
                    Mark::Warn, "heartbeat fails, last heard 12 min ago: no answer in time"},
        ConsoleCase{"AHeartbeatThatIsOffDoesNotFail",
                    [](Snapshot &to) { to.alerting.heartbeat = {.on = false, .failures = 2}; }, Mark::Good, "polling"},
        ConsoleCase{"OtherConsolesCannotBeSeen",
                    [](Snapshot &to) { to.alerting.peers.fault = QStringLiteral("the folder is gone"); }, Mark::Warn,
                    "other consoles cannot be seen: the folder is gone"},
        ConsoleCase{"WhoHearsNothingComesFirst",
                    [](Snapshot &to) {
                        RouteState slow{.route = {.name = QStringLiteral("team")}, .waiting = 1};
                        slow.fault = QStringLiteral("asks to wait");
                        slow.nextTry = to.at + 9s;
                        to.alerting.routes.insert(to.alerting.routes.begin(), slow);
                        to.alerting.routes[1].fault = QStringLiteral("the key is refused");
                    },
                    Mark::Warn, "oncall cannot be told: the key is refused, 1 more"},
        ConsoleCase{"ALostNetworkIsTheCause",
                    [](Snapshot &to) {
                        to.console.network = ConsoleState::Network::Lost;
                        to.alerting.waiting = 2;
                        to.alerting.routes[0].fault = QStringLiteral("no network");
                    },
                    Mark::None, "waiting for the network, 2 to tell"},
        ConsoleCase{"StoreComesBeforeTheWorkspace",
                    [](Snapshot &to) {
                        to.workspaceProblems.push_back({.text = QStringLiteral("?")});
                        to.alerting.fault = QStringLiteral("disk full");
                    },
                    Mark::Bad, "nothing is told safely"},
        ConsoleCase{"AMistakeInTheWorkspace",
                    [](Snapshot &to) { to.workspaceProblems.push_back({.text = QStringLiteral("?")}); }, Mark::Warn,
                    "1 mistake in the workspace"}),
    [](const auto &test) { return test.param.name; });

namespace {

struct DeliveryCase {
    const char *name;
    void (*change)(AlertingState &);
    Mark mark;
    const char *words;
};

class DeliveryWordsTest : public ::testing::TestWithParam<DeliveryCase>
{ };

} // namespace

TEST_P(DeliveryWordsTest, Says)
{
    AlertingState alerting;
    alerting.routes = {{.route = {.name = QStringLiteral("oncall")}}};
    GetParam().change(alerting);
    EXPECT_EQ(deliveryWords(alerting, {}).mark, GetParam().mark);
    EXPECT_EQ(deliveryWords(alerting, {}).words, QString::fromUtf8(GetParam().words));
}

TEST(DeliveryWordsWithoutRoutesTest, WarnOnceARulePages)
{
    Rule rule{.name = QStringLiteral("errors"), .severity = Rule::Severity::Page};
    EXPECT_EQ(deliveryWords({}, {}).mark, Mark::NotYet);
    EXPECT_EQ(deliveryWords({}, {rule}).mark, Mark::Warn);
    rule.enabled = false;
    EXPECT_EQ(deliveryWords({}, {rule}).mark, Mark::NotYet);
}

INSTANTIATE_TEST_SUITE_P(
    States, DeliveryWordsTest,
    ::testing::Values(
        DeliveryCase{"None", [](AlertingState &) {}, Mark::Good, "deliveries 0 waiting"},
        DeliveryCase{"Some", [](AlertingState &to) { to.waiting = 2; }, Mark::Pending, "deliveries 2 waiting"},
        DeliveryCase{"Refused", [](AlertingState &to) { to.routes[0].refused = 1; }, Mark::Bad, "1 delivery refused"},
        DeliveryCase{"NoRoutes", [](AlertingState &to) { to.routes.clear(); }, Mark::NotYet,
                     "no routes: nobody is told"},
        DeliveryCase{"NotSafe", [](AlertingState &to) { to.fault = QStringLiteral("x"); }, Mark::Bad,
                     "deliveries are not safe"}),
    [](const auto &test) { return test.param.name; });

namespace {

Verdict usOf(const Snapshot &snapshot)
{
    return verdictOnUs(snapshot, boardOf(snapshot));
}

/// Only the alerts of the service stay.
Snapshot onlyOf(const char *service)
{
    Snapshot snapshot = testing::busyNight();
    for (ServiceState &state : snapshot.services) {
        if (state.config.name != QLatin1StringView(service))
            state.alerts.clear();
    }
    return snapshot;
}

} // namespace

TEST(VerdictOnUsTest, CountsOnlyItsOwnTroubles)
{
    const Verdict us = usOf(testing::busyNight());
    EXPECT_EQ(us.mark, Mark::Bad);
    EXPECT_TRUE(us.evidence.startsWith(u"contacts-sync error rate")) << us.evidence.toStdString();
    EXPECT_TRUE(us.evidence.endsWith(u", 2 more"))
        << us.evidence.toStdString() << ": hidden and muted ones are not among them";
}

TEST(VerdictOnUsTest, IsNotTheCauseOfWhatARefusedTokenDoes)
{
    const Verdict us = usOf(onlyOf("quota-proxy"));
    EXPECT_EQ(us.mark, Mark::None);
    EXPECT_EQ(us.evidence, QStringLiteral("2 alerts, of another cause"));
    EXPECT_TRUE(us.details.contains(u"token of prod is refused"));
}

TEST(VerdictOnUsTest, SaysWhoHasTakenItOn)
{
    const Verdict us = usOf(onlyOf("webhook-receiver"));
    EXPECT_EQ(us.mark, Mark::Bad) << "taken on is not mended";
    EXPECT_TRUE(us.evidence.endsWith(u", acknowledged by kenji")) << us.evidence.toStdString();
}

TEST(VerdictOnUsTest, SaysWhatIsMuted)
{
    const Verdict us = usOf(onlyOf("nightly-export"));
    EXPECT_EQ(us.mark, Mark::None) << "never good";
    EXPECT_TRUE(us.evidence.endsWith(u", muted")) << us.evidence.toStdString();
}

namespace {

struct AwkwardCase {
    const char *name;
    Snapshot (*snapshot)();
    Mark hubspot;
    Mark token;
    Mark quota;
    Mark network;
};

class AwkwardVerdictsTest : public ::testing::TestWithParam<AwkwardCase>
{ };

Snapshot hubspotDown()
{
    Snapshot snapshot = testing::calmAccountsSnapshot();
    snapshot.hubspot.page->level = StatusPage::Level::MajorOutage;
    return snapshot;
}

Snapshot bothDown()
{
    Snapshot snapshot = hubspotDown();
    snapshot.console.network = ConsoleState::Network::Lost;
    snapshot.console.networkLostSince = snapshot.at - 2min;
    return snapshot;
}

Snapshot goneAndRevoked()
{
    Snapshot snapshot = testing::calmAccountsSnapshot();
    AccountState &account = snapshot.accounts[0];
    account.quota->used = account.quota->limit;
    account.token = TokenState::Refused;
    account.tokenError = ApiError{.cause = ApiError::Cause::TokenInvalid, .status = 401};
    return snapshot;
}

Snapshot revokedOffline()
{
    Snapshot snapshot = goneAndRevoked();
    snapshot.console.network = ConsoleState::Network::Lost;
    return snapshot;
}

} // namespace

TEST_P(AwkwardVerdictsTest, BlamesNobodyItCannotSee)
{
    const std::vector<Verdict> all = verdictsOf(GetParam().snapshot(), std::nullopt);
    ASSERT_EQ(all.size(), 6u);
    EXPECT_EQ(all[1].mark, GetParam().hubspot) << all[1].evidence.toStdString();
    EXPECT_EQ(all[2].mark, GetParam().token) << all[2].evidence.toStdString();
    EXPECT_EQ(all[3].mark, GetParam().quota) << all[3].evidence.toStdString();
    EXPECT_EQ(all[4].mark, GetParam().network) << all[4].evidence.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    States, AwkwardVerdictsTest,
    ::testing::Values(AwkwardCase{"HubSpotDown", hubspotDown, Mark::Bad, Mark::Good, Mark::Good, Mark::Good},
                      AwkwardCase{"HubSpotAndNetworkDown", bothDown, Mark::Blind, Mark::Good, Mark::Good, Mark::Blind},
                      AwkwardCase{"QuotaGoneAndTokenRevoked", goneAndRevoked, Mark::Good, Mark::Bad, Mark::Bad,
                                  Mark::Good},
                      AwkwardCase{"RevokedAndOffline", revokedOffline, Mark::Blind, Mark::Bad, Mark::Bad, Mark::Blind}),
    [](const auto &test) { return test.param.name; });

TEST(AwkwardWordsTest, SaysThatTheNetworkHidesHubSpot)
{
    const std::vector<Verdict> all = verdictsOf(bothDown(), std::nullopt);
    EXPECT_TRUE(all[1].evidence.startsWith(u"unseen")) << all[1].evidence.toStdString();
    EXPECT_TRUE(all[1].details.startsWith(u"This machine has no network"));
    EXPECT_TRUE(all[4].evidence.startsWith(u"lost since"));
}

} // namespace hubwatch::ui
