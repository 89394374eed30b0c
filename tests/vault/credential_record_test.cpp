#include "vault/credential_record.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

CredentialRecord named(const char *reference, std::int64_t portal)
{
    return {.reference = QString::fromLatin1(reference), .portal = portal};
}

TEST(CredentialBookTest, KeepsOneRecordForEachReferenceInTheirOrder)
{
    CredentialBook book;
    book.put(named("keychain:prod", 1));
    book.put(named("env:HUBSPOT", 2));
    book.put(named("keychain:prod", 3));
    EXPECT_EQ(book.records, (std::vector{named("keychain:prod", 3), named("env:HUBSPOT", 2)}));
    ASSERT_TRUE(book.find(QStringLiteral("keychain:prod")));
    EXPECT_EQ(book.find(QStringLiteral("keychain:prod"))->portal, 3);
    EXPECT_EQ(book.find(QStringLiteral("keychain:pro")), nullptr);
}

TEST(CredentialRecordTest, FindsOutAnewWhatBelongedToAnotherSecret)
{
    const TimePoint noon{1'795'000'000s};
    const Secret first = Secret::copyOf("pat-na1-11111111-2222-3333-4444-55555555c0de");
    const Secret second = Secret::copyOf("operator:secret");
    const QByteArray salt = "salt";
    CredentialRecord record = withSecret(named("keychain:prod", 7), first, salt, noon);
    EXPECT_EQ(record.kind, CredentialKind::PrivateAppToken);
    EXPECT_EQ(record.createdAt, noon);
    record.scopes = {QStringLiteral("crm.objects.contacts.read")};
    record.scopesKnown = true;
    EXPECT_EQ(withSecret(record, first, salt, noon + 1h), record);
    const CredentialRecord other = withSecret(record, second, salt, noon + 1h);
    EXPECT_EQ(other.fingerprint, fingerprintOf(second, salt));
    EXPECT_EQ(other.kind, CredentialKind::Basic);
    EXPECT_EQ(other.createdAt, noon + 1h);
    EXPECT_EQ(other.portal, 7);
    EXPECT_FALSE(other.scopesKnown);
    EXPECT_TRUE(other.scopes.isEmpty());
}

TEST(CredentialBookTest, ForgetsARecord)
{
    CredentialBook book{.records = {named("keychain:prod", 1), named("keychain:box", 2)}};
    book.remove(QStringLiteral("keychain:prod"));
    book.remove(QStringLiteral("keychain:prod"));
    EXPECT_EQ(book.records, std::vector{named("keychain:box", 2)});
}

} // namespace

} // namespace hubwatch::testing
