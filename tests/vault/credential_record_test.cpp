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

TEST(CredentialBookTest, ForgetsARecord)
{
    CredentialBook book{.records = {named("keychain:prod", 1), named("keychain:box", 2)}};
    book.remove(QStringLiteral("keychain:prod"));
    book.remove(QStringLiteral("keychain:prod"));
    EXPECT_EQ(book.records, std::vector{named("keychain:box", 2)});
}

} // namespace

} // namespace hubwatch::testing
