#include "workspace/value_checks.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct VerdictCase {
    const char *name;
    Complaint (*check)(const QString &);
    const char *text;
    bool good;
};

Complaint urlVerdict(const QString &text)
{
    return urlComplaint(text, QStringLiteral("https://x.test"));
}

Complaint apiVerdict(const QString &text)
{
    return apiComplaint(QUrl(text), {QStringLiteral("proxy.test")});
}

class ValueChecksTest : public ::testing::TestWithParam<VerdictCase>
{ };

TEST_P(ValueChecksTest, JudgesTheValue)
{
    const Complaint complaint = GetParam().check(QString::fromUtf8(GetParam().text));
    EXPECT_EQ(!complaint, GetParam().good) << complaint.value_or(QString()).toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Values, ValueChecksTest,
    ::testing::Values(VerdictCase{"Keychain", credentialComplaint, "keychain:prod", true},
                      VerdictCase{"KeychainEmpty", credentialComplaint, "keychain:", false},
                      VerdictCase{"Environment", credentialComplaint, "env:HUBSPOT_TOKEN", true},
                      VerdictCase{"EnvironmentDigitFirst", credentialComplaint, "env:1TOKEN", false},
                      VerdictCase{"Dotenv", credentialComplaint, "dotenv:/etc/app/.env#TOKEN", true},
                      VerdictCase{"Command", credentialComplaint, "command:pass show hubspot", true},
                      VerdictCase{"Aws", credentialComplaint, "aws-sm:prod/hubspot#token", true},
                      VerdictCase{"AwsByNumber", credentialComplaint,
                                  "aws-sm:arn:aws:secretsmanager:eu-west-1:1:secret:a-AbCdEf", true},
                      VerdictCase{"Gcp", credentialComplaint, "gcp-sm:projects/p/secrets/s", true},
                      VerdictCase{"GcpShort", credentialComplaint, "gcp-sm:s", false},
                      VerdictCase{"Vault", credentialComplaint, "vault:secret/data/hubspot#token", true},
                      VerdictCase{"VaultWithoutKey", credentialComplaint, "vault:secret/data/hubspot", false},
                      VerdictCase{"KindInCapitals", credentialComplaint, "Keychain:prod", false},
                      VerdictCase{"NameWide", nameComplaint, "連絡先 同期", true},
                      VerdictCase{"NameWithNewline", nameComplaint, "a\nb", false},
                      VerdictCase{"NameWithSpaceBehind", nameComplaint, "a ", false},
                      VerdictCase{"Path", pathComplaint, "/a/b?c=d", true},
                      VerdictCase{"PathNone", pathComplaint, "", true},
                      VerdictCase{"PathIsUrl", pathComplaint, "http://x/metrics", false},
                      VerdictCase{"PathOfAnotherHost", pathComplaint, "//evil.test/metrics", false},
                      VerdictCase{"PathWithSpace", pathComplaint, "/a b", false},
                      VerdictCase{"Burst", burstComplaint, "190/10s", true},
                      VerdictCase{"BurstZero", burstComplaint, "0/10s", false},
                      VerdictCase{"BurstTooQuick", burstComplaint, "10/100ms", false},
                      VerdictCase{"BurstTooMany", burstComplaint, "5000/10s", false},
                      VerdictCase{"UrlV6", urlVerdict, "http://[::1]:3000", true},
                      VerdictCase{"UrlPortZero", urlVerdict, "http://x.test:0", false},
                      VerdictCase{"UrlWithoutHost", urlVerdict, "http:///metrics", false},
                      VerdictCase{"UrlWithUser", urlVerdict, "http://user@x.test", false},
                      VerdictCase{"UrlSpace", urlVerdict, "http://x test", false},
                      VerdictCase{"ApiEurope", apiVerdict, "https://api-eu1.hubapi.com", true},
                      VerdictCase{"ApiTrusted", apiVerdict, "https://proxy.test", true},
                      VerdictCase{"ApiTrustedButPlain", apiVerdict, "http://proxy.test", false},
                      VerdictCase{"ApiLoopback", apiVerdict, "http://127.0.0.1:8080", true},
                      VerdictCase{"ApiLoopbackV6", apiVerdict, "http://[::1]:8080", true},
                      VerdictCase{"ApiLooksLikeLoopback", apiVerdict, "http://localhost.evil.test", false},
                      VerdictCase{"ApiLooksLikeHubSpot", apiVerdict, "https://evilhubapi.com", false}),
    [](const auto &test) { return test.param.name; });

TEST(ValueChecks, ShowOnlyWhatCanBeNoSecret)
{
    EXPECT_EQ(shown(QStringLiteral("5 minutes")), QStringLiteral("\"5 minutes\""));
    EXPECT_EQ(shown(QStringLiteral("a\nb\x1b[0m")), QStringLiteral("\"a b [0m\""));
    EXPECT_EQ(shown(QString(61, u'x')), u'"' + QString(60, u'x') + QStringLiteral("...\""));
    for (const char *secret : {"pat-eu1-x", "xoxb-12", "01234567-89ab-cdef-0123-456789abcdef", "-----BEGIN KEY-----"})
        EXPECT_FALSE(shown(QString::fromLatin1(secret)).contains(QString::fromLatin1(secret))) << secret;
}

TEST(ValueChecks, ReadAndWriteSizes)
{
    EXPECT_EQ(parseSize(u"2GB"), 2'000'000'000);
    EXPECT_EQ(parseSize(u"1.5GB"), 1'500'000'000);
    EXPECT_EQ(parseSize(u"2GiB"), 2'147'483'648);
    for (const char *wrong : {"", "2", "GB", "2 GB", "-2GB", "2gb", "999999999999TB"})
        EXPECT_EQ(parseSize(QString::fromLatin1(wrong)), std::nullopt) << wrong;
    for (const qint64 bytes : {1LL, 1'500'000'000LL, 2'147'483'648LL, 12'345'678LL})
        EXPECT_EQ(parseSize(sizeText(bytes)), bytes) << sizeText(bytes).toStdString();
    EXPECT_EQ(sizeText(2'000'000'000), QStringLiteral("2GB"));
}

TEST(ValueChecks, GuessOnlyWhatIsNear)
{
    const QStringList valid{QStringLiteral("interval"), QStringLiteral("readiness_interval"), QStringLiteral("url")};
    EXPECT_EQ(nearest(QStringLiteral("Interval"), valid), QStringLiteral("interval"));
    EXPECT_EQ(nearest(QStringLiteral("readiness-interval"), valid), QStringLiteral("readiness_interval"));
    EXPECT_EQ(nearest(QStringLiteral("uri"), valid), QStringLiteral("url"));
    EXPECT_EQ(nearest(QStringLiteral("colour"), valid), std::nullopt);
    EXPECT_EQ(nearest(QStringLiteral("x"), valid), std::nullopt);
}

} // namespace
} // namespace hubwatch
