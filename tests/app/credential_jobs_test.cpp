// The jobs against a HubSpot on loopback: store, verify, rotate, remove, as a person meets them.
#include "app/accounts/lone_credentials.h"
#include "app/accounts/remove_job.h"
#include "app/accounts/rotate_job.h"
#include "app/accounts/store_job.h"
#include "app/accounts/verify_job.h"
#include "base/system_clock.h"
#include "sim/sim_hubspot.h"
#include "support/memory_secrets.h"
#include "support/printers.h"

#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

const QString reference = QStringLiteral("keychain:prod");

class CredentialJobsTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        ASSERT_TRUE(hubspot.listen(0));
        remake(0);
    }

    void remake(std::int64_t portal)
    {
        Workspace workspace;
        workspace.accounts
            = {{.name = QStringLiteral("prod"), .credential = reference, .portal = portal, .api = hubspot.url()}};
        credentials = std::make_unique<LoneCredentials>(
            vault, clock, workspace, folder.filePath(QStringLiteral("hubwatch.toml")), folder.path());
    }

    CredentialOutcome outcomeOf(CredentialJob &&job)
    {
        std::optional<CredentialOutcome> outcome;
        QObject::connect(&job, &CredentialJob::finished, &job, [&](const CredentialOutcome &said) { outcome = said; });
        job.start();
        EXPECT_TRUE(QTest::qWaitFor([&] { return outcome.has_value(); }, 20'000));
        const CredentialOutcome said = outcome.value_or(CredentialOutcome());
        EXPECT_FALSE(said.words.contains(hubspot.token())) << "a secret in the words";
        return said;
    }
    CredentialOutcome store(const QByteArray &secret)
    {
        return outcomeOf(
            StoreJob({.name = QStringLiteral("prod"), .secret = Secret::copyOf(secret)}, credentials->tools()));
    }
    CredentialOutcome rotate(RotationStep step, const QByteArray &secret = {}, bool force = false)
    {
        return outcomeOf(
            RotateJob({.reference = reference, .step = step, .secret = Secret::copyOf(secret), .force = force},
                      credentials->tools()));
    }
    QByteArray token() const { return hubspot.token().toLatin1(); }
    QByteArray rotatedAtHubSpot()
    {
        const auto answer
            = hubspot.control(QStringLiteral("tokens/rotate"), {{QStringLiteral("token"), hubspot.token()}});
        EXPECT_TRUE(answer) << (answer ? std::string() : answer.error().detail.toStdString());
        return answer ? answer->value(QStringLiteral("token")).toString().toLatin1() : QByteArray();
    }
    QByteArray kept(const char *name) const
    {
        const auto found = vault.secrets.find(QString::fromLatin1(name));
        return found == vault.secrets.end() ? QByteArray() : found->second.reveal().toByteArray();
    }

    SystemClock clock;
    SimHubSpot hubspot{clock, 7, 4242};
    QTemporaryDir folder;
    MemorySecrets vault;
    std::unique_ptr<LoneCredentials> credentials;
};

TEST_F(CredentialJobsTest, StoresWhatHubSpotConfirms)
{
    const CredentialOutcome outcome = store("\"" + token() + "\"\n"); // as people paste it
    ASSERT_TRUE(outcome.good) << outcome.words.toStdString();
    EXPECT_EQ(kept("prod"), token());
    EXPECT_EQ(outcome.record.portal, 4242);
    EXPECT_EQ(outcome.record.kind, CredentialKind::PrivateAppToken);
    EXPECT_TRUE(outcome.record.scopesKnown);
    EXPECT_TRUE(outcome.record.createdAt);
    EXPECT_TRUE(outcome.words.contains(QStringLiteral("portal 4242"))) << outcome.words.toStdString();
}

TEST_F(CredentialJobsTest, RefusesAnotherPortalsToken)
{
    remake(17);
    const CredentialOutcome outcome = store(token());
    EXPECT_FALSE(outcome.good);
    EXPECT_FALSE(outcome.mayForce);
    EXPECT_TRUE(outcome.words.contains(QStringLiteral("4242")) && outcome.words.contains(QStringLiteral("17")))
        << outcome.words.toStdString();
    EXPECT_TRUE(vault.secrets.empty());
}

TEST_F(CredentialJobsTest, RefusesWhatHubSpotDoesNotKnow)
{
    const CredentialOutcome outcome = store("pat-na1-11111111-2222-3333-4444-555555555555");
    EXPECT_FALSE(outcome.good);
    EXPECT_FALSE(outcome.mayForce);
    EXPECT_TRUE(vault.secrets.empty());
    const CredentialOutcome cut = store("pat-na1-11111111-2222-33");
    EXPECT_FALSE(cut.good);
    EXPECT_TRUE(vault.secrets.empty());
}

TEST_F(CredentialJobsTest, TellsAVaultThatFails)
{
    vault.failure = Error{.kind = Error::Kind::Storage, .detail = QStringLiteral("the keychain is locked: unlock it")};
    const CredentialOutcome outcome = store(token());
    EXPECT_FALSE(outcome.good);
    EXPECT_EQ(outcome.words, QStringLiteral("the keychain is locked: unlock it"));
}

TEST_F(CredentialJobsTest, VerifiesWhereTheSecretLives)
{
    ASSERT_TRUE(store(token()).good);
    EXPECT_TRUE(outcomeOf(VerifyJob(reference, credentials->tools())).good);
    ASSERT_TRUE(hubspot.control(QStringLiteral("tokens/revoke"), {{QStringLiteral("token"), hubspot.token()}}));
    const CredentialOutcome outcome = outcomeOf(VerifyJob(reference, credentials->tools()));
    EXPECT_FALSE(outcome.good);
    EXPECT_TRUE(outcome.words.contains(QStringLiteral("401"))) << outcome.words.toStdString();
    EXPECT_FALSE(outcomeOf(VerifyJob(QStringLiteral("keychain:nobody"), credentials->tools())).good);
}

TEST_F(CredentialJobsTest, StoresAnOAuthSecretWithoutTheOldTokensHelp)
{
    ASSERT_TRUE(store(token()).good);
    ASSERT_TRUE(hubspot.control(QStringLiteral("tokens/revoke"), {{QStringLiteral("token"), hubspot.token()}}));
    ASSERT_TRUE(hubspot.control(QStringLiteral("forget"), {}));
    const SimOAuth &oauth = hubspot.state().oauth;
    const CredentialOutcome outcome = store("{\"client_id\":\"" + oauth.app().clientId.toUtf8()
                                            + "\",\"client_secret\":\"" + oauth.app().clientSecret.toUtf8()
                                            + "\",\"refresh_token\":\"" + oauth.refreshToken().toUtf8() + "\"}");
    ASSERT_TRUE(outcome.good) << outcome.words.toStdString();
    EXPECT_EQ(outcome.record.kind, CredentialKind::OAuthRefresh);
    for (const SimLogEntry &entry : hubspot.state().log)
        EXPECT_FALSE(entry.token.startsWith(QStringLiteral("pat-"))) << "the old token, sent to " << entry.path.data();
}

TEST_F(CredentialJobsTest, RotatesWithAWayBack)
{
    ASSERT_TRUE(store(token()).good);
    const QByteArray fresh = rotatedAtHubSpot();
    ASSERT_FALSE(fresh.isEmpty());
    const CredentialOutcome stored = rotate(RotationStep::Store, fresh);
    ASSERT_TRUE(stored.good) << stored.words.toStdString();
    EXPECT_EQ(kept("prod"), token());
    EXPECT_EQ(kept("prod.next"), fresh);

    EXPECT_FALSE(rotate(RotationStep::Switch).good) << "not verified yet";
    const CredentialOutcome verified = rotate(RotationStep::Verify);
    ASSERT_TRUE(verified.good) << verified.words.toStdString();
    ASSERT_TRUE(rotate(RotationStep::Switch).good);
    EXPECT_EQ(kept("prod"), fresh);
    EXPECT_EQ(kept("prod.previous"), token());
    EXPECT_TRUE(kept("prod.next").isEmpty());

    const CredentialOutcome back = rotate(RotationStep::Back);
    ASSERT_TRUE(back.good) << back.words.toStdString();
    EXPECT_EQ(kept("prod"), token());
    EXPECT_EQ(kept("prod.next"), fresh);

    ASSERT_TRUE(rotate(RotationStep::Switch).good);
    const CredentialOutcome early = rotate(RotationStep::Retire);
    EXPECT_FALSE(early.good);
    EXPECT_TRUE(early.mayForce);
    EXPECT_EQ(kept("prod.previous"), token());
    const CredentialOutcome retired = rotate(RotationStep::Retire, {}, true);
    ASSERT_TRUE(retired.good) << retired.words.toStdString();
    EXPECT_TRUE(kept("prod.previous").isEmpty());
    EXPECT_EQ(kept("prod"), fresh);
    EXPECT_FALSE(retired.record.rotation);
}

TEST_F(CredentialJobsTest, KeepsTheOldSecretWhenTheNewOneIsAnotherPortals)
{
    ASSERT_TRUE(store(token()).good);
    const auto other = hubspot.control(QStringLiteral("tokens"), {{QStringLiteral("portal"), 99}});
    ASSERT_TRUE(other) << other.error().detail.toStdString();
    ASSERT_TRUE(rotate(RotationStep::Store, other->value(QStringLiteral("token")).toString().toLatin1()).good);
    const CredentialOutcome outcome = rotate(RotationStep::Verify);
    EXPECT_FALSE(outcome.good);
    EXPECT_TRUE(outcome.words.contains(QStringLiteral("99"))) << outcome.words.toStdString();
    EXPECT_EQ(kept("prod"), token());
}

TEST_F(CredentialJobsTest, RemovesAllThatStands)
{
    ASSERT_TRUE(store(token()).good);
    ASSERT_TRUE(rotate(RotationStep::Store, rotatedAtHubSpot()).good);
    const CredentialOutcome outcome = outcomeOf(RemoveJob(reference, credentials->tools()));
    EXPECT_TRUE(outcome.good) << outcome.words.toStdString();
    EXPECT_TRUE(vault.secrets.empty());
    EXPECT_TRUE(loadCredentialBook(folder.path()).book.records.empty());
}

TEST_F(CredentialJobsTest, KnowsWhenThereWasNothingToRemove)
{
    const CredentialOutcome none = outcomeOf(RemoveJob(reference, credentials->tools()));
    EXPECT_FALSE(none.good);
    EXPECT_TRUE(none.missing);
    vault.secrets[QStringLiteral("prod")] = Secret::copyOf(token());
    EXPECT_TRUE(outcomeOf(RemoveJob(reference, credentials->tools())).good) << "a secret without a record";
    ASSERT_TRUE(store(token()).good);
    vault.secrets.clear();
    EXPECT_TRUE(outcomeOf(RemoveJob(reference, credentials->tools())).good) << "a record without a secret";
}

TEST_F(CredentialJobsTest, SaysWhereASecretOfAnotherSourceIsRotated)
{
    const CredentialOutcome outcome = outcomeOf(RotateJob(
        {.reference = QStringLiteral("aws-sm:prod/hubspot"), .step = RotationStep::Store}, credentials->tools()));
    EXPECT_FALSE(outcome.good);
    EXPECT_TRUE(outcome.words.contains(QStringLiteral("where it lives")));
}

} // namespace

} // namespace hubwatch::testing
