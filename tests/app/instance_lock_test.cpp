#include "app/instance_lock.h"

#include "support/printers.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(InstanceLock, IsHeldOnce)
{
    const QTemporaryDir folder;
    const auto first = InstanceLock::take(folder.path(), InstanceLock::Face::Window);
    ASSERT_TRUE(first.has_value()) << first.error().detail.toStdString();
    const auto second = InstanceLock::take(folder.path(), InstanceLock::Face::Window);
    ASSERT_FALSE(second.has_value());
    EXPECT_EQ(second.error().kind, Error::Kind::Storage);
    EXPECT_TRUE(second.error().detail.contains(QStringLiteral("another Hubwatch")))
        << second.error().detail.toStdString();
}

TEST(InstanceLock, IsFreeAgainWhenItsHolderEnds)
{
    const QTemporaryDir folder;
    InstanceLock::take(folder.path(), InstanceLock::Face::Window).value().reset();
    EXPECT_TRUE(InstanceLock::take(folder.path(), InstanceLock::Face::Window).has_value());
}

TEST(InstanceLock, HandsOverToTheFirst)
{
    const QTemporaryDir folder;
    const auto first = InstanceLock::take(folder.path(), InstanceLock::Face::Window);
    ASSERT_TRUE(first.has_value());
    QSignalSpy again(first->get(), &InstanceLock::startedAgain);
    // The second instance is another program: it waits without running this one's event loop.
    bool heard = false;
    const std::unique_ptr<QThread> second(QThread::create([&] { heard = InstanceLock::handOver(folder.path()); }));
    second->start();
    ASSERT_TRUE(QTest::qWaitFor([&] { return second->isFinished(); }, 5000));
    EXPECT_TRUE(heard);
    EXPECT_EQ(again.count(), 1);
}

TEST(InstanceLock, LeavesAHeadlessHolderAlone)
{
    const QTemporaryDir folder;
    const auto watch = InstanceLock::take(folder.path(), InstanceLock::Face::Headless);
    ASSERT_TRUE(watch.has_value());
    EXPECT_FALSE(InstanceLock::handOver(folder.path())) << "there is no window to bring to the front";
    EXPECT_FALSE(InstanceLock::take(folder.path(), InstanceLock::Face::Window).has_value());
}

TEST(InstanceLock, HasNobodyToHandOverTo)
{
    const QTemporaryDir folder;
    EXPECT_FALSE(InstanceLock::handOver(folder.path()));
}

TEST(InstanceLock, SaysThatTheFolderCannotBeMade)
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("file"));
    ASSERT_TRUE(QFile(file).open(QFile::WriteOnly));
    const auto lock = InstanceLock::take(file + QStringLiteral("/below"), InstanceLock::Face::Window);
    ASSERT_FALSE(lock.has_value());
    EXPECT_TRUE(lock.error().detail.contains(QStringLiteral("cannot be made"))) << lock.error().detail.toStdString();
}

} // namespace
} // namespace hubwatch
