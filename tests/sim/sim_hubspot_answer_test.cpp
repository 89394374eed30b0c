#include "sim/sim_hubspot_answer.h"

#include "hubspot_calls.h"

namespace hubwatch {
namespace {

class SimAnswerTest : public testing::HubSpotCalls
{ };

TEST_F(SimAnswerTest, NamesEveryAnswerForSupport)
{
    get("/account-info/2026-09/details");
    const QByteArray id = header("X-HubSpot-Correlation-Id");
    EXPECT_EQ(id.size(), 36);
    const QJsonObject lost = get("/crm/objects/2026-09/contacts/999999");
    EXPECT_EQ(status, 404);
    EXPECT_EQ(text(lost, "correlationId").toLatin1(), header("X-HubSpot-Correlation-Id"));
    EXPECT_NE(header("X-HubSpot-Correlation-Id"), id);
}

TEST_F(SimAnswerTest, TakesOnlyTokensThatStand)
{
    const QString own = token;
    token = QStringLiteral("pat-na1-face0000-5eed-4000-8000-000000000000");
    EXPECT_EQ(text(get("/account-info/2026-09/details"), "category"), QStringLiteral("INVALID_AUTHENTICATION"));
    EXPECT_EQ(status, 401);
    token.clear();
    get("/account-info/2026-09/details");
    EXPECT_EQ(status, 401);
    token = own;
    control("tokens/expire", about(own, ", \"inSeconds\": 60"));
    now += 59s;
    get("/account-info/2026-09/details");
    EXPECT_EQ(status, 200);
    now += 31s;
    const QJsonObject expired = get("/account-info/2026-09/details");
    EXPECT_EQ(status, 401);
    EXPECT_EQ(text(expired, "category"), QStringLiteral("EXPIRED_AUTHENTICATION"));
    EXPECT_TRUE(text(expired, "message").contains(QStringLiteral("expired 30 second(s) ago")));
    EXPECT_EQ(expired[QStringLiteral("context")][QStringLiteral("expire time")].toArray().first().toString(),
              QStringLiteral("2025-11-23T08:01:00.000Z"));
}

TEST_F(SimAnswerTest, SendsTokensOfOtherRegionsAway)
{
    token = tokenNamed("elsewhere");
    const QJsonObject away = get("/account-info/2026-09/details");
    EXPECT_EQ(status, 488);
    EXPECT_EQ(text(away, "correctHublet"), QStringLiteral("eu1"));
    EXPECT_EQ(header("X-HubSpot-Correct-Hublet"), QByteArray("eu1"));
}

TEST_F(SimAnswerTest, CountsAtArrivalAndSaysSoInHeaders)
{
    control("limits", "{\"tenSecondly\": 3}");
    for (int left = 2; left >= 0; --left) {
        get("/account-info/2026-09/details");
        EXPECT_EQ(status, 200);
        EXPECT_EQ(header("X-HubSpot-RateLimit-Remaining").toInt(), left);
        now += 1s;
    }
    const QJsonObject refused = get("/account-info/2026-09/details");
    EXPECT_EQ(status, 429);
    EXPECT_EQ(text(refused, "policyName"), QStringLiteral("TEN_SECONDLY_ROLLING"));
    EXPECT_EQ(text(refused, "errorType"), QStringLiteral("RATE_LIMIT"));
    EXPECT_EQ(header("X-HubSpot-RateLimit-Remaining"), QByteArray("0"));
    now += 7s; // the first call is ten seconds ago
    get("/account-info/2026-09/details");
    EXPECT_EQ(status, 200);
    get("/account-info/2026-09/details");
    EXPECT_EQ(status, 429) << "the second is not";
}

TEST_F(SimAnswerTest, SearchHasABucketOfItsOwnAndNoHeaders)
{
    for (int i = 0; i < 5; ++i) {
        post("/crm/objects/2026-09/contacts/search", "{}");
        EXPECT_EQ(status, 200);
    }
    EXPECT_EQ(header("X-HubSpot-RateLimit-Max"), QByteArray());
    EXPECT_EQ(text(post("/crm/objects/2026-09/deals/search", "{}"), "policyName"), QStringLiteral("SECONDLY"));
    EXPECT_EQ(status, 429);
    get("/account-info/2026-09/details");
    EXPECT_EQ(header("X-HubSpot-RateLimit-Remaining"), QByteArray("189"));
    now += 1s;
    post("/crm/objects/2026-09/contacts/search", "{}");
    EXPECT_EQ(status, 200);
}

struct WeatherCase {
    const char *name;
    const char *json;
    int status;
    const char *says; ///< somewhere in the body
    const char *header;
    const char *value;
};

class SimWeatherTest : public testing::HubSpotCalls, public ::testing::WithParamInterface<WeatherCase>
{ };

TEST_P(SimWeatherTest, BefallsOneCall)
{
    control("weather", GetParam().json);
    get("/crm/objects/2026-09/contacts");
    EXPECT_EQ(status, GetParam().status);
    EXPECT_TRUE(reply.body.contains(GetParam().says)) << reply.body.toStdString();
    EXPECT_EQ(header(GetParam().header), QByteArray(GetParam().value));
    const bool fromHubSpot = !reply.contentType.startsWith("text/html") && status != 0;
    EXPECT_EQ(!header("X-HubSpot-Correlation-Id").isEmpty(), fromHubSpot);
    get("/crm/objects/2026-09/contacts");
    EXPECT_EQ(status, 200) << "and no more than one";
    EXPECT_FALSE(reply.cutAfter);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, SimWeatherTest,
    ::testing::Values(
        WeatherCase{"Expired", "{\"kind\": \"401-expired\"}", 401, "EXPIRED_AUTHENTICATION", "Retry-After", ""},
        WeatherCase{"Invalid", "{\"kind\": \"401-invalid\"}", 401, "INVALID_AUTHENTICATION", "Retry-After", ""},
        WeatherCase{"Scopes", "{\"kind\": \"403-scopes\", \"scopes\": [\"crm.export\"]}", 403, "[\"crm.export\"]", "",
                    ""},
        WeatherCase{"Locked", "{\"kind\": \"423\"}", 423, "locked", "Retry-After", ""},
        WeatherCase{"Moving", "{\"kind\": \"477\", \"retryAfter\": 7200}", 477, "moved", "Retry-After", "7200"},
        WeatherCase{"WrongHublet", "{\"kind\": \"488\", \"hublet\": \"ap1\"}", 488, "\"correctHublet\":\"ap1\"",
                    "X-HubSpot-Correct-Hublet", "ap1"},
        WeatherCase{"TenSecondly", "{\"kind\": \"429-ten-secondly\"}", 429, "\"policyName\":\"TEN_SECONDLY_ROLLING\"",
                    "Retry-After", ""},
        WeatherCase{"Secondly", "{\"kind\": \"429-secondly\"}", 429, "secondly limit.", "Retry-After", ""},
        WeatherCase{"Daily", "{\"kind\": \"429-daily\"}", 429, "You have reached your daily limit.", "Retry-After", ""},
        WeatherCase{"OtherLimit", "{\"kind\": \"429-other\", \"retryAfter\": 3}", 429, "RATE_LIMIT", "Retry-After",
                    "3"},
        WeatherCase{"Failing", "{\"kind\": \"502\"}", 502, "\"status\":\"error\"", "Retry-After", ""},
        WeatherCase{"Edge", "{\"kind\": \"522\"}", 522, "Error code 522", "Server", "cloudflare"},
        WeatherCase{"Hotel", "{\"kind\": \"captive-portal\"}", 200, "Room number", "Server", ""},
        WeatherCase{"Cut", "{\"kind\": \"cut\"}", 200, "\"results\"", "Server", ""},
        WeatherCase{"Hanging", "{\"kind\": \"hang\"}", 0, "", "Server", ""}),
    [](const auto &test) { return test.param.name; });

TEST_F(SimAnswerTest, CutsARightAnswerInTheMiddle)
{
    control("weather", "{\"kind\": \"cut\"}");
    get("/crm/objects/2026-09/contacts");
    EXPECT_EQ(reply.cutAfter, reply.body.size() / 2);
}

TEST_F(SimAnswerTest, RemembersCallsWithoutTheirSecrets)
{
    control("weather", "{\"kind\": \"hang\"}");
    get("/account-info/2026-09/details?hapikey=secret");
    ASSERT_EQ(state.log.size(), 1u);
    const SimLogEntry expected{.at = now,
                               .method = "GET",
                               .path = "/account-info/2026-09/details",
                               .token = QStringLiteral("pat-na1-...") + token.right(4)};
    EXPECT_EQ(state.log[0], expected);
}

TEST_F(SimAnswerTest, RefusesUrlsThatAreTooLong)
{
    get("/crm/objects/2026-09/contacts?properties=" + QByteArray(8000, 'a'));
    EXPECT_EQ(status, 414);
}

struct LossCase {
    const char *weather;
    bool isDone;
    bool isSilent; ///< hung up on, without a word
};

TEST_F(SimAnswerTest, LosesAnswersBeforeAndBehindTheDeed)
{
    int serial = 0;
    for (const LossCase &one : {LossCase{"reset", false, true}, LossCase{"lost", true, true},
                                LossCase{"lost-hang", true, false}, LossCase{"hang", false, false}}) {
        control("weather", QByteArray("{\"kind\": \"") + one.weather + "\"}");
        const QByteArray email = 'n' + QByteArray::number(++serial) + "@example.test";
        post("/crm/objects/2026-09/contacts", "{\"properties\": {\"email\": \"" + email + "\"}}");
        EXPECT_EQ(status, 0) << one.weather;
        EXPECT_EQ(reply.silent, one.isSilent) << one.weather;
        get("/crm/objects/2026-09/contacts/" + email + "?idProperty=email");
        EXPECT_EQ(status, one.isDone ? 200 : 404) << one.weather;
    }
}

} // namespace
} // namespace hubwatch
