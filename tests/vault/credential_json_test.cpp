#include "vault/credential_json.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

const TimePoint noon{1'795'000'000'123ms};

CredentialBook fullBook()
{
    return {.salt = "0123456789abcdef",
            .records
            = {{.reference = QStringLiteral("keychain:prod"),
                .kind = CredentialKind::ServiceKey,
                .fingerprint = {.shown = QStringLiteral("pat-na1-...c0de"), .hash = QStringLiteral("0123456789ab")},
                .portal = 9'007'199'254'740'991,
                .app = 7,
                .scopes = {QStringLiteral("oauth"), QStringLiteral("crm.import")},
                .scopesKnown = true,
                .region = QStringLiteral("na1"),
                .createdAt = noon,
                .verifiedAt = noon + 5min,
                .rotation = Rotation{.stage = Rotation::Stage::Switched,
                                     .nextName = QStringLiteral("prod.previous"),
                                     .fingerprint = {.shown = QStringLiteral("pat-na1-...beef"),
                                                     .hash = QStringLiteral("ba9876543210")},
                                     .since = noon - 80 * 24h,
                                     .startedAt = noon,
                                     .switchedAt = noon + 1h,
                                     .graceEndsAt = noon + 7 * 24h}},
               {.reference = QStringLiteral("env:HUBSPOT")},
               {.reference = QStringLiteral("keychain:box"), .scopesKnown = true}}};
}

TEST(CredentialJsonTest, ReadsBackWhatItWrites)
{
    const Result<CredentialBook> book = parseCredentialBook(credentialBookJson(fullBook()));
    ASSERT_TRUE(book) << book.error().detail.toStdString();
    EXPECT_EQ(*book, fullBook());
}

struct BrokenCase {
    const char *name;
    QByteArray from;
    QByteArray to;
    const char *says;
};

class BrokenBookTest : public ::testing::TestWithParam<BrokenCase>
{ };

TEST_P(BrokenBookTest, NamesThePlace)
{
    QByteArray json = credentialBookJson(fullBook());
    ASSERT_TRUE(json.contains(GetParam().from));
    json.replace(GetParam().from, GetParam().to);
    const Result<CredentialBook> book = parseCredentialBook(json);
    ASSERT_FALSE(book);
    EXPECT_EQ(book.error().kind, Error::Kind::Malformed);
    EXPECT_TRUE(book.error().detail.contains(QString::fromLatin1(GetParam().says)))
        << book.error().detail.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Defects, BrokenBookTest,
    ::testing::Values(BrokenCase{"NoJson", "\"salt\"", "salt", "byte "},
                      BrokenCase{"LaterVersion", "\"version\": 1", "\"version\": 2", "version: expected 1"},
                      BrokenCase{"NoSalt", "\"salt\"", "\"pepper\"", "salt: expected 32"},
                      BrokenCase{"NoList", "\"credentials\"", "\"secrets\"", "credentials: expected a list"},
                      BrokenCase{"NoReference", "\"reference\": \"env:HUBSPOT\"", "\"reference\": 3",
                                 "credentials[1].reference: expected a text"},
                      BrokenCase{"NoNumber", "\"app\": 7", "\"app\": \"7\"", "credentials[0].app: expected a number"},
                      BrokenCase{"NoTime", "\"verifiedAt\": \"2", "\"verifiedAt\": \"x2",
                                 "credentials[0].verifiedAt: expected a time"},
                      BrokenCase{"NoStage", "\"switched\"", "\"done\"",
                                 "credentials[0].rotation.stage: expected stored"}),
    [](const auto &test) { return test.param.name; });

} // namespace

} // namespace hubwatch::testing
