// Screenshots of jobs in every state, kept as build artefacts.
#include "support/canned_batch.h"
#include "support/fake_console.h"
#include "support/printers.h"
#include "support/window_states.h"
#include "ui/batch/batch_page.h"
#include "ui/rules/cell_table.h"
#include "ui/shell/style.h"
#include "ui/theme.h"

#include <QAction>
#include <QDialog>
#include <QDir>
#include <QPushButton>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

struct BatchScreen {
    const char *name;
    bool dark;
    QSize size; ///< what the window leaves the page
};

class BatchScreensTest : public ::testing::TestWithParam<BatchScreen>
{
protected:
    void SetUp() override { applyTheme(GetParam().dark ? darkTheme() : lightTheme()); }
    void open(const BatchState &batch, const QString &job = {})
    {
        console.show(testing::batchSnapshot(batch));
        page = std::make_unique<BatchPage>(console);
        page->setAutoFillBackground(true);
        page->resize(GetParam().size);
        page->show();
        page->openJob(job);
        ASSERT_TRUE(QTest::qWaitForWindowActive(page.get()));
        EXPECT_TRUE(page->settled());
    }
    void keep(QWidget *what, const QString &state)
    {
        QTest::qWait(20);
        const QString folder = QStringLiteral(HUBWATCH_BINARY_DIR "/screenshots");
        QDir().mkpath(folder);
        ASSERT_TRUE(what->grab().save(
            QStringLiteral("%1/batch-%2-%3.png").arg(folder, QString::fromLatin1(GetParam().name), state)));
    }

    testing::FakeConsole console;
    std::unique_ptr<BatchPage> page;
};

} // namespace

TEST_P(BatchScreensTest, ShowsEveryState)
{
    BatchJob lost = testing::finishedJob();
    lost.progress.piles.done -= 10;
    BatchJob slow = testing::runningJob();
    slow.progress.piles = {.done = 42'000, .failed = 0, .unknown = 400, .skipped = 0};
    slow.progress.inFlight = 400;
    slow.progress.checking = 0;
    slow.progress.reasons.clear();
    slow.progress.forecast.bound = PaceBound::Slots;
    slow.progress.pace.clear();
    const std::vector<std::pair<const char *, BatchJob>> states{{"running", testing::runningJob()},
                                                                {"slots", slow},
                                                                {"interrupted", testing::interruptedJob()},
                                                                {"parked", testing::parkedJob()},
                                                                {"paused", testing::pausedJob()},
                                                                {"trial", testing::trialJob()},
                                                                {"unknown", testing::unknownJob()},
                                                                {"scheduled", testing::scheduledJob()},
                                                                {"missed", testing::missedJob()},
                                                                {"finished", testing::finishedJob()},
                                                                {"mixed", testing::mixedJob()},
                                                                {"clean", testing::cleanJob()},
                                                                {"undo", testing::undoJob()},
                                                                {"cancelled", testing::cancelledJob()},
                                                                {"unreadable", testing::unreadableJob()},
                                                                {"lost-rows", lost}};
    for (const auto &[name, job] : states) {
        open({.jobs = {job, testing::undoneJob()}}, job.plan.id);
        keep(page.get(), QString::fromLatin1(name));
    }
}

TEST_P(BatchScreensTest, ShowsTheRowsOfAReason)
{
    open({.jobs = {testing::finishedJob()}}, testing::finishedJob().plan.id);
    page->findChild<QPushButton *>(QStringLiteral("showReason0"))->click();
    const auto [job, query] = console.batchDesk.rowQueries.back();
    emit console.batchDesk.rowsFound(testing::cannedRows(job, query));
    keep(page.get(), QStringLiteral("rows"));
    page->findChild<QPushButton *>(QStringLiteral("undoJob"))->click();
    keep(page->findChild<QDialog *>(QStringLiteral("confirmDialog")), QStringLiteral("undo-dialog"));
}

TEST_P(BatchScreensTest, ShowsTheList)
{
    open(testing::cannedBatch());
    keep(page.get(), QStringLiteral("list"));
    page->findChild<CellTable *>(QStringLiteral("jobTable"))->pick(testing::pausedJob().plan.id);
    page->findChild<QAction *>(QStringLiteral("removeJob"))->trigger();
    keep(page->findChild<QDialog *>(QStringLiteral("confirmDialog")), QStringLiteral("delete-dialog"));
    open({});
    keep(page.get(), QStringLiteral("first-run"));
    console.show(testing::firstRunSnapshot());
    keep(page.get(), QStringLiteral("no-account"));
    open({.fault = QStringLiteral("there is no data folder to keep jobs in; name one with --data-dir")});
    keep(page.get(), QStringLiteral("no-folder"));
    BatchState broken = testing::cannedBatch();
    broken.fault
        = QStringLiteral("The folder batch cannot be written: no space left on the disk. Free some, then go on.");
    open(broken);
    keep(page.get(), QStringLiteral("fault"));
}

INSTANTIATE_TEST_SUITE_P(
    Screens, BatchScreensTest,
    ::testing::Values(BatchScreen{"dark-1280", true, {1196, 728}}, BatchScreen{"light-1920", false, {1836, 1008}},
                      BatchScreen{"light-1280", false, {1196, 728}}, BatchScreen{"dark-1920", true, {1836, 1008}}),
    [](const auto &test) { return QString::fromLatin1(test.param.name).replace(u'-', u'_').toStdString(); });

} // namespace hubwatch::ui
