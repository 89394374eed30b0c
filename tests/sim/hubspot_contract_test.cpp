// What our readers make of what the simulated HubSpot says: neither may drift from the other.
#include "hubspot/account_facts.h"
#include "hubspot/api_error.h"
#include "hubspot/oauth_answer.h"
#include "hubspot/status_page.h"
#include "hubspot_calls.h"
#include "net/http_errors.h"

namespace hubwatch {
namespace {

class HubSpotContractTest : public testing::HubSpotCalls
{
protected:
    /// The last answer as the wire would hand it on.
    ApiError refusal(const QString &path) const
    {
        HttpResponse response{.status = reply.status, .headers = reply.headers, .body = reply.body};
        response.headers.push_back({"Content-Type", reply.contentType});
        const HttpRequest request{.url = QUrl(QStringLiteral("http://127.0.0.1") + path)};
        return apiErrorOf(errorOfStatus(request, response, now), path);
    }
};

TEST_F(HubSpotContractTest, AccountFacts)
{
    get("/account-info/2026-09/details");
    const Result<AccountDetails> details = parseAccountDetails(reply.body);
    ASSERT_TRUE(details);
    EXPECT_EQ(details->portal, 4242);
    EXPECT_EQ(details->type, AccountDetails::Type::Sandbox);
    EXPECT_EQ(details->timeZone, QStringLiteral("America/New_York"));
    EXPECT_EQ(details->utcOffset, -5h);
    EXPECT_EQ(details->region, QStringLiteral("na1"));
    const RateHeaders headers = rateHeadersOf(reply.headers);
    EXPECT_EQ(headers.max, 190);
    EXPECT_EQ(headers.remaining, 189);
    EXPECT_EQ(headers.interval, 10s);
    EXPECT_EQ(headers.dailyRemaining, 624'999);

    get("/account-info/2026-09/api-usage/daily/private-apps");
    const Result<DailyUsage> usage = parseDailyUsage(reply.body);
    ASSERT_TRUE(usage);
    EXPECT_EQ(usage->limit, 625'000);
    EXPECT_EQ(usage->fetch, DailyUsage::Fetch::Success);
    EXPECT_EQ(usage->collectedAt, now);
    EXPECT_EQ(usage->resetsAt, nextMidnight(details->timeZone, now));
}

TEST_F(HubSpotContractTest, Tokens)
{
    post("/oauth/v2/private-apps/get/access-token-info", "{\"tokenKey\": \"" + token.toLatin1() + "\"}");
    const Result<TokenInfo> info = parseTokenInfo(reply.body);
    ASSERT_TRUE(info);
    EXPECT_EQ(info->portal, 4242);
    EXPECT_EQ(info->app, state.tokens.all()[0].app);
    EXPECT_EQ(info->scopes, allSimScopes());

    const QByteArray client = "client_id=" + state.oauth.app().clientId.toLatin1()
        + "&client_secret=" + state.oauth.app().clientSecret.toLatin1();
    form("/oauth/2026-09/token",
         client + "&grant_type=refresh_token&refresh_token=" + state.oauth.refreshToken().toLatin1());
    EXPECT_TRUE(parseOAuthGrant(reply.body));
    form("/oauth/2026-09/token/introspect", client + "&token=" + state.oauth.refreshToken().toLatin1());
    EXPECT_EQ(parseTokenInfo(reply.body).value().portal, 4242);
    form("/oauth/2026-09/token/introspect", client + "&token=dead");
    EXPECT_FALSE(parseTokenInfo(reply.body).value().active);
}

TEST_F(HubSpotContractTest, SecurityEvents)
{
    get("/account-info/2026-09/activity/security?limit=3");
    const Result<SecurityPage> page = parseSecurityEvents(reply.body);
    ASSERT_TRUE(page);
    ASSERT_EQ(page->events.size(), 3u);
    EXPECT_EQ(page->events[0].type, QStringLiteral("PRIVATE_APP_ACCESS_TOKEN_CREATE"));
    EXPECT_EQ(page->events[0].at, now - 40 * 24h);
    EXPECT_EQ(page->events[0].ip, QStringLiteral("192.0.2.10"));
    EXPECT_EQ(page->after, QStringLiteral("3"));
}

TEST_F(HubSpotContractTest, TheStatusPage)
{
    control("status",
            "{\"indicator\": \"major\", \"description\": \"Partial System Outage\", \"components\": "
            "{\"APIs\": \"partial_outage\"}, \"incidents\": [{\"name\": \"API errors\", \"impact\": "
            "\"major\", \"minutesAgo\": 5, \"component\": \"APIs\", \"words\": \"We know.\"}], "
            "\"maintenances\": [{\"name\": \"Database\", \"inMinutes\": 60, \"minutes\": 30}]}");
    get("/api/v2/summary.json");
    const Result<StatusPage> page = parseStatusPage(reply.body);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->components.at(1).level, StatusPage::Level::PartialOutage);
    ASSERT_EQ(page->incidents.size(), 1u);
    EXPECT_EQ(page->incidents[0].startedAt, now - 5min);
    EXPECT_EQ(page->incidents[0].lastWords, QStringLiteral("We know."));
    EXPECT_EQ(page->incidents[0].components, QStringList{QStringLiteral("APIs")});
    ASSERT_EQ(page->maintenances.size(), 1u);
    EXPECT_EQ(page->maintenances[0].startedAt, now + 1h);
    EXPECT_EQ(page->maintenances[0].resolvedAt, now + 90min);
}

struct CauseCase {
    const char *name;
    const char *weather;
    ApiError::Cause cause;
};

class HubSpotCauseTest : public HubSpotContractTest, public ::testing::WithParamInterface<CauseCase>
{ };

TEST_P(HubSpotCauseTest, IsToldFromTheAnswer)
{
    control("weather",
            QByteArray("{\"retryAfter\": 7, \"hublet\": \"eu1\", \"kind\": \"") + GetParam().weather + "\"}");
    get("/crm/objects/2026-09/contacts");
    const ApiError error = refusal(QStringLiteral("/crm/objects/2026-09/contacts"));
    EXPECT_EQ(error.cause, GetParam().cause) << causeId(error.cause).toStdString();
    EXPECT_EQ(error.correlationId.toLatin1(), header("X-HubSpot-Correlation-Id"));
    const bool isScopes = error.cause == ApiError::Cause::MissingScopes;
    EXPECT_EQ(error.scopes, isScopes ? QStringList{QStringLiteral("crm.objects.contacts.read")} : QStringList());
    EXPECT_EQ(error.hublet, QLatin1StringView(error.cause == ApiError::Cause::WrongRegion ? "eu1" : ""));
    if (error.cause == ApiError::Cause::Moving) {
        EXPECT_EQ(error.retryAfter, 7s);
    }
}

INSTANTIATE_TEST_SUITE_P(Weather, HubSpotCauseTest,
                         ::testing::Values(CauseCase{"Expired", "401-expired", ApiError::Cause::TokenExpired},
                                           CauseCase{"Invalid", "401-invalid", ApiError::Cause::TokenInvalid},
                                           CauseCase{"Scopes", "403-scopes", ApiError::Cause::MissingScopes},
                                           CauseCase{"Locked", "423", ApiError::Cause::Locked},
                                           CauseCase{"TenSecondly", "429-ten-secondly",
                                                     ApiError::Cause::RateTenSecondly},
                                           CauseCase{"Secondly", "429-secondly", ApiError::Cause::RateSecondly},
                                           CauseCase{"Daily", "429-daily", ApiError::Cause::RateDaily},
                                           CauseCase{"OtherLimit", "429-other", ApiError::Cause::RateOther},
                                           CauseCase{"Moving", "477", ApiError::Cause::Moving},
                                           CauseCase{"WrongRegion", "488", ApiError::Cause::WrongRegion},
                                           CauseCase{"Failing", "503", ApiError::Cause::ServerFault},
                                           CauseCase{"EdgeUnreachable", "521", ApiError::Cause::EdgeUnreachable},
                                           CauseCase{"EdgeTls", "522", ApiError::Cause::EdgeTls}),
                         [](const auto &test) { return test.param.name; });

TEST_F(HubSpotContractTest, PlainRefusals)
{
    get("/crm/objects/2026-09/contacts/9");
    EXPECT_EQ(refusal(QString()).cause, ApiError::Cause::NotFound);
    post("/crm/objects/2026-09/contacts", "{\"properties\": {\"email\": \"person101@example.test\"}}");
    EXPECT_EQ(refusal(QString()).cause, ApiError::Cause::Conflict);
    post("/crm/objects/2026-09/contacts", "{\"properties\": {\"colour\": \"red\"}}");
    EXPECT_EQ(refusal(QString()).cause, ApiError::Cause::BadRequest);
}

} // namespace
} // namespace hubwatch
