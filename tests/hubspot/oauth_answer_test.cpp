#include "hubspot/oauth_answer.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(OAuthGrantTest, ReadsATokenAndWhatToKeep)
{
    const auto grant = parseOAuthGrant(R"({"access_token":"CKaccess","refresh_token":"na1-new","expires_in":1800,
                                           "token_type":"bearer","hub_id":4711001,"scopes":["oauth"]})");
    ASSERT_TRUE(grant);
    EXPECT_EQ(grant->accessToken.reveal(), QByteArrayView("CKaccess"));
    EXPECT_EQ(grant->refreshToken.reveal(), QByteArrayView("na1-new"));
    EXPECT_EQ(grant->lifetime, 30min);
    EXPECT_EQ(grant->portal, 4711001);
    EXPECT_EQ(grant->scopes, QStringList{QStringLiteral("oauth")});
}

TEST(OAuthGrantTest, GuessesTheUsualLifetimeAndBelievesNoAbsurdOne)
{
    EXPECT_EQ(parseOAuthGrant(R"({"access_token":"a"})")->lifetime, 30min);
    EXPECT_EQ(parseOAuthGrant(R"({"access_token":"a","expires_in":-5})")->lifetime, 30min);
    EXPECT_EQ(parseOAuthGrant(R"({"access_token":"a","expires_in":"600"})")->lifetime, 10min);
    EXPECT_EQ(parseOAuthGrant(R"({"access_token":"a","expires_in":99999999999})")->lifetime, 24h);
    EXPECT_EQ(parseOAuthGrant("{}").error().detail,
              QStringLiteral("OAuth token: access_token: expected text, found nothing"));
}

TEST(RefreshAfterTest, IsFourFifthsOrFiveMinutesBeforeTheEnd)
{
    EXPECT_EQ(refreshAfter(30min), 25min);
    EXPECT_EQ(refreshAfter(6h), 6h - 5min);
    EXPECT_EQ(refreshAfter(10min), 8min);
    EXPECT_EQ(refreshAfter(10s), 8s);
}

struct FailureCase {
    const char *name;
    Error error;
    OAuthFailure expected;
};

Error refusal(int status, const char *body)
{
    return {.kind = Error::Kind::Rejected, .body = body, .status = status};
}

class OAuthFailureTest : public ::testing::TestWithParam<FailureCase>
{ };

TEST_P(OAuthFailureTest, IsClassified)
{
    EXPECT_EQ(oauthFailureOf(GetParam().error), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Answers, OAuthFailureTest,
    ::testing::Values(
        FailureCase{"InvalidGrant", refusal(400, R"({"error":"invalid_grant"})"), OAuthFailure::Revoked},
        FailureCase{"BadRefreshToken",
                    refusal(400, R"({"status":"BAD_REFRESH_TOKEN","message":"missing or invalid refresh token"})"),
                    OAuthFailure::Revoked},
        FailureCase{"BadHub", refusal(400, R"({"status":"BAD_HUB"})"), OAuthFailure::Revoked},
        FailureCase{"AccessDenied", refusal(403, R"({"error":"access_denied"})"), OAuthFailure::Revoked},
        FailureCase{"InvalidClient", refusal(401, R"({"error":"invalid_client"})"), OAuthFailure::Configured},
        FailureCase{"BadClientSecret", refusal(400, R"({"error":"invalid_grant","status":"BAD_CLIENT_SECRET"})"),
                    OAuthFailure::Configured},
        FailureCase{"BadRedirect", refusal(400, R"({"status":"BAD_REDIRECT_URI"})"), OAuthFailure::Configured},
        FailureCase{"UnknownRefusal", refusal(418, "teapot"), OAuthFailure::Configured},
        FailureCase{"TooMany", refusal(429, "{}"), OAuthFailure::Transient},
        FailureCase{"Locked", refusal(423, "{}"), OAuthFailure::Transient},
        FailureCase{"Moving", refusal(477, "{}"), OAuthFailure::Transient},
        FailureCase{"Fault", refusal(503, R"({"error":"invalid_grant"})"), OAuthFailure::Transient},
        FailureCase{"Offline", {.kind = Error::Kind::Offline}, OAuthFailure::Transient},
        FailureCase{"CaptivePortal", {.kind = Error::Kind::Malformed, .status = 200}, OAuthFailure::Transient}),
    [](const auto &test) { return test.param.name; });

TEST(OAuthErrorTest, NamesTheWayOutAndRepeatsNothingThatMayBeSecret)
{
    const Error revoked = oauthError(refusal(
        400, R"({"error":"invalid_grant","status":"BAD_REFRESH_TOKEN","message":"refresh token na1-canary is bad"})"));
    EXPECT_EQ(revoked.kind, Error::Kind::Unauthorized);
    EXPECT_TRUE(revoked.detail.contains(u"invalid_grant BAD_REFRESH_TOKEN"));
    EXPECT_TRUE(revoked.detail.contains(u"authorise it again in the browser"));
    EXPECT_FALSE(revoked.detail.contains(u"canary"));
    EXPECT_TRUE(revoked.body.isEmpty());
    EXPECT_FALSE(oauthError(refusal(400, R"({"error":"na1-canary 5"})")).detail.contains(u"canary"));
    EXPECT_TRUE(oauthError(refusal(400, R"({"status":"BAD_CLIENT_ID"})")).detail.contains(u"was not revoked"));
}

} // namespace
} // namespace hubwatch
