#include "hubspot/api_error.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using Cause = ApiError::Cause;

Error answered(int status, QByteArray body = {}, std::vector<HttpHeader> headers = {})
{
    return {.kind = Error::Kind::Rejected, .body = std::move(body), .status = status, .headers = std::move(headers)};
}

struct CauseCase {
    const char *name;
    int status;
    const char *body;
    const char *path;
    Cause expected;
};

class CauseTest : public ::testing::TestWithParam<CauseCase>
{ };

TEST_P(CauseTest, IsToldFromStatusAndBody)
{
    const auto &[name, status, body, path, expected] = GetParam();
    const ApiError error = apiErrorOf(answered(status, body), QString::fromLatin1(path));
    EXPECT_EQ(error.cause, expected) << causeId(error.cause).toStdString();
    EXPECT_EQ(error.status, status);
}

const char *const contacts = "/crm/objects/2026-09/contacts";
const char *const search = "/crm/objects/2026-09/contacts/search";

INSTANTIATE_TEST_SUITE_P(
    Answers, CauseTest,
    ::testing::Values(
        CauseCase{"BadRequest", 400, R"({"category":"VALIDATION_ERROR"})", contacts, Cause::BadRequest},
        CauseCase{"Expired", 401, R"({"category":"EXPIRED_AUTHENTICATION"})", contacts, Cause::TokenExpired},
        CauseCase{"Invalid", 401, R"({"category":"INVALID_AUTHENTICATION"})", contacts, Cause::TokenInvalid},
        CauseCase{"BareUnauthorized", 401, "", contacts, Cause::TokenInvalid},
        CauseCase{"MissingScopes", 403, R"({"category":"MISSING_SCOPES"})", contacts, Cause::MissingScopes},
        CauseCase{"ScopesWithoutCategory", 403, R"({"errors":[{"context":{"requiredScopes":["crm.import"]}}]})",
                  contacts, Cause::MissingScopes},
        CauseCase{"Forbidden", 403, R"({"message":"no"})", contacts, Cause::Forbidden},
        CauseCase{"NotFound", 404, R"({"category":"OBJECT_NOT_FOUND"})", contacts, Cause::NotFound},
        CauseCase{"Conflict", 409, "{}", contacts, Cause::Conflict},
        CauseCase{"TooLong", 414, "", contacts, Cause::TooLong},
        CauseCase{"Locked", 423, "{}", contacts, Cause::Locked},
        CauseCase{"TenSecondly", 429, R"({"policyName":"TEN_SECONDLY_ROLLING"})", contacts, Cause::RateTenSecondly},
        CauseCase{"Secondly", 429, R"({"policyName":"SECONDLY"})", search, Cause::RateSecondly},
        CauseCase{"SecondlyByItsWords", 429, R"({"message":"You have reached your secondly limit."})", search,
                  Cause::RateSecondly},
        CauseCase{"SecondlyWordsElsewhere", 429, R"({"message":"You have reached your secondly limit."})", contacts,
                  Cause::RateOther},
        CauseCase{"Daily", 429, R"({"policyName":"DAILY"})", contacts, Cause::RateDaily},
        CauseCase{"DailyByItsWords", 429, R"({"message":"You have reached your daily limit."})", contacts,
                  Cause::RateDaily},
        CauseCase{"RateOther", 429, R"({"policyName":"WEEKLY"})", contacts, Cause::RateOther},
        CauseCase{"RateBare", 429, "", contacts, Cause::RateOther},
        CauseCase{"Import", 429, R"({"policyName":"DAILY"})", "/crm/imports/2026-09", Cause::ImportLimit},
        CauseCase{"LegacyImport", 429, "", "/crm/v3/imports", Cause::ImportLimit},
        CauseCase{"Moving", 477, "", contacts, Cause::Moving},
        CauseCase{"Region", 488, "{}", contacts, Cause::WrongRegion},
        CauseCase{"Fault500", 500, "{}", contacts, Cause::ServerFault},
        CauseCase{"Fault503InHtml", 503, "<html>busy</html>", contacts, Cause::ServerFault},
        CauseCase{"Edge520", 520, "<html>", contacts, Cause::EdgeUnreachable},
        CauseCase{"Edge521", 521, "<html>", contacts, Cause::EdgeUnreachable},
        CauseCase{"Edge522", 522, "<html>", contacts, Cause::EdgeTls},
        CauseCase{"Edge523", 523, "<html>", contacts, Cause::EdgeUnreachable},
        CauseCase{"Edge524", 524, "<html>", contacts, Cause::EdgeUnreachable},
        CauseCase{"Edge525", 525, "<html>", contacts, Cause::EdgeTls},
        CauseCase{"Edge526", 526, "<html>", contacts, Cause::EdgeTls},
        CauseCase{"Mixed", 207, "{}", contacts, Cause::Mixed}, CauseCase{"Teapot", 418, "{}", contacts, Cause::Other},
        CauseCase{"PortalPage", 403, "  <!DOCTYPE html><title>Sign in</title>", contacts, Cause::CaptivePortal},
        CauseCase{"PortalRedirect", 302, "", contacts, Cause::CaptivePortal},
        CauseCase{"Portal511", 511, "", contacts, Cause::CaptivePortal}),
    [](const auto &test) { return test.param.name; });

