#include "workspace/workspace_watch.h"

#include "support/manual_clock.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using namespace std::chrono_literals;

class WorkspaceWatchTest : public ::testing::Test
{
protected:
    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    /// The system's word arrives in its own time; ours is moved by hand.
    bool noticed()
    {
        const bool waits = QTest::qWaitFor([this] { return clock.waiting() > 0; }, 5000);
        QTest::qWait(20);
        return waits;
    }

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("hubwatch.toml"));
    testing::ManualClock clock;
};

TEST_F(WorkspaceWatchTest, TellsOfAChangeOnceThingsAreQuiet)
{
    write(path, "version = 1\n");
    WorkspaceWatch watch(path, clock);
    const QSignalSpy changed(&watch, &WorkspaceWatch::changed);
    write(path, "version = 1 #\n");
    ASSERT_TRUE(noticed());
    clock.advance(WorkspaceWatch::quietTime - 1ms);
    EXPECT_EQ(changed.count(), 0);
    clock.advance(1ms);
    EXPECT_EQ(changed.count(), 1);
}

TEST_F(WorkspaceWatchTest, FollowsAnEditorThatReplacesTheFile)
{
    write(path, "version = 1\n");
    WorkspaceWatch watch(path, clock);
    const QSignalSpy changed(&watch, &WorkspaceWatch::changed);
    for (int i = 1; i <= 3; ++i) {
        const QString fresh = folder.filePath(QStringLiteral("fresh"));
        write(fresh, "version = 1 # " + QByteArray::number(i));
        QFile::remove(path);
        ASSERT_TRUE(QFile::rename(fresh, path));
        ASSERT_TRUE(noticed());
        clock.advance(1s);
        EXPECT_EQ(changed.count(), i);
    }
}

TEST_F(WorkspaceWatchTest, SeesAFileAppearEvenInAFolderThatDoesNotExistYet)
{
    const QString later = folder.filePath(QStringLiteral("a/b/hubwatch.toml"));
    WorkspaceWatch watch(later, clock);
    const QSignalSpy changed(&watch, &WorkspaceWatch::changed);
    ASSERT_TRUE(QDir(folder.path()).mkpath(QStringLiteral("a/b")));
    ASSERT_TRUE(noticed());
    clock.advance(1s);
    EXPECT_EQ(changed.count(), 0);
    write(later, "version = 1\n");
    ASSERT_TRUE(noticed());
    clock.advance(1s);
    EXPECT_EQ(changed.count(), 1);
}

TEST_F(WorkspaceWatchTest, StaysSilentWhenTheBytesAreTheSame)
{
    write(path, "version = 1\n");
    WorkspaceWatch watch(path, clock);
    const QSignalSpy changed(&watch, &WorkspaceWatch::changed);
    write(path, "version = 1\n");
    ASSERT_TRUE(noticed());
    clock.advance(1s);
    EXPECT_EQ(changed.count(), 0);
}

TEST_F(WorkspaceWatchTest, TellsThatTheFileIsGone)
{
    write(path, "version = 1\n");
    WorkspaceWatch watch(path, clock);
    const QSignalSpy changed(&watch, &WorkspaceWatch::changed);
    ASSERT_TRUE(QFile::remove(path));
    ASSERT_TRUE(noticed());
    clock.advance(1s);
    EXPECT_EQ(changed.count(), 1);
}

} // namespace
} // namespace hubwatch
