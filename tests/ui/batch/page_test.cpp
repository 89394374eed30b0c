// The list of jobs, and the ways from it and back.
#include "support/canned_batch.h"
#include "support/fake_console.h"
#include "support/printers.h"
#include "support/window_states.h"
#include "ui/batch/batch_page.h"
#include "ui/batch/job_list.h"
#include "ui/batch/job_view.h"
#include "ui/batch/job_wizard.h"
#include "ui/credentials/account_dialog.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/rules/cell_table.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

class BatchPageTest : public ::testing::Test
{
protected:
    void open(const BatchState &batch)
    {
        console.show(testing::batchSnapshot(batch));
        page = std::make_unique<BatchPage>(console);
        page->resize(1196, 728);
        page->show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(page.get()));
        page->setFocus();
    }
    template<class T>
    T *child(const char *name)
    {
        return page->findChild<T *>(QString::fromLatin1(name));
    }
    CellTable *table() { return child<CellTable>("jobTable"); }

    testing::FakeConsole console;
    std::unique_ptr<BatchPage> page;
};

} // namespace

TEST_F(BatchPageTest, OffersOneThingAtTheFirstRun)
{
    open({});
    EXPECT_TRUE(child<QWidget>("batchFirstRun")->isVisible());
    EXPECT_FALSE(child<QWidget>("jobList")->isVisible());
    child<QPushButton>("firstBatch")->click();
    ASSERT_NE(page->findChild<JobWizard *>(), nullptr);
    EXPECT_TRUE(page->findChild<JobWizard *>()->isVisible());
}

TEST_F(BatchPageTest, WaitsForAnAccount)
{
    Snapshot snapshot = testing::firstRunSnapshot();
    console.show(snapshot);
    BatchPage lone(console);
    auto *way = lone.findChild<QPushButton *>(QStringLiteral("firstBatch"));
    EXPECT_EQ(way->text(), QStringLiteral("Add account…"));
    EXPECT_TRUE(lone.findChild<QLabel *>(QStringLiteral("batchFirstWords"))->text().contains(u"Sources"));
    way->click();
    EXPECT_NE(lone.findChild<AccountDialog *>(), nullptr);
    EXPECT_EQ(lone.findChild<JobWizard *>(), nullptr);
}

TEST_F(BatchPageTest, SaysWhyNoJobCanBeBegun)
{
    open({.fault = QStringLiteral("there is no data folder to keep jobs in")});
    EXPECT_FALSE(child<QPushButton>("firstBatch")->isEnabled());
    EXPECT_TRUE(child<QLabel>("batchFirstWords")->text().contains(u"Jobs cannot be kept: there is no data folder"));
}

TEST_F(BatchPageTest, ShowsTitlesWholeInASmallWindow)
{
    open(testing::cannedBatch());
    constexpr int jobColumn = 1;
    constexpr int padding = 16;
    for (int row = 0; row < table()->model()->rowCount(); ++row) {
        const QModelIndex title = table()->model()->index(row, jobColumn);
        QFont font = table()->font();
        if (title.data(CellModel::StrongRole).toBool())
            font.setWeight(QFont::DemiBold);
        EXPECT_LE(QFontMetrics(font).horizontalAdvance(title.data().toString()),
                  table()->columnWidth(jobColumn) - padding)
            << title.data().toString().toStdString();
    }
    EXPECT_TRUE(table()->isColumnHidden(9)) << "who";
    page->resize(1836, 1008);
    QTest::qWait(0);
    EXPECT_FALSE(table()->isColumnHidden(9));
    EXPECT_FALSE(table()->isColumnHidden(10));
}

TEST_F(BatchPageTest, OpensAJobByEnterAndGoesBackByEscape)
{
    open(testing::cannedBatch());
    table()->setFocus();
    table()->pick(testing::pausedJob().plan.id);
    QTest::keyClick(table(), Qt::Key_Return);
    auto *view = page->findChild<JobView *>();
    ASSERT_TRUE(view->isVisible());
    EXPECT_EQ(view->job(), testing::pausedJob().plan.id);
    QTest::keyClick(view, Qt::Key_Escape);
    EXPECT_TRUE(child<QWidget>("jobList")->isVisible());
    EXPECT_EQ(table()->picked(), testing::pausedJob().plan.id);
}

TEST_F(BatchPageTest, FindsWhatNeedsAPerson)
{
    open(testing::cannedBatch());
    auto *filter = child<QComboBox>("jobFilter");
    filter->setCurrentIndex(filter->findData(int(JobFilter::NeedsPerson)));
    EXPECT_EQ(table()->model()->rowCount(), 4);
    child<QLineEdit>("jobSearch")->setText(QStringLiteral("tickets"));
    EXPECT_EQ(table()->model()->rowCount(), 1);
    EXPECT_EQ(table()->picked(), testing::unknownJob().plan.id);
    EXPECT_EQ(child<TextLine>("jobCount")->text(), QStringLiteral("1 of 14 jobs"));
    child<QLineEdit>("jobSearch")->setText(QStringLiteral("nowhere"));
    EXPECT_TRUE(child<QLabel>("jobsEmpty")->isVisible());
    EXPECT_FALSE(child<QWidget>("jobDetails")->isVisible());
}

