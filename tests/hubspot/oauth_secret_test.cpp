#include "hubspot/oauth_secret.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(OAuthSecretTest, ComesBackFromTheVaultAsItWas)
{
    const OAuthSecret secret{.clientId = QStringLiteral("client-1"),
                             .clientSecret = Secret::copyOf("with \"quotes\" and \\"),
                             .refreshToken = Secret::copyOf("na1-refresh")};
    const auto read = parseOAuthSecret(printOAuthSecret(secret));
    ASSERT_TRUE(read);
    EXPECT_TRUE(*read == secret);
}

TEST(OAuthSecretTest, IsToldFromOtherSecrets)
{
    EXPECT_TRUE(looksLikeOAuth(Secret::copyOf(R"({"client_id":"c"})")));
    EXPECT_FALSE(looksLikeOAuth(Secret::copyOf(R"({"HUBSPOT_ACCESS_TOKEN":"pat-na1-x"})")));
    EXPECT_FALSE(looksLikeOAuth(Secret::copyOf("pat-na1-x")));
    EXPECT_FALSE(looksLikeOAuth(Secret()));
}

struct BrokenCase {
    const char *name;
    const char *json;
    const char *says;
};

class BrokenOAuthSecretTest : public ::testing::TestWithParam<BrokenCase>
{ };

TEST_P(BrokenOAuthSecretTest, SaysWhatIsMissingAndShowsNoneOfIt)
{
    const auto read = parseOAuthSecret(Secret::copyOf(GetParam().json));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, Error::Kind::Malformed);
    EXPECT_TRUE(read.error().detail.startsWith(QLatin1StringView(GetParam().says)))
        << read.error().detail.toStdString();
    EXPECT_FALSE(read.error().detail.contains(u"canary"));
}

INSTANTIATE_TEST_SUITE_P(
    Secrets, BrokenOAuthSecretTest,
    ::testing::Values(BrokenCase{"NotJson", "pat-na1-canary", "OAuth secret: byte 1: expected JSON with client_id"},
                      BrokenCase{"Cut", R"({"client_id":"c","client_secret":"canary)", "OAuth secret: byte "},
                      BrokenCase{"NoClient", R"({"client_secret":"canary"})", "OAuth secret: client_id: missing"},
                      BrokenCase{"NoClientSecret", R"({"client_id":"c","refresh_token":"canary"})",
                                 "OAuth secret: client_secret: missing"},
                      BrokenCase{"NotAuthorised", R"({"client_id":"c","client_secret":"canary"})",
                                 "OAuth secret: refresh_token: missing; authorise the app in the browser"}),
    [](const auto &test) { return test.param.name; });

} // namespace
} // namespace hubwatch
