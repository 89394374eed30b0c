#include "vault/credential_ref.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

using Source = CredentialRef::Source;

struct Case {
    const char *name;
    const char *text;
    CredentialRef expected;
};

class CredentialRefForms : public ::testing::TestWithParam<Case>
{ };

TEST_P(CredentialRefForms, IsReadAndWrittenBack)
{
    const QString text = QString::fromLatin1(GetParam().text);
    EXPECT_EQ(parseCredentialRef(text), GetParam().expected);
    EXPECT_EQ(credentialRefText(GetParam().expected), text);
}

QString place(const char *text)
{
    return QString::fromLatin1(text);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, CredentialRefForms,
    ::testing::Values(
        Case{"Keychain", "keychain:prod", {Source::Keychain, place("prod"), {}}},
        Case{"Environment", "env:HUBSPOT_TOKEN", {Source::Environment, place("HUBSPOT_TOKEN"), {}}},
        Case{"Dotenv",
             "dotenv:../app/.env#HUBSPOT_TOKEN",
             {Source::Dotenv, place("../app/.env"), place("HUBSPOT_TOKEN")}},
        Case{"DotenvInAFolderWithAHash", "dotenv:/c#/.env#T", {Source::Dotenv, place("/c#/.env"), place("T")}},
        Case{"Command", "command:op read op://x#y", {Source::Command, place("op read op://x#y"), {}}},
        Case{"Aws", "aws-sm:prod/hubspot#TOKEN", {Source::AwsSecretsManager, place("prod/hubspot"), place("TOKEN")}},
        Case{"AwsWhole", "aws-sm:prod/hubspot", {Source::AwsSecretsManager, place("prod/hubspot"), {}}},
        Case{"Gcp", "gcp-sm:projects/p/secrets/s", {Source::GcpSecretManager, place("projects/p/secrets/s"), {}}},
        Case{"Vault",
             "vault:secret/data/hubspot#token",
             {Source::HashiCorpVault, place("secret/data/hubspot"), place("token")}}),
    [](const auto &test) { return test.param.name; });

TEST(CredentialRefTest, RefusesWhatNamesNothing)
{
    for (const char *text :
         {"", "prod", "keychain:", "dotenv:.env", "dotenv:.env#", "vault:secret/data/x", "aws-sm:#k"})
        EXPECT_FALSE(parseCredentialRef(QString::fromLatin1(text))) << text;
}

} // namespace

} // namespace hubwatch::testing
