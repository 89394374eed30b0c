#include "hubspot/oauth_login.h"

#include "support/fake_http.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QUrlQuery>
#include <gtest/gtest.h>

namespace hubwatch::testing {
namespace {

bool isHubSpot(const QUrl &url)
{
    return url.host() == u"api.hubapi.com";
}

TEST(OAuthAuthorizeUrlTest, IsEncodedAsHubSpotWantsIt)
{
    const QUrl url
        = oauthAuthorizeUrl({.clientId = QStringLiteral("c&1"),
                             .scopes = {QStringLiteral("oauth"), QStringLiteral("crm.objects.contacts.read")},
                             .optionalScopes = {QStringLiteral("tickets"), QStringLiteral("x")}},
                            oauthRedirectUrl(4000), "st", "ch");
    EXPECT_EQ(url.toEncoded(),
              QByteArray("https://app.hubspot.com/oauth/authorize?client_id=c%261&"
                         "redirect_uri=http%3A%2F%2Flocalhost%3A4000%2Fhubwatch&"
                         "scope=oauth%20crm.objects.contacts.read&state=st&code_challenge=ch&"
                         "code_challenge_method=S256&optional_scope=tickets%20x"));
}

TEST(OAuthChallengeTest, IsThatOfTheStandard)
{
    // RFC 7636, appendix B
    EXPECT_EQ(oauthChallenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
              QByteArray("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
}

/// A login whose browser is the test: it follows the redirect over real loopback HTTP.
class OAuthLoginTest : public ::testing::Test
{
protected:
    OAuthLoginTest()
    {
        QObject::connect(&login, &OAuthLogin::authorizeUrl, &context, [this](const QUrl &url) { page = url; });
        QObject::connect(&login, &OAuthLogin::finished, &context,
                         [this](const Result<OAuthLoginResult> &result) { results.push_back(result); });
    }
    OAuthLoginRequest request() const
    {
        return {.trusted = isHubSpot,
                .clientId = QStringLiteral("client"),
                .clientSecret = Secret::copyOf("canary-client"),
                .scopes = {QStringLiteral("oauth")},
                .port = 0};
    }
    QString asked(const char *field) const
    {
        return QUrlQuery(page).queryItemValue(QLatin1StringView(field), QUrl::FullyDecoded);
    }
    /// What the browser shows after coming back.
    QByteArray comeBack(const QByteArray &query)
    {
        QUrl url(asked("redirect_uri"));
        url.setHost(QStringLiteral("127.0.0.1")); // the host name needs no resolver here
        url.setQuery(QString::fromLatin1(query));
        QNetworkReply *reply = browser.get(QNetworkRequest(url));
        EXPECT_TRUE(QTest::qWaitFor([reply] { return reply->isFinished(); }, 5000));
        reply->deleteLater();
        return reply->readAll();
    }
    QByteArray goodQuery() const { return "code=the-code&state=" + asked("state").toLatin1(); }

    FakeHttp wire;
    ManualClock clock;
    QNetworkAccessManager browser;
    QUrl page;
    std::vector<Result<OAuthLoginResult>> results;
    QObject context;
    OAuthLogin login{wire, clock};
};

TEST_F(OAuthLoginTest, BringsHomeARefreshToken)
{
    login.start(request());
    ASSERT_TRUE(login.isRunning());
    EXPECT_TRUE(asked("redirect_uri").startsWith(u"http://localhost:"));
    EXPECT_TRUE(comeBack(goodQuery()).contains("You can close this page"));
    ASSERT_TRUE(QTest::qWaitFor([this] { return !wire.requests.empty(); }, 5000));
    const HttpRequest &exchange = wire.requests[0];
    EXPECT_EQ(exchange.url.toEncoded(), QByteArray("https://api.hubapi.com/oauth/2026-09/token"));
    const QUrlQuery form(QString::fromLatin1(exchange.body));
    EXPECT_EQ(form.queryItemValue(QStringLiteral("code")), QStringLiteral("the-code"));
    EXPECT_EQ(form.queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded), asked("redirect_uri"));
    EXPECT_EQ(oauthChallenge(form.queryItemValue(QStringLiteral("code_verifier")).toLatin1()),
              asked("code_challenge").toLatin1());
    EXPECT_FALSE(page.toEncoded().contains("canary"));
    wire.answer(okResponse(R"({"access_token":"a","refresh_token":"na1-r","expires_in":1800,"hub_id":11})"));
    ASSERT_EQ(results.size(), 1u);
    ASSERT_TRUE(results[0]);
    EXPECT_EQ(results[0]->portal, 11);
    EXPECT_TRUE(results[0]->secret
                == (OAuthSecret{.clientId = QStringLiteral("client"),
                                .clientSecret = Secret::copyOf("canary-client"),
                                .refreshToken = Secret::copyOf("na1-r")}));
    EXPECT_FALSE(login.isRunning());
}

TEST_F(OAuthLoginTest, TakesNoAnswerThatIsNotToItsQuestion)
{
    login.start(request());
    comeBack("code=evil&state=guessed");
    comeBack("code=evil");
    QCoreApplication::processEvents();
    EXPECT_TRUE(wire.requests.empty());
    EXPECT_TRUE(login.isRunning());
    comeBack(goodQuery());
    comeBack(goodQuery()); // a reload of the page
    ASSERT_TRUE(QTest::qWaitFor([this] { return !wire.requests.empty(); }, 5000));
    EXPECT_EQ(wire.requests.size(), 1u);
}

TEST_F(OAuthLoginTest, SaysThatThePersonDeclined)
{
    login.start(request());
    comeBack("error=access_denied&error_description=x&state=" + asked("state").toLatin1());
    ASSERT_TRUE(QTest::qWaitFor([this] { return !results.empty(); }, 5000));
    ASSERT_FALSE(results[0]);
    EXPECT_TRUE(results[0].error().detail.contains(u"declined"));
}

TEST_F(OAuthLoginTest, SaysWhatHubSpotRefused)
{
    login.start(request());
    comeBack(goodQuery());
    ASSERT_TRUE(QTest::qWaitFor([this] { return !wire.requests.empty(); }, 5000));
    wire.answer(tl::unexpected(
        Error{.kind = Error::Kind::Rejected, .body = R"({"status":"BAD_CLIENT_SECRET"})", .status = 400}));
    ASSERT_EQ(results.size(), 1u);
    ASSERT_FALSE(results[0]);
    EXPECT_TRUE(results[0].error().detail.contains(u"BAD_CLIENT_SECRET"));
    EXPECT_FALSE(results[0].error().detail.contains(u"canary"));
}

TEST_F(OAuthLoginTest, EndsAfterTenMinutes)
{
    login.start(request());
    clock.advance(10min - 1ms);
    EXPECT_TRUE(results.empty());
    clock.advance(1ms);
    ASSERT_EQ(results.size(), 1u);
    EXPECT_FALSE(results[0]);
    EXPECT_FALSE(login.isRunning());
    EXPECT_EQ(clock.waiting(), 0u);
}

TEST_F(OAuthLoginTest, IsCancelledOnceAndForAll)
{
    login.start(request());
    login.cancel();
    login.cancel();
    ASSERT_EQ(results.size(), 1u);
    EXPECT_TRUE(results[0].error().detail.contains(u"cancelled"));
    clock.advance(1h);
    EXPECT_EQ(results.size(), 1u);
}

TEST_F(OAuthLoginTest, BeginsAnewWhenStartedTwice)
{
    login.start(request());
    const QString before = asked("state");
    login.start(request());
    EXPECT_EQ(results.size(), 1u) << "the first one was ended";
    EXPECT_NE(asked("state"), before);
    EXPECT_TRUE(login.isRunning());
}

TEST_F(OAuthLoginTest, SaysWhenItsPortIsTaken)
{
    QTcpServer other;
    ASSERT_TRUE(other.listen(QHostAddress::LocalHost));
    OAuthLoginRequest taken = request();
    taken.port = other.serverPort();
    login.start(taken);
    ASSERT_EQ(results.size(), 1u);
    EXPECT_TRUE(results[0].error().detail.contains(QStringLiteral("port %1").arg(taken.port)));
    EXPECT_TRUE(page.isEmpty());
}

TEST_F(OAuthLoginTest, SendsItsClientSecretToTrustedHostsAlone)
{
    OAuthLoginRequest elsewhere = request();
    elsewhere.api = QUrl(QStringLiteral("https://evil.test"));
    login.start(elsewhere);
    ASSERT_EQ(results.size(), 1u);
    EXPECT_FALSE(results[0]);
    EXPECT_TRUE(page.isEmpty());
}

} // namespace
} // namespace hubwatch::testing
