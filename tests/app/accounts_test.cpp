#include "app/accounts/accounts.h"

#include "metrics/lint.h"
#include "support/account_bench.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

const char *const incidentPage
    = R"({"status":{"indicator":"minor","description":"Minor"},"incidents":[{"id":"i1","name":"Slow API",)"
      R"("status":"investigating","impact":"minor","started_at":"2025-11-23T07:30:00Z"}]})";

class AccountsTest : public ::testing::Test
{
protected:
    AccountsTest()
    {
        bench.keep("test", "pat-na1-canary00-0000-4000-8000-000000000002");
        remake();
    }
    void remake()
    {
        accounts.reset();
        accounts = std::make_unique<Accounts>(AccountsSetup{.workspaceFolder = bench.folder.path()}, bench.vault,
                                              bench.hubspot, bench.clock, bench.recorder);
        QObject::connect(accounts.get(), &Accounts::happened, &context,
                         [this](const Event &event) { events.push_back(event); });
        QObject::connect(accounts.get(), &Accounts::polled, &context,
                         [this](const PollResult &result) { polled << result.service; });
    }
    static AccountConfig local(const char *name = "local")
    {
        AccountConfig config = benchAccount(name);
        config.credential = QStringLiteral("keychain:test");
        config.api = QUrl(QStringLiteral("http://127.0.0.1:9"));
        return config;
    }
    TokenState token(size_t index = 0) const { return accounts->states().at(index).token; }
    int askedOf(const char *host) const
    {
        return int(std::ranges::count_if(bench.hubspot.requests, [&](const HttpRequest &request) {
            return request.url.host() == QLatin1StringView(host);
        }));
    }

    AccountBench bench;
    std::unique_ptr<Accounts> accounts;
    std::vector<Event> events;
    QStringList polled;
    QObject context;
};

TEST_F(AccountsTest, AnUnchangedAccountGoesOnAsItWas)
{
    accounts->apply({.accounts = {benchAccount()}});
    bench.run(3s);
    ASSERT_EQ(token(), TokenState::Accepted);
    accounts->apply({.accounts = {local(), benchAccount()}});
    EXPECT_EQ(token(0), TokenState::NotYet) << "in the workspace's order";
    EXPECT_EQ(token(1), TokenState::Accepted);
    AccountConfig changed = benchAccount();
    changed.interval = 120s;
    accounts->apply({.accounts = {changed}});
    EXPECT_EQ(token(), TokenState::NotYet) << "begun anew";
}

TEST_F(AccountsTest, AnAccountThatWentIsSilentThoughACallIsOut)
{
    accounts->apply({.accounts = {benchAccount()}});
    bench.run(500ms); // the probe is out
    ASSERT_FALSE(bench.hubspot.requests.empty());
    accounts->apply({});
    bench.run(11min, 1s);
    EXPECT_TRUE(polled.isEmpty());
    EXPECT_EQ(askedOf("api.hubapi.com"), 1);
}

TEST_F(AccountsTest, ACommandUnderWayIsAnsweredThoughItsAccountChanges)
{
    accounts->apply({.accounts = {benchAccount()}});
    bench.run(3s);
    std::vector<CredentialOutcome> outcomes;
    QObject::connect(&accounts->work(), &CredentialWork::done, &context,
                     [&](const CredentialOutcome &outcome) { outcomes.push_back(outcome); });
    accounts->work().verify(QStringLiteral("keychain:prod"));
    bench.run(1ms, 1ms);
    bench.run(1ms, 1ms); // its first question is out
    AccountConfig changed = benchAccount();
    changed.dailyBudget = 500;
    accounts->apply({.accounts = {changed}});
    bench.run(2s);
    ASSERT_EQ(outcomes.size(), 1u);
    EXPECT_TRUE(outcomes[0].good) << outcomes[0].words.toStdString();
}

TEST_F(AccountsTest, DiesWithACallOut)
{
    accounts->apply({.accounts = {benchAccount(), local()}});
    bench.run(500ms);
    accounts->apply({.accounts = {local()}});
    accounts.reset();
    bench.run(12min, 1s);
    EXPECT_TRUE(polled.isEmpty());
}

