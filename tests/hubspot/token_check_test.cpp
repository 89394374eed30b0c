#include "hubspot/token_check.h"

#include "hubspot/fixture.h"
#include "hubspot/oauth_secret.h"
#include "support/fake_http.h"
#include "support/printers.h"

#include <QCoreApplication>
#include <QObject>
#include <gtest/gtest.h>

namespace hubwatch::testing {
namespace {

using Cause = ApiError::Cause;

Error refusal(int status, const char *body = "{}")
{
    const auto kind = status == 401 || status == 403 ? Error::Kind::Unauthorized
        : status >= 500                              ? Error::Kind::ServerFault
                                                     : Error::Kind::Rejected;
    return {.kind = kind, .detail = QStringLiteral("GET: HTTP %1").arg(status), .body = body, .status = status};
}

class TokenCheckTest : public ::testing::Test
{
protected:
    void check(CredentialKind kind, const char *secret = "pat-eu1-canary")
    {
        checkToken(wire,
                   {.secret = Secret::copyOf(secret),
                    .kind = kind,
                    .trusted = [](const QUrl &url) { return url.host() == u"api.hubapi.com"; }},
                   context.get(), [this](TokenAnswer answer) { result = std::move(answer); });
    }
    void answerDetails() { wire.answer(okResponse(fixture("account_details.json"))); }
    QString path(size_t index) const { return wire.requests.at(index).url.path(); }

