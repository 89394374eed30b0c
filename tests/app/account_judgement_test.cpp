#include "app/accounts/account_judgement.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

constexpr TimePoint start{1'764'000'000s};

AccountState account(std::int64_t portal = 0)
{
    return {.config
            = {.name = QStringLiteral("prod"), .credential = QStringLiteral("keychain:prod"), .portal = portal}};
}

HubSpotAnswer accepted(std::int64_t portal = 4242, TimePoint at = start)
{
    return {.account = QStringLiteral("prod"),
            .at = at,
            .next = at + 60s,
            .details = AccountDetails{.portal = portal, .region = QStringLiteral("na1")}};
}

HubSpotAnswer answered(int status, const char *body, HubSpotQuestion question = HubSpotQuestion::Details,
                       TimePoint at = start + 1min)
{
    Error error{.kind = status == 401 || status == 403 ? Error::Kind::Unauthorized
                    : status == 429                    ? Error::Kind::RateLimited
                    : status >= 500                    ? Error::Kind::ServerFault
                    : status == 0                      ? Error::Kind::Offline
                                                       : Error::Kind::Rejected,
                .detail = QStringLiteral("GET /details: HTTP %1").arg(status),
                .body = body,
                .status = status};
    if (status == 0)
        error.reach = Error::Reach::Timeout;
    return {.account = QStringLiteral("prod"), .question = question, .at = at, .next = at + 60s, .error = error};
}

struct Case {
    const char *name;
    TokenState before;
    int status;
    const char *body;
    TokenState after;
    const char *says;
};

class TokenJudgement : public ::testing::TestWithParam<Case>
{ };

TEST_P(TokenJudgement, TellsStateAndNextStep)
{
    AccountState before = account();
    before.token = GetParam().before;
    const AccountState after = stateAfter(before, answered(GetParam().status, GetParam().body));
    EXPECT_EQ(after.token, GetParam().after) << tokenStateText(after.token).toStdString();
    EXPECT_TRUE(after.tokenWords.contains(QLatin1StringView(GetParam().says))) << after.tokenWords.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Answers, TokenJudgement,
    ::testing::Values(
        Case{"Expired", TokenState::Accepted, 401, R"({"category":"EXPIRED_AUTHENTICATION","message":"expired"})",
             TokenState::Refused, "expired"},
        Case{"Revoked", TokenState::Accepted, 401, R"({"category":"INVALID_AUTHENTICATION","message":"invalid"})",
             TokenState::Refused, "rotated, revoked or mistyped"},
        Case{"Scope", TokenState::Accepted, 403,
             R"({"category":"MISSING_SCOPES","message":"m","errors":[{"message":"x",
                "context":{"requiredGranularScopes":["crm.objects.contacts.read"]}}]})",
             TokenState::MissingScope, "crm.objects.contacts.read"},
        Case{"RegionFirst", TokenState::NotYet, 488, R"({"status":"error","message":"m","correctHublet":"eu1"})",
             TokenState::Unseen, "api-eu1.hubapi.com"},
        Case{"FaultFirst", TokenState::NotYet, 503, "", TokenState::Unseen, "fault of its own"},
        Case{"DailyFirst", TokenState::NotYet, 429, R"({"errorType":"RATE_LIMIT","policyName":"DAILY","message":"m"})",
             TokenState::Unseen, "midnight"},
        Case{"UnreachableFirst", TokenState::NotYet, 0, "", TokenState::Unseen, "cannot be reached"},
        Case{"RefusedStaysRefusedNot", TokenState::Refused, 0, "", TokenState::Unseen, "nobody knows"}),
    [](const auto &test) { return test.param.name; });

struct UnreachableCase {
    const char *name;
    Error::Reach reach;
    const char *says;
};

class UnreachableSentence : public ::testing::TestWithParam<UnreachableCase>
{ };

TEST_P(UnreachableSentence, NamesTheWayOut)
{
    HubSpotAnswer answer = answered(0, "");
    answer.error->reach = GetParam().reach;
    answer.error->detail = QStringLiteral("the fault");
    const AccountState after = stateAfter(account(), answer);
    EXPECT_EQ(after.token, TokenState::Unseen);
    EXPECT_TRUE(after.tokenWords.contains(QLatin1StringView(GetParam().says))) << after.tokenWords.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Reaches, UnreachableSentence,
    ::testing::Values(
        UnreachableCase{"Clock", Error::Reach::Clock, "set the clock, then it is asked again by itself (the"},
        UnreachableCase{"Tls", Error::Reach::Tls, "sign in to this network in a browser"},
        UnreachableCase{"OwnCa", Error::Reach::Tls, "the company's CA to the certificates of this system (the"},
        UnreachableCase{"Proxy", Error::Reach::Proxy, "wants a name and password"},
        UnreachableCase{"Timeout", Error::Reach::Timeout, "Polling goes on by itself"}),
    [](const auto &test) { return test.param.name; });

