#include "alerts/cause.h"

#include "alerts/judged.h"
#include "support/printers.h"

#include <algorithm>
#include <chrono>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using testing::JudgedAlerts;
using testing::latin;
using testing::ruleOn;
using testing::twoAccounts;
using Severity = Rule::Severity;

class InhibitionsTest : public ::testing::Test
{
protected:
    void look() { found = inhibitions(alerts.all(), facts); }
    const Inhibition *of(const char *service, const char *rule) const
    {
        const auto inhibition = std::ranges::find_if(found, [&](const Inhibition &i) {
            return i.alert == AlertId{latin(service), latin(rule)};
        });
        return inhibition == found.end() ? nullptr : &*inhibition;
    }
    QString why(const char *service, const char *rule) const
    {
        const Inhibition *inhibition = of(service, rule);
        return inhibition ? inhibition->why : QStringLiteral("told");
    }
    static QString why(const std::vector<Inhibition> &inhibited)
    {
        return inhibited.empty() ? QStringLiteral("told") : inhibited.front().why;
    }
    /// All that can fire for one service.
    void everythingOf(const char *service)
    {
        for (const char *signal :
             {"api.error_rate", "api.burn.1h", "api.latency_p99", "sync.overdue", "sync.success_rate",
              "webhook.delay_p99", "service.ready", "service.healthy", "source.fresh", "api.rate_limited"})
            alerts.add(service, ruleOn(signal));
    }

    JudgedAlerts alerts;
    CauseFacts facts = twoAccounts();
    std::vector<Inhibition> found;
};

const QString told = QStringLiteral("told");

TEST_F(InhibitionsTest, HidesNothingWithoutACause)
{
    everythingOf("contacts-sync");
    look();
    EXPECT_TRUE(found.empty());
}

TEST_F(InhibitionsTest, HidesWhatTheWindowStillHoldsOfRefusedCalls)
{
    const auto look = [this](Duration after, Duration began) {
        alerts = {};
        alerts.add("crm", ruleOn("api.auth_failures"));
        alerts.last().state = Alert::State::Resolved;
        alerts.last().since = *alerts.last().firedAt + 10min;
        const TimePoint ended = alerts.last().since;
        alerts.add("crm", ruleOn("api.error_rate"));
        alerts.last().since = *alerts.last().firedAt + began;
        alerts.last().evaluatedAt = ended + after;
        return why(inhibitions(alerts.all(), facts));
    };
    EXPECT_EQ(look(0s, 5min), latin("calls of crm were refused a moment ago"));
    EXPECT_EQ(look(5min, 5min), latin("calls of crm were refused a moment ago"));
    EXPECT_EQ(look(5min + 15s, 5min), told) << "the window of five minutes holds none of them any longer";
    EXPECT_EQ(look(0s, -1min), told) << "it began before the token was refused";
}

TEST_F(InhibitionsTest, HidesWhatARefusedTokenBreaks)
{
    facts.accounts[0].refused = true;
    everythingOf("contacts-sync");
    alerts.add("crm", ruleOn("api.auth_failures")).add("billing", ruleOn("api.error_rate"));
    look();
    for (const char *rule :
         {"api.error_rate", "api.burn.1h", "sync.overdue", "sync.success_rate", "webhook.delay_p99", "service.ready"})
        EXPECT_EQ(why("contacts-sync", rule), latin("token of prod is refused")) << rule;
    for (const char *rule : {"api.latency_p99", "service.healthy", "source.fresh", "api.rate_limited"})
        EXPECT_EQ(why("contacts-sync", rule), told) << rule;
    EXPECT_EQ(why("crm", "api.auth_failures"), told) << "never the auth failures themselves";
    EXPECT_EQ(why("billing", "api.error_rate"), told) << "another account's";
    EXPECT_EQ(of("contacts-sync", "api.error_rate")->by, (AlertId{latin("crm"), latin("api.auth_failures")}));
    EXPECT_EQ(causeKey(of("contacts-sync", "api.error_rate")->cause), latin("token/prod"));
}

TEST_F(InhibitionsTest, PrefersTheAccountsOwnAlertAsWitness)
{
    facts.accounts[0].refused = true;
    alerts.add("crm", ruleOn("api.auth_failures"))
        .add("hubspot:prod", ruleOn("api.auth_failures"))
        .add("contacts-sync", ruleOn("api.auth_failures"))
        .add("contacts-sync", ruleOn("api.error_rate"));
    look();
    EXPECT_EQ(of("contacts-sync", "api.error_rate")->by, (AlertId{latin("hubspot:prod"), latin("api.auth_failures")}));
}

TEST_F(InhibitionsTest, IsByAFactWhereNoAlertTellsOfIt)
{
    facts.accounts[0].refused = true;
    alerts.add("contacts-sync", ruleOn("api.error_rate"));
    look();
    ASSERT_NE(of("contacts-sync", "api.error_rate"), nullptr);
    EXPECT_EQ(of("contacts-sync", "api.error_rate")->by, std::nullopt);
}

