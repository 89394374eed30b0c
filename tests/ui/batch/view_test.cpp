// A job from its start on, driven as a person would.
#include "support/canned_batch.h"
#include "support/fake_console.h"
#include "support/printers.h"
#include "ui/batch/job_banner.h"
#include "ui/batch/job_view.h"
#include "ui/batch/pile_bar.h"
#include "ui/batch/results_card.h"
#include "ui/batch/rows_view.h"
#include "ui/batch/run_guard.h"
#include "ui/batch/step_link.h"
#include "ui/batch/wizard_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/rules/cell_table.h"

#include <QAction>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

class JobViewTest : public ::testing::Test
{
protected:
    void open(const BatchJob &job) { open(BatchState{.jobs = {job}}, job.plan.id); }
    void open(const BatchState &batch, const QString &job)
    {
        console.show(testing::batchSnapshot(batch));
        view = std::make_unique<JobView>(console);
        view->resize(1196, 728);
        view->show();
        view->showJob(job);
        ASSERT_TRUE(QTest::qWaitForWindowActive(view.get()));
        view->setFocus();
    }
    template<class T = QPushButton>
    T *child(const char *name)
    {
        return view->findChild<T *>(QString::fromLatin1(name));
    }
    QPushButton *way(JobWay which) { return child(qPrintable(QStringLiteral("way%1").arg(int(which)))); }
    void confirm(const char *typed = nullptr)
    {
        auto *dialog = view->findChild<QDialog *>(QStringLiteral("confirmDialog"));
        ASSERT_NE(dialog, nullptr);
        auto *action = dialog->findChild<QPushButton *>(QStringLiteral("confirmAction"));
        if (typed) {
            EXPECT_FALSE(action->isEnabled());
            dialog->findChild<QLineEdit *>(QStringLiteral("confirmTyped"))->setText(QString::fromLatin1(typed));
        }
        action->click();
    }
    testing::FakeBatchDesk &desk() { return console.batchDesk; }

    testing::FakeConsole console;
    std::unique_ptr<JobView> view;
};

} // namespace

TEST_F(JobViewTest, PausesAndResumesBySpace)
{
    open(testing::runningJob());
    QTest::keyClick(view.get(), Qt::Key_Space);
    EXPECT_EQ(desk().paused, QStringList{testing::runningJob().plan.id});
    QTest::keyClick(view.get(), Qt::Key_Space);
    EXPECT_EQ(desk().paused.size(), 1) << "it was asked once and is not answered yet";
    EXPECT_FALSE(child("pauseJobButton")->isEnabled());

    BatchJob paused = testing::runningJob();
    paused.progress.state.phase = JobState::Phase::Paused;
    console.show(testing::batchSnapshot(paused));
    emit desk().done({.command = BatchOutcome::Command::Pause, .job = paused.plan.id, .good = true});
    EXPECT_FALSE(child("pauseJobButton")->isVisible()) << "the banner has the one Resume";
    EXPECT_EQ(way(JobWay::Resume)->text(), QStringLiteral("Resume"));
    QTest::keyClick(view.get(), Qt::Key_Space);
    ASSERT_EQ(desk().runs.size(), 1u);
    EXPECT_EQ(desk().runs[0].job, paused.plan.id);
    EXPECT_EQ(desk().runs[0].confirm, QString()) << "it was confirmed when it began";
}

TEST_F(JobViewTest, ASandboxesJobIsConfirmedBeforeItGoesOnInProduction)
{
    BatchJob job = testing::pausedJob();
    job.plan.spec.production = false; // as the account was when it began
    open(job);
    way(JobWay::Resume)->click();
    EXPECT_TRUE(desk().runs.empty());
    auto *guard = view->findChild<RunGuard *>();
    ASSERT_NE(guard, nullptr);
    const QString portal = QString::number(job.plan.spec.portal);
    guard->findChild<QLineEdit *>(QStringLiteral("guardTyped"))->setText(portal);
    guard->findChild<QPushButton *>(QStringLiteral("confirmRun"))->click();
    ASSERT_EQ(desk().runs.size(), 1u);
    EXPECT_EQ(desk().runs[0].job, job.plan.id);
    EXPECT_EQ(desk().runs[0].confirm, portal);
}

TEST_F(JobViewTest, AnInterruptedJobDoesNotLookAsIfItRan)
{
    BatchJob job = testing::runningJob();
    job.open = false;
    open(job);
    EXPECT_EQ(child<StepLink>("stepRun")->mark(), Mark::Warn);
    EXPECT_EQ(child<TextLine>("jobLeft")->text(), QStringLiteral("41.2 % interrupted"));
    EXPECT_EQ(child<FigureView>("limitSlots")->figure(), QStringLiteral("–"));
    EXPECT_EQ(child<TextLine>("paceNow")->text(), QStringLiteral("records / s"));
    EXPECT_FALSE(child("pauseJobButton")->isVisible());
    QTest::keyClick(view.get(), Qt::Key_Space);
    EXPECT_TRUE(desk().paused.isEmpty());
    ASSERT_EQ(desk().runs.size(), 1u);
}

