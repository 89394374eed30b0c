#include "vault/credential_policy.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

TEST(CredentialPolicyTest, RefusesADotenvFileForProductionOnly)
{
    const CredentialRef dotenv{CredentialRef::Source::Dotenv, QStringLiteral(".env"), QStringLiteral("T")};
    const Result<void> refused = credentialAllowed(dotenv, {.production = true});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Error::Kind::Rejected);
    EXPECT_TRUE(refused.error().detail.startsWith(QStringLiteral("dotenv:.env#T: ")));
    EXPECT_TRUE(refused.error().detail.contains(QStringLiteral("hubwatchctl token set")));
    EXPECT_TRUE(credentialAllowed(dotenv, {.production = false}));
    EXPECT_FALSE(credentialWarning(dotenv, {.production = false}).isEmpty());
}

TEST(CredentialPolicyTest, HasNothingToSayOfTheOtherSources)
{
    for (const char *text :
         {"keychain:p", "env:T", "command:op", "aws-sm:s", "gcp-sm:projects/p/secrets/s", "vault:s#t"}) {
        const CredentialRef ref = parseCredentialRef(QString::fromLatin1(text)).value_or(CredentialRef{});
        for (const bool production : {false, true}) {
            EXPECT_TRUE(credentialAllowed(ref, {production})) << text;
            EXPECT_TRUE(credentialWarning(ref, {production}).isEmpty()) << text;
        }
    }
}

} // namespace

} // namespace hubwatch::testing