TEST_F(AccountsTest, WithoutANetworkOnlyThisMachineIsAsked)
{
    accounts->apply({.accounts = {benchAccount(), local()}});
    bench.run(3s);
    accounts->pause();
    const int remote = askedOf("api.hubapi.com");
    const int page = askedOf("status.hubspot.com");
    const int near = askedOf("127.0.0.1");
    accounts->poll(QStringLiteral("prod"));
    bench.run(5min, 1s);
    EXPECT_EQ(askedOf("api.hubapi.com"), remote);
    EXPECT_EQ(askedOf("status.hubspot.com"), page);
    EXPECT_GT(askedOf("127.0.0.1"), near);
    EXPECT_TRUE(accounts->hubspot().error) << "nobody knows how HubSpot is";
    EXPECT_EQ(accounts->metricsText().find("hubwatch_hubspot_status"), std::string::npos);
    accounts->apply({.accounts = {benchAccount(), local(), benchAccount("other")}});
    bench.run(2min, 1s);
    EXPECT_EQ(askedOf("api.hubapi.com"), remote) << "nor is a new one";
    accounts->resume();
    bench.run(3s);
    EXPECT_GT(askedOf("api.hubapi.com"), remote);
    EXPECT_GT(askedOf("status.hubspot.com"), page);
    EXPECT_FALSE(accounts->hubspot().error);
}

TEST_F(AccountsTest, WhatCouldNotBeReadIsReadAtOnceWhenTheVaultOpens)
{
    bench.vault.failure = Error{.kind = Error::Kind::Storage, .detail = QStringLiteral("locked")};
    accounts->apply({.accounts = {benchAccount()}});
    bench.run(2s);
    ASSERT_EQ(token(), TokenState::Unreadable);
    bench.vault.failure.reset();
    accounts->vaultChanged();
    bench.run(200ms, 10ms);
    EXPECT_EQ(token(), TokenState::Accepted) << "long before the next poll, and before a failure is forgotten";
    const int before = bench.hubspot.asked("/details");
    accounts->vaultChanged();
    bench.run(200ms, 10ms);
    EXPECT_EQ(bench.hubspot.asked("/details"), before) << "what is accepted is left in peace";
}

TEST_F(AccountsTest, TheStatusPageIsReadForAnAccountOnHubSpotAlone)
{
    accounts->apply({.accounts = {local()}});
    bench.run(5min, 1s);
    EXPECT_EQ(bench.hubspot.asked("/summary.json"), 0);
    EXPECT_FALSE(accounts->hubspot().asked);
    accounts->apply({.accounts = {benchAccount()}});
    bench.run(3s);
    EXPECT_EQ(askedOf("status.hubspot.com"), 1);
    EXPECT_TRUE(accounts->hubspot().asked && accounts->hubspot().page);
    accounts->apply({.accounts = {local()}});
    EXPECT_EQ(accounts->hubspot(), HubSpotStatus()) << "nobody asks any more";
    bench.run(5min, 1s);
    EXPECT_EQ(askedOf("status.hubspot.com"), 1);
}

TEST_F(AccountsTest, APageOfOurOwnIsReadInAnyCaseAndTakenAtOnce)
{
    accounts->apply({.accounts = {benchAccount()}});
    bench.run(3s);
    Workspace workspace;
    workspace.console.statusPage = QUrl(QStringLiteral("http://127.0.0.1:8"));
    accounts->apply(workspace);
    bench.run(5min, 1s);
    EXPECT_EQ(askedOf("status.hubspot.com"), 1);
    EXPECT_GE(askedOf("127.0.0.1"), 2);
}

TEST_F(AccountsTest, AnIncidentIsToldOnceAndRememberedOverARestart)
{
    bench.hubspot.page = incidentPage;
    accounts->apply({.accounts = {benchAccount()}});
    bench.run(10min, 1s);
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(events[0].subject, QStringLiteral("incident"));
    remake();
    accounts->apply({.accounts = {benchAccount()}});
    bench.run(5s);
    EXPECT_EQ(events.size(), 1u);
    bench.hubspot.page = R"({"status":{"indicator":"none","description":"All Systems Operational"}})";
    bench.run(3min, 1s);
    ASSERT_EQ(events.size(), 2u);
    EXPECT_EQ(events[1].to, QStringLiteral("resolved"));
}