TEST_F(InhibitionsTest, HidesOnlyTheServicesOwnWhenOnlyItsCallsAreRefused)
{
    alerts.add("contacts-sync", ruleOn("api.auth_failures"));
    everythingOf("contacts-sync");
    everythingOf("crm");
    look();
    EXPECT_EQ(why("contacts-sync", "api.error_rate"), latin("calls of contacts-sync are refused"));
    EXPECT_EQ(causeKey(of("contacts-sync", "api.error_rate")->cause), latin("token/contacts-sync"));
    EXPECT_EQ(of("contacts-sync", "sync.overdue")->by, (AlertId{latin("contacts-sync"), latin("api.auth_failures")}));
    EXPECT_EQ(why("crm", "api.error_rate"), told) << "the token is not known to be refused";
    EXPECT_EQ(why("contacts-sync", "api.rate_limited"), told);
    EXPECT_EQ(found.size(), 6u);
}

TEST_F(InhibitionsTest, HidesByWhatFiresOnly)
{
    alerts.add("contacts-sync", ruleOn("api.auth_failures"));
    alerts.last().state = Alert::State::Pending;
    alerts.add("contacts-sync", ruleOn("api.error_rate"));
    look();
    EXPECT_TRUE(found.empty());
}

TEST_F(InhibitionsTest, JudgesWhatIsPendingToo)
{
    alerts.add("contacts-sync", ruleOn("api.auth_failures")).add("contacts-sync", ruleOn("api.error_rate"));
    alerts.last().state = Alert::State::Pending;
    alerts.add("contacts-sync", ruleOn("sync.overdue"));
    alerts.last().state = Alert::State::Resolved;
    look();
    EXPECT_NE(of("contacts-sync", "api.error_rate"), nullptr);
    EXPECT_EQ(of("contacts-sync", "sync.overdue"), nullptr);
}

TEST_F(InhibitionsTest, HidesWhatHubSpotsIncidentBreaks)
{
    facts.hubspotDown = true;
    facts.hubspotIncident = latin("API errors in EU1");
    everythingOf("contacts-sync");
    alerts.add("hubspot:prod", ruleOn("hubspot.status"));
    look();
    for (const char *rule :
         {"api.error_rate", "api.burn.1h", "api.latency_p99", "sync.overdue", "sync.success_rate", "service.ready"})
        EXPECT_EQ(why("contacts-sync", rule), latin("HubSpot reports an incident: API errors in EU1")) << rule;
    for (const char *rule : {"webhook.delay_p99", "service.healthy", "source.fresh", "api.rate_limited"})
        EXPECT_EQ(why("contacts-sync", rule), told) << rule;
    EXPECT_EQ(why("hubspot:prod", "hubspot.status"), told);
    EXPECT_EQ(of("contacts-sync", "api.error_rate")->by, (AlertId{latin("hubspot:prod"), latin("hubspot.status")}));
}

TEST_F(InhibitionsTest, TakesTheStatusAlertForHubSpotsWord)
{
    alerts.add("hubspot:prod", ruleOn("hubspot.status")).add("contacts-sync", ruleOn("api.error_rate"));
    look();
    EXPECT_EQ(why("contacts-sync", "api.error_rate"), latin("HubSpot reports an incident"));
}

TEST_F(InhibitionsTest, ALostNetworkHidesAllThatIsNotOnThisMachine)
{
    facts.networkLost = true;
    facts.accounts[0].refused = true;
    everythingOf("contacts-sync");
    everythingOf("local-sync");
    alerts.add("hubspot:prod", ruleOn("hubspot.status"))
        .add("hubspot:prod", ruleOn("api.auth_failures"))
        .add("stranger", ruleOn("api.error_rate"));
    look();
    const QString lost = QStringLiteral("the network of this machine is lost");
    for (const char *rule : {"api.error_rate", "source.fresh", "service.ready", "service.healthy", "api.rate_limited"})
        EXPECT_EQ(why("contacts-sync", rule), lost) << rule;
    EXPECT_EQ(why("hubspot:prod", "hubspot.status"), lost);
    EXPECT_EQ(why("hubspot:prod", "api.auth_failures"), lost);
    EXPECT_EQ(why("stranger", "api.error_rate"), lost);
    EXPECT_EQ(of("contacts-sync", "source.fresh")->by, std::nullopt);
    EXPECT_EQ(why("local-sync", "service.healthy"), told);
    EXPECT_EQ(why("local-sync", "source.fresh"), told);
}