    FakeHttp wire;
    std::unique_ptr<QObject> context = std::make_unique<QObject>();
    std::optional<TokenAnswer> result;
};

TEST_F(TokenCheckTest, LearnsEverythingOfAPrivateAppsToken)
{
    check(CredentialKind::PrivateAppToken);
    EXPECT_EQ(path(0), QStringLiteral("/account-info/2026-09/details"));
    EXPECT_EQ(headerValue(wire.requests[0].headers, "Authorization"), QByteArray("Bearer pat-eu1-canary"));
    answerDetails();
    EXPECT_EQ(path(1), QStringLiteral("/oauth/v2/private-apps/get/access-token-info"));
    EXPECT_FALSE(result);
    wire.answer(okResponse(R"({"hubId":4711001,"appId":55,"userId":7,"scopes":["oauth","tickets"]})"));
    ASSERT_TRUE(result && result->has_value());
    const TokenFacts &facts = result->value();
    EXPECT_EQ(facts.kind, CredentialKind::PrivateAppToken);
    EXPECT_EQ(facts.portal, 4711001);
    EXPECT_EQ(facts.app, 55);
    EXPECT_TRUE(facts.scopesKnown);
    EXPECT_EQ(facts.scopes, (QStringList{QStringLiteral("oauth"), QStringLiteral("tickets")}));
    EXPECT_EQ(facts.region, QStringLiteral("na1")) << "HubSpot's word goes before the prefix";
    ASSERT_TRUE(facts.details);
    EXPECT_EQ(facts.details->timeZone, QStringLiteral("Asia/Tokyo"));
}

TEST_F(TokenCheckTest, TellsAServiceKeyByItsMissingInfo)
{
    for (const int status : {400, 401, 403, 404}) {
        result.reset();
        check(CredentialKind::PrivateAppToken);
        answerDetails();
        wire.answer(tl::unexpected(refusal(status)));
        ASSERT_TRUE(result && result->has_value()) << status;
        EXPECT_EQ(result->value().kind, CredentialKind::ServiceKey) << status;
        EXPECT_FALSE(result->value().scopesKnown);
        EXPECT_EQ(result->value().portal, 4711001);
    }
}

TEST_F(TokenCheckTest, DoesNotAskWhatAServiceKeyCannotTell)
{
    check(CredentialKind::ServiceKey);
    answerDetails();
    EXPECT_EQ(wire.requests.size(), 1u);
    ASSERT_TRUE(result && result->has_value());
    EXPECT_EQ(result->value().kind, CredentialKind::ServiceKey);
}

TEST_F(TokenCheckTest, CallsNothingAServiceKeyBecauseHubSpotHasTrouble)
{
    for (const Error &trouble : {refusal(503), refusal(429), Error{.kind = Error::Kind::Offline}}) {
        result.reset();
        check(CredentialKind::PrivateAppToken);
        answerDetails();
        wire.answer(tl::unexpected(trouble));
        ASSERT_TRUE(result && result->has_value());
        EXPECT_EQ(result->value().kind, CredentialKind::PrivateAppToken);
        EXPECT_FALSE(result->value().scopesKnown);
    }
}

TEST_F(TokenCheckTest, SaysWhyATokenIsDead)
{
    check(CredentialKind::PrivateAppToken);
    wire.answer(tl::unexpected(refusal(401, R"({"category":"EXPIRED_AUTHENTICATION","message":"expired"})")));
    ASSERT_TRUE(result && !result->has_value());
    EXPECT_EQ(result->error().cause, Cause::TokenExpired);
    EXPECT_EQ(wire.requests.size(), 1u);
}

TEST_F(TokenCheckTest, TakesATokenWithoutTheScopeForAlive)
{
    check(CredentialKind::PrivateAppToken);
    wire.answer(tl::unexpected(refusal(403, R"({"category":"MISSING_SCOPES"})")));
    wire.answer(okResponse(R"({"hubId":22,"appId":1,"scopes":[]})"));
    ASSERT_TRUE(result && result->has_value());
    EXPECT_EQ(result->value().portal, 22);
    EXPECT_EQ(result->value().region, QStringLiteral("eu1")) << "as the prefix says, nobody else told";
    EXPECT_FALSE(result->value().details);
}

TEST_F(TokenCheckTest, CannotTellWithoutAnAnswer)
{
    check(CredentialKind::PrivateAppToken);
    wire.answer(unreachable(Error::Reach::Timeout));
    ASSERT_TRUE(result && !result->has_value());
    EXPECT_EQ(result->error().cause, Cause::Unreachable);
    result.reset();
    check(CredentialKind::PrivateAppToken);
    wire.answer(okResponse("<html>Welcome to the hotel</html>"));
    ASSERT_TRUE(result && !result->has_value());
}

TEST_F(TokenCheckTest, SaysWhichHostItDoesNotTrust)
{
    checkToken(wire, {.api = QUrl(QStringLiteral("https://evil.test")), .secret = Secret::copyOf("pat-na1-canary")},
               context.get(), [this](TokenAnswer answer) { result = std::move(answer); });
    QCoreApplication::processEvents();
    EXPECT_TRUE(wire.requests.empty());
    ASSERT_TRUE(result && !result->has_value());
    EXPECT_TRUE(result->error().message.contains(u"evil.test"));
}

TEST_F(TokenCheckTest, RefusesKindsThatOpenNoAccountWithoutACall)
{
    for (const auto kind : {CredentialKind::DeveloperKey, CredentialKind::PersonalAccessKey,
                            CredentialKind::OAuthAccess, CredentialKind::Basic}) {
        result.reset();
        check(kind);
        EXPECT_FALSE(result);
        QCoreApplication::processEvents();
        ASSERT_TRUE(result && !result->has_value());
        EXPECT_FALSE(result->error().message.isEmpty());
    }
    EXPECT_TRUE(wire.requests.empty());
}

class OAuthCheckTest : public TokenCheckTest
{
protected:
    void checkOAuth()
    {
        check(CredentialKind::OAuthRefresh,
              R"({"client_id":"c","client_secret":"canary-client","refresh_token":"canary-refresh"})");
    }
};

TEST_F(OAuthCheckTest, FetchesAnAccessTokenAndIntrospectsIt)
{
    checkOAuth();
    EXPECT_EQ(path(0), QStringLiteral("/oauth/2026-09/token"));
    EXPECT_EQ(headerValue(wire.requests[0].headers, "Authorization"), QByteArray());
    wire.answer(okResponse(R"({"access_token":"CKtoken","refresh_token":"canary-refresh","expires_in":1800})"));
    EXPECT_EQ(headerValue(wire.requests[1].headers, "Authorization"), QByteArray("Bearer CKtoken"));
    answerDetails();
    EXPECT_EQ(path(2), QStringLiteral("/oauth/2026-09/token/introspect"));
    EXPECT_TRUE(wire.requests[2].confidential);
    wire.answer(okResponse(R"({"active":true,"hub_id":4711001,"app_id":9,"scopes":["oauth"]})"));
    ASSERT_TRUE(result && result->has_value());
    EXPECT_EQ(result->value().kind, CredentialKind::OAuthRefresh);
    EXPECT_EQ(result->value().app, 9);
    EXPECT_TRUE(result->value().scopesKnown);
    EXPECT_TRUE(result->value().renewed.isEmpty());
}

TEST_F(OAuthCheckTest, HandsBackAReplacedRefreshToken)
{
    checkOAuth();
    wire.answer(okResponse(R"({"access_token":"CKtoken","refresh_token":"canary-second","expires_in":1800})"));
    answerDetails();
    wire.answer(tl::unexpected(refusal(404)));
    ASSERT_TRUE(result && result->has_value());
    EXPECT_EQ(parseOAuthSecret(result->value().renewed)->refreshToken, Secret::copyOf("canary-second"));
    EXPECT_EQ(result->value().kind, CredentialKind::OAuthRefresh);
}

TEST_F(OAuthCheckTest, SaysThatAuthorisationIsGone)
{
    checkOAuth();
    wire.answer(tl::unexpected(refusal(400, R"({"error":"invalid_grant","status":"BAD_REFRESH_TOKEN"})")));
    ASSERT_TRUE(result && !result->has_value());
    EXPECT_EQ(result->error().cause, Cause::TokenInvalid);
    EXPECT_TRUE(result->error().message.contains(u"authorise it again"));
}

TEST_F(OAuthCheckTest, SendsItsClientSecretToTrustedHostsAlone)
{
    checkToken(wire,
               {.api = QUrl(QStringLiteral("https://evil.test")),
                .secret = Secret::copyOf(R"({"client_id":"c","client_secret":"s","refresh_token":"r"})"),
                .kind = CredentialKind::OAuthRefresh,
                .trusted = [](const QUrl &) { return false; }},
               context.get(), [this](TokenAnswer answer) { result = std::move(answer); });
    QCoreApplication::processEvents();
    EXPECT_TRUE(wire.requests.empty());
    ASSERT_TRUE(result && !result->has_value());
}

TEST_F(TokenCheckTest, IsSilentWhenItsOwnerDies)
{
    check(CredentialKind::PrivateAppToken);
    answerDetails();
    context.reset();
    EXPECT_EQ(wire.waiting(), 0u);
    EXPECT_FALSE(wire.answer(okResponse("{}")));
    EXPECT_FALSE(result);
}

} // namespace
} // namespace hubwatch::testing
