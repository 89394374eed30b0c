#include "notify/keeper.h"

#include "notify_fixture.h"
#include "support/full_disk.h"

#ifdef Q_OS_UNIX
#include <optional>
#endif

namespace hubwatch {
namespace {

using namespace testing;

const QString ops = QStringLiteral("ops");

class KeeperTest : public ::testing::Test
{
protected:
    QTemporaryDir folder = {};
    ManualClock clock = ManualClock();
};

#ifdef Q_OS_UNIX
TEST_F(KeeperTest, KeepsInMemoryWhatAFullDiskDoesNotTakeAndStoresItLater)
{
    Keeper keeper(folder.path(), clock);
    std::map<qint64, qint64> renumbered;
    keeper.saved = [&renumbered](const std::map<qint64, qint64> &ids) { renumbered = ids; };
    std::optional<testing::FullDisk> full(std::in_place);
    std::vector<Notice> notices;
    for (int i = 0; i < 200; ++i)
        notices.push_back(noticeTo(ops, QStringLiteral("key-%1").arg(i)));
    keeper.put(notices, {{QStringLiteral("group/ops/a"), "state"}});
    EXPECT_LT(notices.front().id, 0);
    EXPECT_TRUE(keeper.fault().contains(QStringLiteral("disk is neither full nor failing")))
        << keeper.fault().toStdString();
    keeper.flush();
    EXPECT_FALSE(keeper.fault().isEmpty());

    // One of them is told meanwhile; the ledger has it as soon as it can.
    const LedgerEntry attempt = keeper.begin(notices.front());
    EXPECT_EQ(keeper.finish(attempt, {.outcome = Delivery::Outcome::Done, .status = 200}, {}).result,
              LedgerEntry::Result::Delivered);

    full.reset();
    keeper.flush();
    EXPECT_EQ(keeper.fault(), QString());
    EXPECT_EQ(renumbered.size(), 199u);
    EXPECT_EQ(keeper.outbox().waiting(ops)->size(), 199u);
    EXPECT_EQ(keeper.outbox().waiting(ops)->front().notice.key, QStringLiteral("key-1"));
    EXPECT_EQ(keeper.outbox().get(QStringLiteral("group/ops/a")), QByteArray("state"));
    const LedgerAnswer told = *keeper.outbox().search({.result = LedgerEntry::Result::Delivered});
    ASSERT_EQ(told.entries.size(), 1u);
    EXPECT_EQ(told.entries[0].key, QStringLiteral("key-0"));
}

#endif

TEST_F(KeeperTest, WorksInMemoryAndSaysSoWhereAnotherProgramHasTheFile)
{
    Keeper first(folder.path(), clock);
    Keeper second(folder.path(), clock);
    EXPECT_EQ(first.fault(), QString());
    EXPECT_TRUE(second.fault().contains(QStringLiteral("is locked by another program")))
        << second.fault().toStdString();
    std::vector<Notice> notices{noticeTo(ops, QStringLiteral("a"))};
    second.put(notices, {});
    EXPECT_GT(notices[0].id, 0);
    second.flush();
    EXPECT_FALSE(second.fault().isEmpty()) << "it is still not kept";
    EXPECT_EQ(second.outbox().waiting(ops)->size(), 1u);
    EXPECT_EQ(first.outbox().waiting(ops)->size(), 0u);
}

} // namespace
} // namespace hubwatch
