// A person authorises an app at a HubSpot on loopback; the browser is this test's own HTTP client.
#include "app/accounts/authorize_job.h"

#include "app/accounts/credential_work.h"
#include "app/accounts/lone_credentials.h"
#include "base/system_clock.h"
#include "sim/sim_hubspot.h"
#include "support/memory_secrets.h"
#include "support/printers.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

class AuthorizeJobTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        ASSERT_TRUE(hubspot.listen(0));
        remake(0);
    }
    void remake(std::int64_t portal)
    {
        work.reset();
        Workspace workspace;
        workspace.accounts = {{.name = QStringLiteral("prod"),
                               .credential = QStringLiteral("keychain:prod"),
                               .portal = portal,
                               .api = hubspot.url()}};
        lone = std::make_unique<LoneCredentials>(vault, clock, workspace,
                                                 folder.filePath(QStringLiteral("hubwatch.toml")), folder.path());
        work = std::make_unique<CredentialWork>(lone->tools(), folder.path());
        QObject::connect(work.get(), &CredentialWork::authorizeUrl, &context, [this](const QUrl &url) {
            pages.push_back(url);
            if (browse)
                follow(url);
        });
        QObject::connect(work.get(), &CredentialWork::done, &context,
                         [this](const CredentialOutcome &outcome) { outcomes.push_back(outcome); });
    }
    AuthorizeOAuth command() const
    {
        const SimOAuthApp &app = hubspot.state().oauth.app();
        return {.account = QStringLiteral("prod"),
                .name = QStringLiteral("prod"),
                .clientId = app.clientId,
                .clientSecret = Secret::copyOf(app.clientSecret.toLatin1()),
                .scopes = {QStringLiteral("oauth")}};
    }
    /// To HubSpot's page, and on to where it sends the browser.
    void follow(const QUrl &url)
    {
        QNetworkRequest request(url);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        QNetworkReply *page = browser.get(request);
        QObject::connect(page, &QNetworkReply::finished, page, [this, page] {
            page->deleteLater();
            QUrl back = page->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
            back.setHost(QStringLiteral("127.0.0.1")); // the host name needs no resolver here
            QNetworkReply *shown = browser.get(QNetworkRequest(back));
            QObject::connect(shown, &QNetworkReply::finished, shown, &QObject::deleteLater);
        });
    }
    bool answered(size_t count = 1)
    {
        return QTest::qWaitFor([&] { return outcomes.size() >= count; }, 10'000);
    }

    SystemClock clock;
    SimHubSpot hubspot{clock, 7, 4242};
    QTemporaryDir folder;
    MemorySecrets vault;
    QNetworkAccessManager browser;
    std::unique_ptr<LoneCredentials> lone;
    std::unique_ptr<CredentialWork> work;
    bool browse = true;
    std::vector<QUrl> pages;
    std::vector<CredentialOutcome> outcomes;
    QObject context;
};

TEST_F(AuthorizeJobTest, PutsTheRefreshTokenIntoTheVault)
{
    work->authorize(command());
    ASSERT_TRUE(answered());
    ASSERT_TRUE(outcomes[0].good) << outcomes[0].words.toStdString();
    ASSERT_EQ(pages.size(), 1u);
    EXPECT_EQ(pages[0].port(), hubspot.url().port()) << "the stand-in's page";
    EXPECT_FALSE(pages[0].toString().contains(hubspot.state().oauth.app().clientSecret));
    const auto stored = parseOAuthSecret(vault.secrets[QStringLiteral("prod")]);
    ASSERT_TRUE(stored) << stored.error().detail.toStdString();
    EXPECT_FALSE(stored->refreshToken.isEmpty());
    EXPECT_EQ(outcomes[0].record.portal, 4242);
    EXPECT_EQ(outcomes[0].record.kind, CredentialKind::OAuthRefresh);
    const QByteArray refresh = stored->refreshToken.reveal().toByteArray();
    EXPECT_FALSE(outcomes[0].words.toUtf8().contains(refresh));
}

TEST_F(AuthorizeJobTest, StoresNothingOfAnotherPortal)
{
    remake(17);
    work->authorize(command());
    ASSERT_TRUE(answered());
    EXPECT_FALSE(outcomes[0].good);
    EXPECT_TRUE(outcomes[0].words.contains(QStringLiteral("4242"))) << outcomes[0].words.toStdString();
    EXPECT_TRUE(vault.secrets.empty());
}

TEST_F(AuthorizeJobTest, CancelEndsItAtOnce)
{
    browse = false;
    work->authorize(command());
    ASSERT_EQ(pages.size(), 1u);
    work->cancelAuthorize();
    ASSERT_EQ(outcomes.size(), 1u);
    EXPECT_FALSE(outcomes[0].good);
    EXPECT_EQ(outcomes[0].command, CredentialOutcome::Command::Authorize);
    work->cancelAuthorize();
    EXPECT_EQ(outcomes.size(), 1u);
}

TEST_F(AuthorizeJobTest, NothingIsStoredAfterACancelHoweverLate)
{
    bool grantedSeen = false;
    QObject::connect(work.get(), &CredentialWork::authorizeUrl, &context, [&] {
        QTimer *watcher = new QTimer(&context);
        QObject::connect(watcher, &QTimer::timeout, watcher, [&, watcher] {
            for (const SimLogEntry &entry : hubspot.state().log)
                grantedSeen = grantedSeen || entry.path.endsWith("/token");
            if (grantedSeen) {
                watcher->deleteLater();
                work->cancelAuthorize();
            }
        });
        watcher->start(0);
    });
    work->authorize(command());
    ASSERT_TRUE(answered());
    EXPECT_TRUE(grantedSeen);
    EXPECT_FALSE(outcomes[0].good);
    EXPECT_TRUE(vault.secrets.empty());
}

TEST_F(AuthorizeJobTest, AnotherOneTakesThePlaceOfTheFirstWhichIsAnswered)
{
    browse = false;
    work->authorize(command());
    browse = true;
    work->authorize(command());
    ASSERT_TRUE(answered(2));
    EXPECT_FALSE(outcomes[0].good);
    EXPECT_TRUE(outcomes[1].good) << outcomes[1].words.toStdString();
}

TEST_F(AuthorizeJobTest, NeedsAnAccountAndAName)
{
    AuthorizeOAuth wrong = command();
    wrong.account = QStringLiteral("nobody");
    work->authorize(wrong);
    wrong = command();
    wrong.name = QStringLiteral("a b/c");
    work->authorize(wrong);
    ASSERT_EQ(outcomes.size(), 2u);
    EXPECT_FALSE(outcomes[0].good || outcomes[1].good);
    EXPECT_TRUE(pages.empty());
}

TEST_F(AuthorizeJobTest, DiesWithTheBrowserOpen)
{
    browse = false;
    work->authorize(command());
    work.reset();
    follow(pages.at(0));
    QTest::qWait(20);
    EXPECT_TRUE(outcomes.empty());
    EXPECT_TRUE(vault.secrets.empty());
}

TEST(AuthorizePage, IsHubSpotsUnlessTheApiIsOnThisMachine)
{
    EXPECT_EQ(authorizePage(QUrl(QStringLiteral("https://api.hubapi.com"))).host(), QStringLiteral("app.hubspot.com"));
    EXPECT_EQ(authorizePage(QUrl(QStringLiteral("http://127.0.0.1:9"))),
              QUrl(QStringLiteral("http://127.0.0.1:9/oauth/authorize")));
}

} // namespace

} // namespace hubwatch::testing
