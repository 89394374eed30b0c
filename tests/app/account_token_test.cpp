#include "app/accounts/account_token.h"

#include "support/account_bench.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

const QString tokenReference = QStringLiteral("keychain:prod");

class AccountTokenTest : public ::testing::Test
{
protected:
    AccountTokenTest()
    {
        QObject::connect(&token, &AccountToken::replaced, &token,
                         [this](const CredentialRecord &record) { replaced.push_back(record); });
    }
    void accept()
    {
        token.accepted({.portal = 4242, .region = QStringLiteral("na1")}, bench.clock.now(), bench.hubspot);
        bench.run(200ms);
    }

    AccountBench bench;
    AccountToken token{benchAccount(), bench.secrets, bench.hubspot, bench.clock};
    std::vector<CredentialRecord> replaced;
};

TEST_F(AccountTokenTest, KnowsTheSecretByItsFingerprint)
{
    accept();
    const CredentialRecord record = token.record();
    EXPECT_EQ(record.portal, 4242);
    EXPECT_EQ(record.region, QStringLiteral("na1"));
    EXPECT_EQ(record.verifiedAt, bench.clock.now() - 200ms);
    EXPECT_EQ(record.fingerprint.hash,
              fingerprintOf(bench.vault.secrets.at(QStringLiteral("prod")), bench.secrets.book().salt).hash);
    EXPECT_FALSE(record.fingerprint.shown.contains(QStringLiteral("canary")));
    EXPECT_TRUE(replaced.empty()) << "the first one replaces nothing";
}

TEST_F(AccountTokenTest, AsksForItsScopesOnce)
{
    accept();
    EXPECT_TRUE(token.record().scopesKnown);
    EXPECT_EQ(token.record().scopes, QStringList{QStringLiteral("account-info.security.read")});
    EXPECT_EQ(token.record().app, 77);
    bench.run(25min, 1s);
    accept();
    EXPECT_EQ(bench.hubspot.asked("/access-token-info"), 1);
}

TEST_F(AccountTokenTest, AServiceKeysScopesAreNotAskedForTwice)
{
    bench.hubspot.failures["/access-token-info"]
        = Error{.kind = Error::Kind::Rejected, .detail = QStringLiteral("400"), .status = 400};
    accept();
    EXPECT_EQ(token.record().kind, CredentialKind::ServiceKey);
    bench.run(25min, 1s);
    accept();
    EXPECT_EQ(bench.hubspot.asked("/access-token-info"), 1);
}

TEST_F(AccountTokenTest, AReplacedSecretBeginsANewAgeAndKeepsThePortal)
{
    accept();
    const auto first = token.record();
    bench.keep("prod", "pat-na1-canary00-0000-4000-8000-000000000009");
    bench.run(11min, 1s);
    accept();
    const auto second = token.record();
    EXPECT_NE(second.fingerprint.hash, first.fingerprint.hash);
    EXPECT_GT(*second.createdAt, *first.createdAt);
    EXPECT_EQ(second.portal, 4242);
    ASSERT_EQ(replaced.size(), 1u);
    EXPECT_EQ(replaced[0].reference, tokenReference);
    EXPECT_EQ(bench.hubspot.asked("/access-token-info"), 2) << "another secret, other scopes";
}

TEST_F(AccountTokenTest, LooksAtOnceAfterARefusal)
{
    accept();
    bench.keep("prod", "pat-na1-canary00-0000-4000-8000-000000000009");
    token.refused(*parseCredentialRef(tokenReference), Secret::copyOf("pat-na1-canary00-0000-4000-8000-000000000001"));
    accept();
    EXPECT_EQ(replaced.size(), 1u);
}

TEST_F(AccountTokenTest, LateScopesOfAnOldSecretAreNotTheNewOnes)
{
    token.accepted({.portal = 4242}, bench.clock.now(), bench.hubspot);
    for (int i = 0; i < 3; ++i)
        QCoreApplication::processEvents(); // the secret is read, and the question is out
    ASSERT_FALSE(bench.hubspot.requests.empty());
    CredentialRecord other = token.record();
    other.fingerprint = fingerprintOf(Secret::copyOf("another"), bench.secrets.book().salt);
    ASSERT_TRUE(bench.secrets.put(other));
    bench.run(200ms);
    EXPECT_FALSE(token.record().scopesKnown);
}

TEST_F(AccountTokenTest, OfOAuthTheAccessTokenIsCarriedAndNoRefreshTokenSentAbout)
{
    bench.keep("prod", R"({"client_id":"c","client_secret":"canary-client","refresh_token":"canary-refresh"})");
    QObject reader;
    Result<Secret> carried = fail(Error::Kind::Offline, {});
    token.reader().read(*parseCredentialRef(tokenReference), &reader,
                        [&](const Result<Secret> &secret) { carried = secret; });
    bench.run(200ms);
    ASSERT_TRUE(carried) << carried.error().detail.toStdString();
    EXPECT_EQ(carried->reveal().toByteArray(), QByteArray("canary-access"));
    accept();
    EXPECT_EQ(token.record().kind, CredentialKind::OAuthRefresh);
    EXPECT_EQ(bench.hubspot.requests.size(), 1u) << "the grant alone";
}

TEST_F(AccountTokenTest, WritesDownAnAcceptanceOnceAnHour)
{
    accept();
    const auto noted = token.record().verifiedAt;
    bench.run(30min, 1s);
    accept();
    EXPECT_EQ(token.record().verifiedAt, noted);
    bench.run(31min, 1s);
    accept();
    EXPECT_GT(token.record().verifiedAt, noted);
}

} // namespace

} // namespace hubwatch::testing