TEST(ApiErrorOf, HtmlOfHubSpotsOwnEdgeIsNoPortal)
{
    EXPECT_EQ(apiErrorOf(answered(403, "<html>", {{.name = "cf-ray", .value = "8f1"}})).cause, Cause::Forbidden);
    EXPECT_EQ(apiErrorOf(answered(404, "<html>", {{.name = "X-HubSpot-Correlation-Id", .value = "a-1"}})).cause,
              Cause::NotFound);
}

TEST(ApiErrorOf, ASuccessThatIsAWebPageIsAPortal)
{
    Error page = answered(200, "<html>");
    page.kind = Error::Kind::Malformed;
    EXPECT_EQ(apiErrorOf(page).cause, Cause::CaptivePortal);
    page.body = "{\"portalId\":";
    EXPECT_EQ(apiErrorOf(page).cause, Cause::Unreadable);
}

TEST(ApiErrorOf, WithoutAnAnswerTheDetailIsTheMessage)
{
    const ApiError offline
        = apiErrorOf({.kind = Error::Kind::Offline, .detail = QStringLiteral("host name not found")});
    EXPECT_EQ(offline.cause, Cause::Unreachable);
    EXPECT_EQ(offline.message, QStringLiteral("host name not found"));
    EXPECT_EQ(apiErrorOf({.kind = Error::Kind::RateLimited}).cause, Cause::RateOther);
    EXPECT_EQ(apiErrorOf({.kind = Error::Kind::Storage}).cause, Cause::Other);
}

TEST(ApiErrorOf, ReadsAFullBody)
{
    const ApiError error = apiErrorOf(answered(403, R"({"status":"error","message":"This app hasn't been granted all.",
        "correlationId":"5f3c2a7c-0000-4000-8000-000000000001","category":"MISSING_SCOPES",
        "errors":[{"message":"one","context":{"requiredGranularScopes":["crm.objects.contacts.read","crm.lists.read"]}},
                  {"context":{"missingScopes":["crm.lists.read","tickets"]}}],
        "context":{"requiredScopes":"[crm.import, crm.export]"}})"));
    EXPECT_EQ(error.message, QStringLiteral("This app hasn't been granted all."));
    EXPECT_EQ(error.category, QStringLiteral("MISSING_SCOPES"));
    EXPECT_EQ(error.correlationId, QStringLiteral("5f3c2a7c-0000-4000-8000-000000000001"));
    EXPECT_EQ(error.scopes,
              (QStringList{QStringLiteral("crm.objects.contacts.read"), QStringLiteral("crm.lists.read"),
                           QStringLiteral("tickets"), QStringLiteral("crm.import"), QStringLiteral("crm.export")}));
}

