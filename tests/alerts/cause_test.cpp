#include "alerts/cause.h"

#include "alerts/judged.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using testing::firingAlert;
using testing::latin;
using testing::ruleOn;
using testing::twoAccounts;

enum Fact { Refused = 1, QuotaGone = 2, NetworkLost = 4, HubSpotDown = 8 };

/// `facts` of the account prod and of the world.
CauseFacts factsOf(int facts)
{
    CauseFacts known = twoAccounts();
    known.accounts[0].refused = (facts & Refused) != 0;
    known.accounts[0].quotaGone = (facts & QuotaGone) != 0;
    known.networkLost = (facts & NetworkLost) != 0;
    known.hubspotDown = (facts & HubSpotDown) != 0;
    return known;
}

struct CauseCase {
    const char *name;
    const char *service;
    const char *signal;
    int facts;
    const char *key;
    const char *words;
    std::optional<double> value = {};
};

void PrintTo(const CauseCase &test, std::ostream *out)
{
    *out << test.name;
}

class CauseTest : public ::testing::TestWithParam<CauseCase>
{ };

TEST_P(CauseTest, IsKnownByItsSignalAndTheFacts)
{
    const Rule rule = ruleOn(GetParam().signal);
    const Alert alert = firingAlert(latin(GetParam().service), rule, GetParam().value);
    const CauseFacts facts = factsOf(GetParam().facts);
    EXPECT_EQ(causeKey(alert, rule, facts), latin(GetParam().key));
    EXPECT_EQ(causeOf(alert, rule, facts).words, latin(GetParam().words));
    EXPECT_EQ(causeKey(causeOf(alert, rule, facts)), latin(GetParam().key));
}

constexpr auto sync = "contacts-sync";
constexpr auto prod = "hubspot:prod";

