#include "vault/credential_kind.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

const QByteArray wholeToken = "pat-na1-11111111-2222-3333-4444-55555555c0de";
const QByteArray oauthJson = R"({"client_id":"id","client_secret":"secret","refresh_token":"na1-1111-2222-3333-beef"})";

struct ShapeCase {
    const char *name;
    QByteArray secret;
    CredentialKind kind;
    const char *shown;
    const char *region;
};

class ShapeTest : public ::testing::TestWithParam<ShapeCase>
{ };

TEST_P(ShapeTest, TellsKindFingerprintAndRegion)
{
    const Secret secret = Secret::copyOf(GetParam().secret);
    EXPECT_EQ(kindOfSecret(secret), GetParam().kind);
    EXPECT_EQ(fingerprintOf(secret, "salt").shown, QString::fromLatin1(GetParam().shown));
    EXPECT_EQ(regionOfSecret(secret), QString::fromLatin1(GetParam().region));
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, ShapeTest,
    ::testing::Values(ShapeCase{"PrivateApp", wholeToken, CredentialKind::PrivateAppToken, "pat-na1-...c0de", "na1"},
                      ShapeCase{"AnotherHublet", "pat-eu10-11111111-2222-3333-4444-55555555ABCD",
                                CredentialKind::PrivateAppToken, "pat-eu10-...ABCD", "eu10"},
                      ShapeCase{"CutToken", wholeToken.chopped(1), CredentialKind::Unknown, "...5c0d", ""},
                      ShapeCase{"OAuth", oauthJson, CredentialKind::OAuthRefresh, "oauth-...beef", ""},
                      ShapeCase{"OAuthWithoutSecret", R"({"client_id":"id","refresh_token":"token"})",
                                CredentialKind::Unknown, "...en\"}", ""},
                      ShapeCase{"OAuthAccess", "C" + QByteArray(80, 'x'), CredentialKind::OAuthAccess, "...xxxx", ""},
                      ShapeCase{"PersonalAccessKey", "CiRuYTEt" + QByteArray(60, 'y'),
                                CredentialKind::PersonalAccessKey, "...yyyy", ""},
                      ShapeCase{"DeveloperKey", "11111111-2222-3333-4444-55555555c0de", CredentialKind::DeveloperKey,
                                "key-...c0de", ""},
                      ShapeCase{"WebToken", "eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl", CredentialKind::Bearer, "...dXJl",
                                ""},
                      ShapeCase{"Basic", "operator:correct-horse-battery", CredentialKind::Basic, "basic-...", ""},
                      ShapeCase{"Url", "https://example.test/token", CredentialKind::Unknown, "...oken", ""},
                      ShapeCase{"Short", "hunter2", CredentialKind::Unknown, "...", ""},
                      ShapeCase{"Nothing", "", CredentialKind::Unknown, "", ""}),
    [](const auto &test) { return test.param.name; });

TEST(FingerprintTest, SeesTheSameAppBehindARefreshTokenThatHubSpotReplaced)
{
    const auto authorised = [](const char *client, const char *refresh) {
        return fingerprintOf(Secret::copyOf(QByteArray(R"({"client_id":")") + client
                                            + R"(","client_secret":"s","refresh_token":")" + refresh + R"("})"),
                             "salt")
            .hash;
    };
    EXPECT_EQ(authorised("app", "old"), authorised("app", "new"));
    EXPECT_NE(authorised("app", "old"), authorised("other", "old"));
}

TEST(FingerprintTest, RecognisesTheSecretOnThisMachineOnly)
{
    const Secret secret = Secret::copyOf(wholeToken);
    const Fingerprint here = fingerprintOf(secret, "salt");
    EXPECT_EQ(here.hash.size(), 12);
    EXPECT_EQ(here, fingerprintOf(Secret::copyOf(wholeToken), "salt"));
    EXPECT_NE(here.hash, fingerprintOf(secret, "pepper").hash);
    EXPECT_NE(here.hash, fingerprintOf(Secret::copyOf(wholeToken.chopped(1) + "f"), "salt").hash);
    EXPECT_TRUE(fingerprintOf(Secret(), "salt").isEmpty());
}

TEST(CredentialKindTest, ReadsItsIdsBack)
{
    for (const CredentialKind kind :
         {CredentialKind::Unknown, CredentialKind::PrivateAppToken, CredentialKind::ServiceKey,
          CredentialKind::OAuthRefresh, CredentialKind::OAuthAccess, CredentialKind::DeveloperKey,
          CredentialKind::PersonalAccessKey, CredentialKind::Bearer, CredentialKind::Basic}) {
        EXPECT_EQ(parseCredentialKind(credentialKindId(kind)), kind);
        EXPECT_FALSE(credentialKindName(kind).isEmpty());
    }
    EXPECT_EQ(parseCredentialKind(u"something else"), CredentialKind::Unknown);
}

struct CleanCase {
    const char *name;
    QByteArray pasted;
    QByteArray expected;
};