TEST_F(JobViewTest, ShowsNothingToMeasureBeforeTheFirstRow)
{
    for (const BatchJob &job : {testing::scheduledJob(), testing::missedJob()}) {
        open(job);
        for (const char *name : {"limitCard", "paceChart", "reasonsTable", "saveAll"})
            EXPECT_FALSE(child<QWidget>(name)->isVisible()) << name;
    }
    open(testing::scheduledJob());
    EXPECT_TRUE(child<TextLine>("safetyHint")->isVisible());
}

TEST_F(JobViewTest, NamesWhatACancelLeftUndone)
{
    open(testing::cancelledJob());
    EXPECT_EQ(child<StepLink>("stepRun")->mark(), Mark::None);
    EXPECT_EQ(child<StepLink>("stepResults")->mark(), Mark::None);
    EXPECT_EQ(child<StepLink>("stepDryRun")->mark(), Mark::Good);
    EXPECT_TRUE(child<TextLine>("jobLeft")->text().startsWith(u"300 of 900 done"));
    EXPECT_EQ(child<TextLine>("pile3")->text(), QStringLiteral("not sent 600"));
}

TEST_F(JobViewTest, OffersTheFolderOfAJobThatCannotBeReadAndToDeleteIt)
{
    Snapshot snapshot = testing::batchSnapshot(testing::unreadableJob());
    snapshot.console.dataDirectory = QStringLiteral("/data");
    console.show(snapshot);
    view = std::make_unique<JobView>(console);
    view->show();
    view->showJob(testing::unreadableJob().plan.id);
    EXPECT_TRUE(child<QLabel>("bannerWords")->text().contains(QStringLiteral("batch/") + view->job()));
    for (const char *step : {"stepObject", "stepDryRun", "stepRun", "stepResults"})
        EXPECT_EQ(child<StepLink>(step)->mark(), Mark::None) << step;
    EXPECT_TRUE(way(JobWay::ShowFolder)->isVisible());
    way(JobWay::Delete)->click();
    EXPECT_TRUE(desk().removed.isEmpty());
    confirm();
    EXPECT_EQ(desk().removed, QStringList{view->job()});
}

TEST_F(JobViewTest, OffersNoRetryOfRowsThatMayBeDone)
{
    open(testing::mixedJob());
    EXPECT_EQ(child("retryReason0"), nullptr);
    EXPECT_TRUE(child("retryReason1")->isEnabled());
    auto *reasons = child<CellTable>("reasonsTable");
    reasons->setFocus();
    reasons->selectRow(0);
    QTest::keyClick(reasons, Qt::Key_R);
    EXPECT_TRUE(desk().retries.empty());
    child("showReason0")->click();
    ASSERT_EQ(desk().rowQueries.size(), 1u);
    EXPECT_EQ(desk().rowQueries[0].second.piles, std::vector{Pile::Unknown});
    emit desk().rowsFound(testing::cannedRows(view->job(), desk().rowQueries[0].second));
    EXPECT_FALSE(child("rowsRetry")->isVisible());
}

TEST_F(JobViewTest, GivesRowsTheRoomOfTheFigures)
{
    open(testing::finishedJob());
    EXPECT_TRUE(child<QWidget>("resultsCard")->isVisible());
    child("showReason0")->click();
    EXPECT_FALSE(child<QWidget>("resultsCard")->isVisible());
    console.show(testing::batchSnapshot(testing::finishedJob()));
    EXPECT_FALSE(child<QWidget>("paceChart")->isVisible());
    child("rowsClose")->click();
    EXPECT_TRUE(child<QWidget>("resultsCard")->isVisible());
}

TEST_F(JobViewTest, LeavesSpaceToAButtonThatHasTheKeyboard)
{
    open(testing::runningJob());
    QSignalSpy closed(view.get(), &JobView::closed);
    child("jobBack")->setFocus();
    QTest::keyClick(child("jobBack"), Qt::Key_Space);
    EXPECT_EQ(closed.count(), 1);
    EXPECT_TRUE(desk().paused.isEmpty());
}

