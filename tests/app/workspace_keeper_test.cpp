#include "app/engine/workspace_keeper.h"

#include "support/manual_clock.h"
#include "support/printers.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const QByteArray goodText = "version = 1\n\n[[services]]\nname = \"sync\"\nurl = \"http://127.0.0.1:3000\"\n";

class WorkspaceKeeperTest : public ::testing::Test
{
protected:
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("hubwatch.toml"));
    testing::ManualClock clock;

    void write(const QByteArray &text)
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QFile::WriteOnly));
        file.write(text);
    }
    void wait()
    {
        for (int i = 0; i < 100; ++i) {
            clock.advance(100ms);
            QCoreApplication::processEvents();
        }
    }
};

TEST_F(WorkspaceKeeperTest, TakesTheFileIntoForceAndFollowsIt)
{
    write(goodText);
    WorkspaceKeeper keeper(path, clock);
    keeper.load();
    ASSERT_EQ(keeper.workspace().services.size(), 1U);
    EXPECT_TRUE(keeper.known());
    write(goodText + "interval = \"5s\"\n");
    wait();
    EXPECT_EQ(keeper.workspace().services[0].interval, 5s);
}

TEST_F(WorkspaceKeeperTest, KeepsTheLastGoodOneInForceWhileTheFileIsWrong)
{
    write(goodText);
    WorkspaceKeeper keeper(path, clock);
    keeper.load();
    QSignalSpy changed(&keeper, &WorkspaceKeeper::changed);
    write(goodText + "interval = \"soon\"\n");
    wait();
    EXPECT_EQ(changed.count(), 1);
    ASSERT_EQ(keeper.problems().size(), 1U);
    EXPECT_EQ(keeper.problems()[0].line, 6);
    EXPECT_EQ(keeper.workspace().services.size(), 1U);
    write(goodText);
    wait();
    EXPECT_TRUE(keeper.problems().empty());
}

TEST_F(WorkspaceKeeperTest, AVanishedFileIsAMistakeAndNoWishToWatchNothing)
{
    write(goodText);
    WorkspaceKeeper keeper(path, clock);
    keeper.load();
    QFile::remove(path);
    wait();
    EXPECT_TRUE(keeper.missing());
    EXPECT_EQ(keeper.problems().size(), 1U);
    EXPECT_EQ(keeper.workspace().services.size(), 1U);
    write(goodText);
    wait();
    EXPECT_FALSE(keeper.missing());
    EXPECT_TRUE(keeper.problems().empty());
}

TEST_F(WorkspaceKeeperTest, NoFileAtTheStartIsTheFirstRun)
{
    WorkspaceKeeper keeper(path, clock);
    keeper.load();
    EXPECT_TRUE(keeper.missing());
    EXPECT_FALSE(keeper.known());
    EXPECT_TRUE(keeper.problems().empty());
}

TEST_F(WorkspaceKeeperTest, AWrongFileAtTheStartLeavesNothingKnown)
{
    write("version = 1\nservices = 3\n");
    WorkspaceKeeper keeper(path, clock);
    keeper.load();
    EXPECT_FALSE(keeper.known());
    EXPECT_FALSE(keeper.problems().empty());
}

TEST_F(WorkspaceKeeperTest, SavesAndTakesIntoForce)
{
    WorkspaceKeeper keeper(path, clock);
    keeper.load();
    Workspace workspace;
    workspace.services.push_back({.name = QStringLiteral("new"), .url = QUrl(QStringLiteral("http://127.0.0.1:3000"))});
    ASSERT_TRUE(keeper.save(workspace));
    EXPECT_EQ(keeper.workspace().services, workspace.services);
    EXPECT_TRUE(keeper.known());
}

} // namespace
} // namespace hubwatch