class CleanTest : public ::testing::TestWithParam<CleanCase>
{ };

TEST_P(CleanTest, TakesOffWhatIsNoPartOfIt)
{
    QByteArray pasted = GetParam().pasted;
    const Result<Secret> cleaned = cleanedSecret(std::move(pasted));
    ASSERT_TRUE(cleaned) << cleaned.error().detail.toStdString();
    EXPECT_EQ(cleaned->reveal(), QByteArrayView(GetParam().expected));
}

INSTANTIATE_TEST_SUITE_P(
    Pasted, CleanTest,
    ::testing::Values(CleanCase{"AsItIs", wholeToken, wholeToken},
                      CleanCase{"LineEnd", wholeToken + "\r\n", wholeToken},
                      CleanCase{"WhiteSpace", " \t" + wholeToken + "  \n\n", wholeToken},
                      CleanCase{"Quotes", "\"" + wholeToken + "\"\n", wholeToken},
                      CleanCase{"Ticks", "'" + wholeToken + "'", wholeToken},
                      CleanCase{"TypographicQuotes", "\xE2\x80\x9C" + wholeToken + "\xE2\x80\x9D", wholeToken},
                      CleanCase{"SpaceInsideTheQuotes", "\" " + wholeToken + " \"", wholeToken},
                      CleanCase{"ByteOrderMark", "\xEF\xBB\xBF" + wholeToken, wholeToken},
                      CleanCase{"NoBreakSpace", wholeToken + "\xC2\xA0", wholeToken},
                      CleanCase{"Bearer", "Bearer " + wholeToken, wholeToken},
                      CleanCase{"WholeHeader", "\"authorization: bearer " + wholeToken + "\"", wholeToken},
                      CleanCase{"OtherSecret", "operator:p\"w", "operator:p\"w"},
                      CleanCase{"AWordOfItsOwn", "Bearer", "Bearer"},
                      CleanCase{"OAuthOverLines",
                                "{\n  \"client_id\": \"id\",\n  \"client_secret\": \"secret\",\n"
                                "  \"refresh_token\": \"na1-1111-2222-3333-beef\"\n}\n",
                                oauthJson},
                      CleanCase{"LongestOne", QByteArray(2000, 'x'), QByteArray(2000, 'x')}),
    [](const auto &test) { return test.param.name; });

struct RefuseCase {
    const char *name;
    QByteArray pasted;
    const char *says;
};

class RefuseTest : public ::testing::TestWithParam<RefuseCase>
{ };

TEST_P(RefuseTest, SaysWhatIsWrongWithoutRepeatingIt)
{
    QByteArray pasted = GetParam().pasted;
    const Result<Secret> cleaned = cleanedSecret(std::move(pasted));
    ASSERT_FALSE(cleaned);
    EXPECT_EQ(cleaned.error().kind, Error::Kind::Rejected);
    EXPECT_TRUE(cleaned.error().detail.contains(QString::fromLatin1(GetParam().says)))
        << cleaned.error().detail.toStdString();
    EXPECT_FALSE(cleaned.error().detail.contains(u"2222")) << "a part of the secret";
}

INSTANTIATE_TEST_SUITE_P(
    Pasted, RefuseTest,
    ::testing::Values(
        RefuseCase{"Nothing", "", "nothing was given"}, RefuseCase{"OnlyQuotes", " \"\" \n", "nothing was given"},
        RefuseCase{"InnerSpace", "pat-na1-11111111 2222-3333-4444-55555555c0de", "character 17: white space"},
        RefuseCase{"TwoLines", wholeToken + "\n" + wholeToken, "character 45: white space or a control"},
        RefuseCase{"ControlCharacter", QByteArray("abc\0def", 7), "character 4:"},
        RefuseCase{"TooLong", QByteArray(2001, 'x'), "2001 bytes are more than the 2000"},
        RefuseCase{"LostItsEnd", wholeToken.chopped(1), "lost its end: it has 43 characters"},
        RefuseCase{"HardlyBegun", "pat-", "lost its end: it has 4 characters"},
        RefuseCase{"NoRegion", "pat-2222", "lost its end"},
        RefuseCase{"OneTooMany", wholeToken + "2", "1 characters too many"},
        RefuseCase{"NoHexDigits", "pat-na1-zzzzzzzz-2222-3333-4444-55555555c0de", "five groups of hex digits"},
        RefuseCase{"Masked", "pat-na1-\xE2\x80\xA2\xE2\x80\xA2\xE2\x80\xA2-2222", "masked form"},
        RefuseCase{"MaskedWithStars", "pat-na1-****-2222", "masked form"}),
    [](const auto &test) { return test.param.name; });

TEST(CleanedSecretTest, TakesThePastedBytesAway)
{
    QByteArray pasted = wholeToken + "\n";
    ASSERT_TRUE(cleanedSecret(std::move(pasted)));
    EXPECT_TRUE(pasted.isEmpty());
}

} // namespace

} // namespace hubwatch::testing