TEST(AccountJudgementTest, AcceptsByAnAnswerAlone)
{
    const AccountState after = stateAfter(account(), accepted());
    EXPECT_EQ(after.token, TokenState::Accepted);
    EXPECT_EQ(after.verifiedAt, start);
    EXPECT_EQ(after.tokenSince, start);
    EXPECT_EQ(after.details->portal, 4242);
    EXPECT_EQ(stateAfter(after, accepted(4242, start + 1min)).tokenSince, start);
}

TEST(AccountJudgementTest, RefusesAnotherPortalsToken)
{
    const AccountState after = stateAfter(account(17), accepted(4242));
    EXPECT_EQ(after.token, TokenState::WrongPortal);
    EXPECT_TRUE(after.tokenWords.contains(QStringLiteral("4242")));
    EXPECT_TRUE(after.tokenWords.contains(QStringLiteral("17")));
    EXPECT_FALSE(after.verifiedAt);
}

TEST(AccountJudgementTest, ABoundCredentialKeepsItsPortal)
{
    AccountState bound = account();
    bound.credential.portal = 17;
    EXPECT_EQ(stateAfter(bound, accepted(4242)).token, TokenState::WrongPortal);
}

TEST(AccountJudgementTest, AFaultLeavesAnAcceptanceToAge)
{
    AccountState state = stateAfter(account(), accepted());
    state = stateAfter(state, answered(503, ""));
    EXPECT_EQ(state.token, TokenState::Accepted);
    EXPECT_TRUE(state.lastError);
    EXPECT_EQ(agedState(state, start + 3min, 60s).token, TokenState::Accepted);
    const AccountState aged = agedState(state, start + 3min + 1s, 60s);
    EXPECT_EQ(aged.token, TokenState::Unseen);
    EXPECT_FALSE(aged.tokenWords.isEmpty());
}

TEST(AccountJudgementTest, AForbiddenAuditSaysNothingOfTheToken)
{
    AccountState state = stateAfter(account(), accepted());
    state = stateAfter(state, answered(403, R"({"category":"MISSING_SCOPES"})", HubSpotQuestion::Audit));
    EXPECT_EQ(state.token, TokenState::Accepted);
    EXPECT_FALSE(state.audit.allowed);
    EXPECT_FALSE(state.lastError);
}

TEST(AccountJudgementTest, ASandboxsDotenvIsAcceptedWithAWord)
{
    AccountState sandbox = account();
    sandbox.config.kind = AccountConfig::Kind::Sandbox;
    sandbox.config.credential = QStringLiteral("dotenv:.env#TOKEN");
    const AccountState after = stateAfter(sandbox, accepted());
    EXPECT_EQ(after.token, TokenState::Accepted);
    EXPECT_TRUE(after.tokenWords.contains(QStringLiteral("whoever reads this file has the token")));
    EXPECT_EQ(stateAfter(account(), accepted()).tokenWords, QStringLiteral("HubSpot accepts the token."));
}

TEST(AccountJudgementTest, ASecretThatCannotBeReadIsItsOwnState)
{
    HubSpotAnswer answer{.at = start};
    answer.error = Error{.kind = Error::Kind::Storage, .detail = QStringLiteral("the keychain is locked; unlock it")};
    const AccountState after = stateAfter(account(), answer);
    EXPECT_EQ(after.token, TokenState::Unreadable);
    EXPECT_EQ(after.tokenWords, QStringLiteral("the keychain is locked; unlock it"));
}

TEST(AccountJudgementTest, OffersTheRegionHubSpotNames)
{
    const AccountState after
        = stateAfter(account(), answered(488, R"({"status":"error","message":"m","correctHublet":"eu1"})"));
    EXPECT_EQ(after.offeredHublet, QStringLiteral("eu1"));
    EXPECT_TRUE(stateAfter(after, accepted()).offeredHublet.isEmpty());
}

TEST(AccountJudgementTest, KeepsDotenvOutOfProduction)
{
    AccountConfig config{.name = QStringLiteral("prod"), .credential = QStringLiteral("dotenv:.env#TOKEN")};
    EXPECT_FALSE(credentialRefusal(config).isEmpty());
    config.kind = AccountConfig::Kind::Sandbox;
    EXPECT_TRUE(credentialRefusal(config).isEmpty());
    config = {.name = QStringLiteral("prod"), .credential = QStringLiteral("keychain:prod")};
    EXPECT_TRUE(credentialRefusal(config).isEmpty());
}

TEST(AccountJudgementTest, KeepsTheNewestOfTheAudit)
{
    SecurityPage page;
    for (int i = 0; i < 80; ++i)
        page.events.push_back({.type = QStringLiteral("LOGIN"), .at = start + std::chrono::minutes(i)});
    HubSpotAnswer answer{.question = HubSpotQuestion::Audit, .at = start};
    answer.audit = page;
    const AccountState after = stateAfter(account(), answer);
    ASSERT_EQ(after.audit.events.size(), 50u);
    EXPECT_EQ(after.audit.events.front().at, start + 79min);
}

} // namespace

} // namespace hubwatch::testing
