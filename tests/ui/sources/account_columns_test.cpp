#include "support/canned_accounts.h"
#include "support/printers.h"
#include "ui/sources/account_card.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

const AccountFact &factOf(const AccountColumn &column, const char *label)
{
    return *std::ranges::find(column.facts, QString::fromLatin1(label), &AccountFact::label);
}

} // namespace

TEST(AccountColumnsTest, SayWhatTheCallsCostAndWhichPathsEnd)
{
    const TimePoint now = testing::cannedNow();
    AccountState account = testing::cannedAccount(QStringLiteral("prod"), now);
    account.cost = {.callsToday = 1, .callsPerDay = 720, .budget = 1000};
    EXPECT_EQ(factOf(accountColumns(account, now)[2], "today").value.word, QStringLiteral("1 call of ours"));
    account.cost.callsToday = 37;
    EXPECT_FALSE(factOf(accountColumns(account, now)[2], "today").marked);
    account.cost.legacyCalls = 2;
    const AccountFact today = factOf(accountColumns(account, now)[2], "today");
    EXPECT_EQ(today.value, (MarkedWord{Mark::Warn, QStringLiteral("37 calls of ours, 2 to retiring paths")}));
    EXPECT_FALSE(today.hover.isEmpty());
    account.cost.slowed = true;
    EXPECT_EQ(factOf(accountColumns(account, now)[2], "cost").value.mark, Mark::Warn);
}

TEST(AccountColumnsTest, AreNotGreenAboutATokenThatIsRefused)
{
    const TimePoint now = testing::cannedNow();
    AccountState account = testing::cannedAccount(QStringLiteral("prod"), now);
    ASSERT_EQ(factOf(accountColumns(account, now)[0], "scopes").value.mark, Mark::Good);
    account.token = TokenState::Refused;
    EXPECT_EQ(factOf(accountColumns(account, now)[0], "scopes").value.mark, Mark::None);
}

} // namespace hubwatch::ui
