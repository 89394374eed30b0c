// Batch jobs after trouble: damaged files, a full disk, a program that ended.
#include "batch/job_folder.h"
#include "batch_bench.h"
#include "support/full_disk.h"
#include "support/printers.h"

namespace hubwatch::testing {

namespace {

using Phase = JobState::Phase;

TEST(BatchTrouble, ALostSummaryIsMadeAnewFromTheJournal)
{
    BatchBench bench(80);
    const QString id = bench.plan(cityUpdate(), cityFile(bench, "Gifu"));
    ASSERT_FALSE(id.isEmpty()) << bench.planned->problem.toStdString();
    RunOrder order = confirmed(id);
    order.firstRows = 50;
    bench.work->run(order);
    ASSERT_TRUE(bench.reaches(id, Phase::Asking)) << bench.outcome->words.toStdString();
    bench.cutOff();
    const JobFolder folder(bench.folder.path());
    QFile summary(folder.pathOf(id) + QStringLiteral("/job.json"));
    ASSERT_TRUE(summary.open(QIODevice::WriteOnly)); // it is empty now
    summary.close();
    ASSERT_FALSE(folder.job(id)->problem.isEmpty());
    bench.begin();
    EXPECT_EQ(bench.job(id).problem, QString());
    EXPECT_EQ(bench.job(id).progress.state.phase, Phase::Asking);
    EXPECT_EQ(bench.job(id).progress.piles.done, 50);
    EXPECT_EQ(folder.job(id)->plan.rows, bench.job(id).plan.rows);
}

TEST(BatchTrouble, AJobWhoseJournalWasMendedGoesOnAllTheSame)
{
    BatchBench bench(600);
    bench.control("latency", {{QStringLiteral("fromMs"), 40}, {QStringLiteral("toMs"), 80}});
    const QString id = bench.plan(cityUpdate(), cityFile(bench, "Nara"));
    ASSERT_FALSE(id.isEmpty()) << bench.planned->problem.toStdString();
    bench.work->run(confirmed(id));
    ASSERT_TRUE(QTest::qWaitFor([&] { return bench.job(id).progress.piles.done >= 100; }, 30'000));
    bench.cutOff();
    const JobFolder folder(bench.folder.path());
    JobRecord known = *folder.job(id);
    known.state.phase = Phase::Running;
    known.notice = QStringLiteral("journal.db was damaged; kept 200 rows");
    ASSERT_TRUE(folder.note(known));
    bench.begin();
    ASSERT_TRUE(bench.reaches(id, Phase::Finished));
    EXPECT_EQ(bench.job(id).notice, known.notice);
    EXPECT_EQ(bench.job(id).problem, QString());
}

TEST(BatchTrouble, CancellingReadsBackWhatWasSent)
{
    BatchBench bench(300);
    bench.control("latency", {{QStringLiteral("fromMs"), 300}, {QStringLiteral("toMs"), 400}});
    const QString id = bench.plan(cityUpdate(), cityFile(bench, "Naha"));
    ASSERT_FALSE(id.isEmpty()) << bench.planned->problem.toStdString();
    bench.work->run(confirmed(id));
    ASSERT_TRUE(QTest::qWaitFor([&] { return bench.job(id).progress.inFlight > 0; }, 30'000));
    bench.cutOff();
    const JobFolder folder(bench.folder.path());
    {
        const Result<Journal::Opened> opened = Journal::open(folder.journalOf(id));
        ASSERT_TRUE(opened);
        ASSERT_FALSE(opened->journal->openRequests()->empty());
        JobRecord known = *folder.job(id);
        known.state = *opened->journal->state();
        known.state.phase = Phase::Paused;
        ASSERT_TRUE(opened->journal->setState(known.state));
        ASSERT_TRUE(folder.note(known));
    }
    bench.begin();
    bench.work->cancel(id);
    ASSERT_TRUE(bench.outcome->good) << bench.outcome->words.toStdString();
    ASSERT_TRUE(bench.reaches(id, Phase::Cancelled));
    EXPECT_EQ(bench.job(id).progress.piles.unknown, 0);
    EXPECT_EQ(bench.job(id).progress.piles.all(), bench.job(id).plan.rows);
    const JobPiles piles = bench.job(id).progress.piles;
    bench.work->decide(id, Pile::Done);
    EXPECT_EQ(bench.job(id).progress.state.phase, Phase::Cancelled) << "it has ended, and stays so";
    EXPECT_EQ(bench.job(id).progress.piles, piles);
}

#ifdef Q_OS_UNIX
TEST(BatchTrouble, AFullDiskThatPassesIsForgotten)
{
    BatchBench bench(5);
    const QString id = bench.plan(cityUpdate(), cityFile(bench, "Ise"));
    ASSERT_FALSE(id.isEmpty()) << bench.planned->problem.toStdString();
    bench.work->pin(id, false); // its files are open from now on
    {
        const FullDisk full;
        bench.work->pin(id, true);
    }
    EXPECT_NE(bench.work->state().fault, QString());
    EXPECT_FALSE(bench.plan(cityUpdate(), cityFile(bench, "Ito")).isEmpty()) << bench.planned->problem.toStdString();
    EXPECT_EQ(bench.work->state().fault, QString());
}
#endif

} // namespace

} // namespace hubwatch::testing
