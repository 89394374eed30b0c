#include "app/instance_lock.h"

#include "support/printers.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>
#include <thread>

namespace hubwatch {
namespace {

TEST(InstanceLock, KeepsTheFolderForOne)
{
    const QTemporaryDir folder;
    {
        const auto first = InstanceLock::take(folder.path());
        ASSERT_TRUE(first);
        const auto second = InstanceLock::take(folder.path());
        ASSERT_FALSE(second);
        EXPECT_EQ(second.error().kind, Error::Kind::Storage);
        EXPECT_TRUE(second.error().detail.contains(QLatin1String("another Hubwatch")));
    }
    EXPECT_TRUE(InstanceLock::take(folder.path()));
}

TEST(InstanceLock, HandsTheMessageToTheOneThatHoldsTheFolder)
{
    const QTemporaryDir folder;
    const auto first = InstanceLock::take(folder.path());
    ASSERT_TRUE(first);
    QSignalSpy messages(first->get(), &InstanceLock::handedOver);
    bool accepted = false;
    const QString spelledOtherwise = folder.path() + QStringLiteral("/../") + QDir(folder.path()).dirName();
    std::thread second([&] { accepted = InstanceLock::handOver(spelledOtherwise, QByteArray("show\n\0me", 8)); });
    EXPECT_TRUE(QTest::qWaitFor([&] { return messages.count() > 0; }, 3000));
    second.join();
    EXPECT_TRUE(accepted);
    ASSERT_EQ(messages.count(), 1);
    EXPECT_EQ(messages.front().front().toByteArray(), QByteArray("show\n\0me", 8));
}

TEST(InstanceLock, HasNobodyToHandOverTo)
{
    const QTemporaryDir folder;
    EXPECT_FALSE(InstanceLock::handOver(folder.path(), "show"));
}

TEST(InstanceLock, TakesOverFromAProcessThatDied)
{
    const QTemporaryDir folder;
    QFile left(folder.filePath(QStringLiteral("hubwatch.lock")));
    ASSERT_TRUE(left.open(QIODevice::WriteOnly));
    left.write("999999999\nhubwatch\n" + QSysInfo::machineHostName().toUtf8() + "\n" + QSysInfo::machineUniqueId()
               + "\n" + QSysInfo::bootUniqueId() + "\n");
    left.close();
    const auto lock = InstanceLock::take(folder.path());
    EXPECT_TRUE(lock) << lock.error().detail.toStdString();
}

} // namespace
} // namespace hubwatch
