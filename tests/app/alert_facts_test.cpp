#include "app/alerting/alert_facts.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const TimePoint factsNow(1'763'884'800s);

HubSpotStatus pageWith(StatusPage::Level level, std::vector<StatusPage::Incident> incidents, Duration age = 1min)
{
    HubSpotStatus status{.readAt = factsNow - age, .asked = true};
    status.page
        = StatusPage{.level = level, .description = QStringLiteral("as it says"), .incidents = std::move(incidents)};
    return status;
}

StatusPage::Incident incidentOf(const char *impact, QStringList components)
{
    return {.name = QStringLiteral("Something is slow"),
            .impact = QString::fromLatin1(impact),
            .startedAt = factsNow - 20min,
            .components = std::move(components)};
}

struct DownCase {
    const char *name;
    HubSpotStatus status;
    bool down;
};

class HubSpotDownTest : public ::testing::TestWithParam<DownCase>
{ };

TEST_P(HubSpotDownTest, ExplainsOursOnlyWhenItIsBadEnoughAndFresh)
{
    EXPECT_EQ(hubspotIsDown(GetParam().status, factsNow), GetParam().down);
}

INSTANTIATE_TEST_SUITE_P(
    Pages, HubSpotDownTest,
    ::testing::Values(
        DownCase{"NeverRead", {}, false}, DownCase{"Good", pageWith(StatusPage::Level::Operational, {}), false},
        DownCase{"MinorElsewhere",
                 pageWith(StatusPage::Level::Degraded, {incidentOf("minor", {QStringLiteral("Reporting")})}), false},
        DownCase{"MinorInTheApi",
                 pageWith(StatusPage::Level::Degraded, {incidentOf("minor", {QStringLiteral("CRM APIs")})}), true},
        DownCase{"MajorElsewhere",
                 pageWith(StatusPage::Level::Degraded, {incidentOf("major", {QStringLiteral("Reporting")})}), true},
        DownCase{"OutageWithoutAWord", pageWith(StatusPage::Level::MajorOutage, {}), true},
        DownCase{"OutageReadLongAgo", pageWith(StatusPage::Level::MajorOutage, {}, 20min), false},
        DownCase{"IncidentReadLongAgo", pageWith(StatusPage::Level::Degraded, {incidentOf("critical", {})}, 20min),
                 false}),
    [](const auto &tested) { return std::string(tested.param.name); });

AccountState accountOf(TokenState token)
{
    AccountState account{.config = {.name = QStringLiteral("prod"), .portal = 4242},
                         .subject = QStringLiteral("hubspot:prod"),
                         .token = token,
                         .tokenSince = factsNow - 3min};
    return account;
}

TEST(AlertFacts, KnowsAccountsServicesAndWhatIsOnThisMachine)
{
    Workspace workspace;
    workspace.services = {{.name = QStringLiteral("sync"),
                           .account = QStringLiteral("prod"),
                           .url = QUrl(QStringLiteral("https://sync.example.test"))},
                          {.name = QStringLiteral("local"), .url = QUrl(QStringLiteral("http://127.0.0.1:3000"))}};
    const std::vector<AccountState> accounts{accountOf(TokenState::Refused)};
    const CauseFacts facts = factsOf(workspace, accounts, {}, {.network = ConsoleState::Network::Lost}, factsNow);
    ASSERT_EQ(facts.accounts.size(), 1U);
    EXPECT_TRUE(facts.accounts[0].refused);
    EXPECT_EQ(facts.accounts[0].portal, QStringLiteral("4242"));
    EXPECT_EQ(facts.accounts[0].since, factsNow - 3min);
    ASSERT_EQ(facts.services.size(), 3U) << "the account is seen like a service";
    EXPECT_FALSE(facts.services[0].local);
    EXPECT_TRUE(facts.services[1].local);
    EXPECT_EQ(facts.services[2].name, QStringLiteral("hubspot:prod"));
    EXPECT_TRUE(facts.networkLost);
    EXPECT_FALSE(facts.hubspotDown);
}

TEST(AlertFacts, TheQuotaIsGoneUntilItIsResetAndNoLonger)
{
    AccountState account = accountOf(TokenState::Accepted);
    account.quota = QuotaForecast{.used = 1000, .limit = 1000, .resetsAt = factsNow + 1h};
    EXPECT_TRUE(factsOf({}, {account}, {}, {}, factsNow).accounts[0].quotaGone);
    EXPECT_FALSE(factsOf({}, {account}, {}, {}, factsNow + 2h).accounts[0].quotaGone);
    account.quota->used = 999;
    EXPECT_FALSE(factsOf({}, {account}, {}, {}, factsNow).accounts[0].quotaGone);
}

TEST(AlertFacts, ARefusalNamesWhatHubSpotSaidOrWhoseTokenItMustBe)
{
    Workspace workspace;
    workspace.services = {{.name = QStringLiteral("sync"), .account = QStringLiteral("prod")}};
    AccountState refused = accountOf(TokenState::Refused);
    refused.tokenError = ApiError{
        .cause = ApiError::Cause::TokenExpired, .status = 401, .message = QStringLiteral("The token expired")};
    const CauseFacts facts = factsOf(workspace, {refused}, {}, {}, factsNow);
    EXPECT_EQ(refusalText(QStringLiteral("sync"), facts, {refused}),
              QStringLiteral("401 token-expired: The token expired"));
    const std::vector<AccountState> accepted{accountOf(TokenState::Accepted)};
    EXPECT_TRUE(refusalText(QStringLiteral("sync"), facts, accepted).contains(u"look at the one that sync uses"));
    EXPECT_TRUE(refusalText(QStringLiteral("other"), facts, accepted).isEmpty());
}

} // namespace
} // namespace hubwatch
