#include "app/engine/engine_console.h"

#include "support/fault_server.h"
#include "support/printers.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(EngineConsole, BringsSnapshotsFromTheEnginesThread)
{
    testing::FaultServer server;
    server.route(QStringLiteral("/metrics"), {.body = "hubspot_api_calls_total{status=\"success\"} 1\n"});
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("hubwatch.toml"));
    QFile file(path);
    ASSERT_TRUE(file.open(QFile::WriteOnly));
    file.write("version = 1\n[[services]]\nname = \"sync\"\nurl = \"" + server.url({}).toEncoded() + "\"\n");
    file.close();

    EngineConsole console;
    EXPECT_TRUE(console.snapshot()->loading);
    console.start({.workspacePath = path});
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            const SnapshotPtr now = console.snapshot();
            return !now->services.empty() && now->services[0].metrics.reach == EndpointState::Reach::Good;
        },
        10'000));
    EXPECT_FALSE(console.snapshot()->loading);
}

TEST(EngineConsole, TurnsBlindWhenTheEngineStallsAndSeesAgain)
{
    const QTemporaryDir folder;
    EngineConsole console;
    QSignalSpy blind(&console, &Console::blindChanged);
    console.start({.workspacePath = folder.filePath(QStringLiteral("none.toml"))});
    ASSERT_TRUE(QTest::qWaitFor([&] { return console.snapshot()->workspaceMissing; }, 5000));
    QMetaObject::invokeMethod(
        console.engineObject(), [] { QTest::qSleep(4500); }, Qt::QueuedConnection);
    ASSERT_TRUE(QTest::qWaitFor([&] { return blind.count() == 1; }, 4500));
    EXPECT_EQ(blind[0][0], true);
    ASSERT_TRUE(QTest::qWaitFor([&] { return blind.count() == 2; }, 4500));
    EXPECT_EQ(blind[1][0], false);
}

TEST(EngineConsole, AStallOfTheWindowDoesNotBlindIt)
{
    const QTemporaryDir folder;
    EngineConsole console;
    QSignalSpy blind(&console, &Console::blindChanged);
    console.start({.workspacePath = folder.filePath(QStringLiteral("none.toml"))});
    ASSERT_TRUE(QTest::qWaitFor([&] { return console.snapshot()->workspaceMissing; }, 5000));
    QTest::qSleep(4000);
    QTest::qWait(500);
    EXPECT_EQ(blind.count(), 0);
}

} // namespace
} // namespace hubwatch
