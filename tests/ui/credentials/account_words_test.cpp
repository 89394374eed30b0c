#include "ui/credentials/account_words.h"

#include "support/canned_accounts.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

AccountState prod()
{
    return testing::cannedAccount(QStringLiteral("prod"), testing::cannedNow());
}

struct TokenCase {
    const char *name;
    TokenState state;
    Duration acceptedAgo;
    Mark mark;
};

class TokenTextTest : public ::testing::TestWithParam<TokenCase>
{ };

} // namespace

TEST_P(TokenTextTest, IsGoodOnlyWithAFreshAcceptance)
{
    const TimePoint now = testing::cannedNow();
    AccountState account = prod();
    account.token = GetParam().state;
    account.lastGood = now - GetParam().acceptedAgo;
    account.verifiedAt = now - GetParam().acceptedAgo;
    EXPECT_EQ(tokenText(account, now).mark, GetParam().mark) << tokenText(account, now).word.toStdString();
    EXPECT_EQ(acceptedLately(account, now), GetParam().mark == Mark::Good);
}

INSTANTIATE_TEST_SUITE_P(States, TokenTextTest,
                         ::testing::Values(TokenCase{"Fresh", TokenState::Accepted, 10s, Mark::Good},
                                           TokenCase{"ThreePolls", TokenState::Accepted, 3min, Mark::Good},
                                           TokenCase{"Older", TokenState::Accepted, 3min + 1s, Mark::Blind},
                                           TokenCase{"Refused", TokenState::Refused, 10s, Mark::Bad},
                                           TokenCase{"WrongPortal", TokenState::WrongPortal, 10s, Mark::Bad},
                                           TokenCase{"MissingScope", TokenState::MissingScope, 10s, Mark::Warn},
                                           TokenCase{"Unreadable", TokenState::Unreadable, 10s, Mark::Blind},
                                           TokenCase{"Unseen", TokenState::Unseen, 10s, Mark::Blind},
                                           TokenCase{"NotYet", TokenState::NotYet, 10s, Mark::NotYet},
                                           TokenCase{"None", TokenState::None, 10s, Mark::None}),
                         [](const auto &test) { return test.param.name; });

TEST(TokenTextTest2, IsBlindWhenNobodyKnowsWhenItWasAccepted)
{
    AccountState account = prod();
    account.lastGood.reset();
    account.verifiedAt.reset();
    EXPECT_EQ(tokenText(account, testing::cannedNow()).mark, Mark::Blind);
}

TEST(PollIntervalTest, DoesNotTrustAParkedAccountForHours)
{
    AccountState account = prod();
    EXPECT_EQ(pollInterval(account), Duration(1min));
    account.next = *account.lastTry + 14h;
    EXPECT_EQ(pollInterval(account), Duration(5min));
}

TEST(QuotaTextTest, SaysShareAndForecast)
{
    const TimePoint now = testing::cannedNow();
    AccountState account = prod();
    EXPECT_EQ(quotaText(account, now), (MarkedWord{Mark::Warn, QStringLiteral("71 %, runs out 21:40")}));
    EXPECT_EQ(quotaAmount(account), QStringLiteral("443,750 of 625,000 calls"));
    EXPECT_EQ(quotaForecast(account, now), QStringLiteral("resets 00:00, in 14 h · at this pace out at 21:40"));
    account.quota->runsOutAt.reset();
    EXPECT_EQ(quotaText(account, now), (MarkedWord{Mark::Good, QStringLiteral("71 %")}));
    account.quota->used = account.quota->limit;
    EXPECT_EQ(quotaText(account, now).mark, Mark::Bad);
    account.quota->at = now - 16min;
    EXPECT_EQ(quotaText(account, now).mark, Mark::Blind) << "an old count is no longer known";
    account.quota.reset();
    EXPECT_EQ(quotaText(account, now), (MarkedWord{Mark::Blind, QStringLiteral("unknown")}));
    account.lastTry.reset();
    EXPECT_EQ(quotaText(account, now).mark, Mark::NotYet);
}

TEST(LimiterTextTest, NamesTheBoundThatBinds)
{
    const TimePoint now = testing::cannedNow();
    LimiterState limiter{.accountLimit = 190, .used = 41, .inFlight = 2, .waiting = 12};
    EXPECT_EQ(limiterText(limiter), QStringLiteral("41 of 80 in 10 s, account 190"));
    EXPECT_EQ(limiterBoundText(limiter, now).mark, Mark::Good);
    limiter.bound = LimiterBound::Window;
    EXPECT_EQ(limiterBoundText(limiter, now).word, QStringLiteral("2 of 5 in flight, 12 wait for the window"));
    limiter.parkedUntil = now + 1h;
    limiter.parkedWhy = QStringLiteral("daily limit");
    EXPECT_EQ(limiterBoundText(limiter, now).word, QStringLiteral("parked until 10:41: daily limit"));
}

TEST(CostTextTest, CountsWhatWatchingCosts)
{
    EXPECT_EQ(costText(PollCost{.callsPerDay = 1440, .budget = 2000}),
              QStringLiteral("1,440 calls a day of 2,000 budgeted"));
    EXPECT_EQ(ownCallsText(testing::accountsSnapshot().accounts),
              QStringLiteral("own HubSpot calls 41 of 2,000 budgeted"));
    EXPECT_EQ(ownCallsText({}), QString());
}

TEST(AccountTroubleTest, SaysWhatToDo)
{
    const Snapshot snapshot = testing::troubledAccountsSnapshot();
    EXPECT_EQ(offeredHost(snapshot.accounts[0]), QStringLiteral("api-eu1.hubapi.com"));
    AccountState account = prod();
    EXPECT_EQ(accountTrouble(account), QString());
    account.lastError = Error{.kind = Error::Kind::ServerFault, .detail = QStringLiteral("502"), .status = 502};
    EXPECT_TRUE(accountTrouble(account).contains(u"“prod”")) << accountTrouble(account).toStdString();
    account.failures = {FailedCall{.error = {.cause = ApiError::Cause::Moving, .status = 502}}};
    EXPECT_TRUE(accountTrouble(account).contains(u"moves the account"));
    account.token = TokenState::None;
    account.tokenWords.clear();
    EXPECT_TRUE(accountTrouble(account).contains(u"names no credential"));
}

TEST(ScopesTextTest, NamesTheMissingOnes)
{
    AccountState account = prod();
    EXPECT_EQ(scopesText(account).word, QStringLiteral("6 granted, all 2 needed are there"));
    account.scopesMissing = {QStringLiteral("crm.objects.deals.read")};
    EXPECT_EQ(scopesText(account), (MarkedWord{Mark::Warn, QStringLiteral("missing: crm.objects.deals.read")}));
}

} // namespace hubwatch::ui
