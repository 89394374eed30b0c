#include "checklist/probes/signature_attempts.h"

#include "support/printers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <gtest/gtest.h>
#include <set>

namespace hubwatch {
namespace {

using Hope = SignatureAttempt::Hope;

class SignatureAttemptsTest : public ::testing::TestWithParam<SignatureVersion>
{
protected:
    SigningGround ground{.uri = "https://hooks.example.test/hubspot?to=%2Fcrm",
                         .secret = Secret::copyOf("hush"),
                         .portal = 62515,
                         .now = TimePoint(1'790'000'000'000ms)};
    std::vector<SignatureAttempt> attempts = signatureAttempts(GetParam(), ground);
};

TEST_P(SignatureAttemptsTest, AreRightWhereAcceptanceIsHopedForAndWrongElsewhere)
{
    for (const SignatureAttempt &attempt : attempts) {
        const bool isRight = isSignedWebhook(GetParam(), ground.secret.reveal(),
                                             {.uri = ground.uri, .body = attempt.body}, attempt.headers, ground.now);
        EXPECT_EQ(isRight, attempt.hope != Hope::Refused) << attempt.name.toStdString();
    }
}

TEST_P(SignatureAttemptsTest, CarryEventsOfTheirOwnWithThePortal)
{
    std::set<qint64> objects;
    for (const SignatureAttempt &attempt : attempts) {
        const QJsonDocument json = QJsonDocument::fromJson(attempt.body);
        ASSERT_EQ(json.array().size(), 1) << attempt.body.toStdString();
        EXPECT_EQ(json[0][QStringLiteral("portalId")].toInteger(), 62515);
        objects.insert(json[0][QStringLiteral("objectId")].toInteger());
    }
    EXPECT_EQ(objects.size(), attempts.size() - 1) << "the last one is the first again";
    EXPECT_EQ(attempts.back().body, attempts.front().body);
    EXPECT_EQ(attempts.back().headers, attempts.front().headers);
}

TEST_P(SignatureAttemptsTest, NeverCarryTheSecret)
{
    for (const SignatureAttempt &attempt : attempts) {
        EXPECT_FALSE(attempt.body.contains("hush"));
        for (const HttpHeader &header : attempt.headers)
            EXPECT_FALSE(header.value.contains("hush"));
    }
}

TEST_P(SignatureAttemptsTest, TryOnlyWhatTheVersionCovers)
{
    const auto has = [&](const QString &name) {
        return std::ranges::any_of(attempts, [&](const SignatureAttempt &one) { return one.name.endsWith(name); });
    };
    EXPECT_EQ(has(QStringLiteral(": signed for another URI")), GetParam() != SignatureVersion::V1);
    EXPECT_EQ(has(QStringLiteral(": six minutes old")), GetParam() == SignatureVersion::V3);
    EXPECT_TRUE(has(QStringLiteral(": no signature")));
}

INSTANTIATE_TEST_SUITE_P(Versions, SignatureAttemptsTest,
                         ::testing::Values(SignatureVersion::V1, SignatureVersion::V2, SignatureVersion::V3),
                         [](const auto &test) { return signatureVersionName(test.param).toUpper().toStdString(); });

TEST(SignedUriTest, IsEscapedAndWithoutWhatIsNotSent)
{
    EXPECT_EQ(signedUriOf(QUrl(QStringLiteral("https://me:pw@h.test/a b?x=%2F&y=ü#end"))),
              QByteArray("https://h.test/a%20b?x=%2F&y=%C3%BC"));
}

} // namespace
} // namespace hubwatch
