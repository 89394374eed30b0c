#include "app/accounts/credential_list.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

Workspace workspace()
{
    Workspace workspace;
    workspace.accounts = {{.name = QStringLiteral("prod"), .credential = QStringLiteral("keychain:prod")},
                          {.name = QStringLiteral("test"), .credential = QStringLiteral("dotenv:.env#TOKEN")}};
    workspace.services = {{.name = QStringLiteral("sync"), .credential = QStringLiteral("keychain:basic")},
                          {.name = QStringLiteral("other"), .credential = QStringLiteral("keychain:basic")},
                          {.name = QStringLiteral("open")}};
    workspace.routes = {{.name = QStringLiteral("oncall"), .key = QStringLiteral("keychain:pagerduty")}};
    return workspace;
}

TEST(CredentialListTest, NamesEachReferenceOnceAndItsUsers)
{
    const auto list = credentialList(workspace(), {}, {});
    ASSERT_EQ(list.size(), 4u);
    EXPECT_EQ(list[0].record.reference, QStringLiteral("keychain:prod"));
    EXPECT_EQ(list[0].usedBy, QStringList{QStringLiteral("account prod")});
    EXPECT_EQ(list[2].usedBy, (QStringList{QStringLiteral("service sync"), QStringLiteral("service other")}));
    EXPECT_EQ(list[3].usedBy, QStringList{QStringLiteral("route oncall")});
}

TEST(CredentialListTest, WarnsOfPlaintext)
{
    const auto list = credentialList(workspace(), {}, {});
    EXPECT_FALSE(list[0].plaintext);
    EXPECT_TRUE(list[1].plaintext);
}

TEST(CredentialListTest, TakesWhatTheBookAndTheAccountsKnow)
{
    CredentialBook book;
    book.records = {{.reference = QStringLiteral("keychain:prod"), .portal = 7},
                    {.reference = QStringLiteral("keychain:left-over")}};
    const std::vector<AccountState> accounts{
        {.config = workspace().accounts[0], .token = TokenState::Refused, .tokenWords = QStringLiteral("no")}};
    const auto list = credentialList(workspace(), book, accounts);
    EXPECT_EQ(list[0].record.portal, 7);
    EXPECT_EQ(list[0].state, TokenState::Refused);
    EXPECT_EQ(list[0].words, QStringLiteral("no"));
    ASSERT_EQ(list.size(), 5u);
    EXPECT_EQ(list[4].record.reference, QStringLiteral("keychain:left-over"));
    EXPECT_TRUE(list[4].usedBy.isEmpty());
    EXPECT_EQ(list[4].state, TokenState::NotYet);
}

} // namespace

} // namespace hubwatch::testing
