#include "sim/sim_hubspot_oauth.h"

#include "hubspot_calls.h"

#include <QCryptographicHash>
#include <QUrl>
#include <QUrlQuery>

namespace hubwatch {
namespace {

const QByteArray redirectUri = "http://localhost:4321/back";

class SimOAuthTest : public testing::HubSpotCalls
{
protected:
    QByteArray client = "client_id=" + state.oauth.app().clientId.toLatin1()
        + "&client_secret=" + state.oauth.app().clientSecret.toLatin1();

    void SetUp() override { token.clear(); }
    /// Where the browser is sent.
    QUrl authorized(const QByteArray &more = "&scope=oauth%20crm.objects.contacts.read")
    {
        get("/oauth/authorize?client_id=" + state.oauth.app().clientId.toLatin1()
            + "&redirect_uri=" + QUrl::toPercentEncoding(QString::fromLatin1(redirectUri)) + "&state=a%20b" + more);
        return QUrl::fromEncoded(header("Location"));
    }
    QByteArray code(const QByteArray &more = "&scope=oauth%20crm.objects.contacts.read")
    {
        return QUrlQuery(authorized(more)).queryItemValue(QStringLiteral("code")).toLatin1();
    }
    QJsonObject byCode(const QByteArray &ofCode, const QByteArray &uri = redirectUri, const QByteArray &more = {})
    {
        return form("/oauth/2026-09/token",
                    client + "&grant_type=authorization_code&code=" + ofCode
                        + "&redirect_uri=" + uri.toPercentEncoding() + more);
    }
    QJsonObject refresh(const QByteArray &of)
    {
        return form("/oauth/2026-03/token", client + "&grant_type=refresh_token&refresh_token=" + of);
    }
};

TEST_F(SimOAuthTest, SendsTheBrowserBackWithACode)
{
    const QUrl back = authorized();
    EXPECT_EQ(status, 302);
    EXPECT_TRUE(back.toString().startsWith(QString::fromLatin1(redirectUri) + u'?'));
    EXPECT_EQ(QUrlQuery(back).queryItemValue(QStringLiteral("state"), QUrl::FullyDecoded), QStringLiteral("a b"));
}

TEST_F(SimOAuthTest, GivesTokensForACodeOnce)
{
    const QByteArray one = code();
    const QJsonObject given = byCode(one);
    EXPECT_EQ(status, 200);
    EXPECT_EQ(given[QStringLiteral("expires_in")].toInt(), 1800);
    EXPECT_EQ(count(given, "scopes"), 2);
    const QJsonObject again = byCode(one);
    EXPECT_EQ(status, 400);
    EXPECT_EQ(text(again, "error"), QStringLiteral("invalid_grant"));
    token = text(given, "access_token");
    get("/account-info/2026-09/details");
    EXPECT_EQ(status, 200);
    EXPECT_EQ(header("X-HubSpot-RateLimit-Daily"), QByteArray());
    now += 30min;
    EXPECT_EQ(text(get("/account-info/2026-09/details"), "category"), QStringLiteral("EXPIRED_AUTHENTICATION"));
    token.clear();
    EXPECT_FALSE(text(refresh(text(given, "refresh_token").toLatin1()), "access_token").isEmpty());
}

TEST_F(SimOAuthTest, ForgetsCodesAfterAMinute)
{
    const QByteArray one = code();
    now += 1min;
    byCode(one);
    EXPECT_EQ(status, 400);
}

TEST_F(SimOAuthTest, ChecksRedirectAndVerifier)
{
    EXPECT_EQ(text(byCode(code(), "http://localhost:1/other"), "status"), QStringLiteral("BAD_REDIRECT_URI"));
    const QByteArray verifier(43, 'v');
    const QByteArray challenge = QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
                                     .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const QByteArray asked = "&scope=oauth&code_challenge_method=S256&code_challenge=" + challenge;
    EXPECT_EQ(text(byCode(code(asked)), "error"), QStringLiteral("invalid_grant"));
    byCode(code(asked), redirectUri, "&code_verifier=" + verifier);
    EXPECT_EQ(status, 200);
}

struct BadForm {
    const char *name;
    const char *replaced;
    const char *by;
    const char *error;
    const char *status;
};

class SimBadFormTest : public SimOAuthTest, public ::testing::WithParamInterface<BadForm>
{ };

TEST_P(SimBadFormTest, IsToldAsOAuthTellsIt)
{
    QByteArray body = client + "&grant_type=refresh_token&refresh_token=" + state.oauth.refreshToken().toLatin1();
    body.replace(GetParam().replaced, GetParam().by);
    const QJsonObject refused = form("/oauth/2026-09/token", body);
    EXPECT_EQ(status, 400);
    EXPECT_EQ(text(refused, "error"), QString::fromLatin1(GetParam().error));
    EXPECT_EQ(text(refused, "status"), QString::fromLatin1(GetParam().status));
    EXPECT_EQ(text(refused, "message"), text(refused, "error_description"));
}

INSTANTIATE_TEST_SUITE_P(
    Fields, SimBadFormTest,
    ::testing::Values(
        BadForm{"Client", "client_id=", "client=", "invalid_client", "BAD_CLIENT_ID"},
        BadForm{"Secret", "client_secret=", "client_secret=x", "invalid_client", "BAD_CLIENT_SECRET"},
        BadForm{"Grant", "grant_type=refresh_token", "grant_type=password", "unsupported_grant_type", "BAD_GRANT_TYPE"},
        BadForm{"Refresh", "refresh_token=na1", "refresh_token=na2", "invalid_grant", "BAD_REFRESH_TOKEN"}),
    [](const auto &test) { return test.param.name; });

TEST_F(SimOAuthTest, ReadsTheBodyAlone)
{
    send({.method = "POST", .path = "/oauth/2026-09/token?" + client + "&grant_type=refresh_token"});
    EXPECT_EQ(status, 400);
    post("/oauth/2026-09/token", "{}");
    EXPECT_EQ(status, 400);
    form("/oauth/v1/token", client);
    EXPECT_EQ(status, 401) << "a path of yesterday";
}

TEST_F(SimOAuthTest, RevokesRefreshTokensButNotWhatTheyGave)
{
    const QByteArray refreshToken = state.oauth.refreshToken().toLatin1();
    const QString access = text(refresh(refreshToken), "access_token");
    form("/oauth/2026-09/token/revoke", client + "&token=" + refreshToken);
    EXPECT_EQ(status, 200);
    EXPECT_EQ(text(refresh(refreshToken), "status"), QStringLiteral("BAD_REFRESH_TOKEN"));
    token = access;
    get("/account-info/2026-09/details");
    EXPECT_EQ(status, 200);
}

TEST_F(SimOAuthTest, Introspects)
{
    const QByteArray refreshToken = state.oauth.refreshToken().toLatin1();
    const QByteArray access = text(refresh(refreshToken), "access_token").toLatin1();
    const auto ask = [this](const QByteArray &about) {
        return form("/oauth/2026-09/token/introspect", client + "&token=" + about);
    };
    now += 10min;
    QJsonObject told = ask(access);
    EXPECT_EQ(told[QStringLiteral("active")], QJsonValue(true));
    EXPECT_EQ(told[QStringLiteral("hub_id")].toInt(), 4242);
    EXPECT_EQ(told[QStringLiteral("expires_in")].toInt(), 1200);
    EXPECT_EQ(text(ask(refreshToken), "token_use"), QStringLiteral("refresh_token"));
    now += 20min;
    ask(access);
    EXPECT_EQ(reply.body, QByteArray("{\"active\":false}"));
}

TEST_F(SimOAuthTest, RefusesToSendCodesAway)
{
    for (const QByteArray &uri : {QByteArray("https://evil.test/"), QByteArray("http://evil.test:80/"), QByteArray()}) {
        get("/oauth/authorize?scope=oauth&client_id=" + state.oauth.app().clientId.toLatin1()
            + "&redirect_uri=" + uri.toPercentEncoding());
        EXPECT_EQ(status, 400) << uri.toStdString();
    }
    authorized("&scope=everything");
    EXPECT_EQ(status, 400);
    authorized("");
    EXPECT_EQ(status, 400);
}

} // namespace
} // namespace hubwatch
