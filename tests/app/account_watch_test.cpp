#include "app/accounts/account_watch.h"

#include "support/account_bench.h"
#include "support/printers.h"

#include <QFile>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

class AccountWatchTest : public ::testing::Test
{
protected:
    AccountWatch &begin(AccountConfig config = benchAccount())
    {
        running = std::make_unique<AccountWatch>(std::move(config), bench.tools());
        QObject::connect(running.get(), &AccountWatch::polled, &context,
                         [this](const PollResult &result) { polls.push_back(result); });
        QObject::connect(running.get(), &AccountWatch::happened, &context,
                         [this](const Event &event) { events.push_back(event); });
        QObject::connect(running.get(), &AccountWatch::tokenJudged, &context,
                         [this](const AccountState &account) { judged.push_back(account.token); });
        running->start();
        return *running;
    }
    /// Of the newest scrape, by name; nothing where it is not shown.
    std::optional<double> shown(const std::string &metric) const
    {
        const Scrape &scrape = *polls.back().scrape;
        double sum = 0;
        bool any = false;
        for (size_t i = 0; i < scrape.values.size(); ++i)
            if (scrape.table->series[i].metric == metric && !isStaleMark(scrape.values[i])) {
                sum += scrape.values[i];
                any = true;
            }
        return any ? std::optional(sum) : std::nullopt;
    }

    AccountBench bench;
    std::unique_ptr<AccountWatch> running;
    std::vector<PollResult> polls;
    std::vector<Event> events;
    std::vector<TokenState> judged;
    QObject context;
};

TEST_F(AccountWatchTest, SaysThatNobodyWasAskedYet)
{
    const AccountWatch &watch = begin();
    EXPECT_EQ(watch.state().token, TokenState::NotYet);
    EXPECT_FALSE(watch.state().tokenWords.isEmpty()) << "what /readiness tells";
}