TEST_F(AccountsTest, SaysWhatKeepsUsFromHubSpot)
{
    EXPECT_EQ(accounts->hindrance(), std::nullopt) << "no account, no hindrance";
    accounts->apply({.accounts = {benchAccount()}});
    EXPECT_EQ(accounts->hindrance(), QStringLiteral("prod: HubSpot has not been asked yet."));
    bench.run(3s);
    EXPECT_EQ(accounts->hindrance(), std::nullopt);
    bench.hubspot.failDetails(401);
    accounts->poll(QStringLiteral("prod"));
    bench.run(1s);
    EXPECT_TRUE(accounts->hindrance().value_or(QString()).startsWith(QStringLiteral("prod: HubSpot does not know")));
}

TEST_F(AccountsTest, ShowsItsOwnCallsAndGaugesByAccount)
{
    bench.hubspot.daily = {40'000, 1'000};
    accounts->apply({.accounts = {benchAccount(), local()}});
    bench.run(3s);
    const std::string text = accounts->metricsText();
    EXPECT_EQ(lint(text, TextFormat::Prometheus).errors, 0u) << text;
    for (const char *line : {"hubwatch_quota_limit{account=\"prod\"} 40000\n",
                             "hubwatch_quota_limit{account=\"local\"} 40000\n", "hubspot_api_calls_total{"})
        EXPECT_NE(text.find(line), std::string::npos) << line << text;
    EXPECT_EQ(text.find("canary"), std::string::npos);
}

TEST_F(AccountsTest, AnotherSecretIsUsedAtOnce)
{
    accounts->apply({.accounts = {benchAccount()}});
    bench.run(3s);
    std::vector<CredentialOutcome> outcomes;
    QObject::connect(&accounts->work(), &CredentialWork::done, &context,
                     [&](const CredentialOutcome &outcome) { outcomes.push_back(outcome); });
    accounts->work().store({.name = QStringLiteral("prod"),
                            .account = QStringLiteral("prod"),
                            .secret = Secret::copyOf("pat-na1-00000000-0000-4000-8000-000000000009")});
    bench.run(1s);
    ASSERT_EQ(outcomes.size(), 1u);
    EXPECT_TRUE(outcomes[0].good) << outcomes[0].words.toStdString();
    EXPECT_EQ(bench.hubspot.lastAuthorization(), QByteArray("Bearer pat-na1-00000000-0000-4000-8000-000000000009"));
    const bool replacedTold
        = std::ranges::any_of(events, [](const Event &event) { return event.subject == QStringLiteral("credential"); });
    EXPECT_FALSE(replacedTold) << "who stored it knows";
    EXPECT_EQ(accounts->credentials().at(0).state, TokenState::Accepted);
}

TEST_F(AccountsTest, LetsThePersonInsistWhereHubSpotCannotBeAsked)
{
    accounts->apply({.accounts = {benchAccount("new")}});
    bench.hubspot.failDetails(0);
    std::vector<CredentialOutcome> outcomes;
    QObject::connect(&accounts->work(), &CredentialWork::done, &context,
                     [&](const CredentialOutcome &outcome) { outcomes.push_back(outcome); });
    StoreCredential command{.name = QStringLiteral("new"),
                            .account = QStringLiteral("new"),
                            .secret = Secret::copyOf("pat-na1-00000000-0000-4000-8000-000000000009")};
    accounts->work().store(command);
    bench.run(20s);
    ASSERT_EQ(outcomes.size(), 1u);
    EXPECT_FALSE(outcomes[0].good);
    EXPECT_TRUE(outcomes[0].mayForce) << outcomes[0].words.toStdString();
    EXPECT_FALSE(bench.vault.secrets.contains(QStringLiteral("new")));
    command.unverified = true;
    accounts->work().store(command);
    bench.run(20s);
    ASSERT_EQ(outcomes.size(), 2u);
    EXPECT_TRUE(outcomes[1].good) << outcomes[1].words.toStdString();
    EXPECT_EQ(outcomes[1].record.portal, 0);
    EXPECT_TRUE(bench.vault.secrets.contains(QStringLiteral("new")));
}

TEST_F(AccountsTest, ADrillOfNobodysAccountIsAnsweredToo)
{
    std::vector<LeakReport> reports;
    QObject::connect(&accounts->work(), &CredentialWork::leakReported, &context,
                     [&](const LeakReport &report) { reports.push_back(report); });
    accounts->drillLeak(QStringLiteral("gone"));
    ASSERT_EQ(reports.size(), 1u);
    EXPECT_EQ(reports[0].account, QStringLiteral("gone"));
    EXPECT_FALSE(reports[0].eventsProblem.isEmpty());
}

} // namespace

} // namespace hubwatch::testing