TEST_F(JobViewTest, SaysWhyARefusedCommandWasRefused)
{
    open(testing::pausedJob());
    EXPECT_EQ(child<QLabel>("bannerWords")->text(), testing::pausedJob().progress.state.why);
    way(JobWay::Resume)->click();
    ASSERT_EQ(desk().runs.size(), 1u);
    emit desk().done({.command = BatchOutcome::Command::Run,
                      .job = testing::pausedJob().plan.id,
                      .good = false,
                      .words = QStringLiteral("The token is still refused.")});
    EXPECT_EQ(child<MarkedSentence>("jobOutcome")->sentence(),
              (MarkedWord{Mark::Bad, QStringLiteral("The token is still refused.")}));
}

TEST_F(JobViewTest, CancelsOnlyAfterItIsConfirmed)
{
    open(testing::runningJob());
    child("cancelJobButton")->click();
    EXPECT_TRUE(desk().cancelled.isEmpty());
    confirm();
    EXPECT_EQ(desk().cancelled, QStringList{testing::runningJob().plan.id});
}

TEST_F(JobViewTest, GoesOnAfterATrialOrStops)
{
    open(testing::trialJob());
    way(JobWay::GoOn)->click();
    ASSERT_EQ(desk().runs.size(), 1u);
    EXPECT_EQ(desk().runs[0].firstRows, 0) << "all of the rest";
    way(JobWay::ShowRows)->click();
    ASSERT_EQ(desk().rowQueries.size(), 1u);
    EXPECT_TRUE(desk().rowQueries[0].second.piles.empty());
    way(JobWay::StopHere)->click();
    confirm();
    EXPECT_EQ(desk().cancelled.size(), 1);
}

TEST_F(JobViewTest, LetsAPersonDecideOnUnknownRows)
{
    open(testing::unknownJob());
    way(JobWay::ShowRows)->click();
    ASSERT_EQ(desk().rowQueries.size(), 1u);
    EXPECT_EQ(desk().rowQueries[0].second.piles, std::vector{Pile::Unknown});
    way(JobWay::WereDone)->click();
    EXPECT_TRUE(desk().decisions.empty());
    confirm();
    ASSERT_EQ(desk().decisions.size(), 1u);
    EXPECT_EQ(desk().decisions[0].second, Pile::Done);
    QTest::qWait(0); // the first dialog goes
    way(JobWay::WereNot)->click();
    confirm();
    ASSERT_EQ(desk().decisions.size(), 2u);
    EXPECT_EQ(desk().decisions[1].second, Pile::Failed);
}

