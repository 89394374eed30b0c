#include "base/system_clock.h"
#include "job_run_fixture.h"
#include "sim/sim_hubspot.h"
#include "sim/sim_hubspot_record_control.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>
#include <iostream>
#include <random>

#ifdef Q_OS_UNIX
namespace hubwatch {
namespace {

constexpr int crashRows = 8'000;

class JobCrashTest : public ::testing::Test
{
protected:
    JobCrashTest()
    {
        EXPECT_TRUE(sim.listen(0));
        EXPECT_TRUE(sim.control(QStringLiteral("limits"), {{QStringLiteral("tenSecondly"), 100'000}}));
        EXPECT_TRUE(
            sim.control(QStringLiteral("latency"), {{QStringLiteral("fromMs"), 20}, {QStringLiteral("toMs"), 150}}));
        before = counted(QStringLiteral("live"));
    }
    /// Lets the child run so long, or to its end; whether it was killed.
    bool run(std::optional<Duration> life)
    {
        QProcess child;
        child.start(QStringLiteral(HUBWATCH_JOB_CRASH_CHILD),
                    {folder.filePath(QStringLiteral("journal.db")), sim.url().toString(), sim.token(),
                     QString::number(crashRows)});
        const bool ended
            = QTest::qWaitFor([&] { return child.state() == QProcess::NotRunning; }, int(life.value_or(5min).count()));
        if (!ended)
            child.kill();
        EXPECT_TRUE(QTest::qWaitFor([&] { return child.state() == QProcess::NotRunning; }, 60'000));
        exitCode = child.exitCode();
        return child.exitStatus() == QProcess::CrashExit;
    }
    std::int64_t counted(const QString &what)
    {
        SimState &state = const_cast<SimState &>(sim.state()); // reports forget what is old
        const auto told
            = recordReport(state, QStringLiteral("count"), QUrlQuery(QStringLiteral("type=contacts")), clock.now());
        EXPECT_TRUE(told);
        return told ? (*told)[what].toInteger() : -1;
    }

    SystemClock clock;
    SimHubSpot sim{clock, 7};
    QTemporaryDir folder;
    std::int64_t before = 0;
    int exitCode = 0;
};

TEST_F(JobCrashTest, KilledTwentyTimesItLosesAndDoublesNothing)
{
    std::mt19937 random(20'261'126);
    std::uniform_int_distribution<int> lives(30, 900);
    QElapsedTimer stopwatch;
    stopwatch.start();
    int kills = 0;
    for (int round = 0; round < 20; ++round) {
        if (!run(Duration(lives(random) + (round % 5 == 4 ? 2'500 : 0)))) { // so long that it reads back, too
            ASSERT_EQ(exitCode, 0) << "round " << round;
            break;
        }
        ++kills;
    }
    ASSERT_FALSE(run(std::nullopt));
    ASSERT_EQ(exitCode, 0);

    Result<Journal::Opened> opened = Journal::open(folder.filePath(QStringLiteral("journal.db")));
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->notice, QString());
    EXPECT_EQ(*opened->journal->piles(), (JobPiles{.done = crashRows}));
    EXPECT_TRUE(opened->journal->openRequests()->empty());
    EXPECT_EQ(counted(QStringLiteral("live")) - before, crashRows);
    EXPECT_EQ(counted(QStringLiteral("doubles")), 0);
    std::cout << kills << " kills, " << opened->journal->state()->calls << " calls for " << crashRows / 100
              << " chunks, " << stopwatch.elapsed() << " ms\n";
    EXPECT_GT(kills, 5);
}

} // namespace
} // namespace hubwatch
#endif