TEST_F(AccountWatchTest, MeasuresItselfAsAScrapeOfItsSubject)
{
    bench.hubspot.daily = {40'000, 1'000};
    const AccountWatch &watch = begin();
    bench.run(62s);
    ASSERT_EQ(polls.size(), 2u);
    EXPECT_EQ(polls[1].service, QStringLiteral("hubspot:prod"));
    EXPECT_EQ(polls[1].endpoint, Endpoint::Metrics);
    ASSERT_TRUE(polls[1].scrape);
    EXPECT_GE(shown("hubspot_api_calls_total"), 4.0) << "two probes, the usage, the audit";
    EXPECT_EQ(shown("hubwatch_quota_used"), 1'000.0);
    EXPECT_EQ(shown("hubwatch_quota_limit"), 40'000.0);
    EXPECT_EQ(watch.state().token, TokenState::Accepted);
    EXPECT_EQ(watch.state().details->portal, 4242);
    EXPECT_TRUE(watch.state().audit.readAt);
    EXPECT_TRUE(events.empty()) << "as it should be: no event";
    EXPECT_EQ(judged, std::vector{TokenState::Accepted});
}

TEST_F(AccountWatchTest, TakesTheQuotaOfTheUsageApiWhereHeadersTellNone)
{
    const AccountWatch &watch = begin();
    bench.run(3s);
    ASSERT_TRUE(watch.state().quota);
    EXPECT_EQ(watch.state().quota->used, 250);
    EXPECT_EQ(watch.state().quota->limit, 1000);
    EXPECT_EQ(watch.state().quota->from, QStringLiteral("usage API (CACHED)"));
    bench.hubspot.daily = {40'000, 1'000};
    bench.run(60s);
    EXPECT_EQ(watch.state().quota->used, 1'000);
    EXPECT_EQ(watch.state().quota->from, QStringLiteral("rate headers"));
}

TEST_F(AccountWatchTest, ForecastsWhereTheDayEndsAtThisPace)
{
    const AccountWatch &watch = begin();
    for (int minute = 0; minute < 60; ++minute) {
        bench.hubspot.daily = {2'000, 100 + minute * 10};
        bench.run(60s, 1s);
    }
    ASSERT_TRUE(watch.state().quota && watch.state().quota->runsOutAt);
    EXPECT_NEAR(watch.state().quota->perHour, 600, 30);
    EXPECT_GT(*watch.state().quota->atReset, 1.0);
    EXPECT_LT(*watch.state().quota->runsOutAt, *watch.state().quota->resetsAt);
}

TEST_F(AccountWatchTest, YesterdaysFiguresAreNotTodays)
{
    bench.clock.advance(16h - 30s); // half a minute to midnight UTC
    bench.hubspot.daily = {1'000, 990};
    const AccountWatch &watch = begin();
    bench.run(5s);
    ASSERT_TRUE(watch.state().quota);
    EXPECT_EQ(watch.state().quota->used, 990);
    bench.hubspot.failDetails(502);
    bench.run(3min, 1s);
    EXPECT_FALSE(watch.state().quota) << "nobody knows what is used since midnight";
}

TEST_F(AccountWatchTest, CountsCallsPerPortalDay)
{
    bench.hubspot.utcOffset = 9h; // 17:00 there
    bench.clock.advance(6h + 50min);
    AccountConfig config = benchAccount();
    config.dailyBudget = 100'000;
    AccountWatch &watch = begin(config);
    bench.run(9min, 1s);
    const auto evening = watch.state().cost.callsToday;
    EXPECT_GE(evening, 9);
    bench.hubspot.failDetails(0);
    bench.run(60s, 1s); // 15:00 UTC: midnight there
    watch.age();
    EXPECT_LT(watch.state().cost.callsToday, 3) << "a day began, whether HubSpot answers or not";
}

TEST_F(AccountWatchTest, AClockSetBackDoesNotMakeTheDayLonger)
{
    bench.clock.advance(15h + 40min);
    bench.clock.jump(5 * 24h);
    AccountWatch &watch = begin();
    bench.run(2min, 1s);
    bench.clock.jump(-5 * 24h);
    bench.run(12min, 2s);
    ASSERT_GE(watch.state().cost.callsToday, 14);
    EXPECT_EQ(watch.state().token, TokenState::Accepted);
    bench.run(8min, 2s);
    EXPECT_LT(watch.state().cost.callsToday, 9) << "midnight of the clock as it is";
}

TEST_F(AccountWatchTest, RemembersTheDaysCallsOverARestart)
{
    begin();
    bench.run(2min, 1s);
    const auto counted = running->state().cost.callsToday;
    ASSERT_GE(counted, 4);
    EXPECT_EQ(begin().state().cost.callsToday, counted);
    bench.clock.advance(24h);
    EXPECT_EQ(begin().state().cost.callsToday, 0) << "of another day";
}

TEST_F(AccountWatchTest, TheBudgetSlowsItDownAndNothingIsTakenForAGap)
{
    AccountConfig config = benchAccount();
    config.dailyBudget = 100;
    AccountWatch &watch = begin(config);
    EXPECT_TRUE(watch.state().cost.slowed);
    EXPECT_GE(watch.interval(), 10min);
    bench.run(4s);
    ASSERT_EQ(judged.size(), 1u);
    for (int i = 0; i < 60; ++i) {
        bench.run(60s, 1s);
        watch.age();
    }
    EXPECT_EQ(watch.state().token, TokenState::Accepted) << "so far apart, as planned";
    EXPECT_EQ(judged.size(), 1u);
    EXPECT_LE(polls.size(), 6u);
    EXPECT_EQ(watch.state().next, polls.back().next);
    EXPECT_EQ(polls.back().next - polls.back().at, watch.interval());
}

TEST_F(AccountWatchTest, AnAcceptanceAgesEvenWhenTheClockWasSetBack)
{
    AccountWatch &watch = begin();
    bench.run(2s);
    ASSERT_EQ(watch.state().token, TokenState::Accepted);
    bench.hubspot.failDetails(0);
    bench.clock.jump(-48h);
    for (int i = 0; i < 5; ++i) {
        bench.run(60s, 1s);
        watch.age();
    }
    EXPECT_EQ(watch.state().token, TokenState::Unseen);
    EXPECT_LE(watch.state().tokenSince, bench.clock.now());
    ASSERT_EQ(events.size(), 1u) << "told once";
    EXPECT_EQ(events[0].subject, QStringLiteral("token"));
    EXPECT_EQ(events[0].from, tokenStateText(TokenState::Accepted));
}

TEST_F(AccountWatchTest, AnotherPortalsTokenIsNotUsed)
{
    AccountConfig config = benchAccount();
    config.portal = 17;
    bench.hubspot.daily = {1'000, 500};
    AccountWatch &watch = begin(config);
    bench.run(5min, 1s);
    EXPECT_EQ(watch.state().token, TokenState::WrongPortal);
    EXPECT_EQ(bench.hubspot.requests.size(), 1u) << "no other question, and not the same one again";
    EXPECT_FALSE(watch.state().quota) << "that of another portal";
    EXPECT_FALSE(shown("hubwatch_quota_used"));
    EXPECT_EQ(watch.interval(), 15min);
    EXPECT_EQ(events.size(), 1u);
    for (int i = 0; i < 3; ++i) {
        watch.pollNow();
        bench.run(2s);
    }
    EXPECT_EQ(bench.hubspot.requests.size(), 4u);
    bench.run(31min, 1s);
    EXPECT_EQ(bench.hubspot.requests.size(), 6u) << "however often it was asked by hand";
    bench.hubspot.portal = 17;
    watch.pollNow();
    bench.run(3s);
    EXPECT_EQ(watch.state().token, TokenState::Accepted);
    EXPECT_GT(bench.hubspot.asked("/security"), 0);
}

TEST_F(AccountWatchTest, AsksNothingWhilePaused)
{
    AccountWatch &watch = begin();
    bench.run(2s);
    watch.pause();
    const size_t before = bench.hubspot.requests.size();
    watch.pollNow();
    watch.credentialChanged();
    bench.run(5min, 1s);
    EXPECT_EQ(bench.hubspot.requests.size(), before);
    watch.start();
    bench.run(1s);
    EXPECT_GT(bench.hubspot.requests.size(), before);
}

TEST_F(AccountWatchTest, PollsNow)
{
    AccountWatch &watch = begin();
    bench.run(5s);
    const int before = bench.hubspot.asked("/details");
    watch.pollNow();
    bench.run(100ms, 10ms);
    EXPECT_EQ(bench.hubspot.asked("/details"), before + 1);
}

TEST_F(AccountWatchTest, AForbiddenSourceNeverReachesTheWire)
{
    AccountConfig config = benchAccount();
    config.credential = QStringLiteral("dotenv:.env#HUBSPOT_TOKEN");
    QFile file(bench.folder.filePath(QStringLiteral(".env")));
    ASSERT_TRUE(file.open(QFile::WriteOnly));
    file.write("HUBSPOT_TOKEN=pat-na1-canary00-0000-4000-8000-000000000002\n");
    file.close();
    AccountWatch &watch = begin(config);
    watch.pollNow();
    watch.credentialChanged();
    bench.run(2min, 1s);
    EXPECT_TRUE(bench.hubspot.requests.empty());
    EXPECT_EQ(watch.state().token, TokenState::Unreadable);
    EXPECT_EQ(judged.size(), 1u) << "told once";
    config.kind = AccountConfig::Kind::Sandbox;
    begin(config);
    bench.run(2s);
    EXPECT_EQ(bench.hubspot.lastAuthorization(), QByteArray("Bearer pat-na1-canary00-0000-4000-8000-000000000002"));
}

TEST_F(AccountWatchTest, WithoutACredentialThereIsNothingToAsk)
{
    AccountConfig config = benchAccount();
    config.credential.clear();
    AccountWatch &watch = begin(config);
    watch.pollNow();
    bench.run(1min, 1s);
    EXPECT_EQ(watch.state().token, TokenState::None);
    EXPECT_EQ(judged, std::vector{TokenState::None});
    EXPECT_TRUE(bench.hubspot.requests.empty());
}

TEST_F(AccountWatchTest, TellsEachStateOfTheTokenOnce)
{
    AccountWatch &watch = begin();
    bench.run(2s);
    bench.hubspot.failDetails(401, R"({"category":"INVALID_AUTHENTICATION"})");
    bench.run(5min, 1s);
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(events[0].to, tokenStateText(TokenState::Refused));
    EXPECT_EQ(judged, (std::vector{TokenState::Accepted, TokenState::Refused}));
    EXPECT_TRUE(polls.back().scrape) << "a refusal is something to measure";
    bench.hubspot.failures.clear();
    bench.run(61s, 1s);
    ASSERT_EQ(events.size(), 2u);
    EXPECT_EQ(watch.state().token, TokenState::Accepted);
}

TEST_F(AccountWatchTest, NothingHeardIsNothingMeasured)
{
    bench.vault.failure = Error{.kind = Error::Kind::Storage, .detail = QStringLiteral("the keychain is locked")};
    const AccountWatch &watch = begin();
    bench.run(2s);
    EXPECT_EQ(watch.state().token, TokenState::Unreadable);
    ASSERT_EQ(polls.size(), 1u);
    EXPECT_FALSE(polls[0].scrape);
    EXPECT_TRUE(polls[0].error && polls[0].error->detail.contains(QStringLiteral("locked")));
    EXPECT_TRUE(bench.hubspot.requests.empty());
}

TEST_F(AccountWatchTest, AStormOfRefusalsReadsTheSecretAgainOnce)
{
    AccountWatch &watch = begin();
    bench.run(3s);
    watch.pause();
    bench.hubspot.refused = "pat-na1-canary00-0000-4000-8000-000000000001";
    bench.keep("prod", "pat-na1-canary00-0000-4000-8000-000000000009");
    bench.vault.calls.clear();
    int good = 0;
    for (int i = 0; i < 5; ++i)
        watch.client().http().send({.url = QUrl(QStringLiteral("https://api.hubapi.com/x/details"))}, &context,
                                   [&good](const Result<HttpResponse> &answer) { good += answer ? 1 : 0; });
    bench.run(500ms, 10ms);
    EXPECT_EQ(good, 5) << "each once more, with the new secret";
    EXPECT_EQ(bench.vault.calls.size(), 1) << bench.vault.calls.join(u' ').toStdString();
}

TEST_F(AccountWatchTest, ARevokedTokenCostsOneCallAPoll)
{
    begin();
    bench.run(10s);
    bench.hubspot.refused = "pat-na1-canary00-0000-4000-8000-000000000001";
    bench.run(3min, 1s); // the first refusal is looked at twice
    const size_t before = bench.hubspot.requests.size();
    bench.run(5min, 1s);
    EXPECT_EQ(bench.hubspot.requests.size(), before + 5);
}

TEST_F(AccountWatchTest, ADeadWatchIsSilent)
{
    begin();
    bench.run(500ms); // the probe is out
    running.reset();
    bench.run(1min, 1s);
    EXPECT_TRUE(polls.empty());
    EXPECT_TRUE(judged.empty());
}

TEST_F(AccountWatchTest, TellsWhatTheAuditBringsAfterTheFirstLook)
{
    const auto entry = [](const char *at) {
        return QByteArray(R"({"type":"PRIVATE_APP_ACCESS_TOKEN_ROTATE","createdAt":")") + at + R"(","userId":7})";
    };
    bench.hubspot.audit = "{\"results\":[" + entry("2025-11-23T07:00:00Z") + "]}";
    begin();
    bench.run(3s);
    EXPECT_TRUE(events.empty()) << "history";
    bench.hubspot.audit = "{\"results\":[" + entry("2025-11-23T08:10:00Z") + ',' + entry("2025-11-23T07:00:00Z") + "]}";
    bench.run(61min, 1s);
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(events[0].subject, QStringLiteral("security"));
    EXPECT_EQ(events[0].service, QStringLiteral("hubspot:prod"));
}

} // namespace

} // namespace hubwatch::testing