TEST_F(JobViewTest, ShowsAndRetriesTheRowsOfAReason)
{
    open(testing::finishedJob());
    auto *reasons = child<CellTable>("reasonsTable");
    reasons->setFocus();
    QTest::keyClick(reasons, Qt::Key_Down);
    QTest::keyClick(reasons, Qt::Key_R);
    ASSERT_EQ(desk().retries.size(), 1u);
    EXPECT_EQ(desk().retries[0].code, QStringLiteral("OBJECT_NOT_FOUND"));
    child("retryReason0")->click();
    EXPECT_EQ(desk().retries.back().code, QStringLiteral("INVALID_OPTION"));
    child("retryFailed")->click();
    EXPECT_EQ(desk().retries.back().code, QString()) << "all of them";

    child("showReason0")->click();
    ASSERT_EQ(desk().rowQueries.size(), 1u);
    const auto [job, query] = desk().rowQueries[0];
    EXPECT_EQ(query.code, QStringLiteral("INVALID_OPTION"));
    EXPECT_FALSE(view->settled());
    emit desk().rowsFound(testing::cannedRows(job, query));
    EXPECT_TRUE(view->settled());
    auto *rows = child<CellTable>("rowsTable");
    ASSERT_NE(rows, nullptr);
    EXPECT_EQ(rows->model()->headerData(4, Qt::Horizontal).toString(), QStringLiteral("Email"));
    EXPECT_EQ(rows->model()->index(0, 5).data().toString(), QStringLiteral("MQL "));
    rows->setFocus();
    QTest::keyClick(rows, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(rows, Qt::Key_Down, Qt::ShiftModifier);
    EXPECT_EQ(child("rowsRetry")->text(), QStringLiteral("Retry these 3"));
    child("rowsRetry")->click();
    EXPECT_EQ(desk().retries.back().rows, (std::vector<std::int64_t>{7, 14, 21}));

    QSignalSpy closed(view.get(), &JobView::closed);
    QTest::keyClick(rows, Qt::Key_Escape);
    EXPECT_TRUE(child<CellTable>("reasonsTable")->isVisible());
    EXPECT_EQ(closed.count(), 0) << "one step back at a time";
    QTest::keyClick(child<CellTable>("reasonsTable"), Qt::Key_Escape);
    EXPECT_EQ(closed.count(), 1);
}

TEST_F(JobViewTest, TurnsPagesOfRows)
{
    open(testing::finishedJob());
    child("showReason0")->click();
    const auto answer = [this] {
        const auto [job, query] = desk().rowQueries.back();
        emit desk().rowsFound(testing::cannedRows(job, query));
    };
    answer();
    EXPECT_FALSE(child("rowsBefore")->isEnabled());
    child("rowsAfter")->click();
    EXPECT_EQ(desk().rowQueries.back().second.after, 7 * RowsView::pageRows);
    // A late answer of another question must not stand under this one.
    emit desk().rowsFound(testing::cannedRows(view->job(), {.piles = {Pile::Done}}));
    EXPECT_FALSE(view->settled());
    answer();
    EXPECT_FALSE(child("rowsAfter")->isEnabled()) << "a short page is the last";
    child("rowsBefore")->click();
    EXPECT_EQ(desk().rowQueries.back().second.after, 0);
    RowsAnswer broken{.job = view->job(), .query = desk().rowQueries.back().second};
    broken.problem = QStringLiteral("input.csv is not what it was.");
    emit desk().rowsFound(broken);
    EXPECT_EQ(child<MarkedSentence>("rowsProblem")->sentence().word, broken.problem);
}

TEST_F(JobViewTest, PlansTheUndoAndOpensIt)
{
    open(testing::finishedJob());
    QSignalSpy opened(view.get(), &JobView::jobOpened);
    child("undoJob")->click();
    EXPECT_TRUE(desk().undone.isEmpty());
    confirm();
    EXPECT_EQ(desk().undone, QStringList{testing::finishedJob().plan.id});
    emit desk().done({.command = BatchOutcome::Command::Undo, .job = QStringLiteral("new-one"), .good = true});
    ASSERT_EQ(opened.count(), 1);
    EXPECT_EQ(opened[0][0].toString(), QStringLiteral("new-one"));
}

TEST_F(JobViewTest, NamesWhatAnUndoKept)
{
    open(testing::cannedBatch(), testing::undoJob().plan.id);
    EXPECT_TRUE(child<TextLine>("pile3")->text().contains(u"kept, changed since"));
    EXPECT_TRUE(child<QLabel>("resultWords")->text().contains(u"50 were kept"));
    EXPECT_FALSE(child("undoJob")->isVisible());
    child("showKept")->click();
    ASSERT_EQ(desk().rowQueries.size(), 1u);
    EXPECT_EQ(desk().rowQueries[0].second.piles, std::vector{Pile::Skipped});
    QSignalSpy opened(view.get(), &JobView::jobOpened);
    child("otherJob")->click();
    EXPECT_EQ(opened.at(0).at(0).toString(), testing::undoneJob().plan.id);
}

TEST_F(JobViewTest, SavesAPileUnderAName)
{
    open(testing::finishedJob());
    EXPECT_FALSE(child("save2")->isEnabled()) << "nothing is unknown";
    child("save1")->click();
    auto *dialog = view->findChild<QFileDialog *>(QStringLiteral("saveRows"));
    ASSERT_NE(dialog, nullptr);
    emit dialog->fileSelected(QStringLiteral("/tmp/failed.csv"));
    ASSERT_EQ(desk().exports.size(), 1u);
    EXPECT_EQ(desk().exports[0].second.path, QStringLiteral("/tmp/failed.csv"));
    EXPECT_EQ(desk().exports[0].second.piles, std::vector{Pile::Failed});
    EXPECT_TRUE(desk().exports[0].second.withBom);
}

TEST_F(JobViewTest, ShoutsWhenRowsDoNotAddUp)
{
    BatchJob job = testing::finishedJob();
    job.progress.piles.done -= 10;
    open(job);
    EXPECT_TRUE(child<TextLine>("jobSum")->text().contains(u"DOES NOT ADD UP: 10 rows have no outcome"));
}

TEST(PileBarTest, ShowsOneRowOfAMillion)
{
    PileBar bar;
    bar.resize(1000, 12);
    bar.setPiles({.done = 999'997, .failed = 1, .unknown = 1, .skipped = 1}, 1'000'000);
    const auto parts = bar.parts();
    ASSERT_EQ(parts.size(), 4u);
    for (size_t at = 1; at < 4; ++at)
        EXPECT_DOUBLE_EQ(parts[at].to - parts[at].from, 2) << at;
    EXPECT_DOUBLE_EQ(parts.back().to, 1000) << "no part is pushed out of sight";
    bar.setPiles({.done = 500}, 1000);
    EXPECT_DOUBLE_EQ(bar.parts().at(0).to, 500);
    bar.setPiles({}, 0);
    EXPECT_TRUE(bar.parts().empty());
}

} // namespace hubwatch::ui
