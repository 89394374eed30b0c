#include "sim/sim_hubspot_account.h"

#include "hubspot_calls.h"

namespace hubwatch {
namespace {

class SimAccountTest : public testing::HubSpotCalls
{ };

TEST_F(SimAccountTest, TellsDetailsUnderBothVersions)
{
    for (const char *path : {"/account-info/2026-09/details", "/account-info/v3/details"}) {
        const QJsonObject details = get(path);
        EXPECT_EQ(status, 200);
        EXPECT_EQ(details[QStringLiteral("portalId")].toInteger(), 4242);
        EXPECT_EQ(text(details, "accountType"), QStringLiteral("SANDBOX"));
        EXPECT_EQ(text(details, "timeZone"), QStringLiteral("America/New_York"));
        EXPECT_EQ(text(details, "utcOffset"), QStringLiteral("-05:00"));
        EXPECT_EQ(details[QStringLiteral("utcOffsetMilliseconds")].toInt(), -18'000'000);
        EXPECT_EQ(text(details, "dataHostingLocation"), QStringLiteral("na1"));
    }
}

TEST_F(SimAccountTest, TellsUsageThatLagsBehind)
{
    const auto usage = [this] { return first(get("/account-info/2026-09/api-usage/daily/private-apps"), "results"); };
    EXPECT_EQ(text(usage(), "fetchStatus"), QStringLiteral("SUCCESS"));
    for (int i = 0; i < 9; ++i)
        get("/account-info/v3/details");
    now += 4min;
    QJsonObject late = usage();
    EXPECT_EQ(text(late, "fetchStatus"), QStringLiteral("CACHED"));
    EXPECT_EQ(late[QStringLiteral("currentUsage")].toInt(), 0);
    EXPECT_EQ(text(late, "collectedAt"), QStringLiteral("2025-11-23T08:00:00.000Z"));
    EXPECT_EQ(text(late, "resetsAt"), QStringLiteral("2025-11-24T05:00:00.000Z")) << "midnight in New York";
    now += 1min;
    late = usage();
    EXPECT_EQ(late[QStringLiteral("currentUsage")].toInt(), 11);
    EXPECT_EQ(late[QStringLiteral("usageLimit")].toInt(), 625'000);
    control("limits", "{\"fetchStatus\": \"FAILURE\"}");
    EXPECT_EQ(text(usage(), "fetchStatus"), QStringLiteral("FAILURE"));
}

TEST_F(SimAccountTest, PagesThroughActivity)
{
    for (const char *which : {"login", "audit-logs"}) {
        const QByteArray path = QByteArray("/account-info/2026-09/activity/") + which;
        QJsonObject page = get(path + "?limit=10");
        EXPECT_EQ(count(page, "results"), 10);
        const QString after
            = page[QStringLiteral("paging")][QStringLiteral("next")][QStringLiteral("after")].toString();
        page = get(path + "?limit=10&after=" + after.toUtf8());
        EXPECT_EQ(count(page, "results"), 2);
        EXPECT_FALSE(page.contains(QStringLiteral("paging")));
        get(path + "?limit=101");
        EXPECT_EQ(status, 400);
    }
}

TEST_F(SimAccountTest, RemembersWhatHappensToTokens)
{
    now += 1h;
    control("tokens/rotate", about(token));
    const QJsonObject page = get("/account-info/2026-09/activity/security?fromTimestamp=2025-11-23T08:30:00Z");
    EXPECT_EQ(count(page, "results"), 1);
    EXPECT_EQ(text(first(page, "results"), "type"), QStringLiteral("PRIVATE_APP_ACCESS_TOKEN_ROTATE"));
    EXPECT_EQ(text(first(page, "results"), "createdAt"), QStringLiteral("2025-11-23T09:00:00.000Z"));
}

TEST_F(SimAccountTest, AsksForTheScopeOfTheAudit)
{
    token = tokenNamed("narrow");
    const QJsonObject refused = get("/account-info/2026-09/activity/security");
    EXPECT_EQ(status, 403);
    EXPECT_EQ(first(refused, "errors")[QStringLiteral("context")][QStringLiteral("requiredGranularScopes")]
                  .toArray()
                  .first()
                  .toString(),
              QStringLiteral("account-info.security.read"));
}

TEST_F(SimAccountTest, TellsWhomAPrivateAppsTokenBelongsTo)
{
    const QByteArray path = "/oauth/v2/private-apps/get/access-token-info";
    const auto ask = [&](const QString &about) { return post(path, "{\"tokenKey\": \"" + about.toUtf8() + "\"}"); };
    const QString own = token;
    token.clear(); // the token in the body is enough
    const QJsonObject known = ask(own);
    EXPECT_EQ(status, 200);
    EXPECT_EQ(known[QStringLiteral("hubId")].toInt(), 4242);
    EXPECT_EQ(count(known, "scopes"), allSimScopes().size());
    ask(tokenNamed("reporting"));
    EXPECT_EQ(status, 404) << "a service key";
    ask(QStringLiteral("pat-na1-nobody"));
    EXPECT_EQ(status, 404);
    post(path, "{\"token\": \"x\"}");
    EXPECT_EQ(status, 400);
}

TEST_F(SimAccountTest, KnowsNoOtherPath)
{
    get("/account-info/2026-09/everything");
    EXPECT_EQ(status, 404);
    write("DELETE", "/account-info/2026-09/details", {});
    EXPECT_EQ(status, 405);
}

} // namespace
} // namespace hubwatch