TEST(ApiErrorOf, ReadsTheOtherShapes)
{
    const ApiError rate = apiErrorOf(answered(429, R"({"status":"error","message":"m","errorType":"RATE_LIMIT",
        "policyName":"DAILY","requestId":"r-1"})"));
    EXPECT_EQ(rate.category, QStringLiteral("RATE_LIMIT"));
    EXPECT_EQ(rate.policy, QStringLiteral("DAILY"));
    EXPECT_EQ(rate.correlationId, QStringLiteral("r-1"));
    const ApiError oauth = apiErrorOf(
        answered(400, R"({"error":"invalid_grant","error_description":"no such token","status":"BAD_REFRESH_TOKEN"})"));
    EXPECT_EQ(oauth.category, QStringLiteral("invalid_grant"));
    EXPECT_EQ(oauth.message, QStringLiteral("no such token"));
    const ApiError inner = apiErrorOf(answered(400, R"({"errors":[{"message":"only here"}]})"));
    EXPECT_EQ(inner.message, QStringLiteral("only here"));
}

TEST(ApiErrorOf, SurvivesBodiesOfAnyShape)
{
    for (const char *body :
         {"", "[]", "null", "\"text\"", "{", "\xff\xfe", "{\"errors\":\"x\",\"context\":[1,2]}",
          "{\"message\":7,\"category\":{},\"errors\":[null,1,[]]}", "{\"errors\":[{\"context\":\"a string\"}]}"}) {
        const ApiError error = apiErrorOf(answered(400, body));
        EXPECT_EQ(error.cause, Cause::BadRequest) << body;
        EXPECT_EQ(error.message, QString()) << body;
        EXPECT_TRUE(error.scopes.isEmpty()) << body;
    }
}

TEST(ApiErrorOf, KeepsTheCorrelationIdOfTheHeaders)
{
    EXPECT_EQ(apiErrorOf(answered(500, "", {{.name = "x-hubspot-correlation-id", .value = "abc-1"}})).correlationId,
              QStringLiteral("abc-1"));
    EXPECT_EQ(apiErrorOf(answered(500, "", {{.name = "X-Request-Id", .value = "abc-2"}})).correlationId,
              QStringLiteral("abc-2"));
    EXPECT_EQ(apiErrorOf(answered(500, R"({"correlationId":"<script>"})")).correlationId, QString());
}

TEST(ApiErrorOf, OffersOnlyARegionThatLooksLikeOne)
{
    EXPECT_EQ(apiErrorOf(answered(488, R"({"correctHublet":"eu1"})")).hublet, QStringLiteral("eu1"));
    EXPECT_EQ(apiErrorOf(answered(488, "", {{.name = "X-HubSpot-Correct-Hublet", .value = "na2"}})).hublet,
              QStringLiteral("na2"));
    EXPECT_EQ(apiErrorOf(answered(488, R"({"correctHublet":"eu1.evil.test/"})")).hublet, QString());
    EXPECT_EQ(apiErrorOf(answered(400, R"({"correctHublet":"eu1"})")).hublet, QString());
}

TEST(ApiErrorOf, CutsTheMessageAndHidesTokens)
{
    const QByteArray token = "pat-na1-12345678-1234-1234-1234-123456789012";
    const ApiError error
        = apiErrorOf(answered(401, "{\"message\":\"bad " + token + " " + QByteArray(490, 'x') + token + "\"}"));
    EXPECT_LE(error.message.size(), 500);
    EXPECT_TRUE(error.message.startsWith(QStringLiteral("bad [redacted]"))) << error.message.toStdString();
    EXPECT_FALSE(error.message.contains(QStringLiteral("123456")));
}

TEST(CauseId, EachHasItsOwnWord)
{
    QStringList words;
    for (int cause = 0; cause <= int(Cause::Other); ++cause)
        words << causeId(Cause(cause));
    EXPECT_EQ(words.removeDuplicates(), 0);
    EXPECT_EQ(causeId(Cause::TokenExpired), QStringLiteral("token-expired"));
    EXPECT_EQ(causeId(Cause::RateDaily), QStringLiteral("rate-daily"));
}

} // namespace
} // namespace hubwatch
