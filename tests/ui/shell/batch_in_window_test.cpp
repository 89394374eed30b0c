// What the window says of batch jobs outside their page: rail, title, tray, palette, what comes next.
#include "support/canned_batch.h"
#include "support/fake_console.h"
#include "support/printers.h"
#include "ui/batch/batch_page.h"
#include "ui/batch/job_view.h"
#include "ui/now/events_panel.h"
#include "ui/shell/batch_commands.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_stack.h"
#include "ui/shell/rail.h"
#include "ui/tray/tray_icon.h"

#include <QAbstractButton>
#include <QAction>
#include <QCoreApplication>
#include <QMenu>
#include <QSettings>
#include <algorithm>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

class BatchInWindowTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        QCoreApplication::setOrganizationName(QStringLiteral("hubwatch-batch-test"));
        QSettings().clear();
    }
    QString badge(MainWindow &window)
    {
        return window.findChild<QAbstractButton *>(QStringLiteral("railBatch"))->accessibleDescription();
    }

    testing::FakeConsole console;
};

} // namespace

TEST_F(BatchInWindowTest, CountsWhatRunsAndLouderWhatNeedsAPerson)
{
    MainWindow window(console);
    console.show(testing::batchSnapshot(testing::cleanJob()));
    EXPECT_EQ(badge(window), QString());
    EXPECT_FALSE(window.windowTitle().contains(u"batch"));
    console.show(testing::batchSnapshot(testing::runningJob()));
    EXPECT_EQ(badge(window), QStringLiteral("1 running"));
    EXPECT_TRUE(window.windowTitle().contains(u"batch 41 %")) << window.windowTitle().toStdString();
    console.show(testing::batchSnapshot(testing::cannedBatch()));
    EXPECT_EQ(badge(window), QStringLiteral("4 waiting"));
    emit console.blindChanged(true);
    EXPECT_FALSE(window.windowTitle().contains(u"batch")) << "nothing old passes for new";
}

TEST_F(BatchInWindowTest, SaysItInTheTrayAndOpensTheJobFromThere)
{
    MainWindow window(console);
    window.show();
    console.show(testing::batchSnapshot(testing::runningJob()));
    auto *tray = window.findChild<TrayIcon *>();
    EXPECT_TRUE(tray->words().tip.contains(u"Batch: 41 %, 2:27 left")) << tray->words().tip.toStdString();
    auto *line = tray->menu().findChild<QAction *>(QStringLiteral("trayBatch"));
    ASSERT_NE(line, nullptr);
    EXPECT_EQ(line->text(), QStringLiteral("Batch: 41 %, 2:27 left"));
    line->trigger();
    EXPECT_EQ(window.page(), Page::Batch);
    EXPECT_EQ(window.findChild<JobView *>()->job(), testing::runningJob().plan.id);
    console.show(testing::batchSnapshot(testing::cleanJob()));
    EXPECT_EQ(tray->menu().findChild<QAction *>(QStringLiteral("trayBatch")), nullptr);
}

TEST_F(BatchInWindowTest, OffersJobsInThePalette)
{
    console.show(testing::batchSnapshot(BatchState{.jobs = {testing::runningJob(), testing::pausedJob()}}));
    PageStack pages(console);
    const std::vector<Command> commands = batchCommands(console, pages);
    const auto run = [&](const char *name) {
        const auto found = std::ranges::find(commands, QString::fromUtf8(name), &Command::name);
        ASSERT_NE(found, commands.end()) << name;
        found->run();
    };
    run("Pause batch: Update 200,000 contacts");
    EXPECT_EQ(console.batchDesk.paused, QStringList{testing::runningJob().plan.id});
    run("Resume batch: Update 48,230 deals");
    ASSERT_EQ(console.batchDesk.runs.size(), 1u);
    EXPECT_EQ(console.batchDesk.runs[0].job, testing::pausedJob().plan.id);
    EXPECT_EQ(pages.page(), Page::Batch);
    run("New batch\xe2\x80\xa6");
}

TEST_F(BatchInWindowTest, NamesWhatHappensNext)
{
    const Snapshot snapshot = testing::batchSnapshot(testing::runningJob());
    const std::vector<EventLine> lines = nextLines(snapshot, 20);
    const auto found
        = std::ranges::find(lines, QStringLiteral("Batch ends: Update 200,000 contacts"), &EventLine::text);
    ASSERT_NE(found, lines.end());
    EXPECT_EQ(found->time, QStringLiteral("in 2 min"));
}

} // namespace hubwatch::ui
