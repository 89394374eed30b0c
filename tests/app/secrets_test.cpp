#include "app/accounts/secrets.h"

#include "support/account_bench.h"
#include "support/printers.h"

#include <QFile>
#include <QSignalSpy>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

const QString secretsReference = QStringLiteral("keychain:prod");

class SecretsTest : public ::testing::Test
{
protected:
    std::unique_ptr<Secrets> made(const QString &directory)
    {
        return std::make_unique<Secrets>(bench.vault, bench.hubspot, bench.clock, bench.folder.path(), directory);
    }
    CredentialRecord record(const Secrets &secrets) const
    {
        return {.reference = secretsReference,
                .fingerprint = fingerprintOf(bench.vault.secrets.at(QStringLiteral("prod")), secrets.book().salt),
                .portal = 4242};
    }
    QString data() const { return bench.folder.filePath(QStringLiteral("data")); }

    AccountBench bench;
};

TEST_F(SecretsTest, KeepTheBookInMemoryWhereThereIsNoFolder)
{
    const auto secrets = made({});
    ASSERT_TRUE(secrets->put(record(*secrets)));
    QSignalSpy changed(secrets.get(), &Secrets::bookChanged);
    const QByteArray salt = secrets->book().salt;
    secrets->reload();
    EXPECT_EQ(secrets->record(secretsReference).portal, 4242) << "nothing to read again is no reason to forget";
    EXPECT_EQ(secrets->book().salt, salt);
    EXPECT_EQ(changed.count(), 0);
    ASSERT_TRUE(secrets->remove(secretsReference));
    EXPECT_TRUE(secrets->book().records.empty());
}

TEST_F(SecretsTest, TheFirstFingerprintIsStillRightInTheFile)
{
    const auto secrets = made(data());
    const CredentialRecord first = record(*secrets);
    ASSERT_TRUE(secrets->put(first));
    EXPECT_EQ(record(*secrets).fingerprint, first.fingerprint) << "the file took the salt it was made with";
    const auto later = made(data());
    EXPECT_EQ(record(*later).fingerprint, later->record(secretsReference).fingerprint);
}

TEST_F(SecretsTest, NothingChangesAsLongAsThereIsNoFile)
{
    const auto secrets = made(data());
    QSignalSpy changed(secrets.get(), &Secrets::bookChanged);
    secrets->reload();
    secrets->reload();
    EXPECT_EQ(changed.count(), 0);
}

TEST_F(SecretsTest, TakeWhatAnotherProgramWrote)
{
    const auto mine = made(data());
    ASSERT_TRUE(mine->put(record(*mine)));
    const auto theirs = made(data());
    CredentialRecord changedRecord = theirs->record(secretsReference);
    changedRecord.portal = 17;
    ASSERT_TRUE(theirs->put(changedRecord));
    QSignalSpy changed(mine.get(), &Secrets::bookChanged);
    mine->reload();
    EXPECT_EQ(mine->record(secretsReference).portal, 17);
    EXPECT_EQ(changed.count(), 1);
    mine->reload();
    EXPECT_EQ(changed.count(), 1);
}

TEST_F(SecretsTest, ABookThatBreaksIsToldAndWhatIsKnownStays)
{
    const auto secrets = made(data());
    ASSERT_TRUE(secrets->put(record(*secrets)));
    QFile file(data() + QStringLiteral("/credentials.json"));
    ASSERT_TRUE(file.open(QFile::WriteOnly | QFile::Truncate));
    file.write("{");
    file.close();
    secrets->reload();
    EXPECT_FALSE(secrets->notice().isEmpty());
    EXPECT_EQ(secrets->record(secretsReference).portal, 4242);
}

TEST_F(SecretsTest, WriteOnlyWhatIsNew)
{
    const auto secrets = made(data());
    ASSERT_TRUE(secrets->put(record(*secrets)));
    QSignalSpy changed(secrets.get(), &Secrets::bookChanged);
    ASSERT_TRUE(secrets->put(secrets->record(secretsReference)));
    EXPECT_EQ(changed.count(), 0);
}

TEST_F(SecretsTest, ReadOnceUntilDropped)
{
    const auto ref = *parseCredentialRef(secretsReference);
    const auto read = [&] {
        QObject context;
        bench.secrets.reader().read(ref, &context, [](const Result<Secret> &) {});
        bench.run(200ms);
    };
    read();
    read();
    EXPECT_EQ(bench.vault.calls.size(), 1);
    bench.secrets.drop(ref, Secret::copyOf("another one"));
    read();
    EXPECT_EQ(bench.vault.calls.size(), 1) << "it was another one that was refused";
    bench.secrets.drop(ref);
    read();
    bench.secrets.forgetAll();
    read();
    EXPECT_EQ(bench.vault.calls.size(), 3);
}

} // namespace

} // namespace hubwatch::testing
