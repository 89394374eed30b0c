#include "vault/store_token.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

const TimePoint storedNoon{1'795'000'000'000ms};
const QByteArray tokenText = "pat-eu1-11111111-2222-3333-4444-55555555c0de";
const QString storedProd = QStringLiteral("storedProd");
const QString reference = QStringLiteral("keychain:storedProd");

TEST(RecordOfTokenTest, KnowsWhatTheSecretTells)
{
    const CredentialBook book{.salt = "salt"};
    const CredentialRecord record
        = recordOfToken(book, {.name = storedProd, .secret = Secret::copyOf(tokenText)}, storedNoon);
    EXPECT_EQ(record.reference, reference);
    EXPECT_EQ(record.kind, CredentialKind::PrivateAppToken);
    EXPECT_EQ(record.fingerprint, fingerprintOf(Secret::copyOf(tokenText), book.salt));
    EXPECT_EQ(record.region, u"eu1");
    EXPECT_EQ(record.createdAt, storedNoon);
    EXPECT_EQ(record.portal, 0);
}

TEST(RecordOfTokenTest, KeepsWhatIsKnownOfTheSameSecretAndForgetsTheRestOfAnother)
{
    CredentialBook book{.salt = "salt"};
    CredentialRecord known = recordOfToken(book, {.name = storedProd, .secret = Secret::copyOf(tokenText)}, storedNoon);
    known.portal = 7;
    known.rotation = Rotation{.nextName = QStringLiteral("storedProd.next")};
    book.put(known);
    const CredentialRecord again = recordOfToken(
        book, {.name = storedProd, .secret = Secret::copyOf(tokenText), .kind = CredentialKind::ServiceKey},
        storedNoon + 1h);
    EXPECT_EQ(again.portal, 7);
    EXPECT_EQ(again.createdAt, storedNoon);
    EXPECT_EQ(again.kind, CredentialKind::ServiceKey);
    const CredentialRecord other = recordOfToken(
        book, {.name = storedProd, .secret = Secret::copyOf(QByteArrayView("operator:secret"))}, storedNoon + 2h);
    EXPECT_EQ(other.portal, 0);
    EXPECT_EQ(other.createdAt, storedNoon + 2h);
    EXPECT_EQ(other.kind, CredentialKind::Basic);
    EXPECT_TRUE(other.rotation) << "the way back must not be lost";
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
    ::testing::Values(NameCase{"Plain", "storedProd", ""}, NameCase{"Parts", "storedProd.next-2_b", ""},
                      NameCase{"Empty", "", "1 to 64 letters"}, NameCase{"Space", "my storedProd", "1 to 64 letters"},
                      NameCase{"Path", "../storedProd", "1 to 64 letters"},
                      NameCase{"Token", "pat-na1-11111111-2222-3333-4444-55555555c0de", "looks like a secret"},
                      NameCase{"CutToken", "pat-na1-2222", "looks like a secret"},
                      NameCase{"Key", "11111111-2222-3333-4444-55555555c0de", "looks like a secret"}),
    [](const auto &test) { return test.param.name; });

} // namespace

} // namespace hubwatch::testing
