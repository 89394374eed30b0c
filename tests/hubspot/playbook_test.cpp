#include "hubspot/playbook.h"

#include "support/printers.h"

#include <functional>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const PlaybookEntry &entryOf(const char *counted)
{
    for (const PlaybookEntry &entry : playbook())
        if (entry.counted == QLatin1StringView(counted))
            return entry;
    ADD_FAILURE() << "no row of " << counted;
    return playbook().front();
}

PlaybookFacts factsOf(const char *counted, double now, double before, const QStringList &endpoints = {})
{
    PlaybookFacts facts{.endpoints = 5};
    facts.counts[QString::fromLatin1(counted)]
        = {.now = now, .before = before, .endpoints = endpoints, .services = {QStringLiteral("sync")}};
    return facts;
}

const QStringList oneEndpoint{QStringLiteral("sync contacts.batchUpdate")};
const QStringList someEndpoints{QStringLiteral("sync a"), QStringLiteral("sync b")};

TEST(Playbook, HasTheHandbooksRowsWithEverythingSaid)
{
    QStringList statuses;
    for (const PlaybookEntry &entry : playbook()) {
        statuses << entry.status;
        EXPECT_FALSE(entry.cause.isEmpty() || entry.action.isEmpty() || entry.owner.isEmpty())
            << entry.status.toStdString();
    }
    EXPECT_EQ(statuses.join(u' '), QStringLiteral("400 401 403 404 409 429 500 / 502 / 503"));
    EXPECT_EQ(entryOf("403").owner, QStringLiteral("portal admin"));
    EXPECT_EQ(entryOf("5xx").owner, QStringLiteral("HubSpot"));
}

TEST(Playbook, SaysNothingOfWhatDidNotCome)
{
    EXPECT_EQ(playbookHere(entryOf("401"), factsOf("429", 5, 0)), QString());
    EXPECT_EQ(playbookHere(entryOf("429"), factsOf("429", 0, 5)), QString());
    EXPECT_EQ(playbookHere(entryOf("404"), factsOf("404", 2, 2)), QString()) << "as ever";
}

struct HereCase {
    const char *name;
    const char *counted;
    PlaybookFacts facts;
    const char *says;
    const char *saysNot = "\x01";
};

class PlaybookHereTest : public ::testing::TestWithParam<HereCase>
{ };

TEST_P(PlaybookHereTest, SaysWhatTheFiguresTell)
{
    const HereCase &asked = GetParam();
    const QString here = playbookHere(entryOf(asked.counted), asked.facts);
    EXPECT_TRUE(here.contains(QLatin1StringView(asked.says))) << here.toStdString();
    EXPECT_FALSE(here.contains(QLatin1StringView(asked.saysNot))) << here.toStdString();
}

PlaybookFacts with(PlaybookFacts facts, const std::function<void(PlaybookFacts &)> &change)
{
    change(facts);
    return facts;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, PlaybookHereTest,
    ::testing::Values(
        HereCase{"FaultsOfHubSpot", "5xx", factsOf("5xx", 90, 1, someEndpoints), "HubSpot is not known to be well"},
        HereCase{"FaultsOfOneEndpointSinceADeploy", "5xx",
                 with(factsOf("5xx", 90, 1, oneEndpoint),
                      [](auto &facts) {
                          facts.hubspotGood = true;
                          facts.deploy = QStringLiteral("\"1.4\" was marked 4m before the start");
                      }),
                 "HubSpot is good and one endpoint fails since a deploy: suspect the payload", "correlation"},
        HereCase{"FaultsOfManyWhileAllIsGreen", "5xx",
                 with(factsOf("5xx", 90, 1, someEndpoints), [](auto &facts) { facts.hubspotGood = true; }),
                 "support wants correlation ids"},
        HereCase{"ExpiredToken", "401",
                 with(factsOf("401", 9, 0), [](auto &facts) { facts.causes[ApiError::Cause::TokenExpired] = 2; }),
                 "The token had expired", "revoked"},
        HereCase{"GoodTokenHere", "401", with(factsOf("401", 9, 0), [](auto &facts) { facts.tokenGood = true; }),
                 "the service holds another one"},
        HereCase{
            "ScopesNamed", "403",
            with(factsOf("403", 9, 0), [](auto &facts) { facts.scopes = {QStringLiteral("crm.objects.deals.read")}; }),
            "HubSpot asks for crm.objects.deals.read"},
        HereCase{"DailyLimit", "429",
                 with(factsOf("429", 90, 0, oneEndpoint),
                      [](auto &facts) {
                          facts.causes[ApiError::Cause::RateDaily] = 1;
                          facts.deploy = QStringLiteral("a deploy");
                      }),
                 "The daily limit is used up", "a deploy"},
        HereCase{"TenSeconds", "429",
                 with(factsOf("429", 90, 0, oneEndpoint),
                      [](auto &facts) {
                          facts.causes[ApiError::Cause::RateTenSecondly] = 1;
                          facts.retryAfter = 10s;
                      }),
                 "asked to wait 10s", "daily"},
        HereCase{"Searches", "429", factsOf("429", 90, 0, {QStringLiteral("sync contacts.search")}), "5/s per account"},
        HereCase{"OneOfMany", "400", factsOf("400", 9, 9, oneEndpoint),
                 "Only sync contacts.batchUpdate, of 5 endpoints", "before"},
        HereCase{"TimesAsMany", "409", factsOf("409", 90, 20, someEndpoints), "4.5 times as many as before"},
        HereCase{"NewSinceADeploy", "400",
                 with(factsOf("400", 9, 0, someEndpoints),
                      [](auto &facts) { facts.deploy = QStringLiteral("\"1.4\" was marked at the start"); }),
                 "marked at the start"}),
    [](const auto &test) { return test.param.name; });

} // namespace
} // namespace hubwatch