TEST_F(InhibitionsTest, TheFarthestCauseWins)
{
    facts.hubspotDown = true;
    facts.accounts[0].refused = true;
    alerts.add("contacts-sync", ruleOn("api.auth_failures"));
    everythingOf("contacts-sync");
    look();
    EXPECT_EQ(causeKey(of("contacts-sync", "api.error_rate")->cause), latin("hubspot"));
    EXPECT_EQ(causeKey(of("contacts-sync", "webhook.delay_p99")->cause), latin("token/prod"));
    facts.networkLost = true;
    look();
    EXPECT_EQ(causeKey(of("contacts-sync", "api.error_rate")->cause), latin("network"));
    EXPECT_EQ(causeKey(of("contacts-sync", "webhook.delay_p99")->cause), latin("network"));
}

TEST_F(InhibitionsTest, QuotaGoneAndTokenRevokedAreTwoCauses)
{
    facts.accounts[0].refused = true;
    facts.accounts[0].quotaGone = true;
    alerts.add("contacts-sync", ruleOn("api.auth_failures"))
        .add("contacts-sync", ruleOn("api.rate_limited"))
        .add("contacts-sync", ruleOn("api.error_rate"));
    look();
    EXPECT_EQ(why("contacts-sync", "api.rate_limited"), told);
    EXPECT_EQ(why("contacts-sync", "api.auth_failures"), told);
    EXPECT_EQ(why("contacts-sync", "api.error_rate"), latin("token of prod is refused"));
}

TEST_F(InhibitionsTest, AnUnreachableServiceHidesItsOwnLesserAlerts)
{
    facts.hubspotDown = true;
    facts.accounts[0].refused = true;
    alerts.add("contacts-sync", ruleOn("service.ready", Severity::Page, "ready unreachable"), -1)
        .add("contacts-sync", ruleOn("service.ready", Severity::Ticket), -1)
        .add("contacts-sync", ruleOn("service.healthy", Severity::Ticket), -1)
        .add("contacts-sync", ruleOn("source.fresh", Severity::Ticket))
        .add("contacts-sync", ruleOn("source.fresh", Severity::Page, "blind"))
        .add("contacts-sync", ruleOn("api.rate_limited", Severity::Ticket))
        .add("crm", ruleOn("source.fresh", Severity::Ticket));
    look();
    const QString unreachable = QStringLiteral("contacts-sync cannot be reached");
    EXPECT_EQ(why("contacts-sync", "ready unreachable"), told) << "neither HubSpot nor a token explains it";
    EXPECT_EQ(why("contacts-sync", "service.ready"), unreachable);
    EXPECT_EQ(why("contacts-sync", "service.healthy"), unreachable);
    EXPECT_EQ(why("contacts-sync", "source.fresh"), unreachable);
    EXPECT_EQ(why("contacts-sync", "blind"), unreachable) << "somebody was paged for it already";
    EXPECT_EQ(why("contacts-sync", "api.rate_limited"), told);
    EXPECT_EQ(why("crm", "source.fresh"), told);
    EXPECT_EQ(of("contacts-sync", "source.fresh")->by, (AlertId{latin("contacts-sync"), latin("ready unreachable")}));
    EXPECT_EQ(causeKey(of("contacts-sync", "source.fresh")->cause), latin("us/contacts-sync/reach"));
}

TEST_F(InhibitionsTest, OneDeadServicePagesOnce)
{
    alerts.add("crm", ruleOn("service.ready", Severity::Page, "ready unreachable"), -1);
    alerts.last().firedAt = *alerts.last().firedAt + 1min;
    alerts.add("crm", ruleOn("service.healthy", Severity::Page, "health unreachable"), -1);
    look();
    EXPECT_EQ(why("crm", "health unreachable"), told) << "it fired first";
    EXPECT_EQ(why("crm", "ready unreachable"), latin("crm cannot be reached"));
}

TEST(InhibitionsSpeedTest, JudgesFiveThousandAlertsOfFiveHundredServices)
{
    CauseFacts facts;
    JudgedAlerts alerts;
    for (int i = 0; i < 50; ++i)
        facts.accounts.push_back({.name = QStringLiteral("account-%1").arg(i),
                                  .subject = QStringLiteral("hubspot:account-%1").arg(i),
                                  .refused = i % 2 == 0});
    for (int i = 0; i < 500; ++i) {
        const QByteArray service = "service-" + QByteArray::number(i);
        facts.services.push_back(
            {.name = QString::fromLatin1(service), .account = QStringLiteral("account-%1").arg(i % 50)});
        for (const char *signal :
             {"api.error_rate", "api.burn.1h", "api.burn.6h", "api.auth_failures", "sync.overdue", "sync.success_rate",
              "webhook.delay_p99", "service.ready", "source.fresh", "api.rate_limited"})
            alerts.add(service.constData(), ruleOn(signal));
    }
    const auto from = std::chrono::steady_clock::now();
    const std::vector<Inhibition> found = inhibitions(alerts.all(), facts);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - from;
    std::printf("%zu alerts judged in %.1f ms\n", alerts.all().size(), took.count());
    EXPECT_EQ(found.size(), 3'500u) << "by the token or by the service's own refused calls";
}

} // namespace
} // namespace hubwatch