INSTANTIATE_TEST_SUITE_P(
    OwnSignals, CauseTest,
    ::testing::Values(
        CauseCase{"Errors", sync, "api.error_rate", 0, "us/contacts-sync/errors", "error burst"},
        CauseCase{"Burn", sync, "api.burn.6h", 0, "us/contacts-sync/errors", "error burst"},
        CauseCase{"Storm", sync, "api.rate_limited", 0, "quota/contacts-sync", "429 storm"},
        CauseCase{"RefusedForOneService", sync, "api.auth_failures", 0, "token/contacts-sync", "token refused"},
        CauseCase{"RefusedForTheAccount", sync, "api.auth_failures", Refused, "token/prod", "token refused"},
        CauseCase{"RefusedForTheAccountItself", prod, "api.auth_failures", 0, "token/prod", "token refused"},
        CauseCase{"RefusedForAnotherAccount", "billing", "api.auth_failures", Refused, "token/billing",
                  "token refused"},
        CauseCase{"RefusedWithoutAnAccount", "orphan", "api.auth_failures", Refused, "token/orphan", "token refused"},
        CauseCase{"Stuck", sync, "sync.overdue", 0, "us/contacts-sync/sync", "sync stuck"},
        CauseCase{"Failing", sync, "sync.success_rate", 0, "us/contacts-sync/sync", "sync stuck"},
        CauseCase{"Slow", sync, "api.latency_p99", 0, "us/contacts-sync/slow", "slow calls"},
        CauseCase{"Webhooks", sync, "webhook.delay_p99", 0, "us/contacts-sync/webhooks", "webhooks late"},
        CauseCase{"NotReady", sync, "service.ready", 0, "us/contacts-sync/reach", "service not ready", 0},
        CauseCase{"Unreachable", sync, "service.ready", 0, "us/contacts-sync/reach", "service unreachable", -1},
        CauseCase{"NotHealthy", sync, "service.healthy", 0, "us/contacts-sync/reach", "service not ready", 0},
        CauseCase{"Blind", sync, "source.fresh", 0, "us/contacts-sync/reach", "console cannot see"},
        CauseCase{"QuotaOfTheDay", prod, "quota.daily", 0, "quota/prod", "quota running out"},
        CauseCase{"OldToken", prod, "credential.age", 0, "token/prod/age", "token to be rotated"},
        CauseCase{"HubSpotsStatus", prod, "hubspot.status", 0, "hubspot", "HubSpot incident"},
        CauseCase{"ASignalNobodyKnows", sync, "made.up", 0, "us/contacts-sync/made.up", "made.up"}),
    [](const auto &test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Facts, CauseTest,
    ::testing::Values(
        CauseCase{"ErrorsOfARefusedToken", sync, "api.error_rate", Refused, "token/prod", "token refused"},
        CauseCase{"ErrorsOfAnotherAccount", "billing", "api.error_rate", Refused, "us/billing/errors", "error burst"},
        CauseCase{"ErrorsWhileHubSpotIsDown", sync, "api.error_rate", HubSpotDown, "hubspot", "HubSpot incident"},
        CauseCase{"RefusedWhileHubSpotIsDown", sync, "api.auth_failures", HubSpotDown, "token/contacts-sync",
                  "token refused"},
        CauseCase{"HubSpotIsFartherThanAToken", sync, "api.error_rate", HubSpotDown | Refused, "hubspot",
                  "HubSpot incident"},
        CauseCase{"WebhooksOfATokenWhileHubSpotIsDown", sync, "webhook.delay_p99", HubSpotDown | Refused, "token/prod",
                  "token refused"},
        CauseCase{"TheNetworkIsFarthest", sync, "api.error_rate", HubSpotDown | Refused | NetworkLost, "network",
                  "network lost"},
        CauseCase{"HubSpotsStatusInALostNetwork", prod, "hubspot.status", HubSpotDown | NetworkLost, "network",
                  "network lost"},
        CauseCase{"RefusedInALostNetwork", sync, "api.auth_failures", Refused | NetworkLost, "network", "network lost"},
        CauseCase{"ALocalServiceInALostNetwork", "local-sync", "service.ready", NetworkLost, "us/local-sync/reach",
                  "service not ready"},
        CauseCase{"UnreachableIsNoFaultOfHubSpots", sync, "service.ready", HubSpotDown | Refused,
                  "us/contacts-sync/reach", "service unreachable", -1},
        CauseCase{"AStormWithoutQuotaIsTheAccounts", sync, "api.rate_limited", QuotaGone, "quota/prod", "429 storm"},
        CauseCase{"QuotaGoneAndTokenRevokedStorm", sync, "api.rate_limited", QuotaGone | Refused, "quota/prod",
                  "429 storm"},
        CauseCase{"QuotaGoneAndTokenRevokedErrors", sync, "api.error_rate", QuotaGone | Refused, "token/prod",
                  "token refused"},
        CauseCase{"AnOldTokenThatIsRefused", prod, "credential.age", Refused, "token/prod/age", "token to be rotated"}),
    [](const auto &test) { return test.param.name; });

TEST(CauseKindTest, IsNamed)
{
    for (const auto kind : {Cause::Kind::Us, Cause::Kind::HubSpot, Cause::Kind::Token, Cause::Kind::Quota,
                            Cause::Kind::Network, Cause::Kind::Console})
        EXPECT_EQ(parseCauseKind(causeKindText(kind)), kind);
    EXPECT_EQ(parseCauseKind(u"ghosts"), std::nullopt);
}

TEST(LabelsTest, SaysAccountAndPortalWhereTheyAreKnown)
{
    const auto labels = [](const char *service) {
        const Rule rule = ruleOn("api.error_rate", Rule::Severity::Page, "errors");
        return labelsOf(firingAlert(latin(service), rule), rule, twoAccounts());
    };
    EXPECT_EQ(labels(sync),
              (AlertLabels{{latin("rule"), latin("errors")},
                           {latin("signal"), latin("api.error_rate")},
                           {latin("severity"), latin("page")},
                           {latin("service"), latin("contacts-sync")},
                           {latin("account"), latin("prod")},
                           {latin("portal"), latin("4711")}}));
    EXPECT_EQ(labels(prod).value(latin("account")), latin("prod"));
    EXPECT_EQ(labels(prod).value(latin("service")), latin("hubspot:prod"));
    EXPECT_FALSE(labels("orphan").contains(latin("account"))) << "one that says nothing is absent";
    EXPECT_FALSE(labels("stranger").contains(latin("portal")));
}

} // namespace
} // namespace hubwatch
