#include "vault/store_token.h"

#include "support/memory_secrets.h"
#include "support/printers.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

const TimePoint noon{1'795'000'000'000ms};
const QByteArray tokenText = "pat-eu1-11111111-2222-3333-4444-55555555c0de";
const QString prod = QStringLiteral("prod");
const QString reference = QStringLiteral("keychain:prod");

class StoreTokenTest : public ::testing::Test
{
protected:
    Result<CredentialRecord> stored(const TokenToStore &token, TimePoint at = noon)
    {
        std::optional<Result<CredentialRecord>> answer;
        storeToken(store, directory.path(), token, at, &context,
                   [&](const Result<CredentialRecord> &record) { answer = record; });
        for (int round = 0; round < 5; ++round)
            QCoreApplication::processEvents();
        EXPECT_TRUE(answer);
        return answer.value_or(CredentialRecord());
    }
    Result<bool> removed(const QString &name)
    {
        std::optional<Result<bool>> answer;
        removeToken(store, directory.path(), name, &context, [&](const Result<bool> &had) { answer = had; });
        for (int round = 0; round < 5; ++round)
            QCoreApplication::processEvents();
        EXPECT_TRUE(answer);
        return answer.value_or(false);
    }
    CredentialBook book() const { return loadCredentialBook(directory.path()).book; }

    MemorySecrets store;
    QTemporaryDir directory;
    QObject context;
};

TEST_F(StoreTokenTest, KeepsTheSecretInTheVaultAndTheRestInTheBook)
{
    const Result<CredentialRecord> record = stored({.name = prod, .secret = Secret::copyOf(tokenText)});
    ASSERT_TRUE(record) << record.error().detail.toStdString();
    EXPECT_EQ(store.secrets[prod], Secret::copyOf(tokenText));
    ASSERT_TRUE(book().find(reference));
    EXPECT_EQ(*book().find(reference), *record);
    EXPECT_EQ(record->kind, CredentialKind::PrivateAppToken);
    EXPECT_EQ(record->fingerprint, fingerprintOf(Secret::copyOf(tokenText), book().salt));
    EXPECT_EQ(record->region, u"eu1");
    EXPECT_EQ(record->createdAt, noon);
    EXPECT_EQ(record->portal, 0);
    QFile file(directory.filePath(QStringLiteral("credentials.json")));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_FALSE(file.readAll().contains("11111111"));
}

TEST_F(StoreTokenTest, KeepsWhatIsKnownOfTheSameSecretAndForgetsTheRestOfAnother)
{
    ASSERT_TRUE(stored({.name = prod, .secret = Secret::copyOf(tokenText)}));
    ASSERT_TRUE(changeCredentialBook(directory.path(), [](CredentialBook &changed) {
        CredentialRecord record = *changed.find(reference);
        record.portal = 7;
        record.rotation = Rotation{.nextName = QStringLiteral("prod.next")};
        changed.put(record);
    }));
    const auto again
        = stored({.name = prod, .secret = Secret::copyOf(tokenText), .kind = CredentialKind::ServiceKey}, noon + 1h);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->portal, 7);
    EXPECT_EQ(again->createdAt, noon);
    EXPECT_EQ(again->kind, CredentialKind::ServiceKey);
    const auto other = stored({.name = prod, .secret = Secret::copyOf(QByteArrayView("operator:secret"))}, noon + 2h);
    ASSERT_TRUE(other);
    EXPECT_EQ(other->portal, 0);
    EXPECT_EQ(other->createdAt, noon + 2h);
    EXPECT_EQ(other->kind, CredentialKind::Basic);
    EXPECT_TRUE(other->rotation) << "the way back must not be lost";
}

TEST_F(StoreTokenTest, RecordsNothingThatWasNotStored)
{
    store.failure = Error{.kind = Error::Kind::Storage, .detail = QStringLiteral("locked")};
    const auto record = stored({.name = prod, .secret = Secret::copyOf(tokenText)});
    ASSERT_FALSE(record);
    EXPECT_EQ(record.error().detail, u"locked");
    EXPECT_TRUE(book().records.empty());
    EXPECT_FALSE(removed(prod));
}

TEST_F(StoreTokenTest, RemovesBothAndKnowsWhenThereWasNeither)
{
    ASSERT_TRUE(stored({.name = prod, .secret = Secret::copyOf(tokenText)}));
    EXPECT_EQ(removed(prod), true);
    EXPECT_TRUE(store.secrets.empty());
    EXPECT_TRUE(book().records.empty());
    EXPECT_EQ(removed(prod), false);
    store.secrets[prod] = Secret::copyOf(tokenText);
    EXPECT_EQ(removed(prod), true) << "a secret without a record";
    ASSERT_TRUE(stored({.name = prod, .secret = Secret::copyOf(tokenText)}));
    store.secrets.clear();
    EXPECT_EQ(removed(prod), true) << "a record without a secret";
}

struct NameCase {
    const char *name;
    const char *given;
    const char *says;
};

class TokenNameTest : public ::testing::TestWithParam<NameCase>
{ };

TEST_P(TokenNameTest, IsShortPlainAndNoSecret)
{
    const QString complaint = tokenNameComplaint(QString::fromLatin1(GetParam().given));
    if (*GetParam().says == '\0')
        EXPECT_EQ(complaint, QString());
    else
        EXPECT_TRUE(complaint.contains(QString::fromLatin1(GetParam().says))) << complaint.toStdString();
    EXPECT_FALSE(complaint.contains(u"2222"));
}

INSTANTIATE_TEST_SUITE_P(
    Names, TokenNameTest,
    ::testing::Values(NameCase{"Plain", "prod", ""}, NameCase{"Parts", "prod.next-2_b", ""},
                      NameCase{"Empty", "", "1 to 64 letters"}, NameCase{"Space", "my prod", "1 to 64 letters"},
                      NameCase{"Path", "../prod", "1 to 64 letters"},
                      NameCase{"Token", "pat-na1-11111111-2222-3333-4444-55555555c0de", "looks like a secret"},
                      NameCase{"CutToken", "pat-na1-2222", "looks like a secret"},
                      NameCase{"Key", "11111111-2222-3333-4444-55555555c0de", "looks like a secret"}),
    [](const auto &test) { return test.param.name; });

} // namespace

} // namespace hubwatch::testing