TEST_F(BatchPageTest, OpensAPlannedJobInTheWizard)
{
    open(testing::cannedBatch());
    page->openJob(testing::plannedJob().plan.id);
    EXPECT_TRUE(page->findChild<JobWizard *>()->isVisible());
    emit page->findChild<JobWizard *>()->runOrdered(testing::runningJob().plan.id);
    EXPECT_TRUE(page->findChild<JobView *>()->isVisible());
}

TEST_F(BatchPageTest, WaitsUntilTheRunItOrderedIsSeen)
{
    open(BatchState{.jobs = {testing::plannedJob()}});
    page->openJob(testing::plannedJob().plan.id);
    auto *wizard = page->findChild<JobWizard *>();
    emit wizard->runOrdered(testing::plannedJob().plan.id);
    EXPECT_TRUE(wizard->isVisible()) << "the snapshot is older than the run";
    EXPECT_FALSE(page->settled());
    BatchJob begun = testing::plannedJob();
    begun.progress.state.phase = JobState::Phase::Running;
    console.show(testing::batchSnapshot(begun));
    EXPECT_TRUE(page->findChild<JobView *>()->isVisible());
    EXPECT_TRUE(page->settled());
}

TEST_F(BatchPageTest, WaitsForAJobThatIsNotInTheSnapshotYet)
{
    open({});
    page->openJob(testing::runningJob().plan.id);
    EXPECT_FALSE(page->settled());
    console.show(testing::batchSnapshot(testing::runningJob()));
    EXPECT_TRUE(page->settled());
    EXPECT_TRUE(page->findChild<JobView *>()->isVisible());
    console.show(testing::batchSnapshot(testing::cleanJob()));
    EXPECT_FALSE(page->findChild<JobView *>()->isVisible()) << "a job that is gone leaves nothing to look at";
}

TEST_F(BatchPageTest, PinsAndDeletes)
{
    open(testing::cannedBatch());
    table()->pick(testing::finishedJob().plan.id);
    child<QAction>("pinJob")->trigger();
    ASSERT_EQ(console.batchDesk.pins.size(), 1u);
    EXPECT_TRUE(console.batchDesk.pins[0].second);
    child<QAction>("removeJob")->trigger();
    auto *dialog = child<QDialog>("confirmDialog");
    ASSERT_NE(dialog, nullptr);
    EXPECT_EQ(dialog->findChild<QLineEdit *>(QStringLiteral("confirmTyped")), nullptr) << "it has ended";
    EXPECT_TRUE(console.batchDesk.removed.isEmpty());
    dialog->findChild<QPushButton *>(QStringLiteral("confirmAction"))->click();
    EXPECT_EQ(console.batchDesk.removed, QStringList{testing::finishedJob().plan.id});
    delete dialog;

    table()->pick(testing::pausedJob().plan.id);
    child<QAction>("removeJob")->trigger();
    dialog = child<QDialog>("confirmDialog");
    ASSERT_NE(dialog, nullptr);
    auto *action = dialog->findChild<QPushButton *>(QStringLiteral("confirmAction"));
    EXPECT_FALSE(action->isEnabled());
    dialog->findChild<QLineEdit *>(QStringLiteral("confirmTyped"))->setText(QStringLiteral("delete"));
    EXPECT_TRUE(action->isEnabled());
    table()->pick(testing::runningJob().plan.id);
    EXPECT_FALSE(child<QAction>("removeJob")->isEnabled());
}

TEST_F(BatchPageTest, LeadsFromAnUndoToItsJobAndBack)
{
    open(testing::cannedBatch());
    table()->pick(testing::undoneJob().plan.id);
    child<QAction>("otherJob")->trigger();
    EXPECT_EQ(page->findChild<JobView *>()->job(), testing::undoJob().plan.id);
}

TEST_F(BatchPageTest, SaysWhyJobsCannotBeKept)
{
    BatchState batch = testing::cannedBatch();
    batch.fault
        = QStringLiteral("The folder batch cannot be written: no space left on the disk. Free some, then go on.");
    open(batch);
    EXPECT_EQ(child<MarkedSentence>("batchFault")->sentence().word, batch.fault);
    EXPECT_TRUE(child<MarkedSentence>("batchFault")->isVisible());
}

TEST_F(BatchPageTest, LeadsToTheChartsOfTheAccount)
{
    open({.jobs = {testing::runningJob()}});
    page->openJob(testing::runningJob().plan.id);
    QSignalSpy charts(page.get(), &BatchPage::chartsOpened);
    child<QPushButton>("jobCharts")->click();
    EXPECT_EQ(charts.at(0).at(0).toString(), QStringLiteral("hubspot:prod"));
}

} // namespace hubwatch::ui
