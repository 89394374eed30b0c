// What the window says of checklists outside their page: rail and palette.
#include "support/canned_readiness.h"
#include "support/fake_console.h"
#include "support/printers.h"
#include "ui/readiness/readiness_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_stack.h"
#include "ui/shell/readiness_commands.h"

#include <QAbstractButton>
#include <QFileDialog>
#include <algorithm>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

class ReadinessInWindowTest : public ::testing::Test
{
protected:
    QString railBadge(MainWindow &window)
    {
        return window.findChild<QAbstractButton *>(QStringLiteral("railReadiness"))->accessibleDescription();
    }

    testing::FakeConsole console;
};

const Command *commandNamed(const std::vector<Command> &commands, const QString &text)
{
    const auto found = std::ranges::find(commands, text, &Command::name);
    return found == commands.end() ? nullptr : &*found;
}

} // namespace

TEST_F(ReadinessInWindowTest, CountsWhatRunsAndLouderWhatTheWatchSawFail)
{
    MainWindow window(console);
    console.show(testing::readinessSnapshot(testing::finishedReadiness()));
    EXPECT_EQ(railBadge(window), QString());
    console.show(testing::readinessSnapshot(testing::runningReadiness()));
    EXPECT_EQ(railBadge(window), QStringLiteral("1 running"));
    console.show(testing::readinessSnapshot(testing::regressedReadiness()));
    EXPECT_EQ(railBadge(window), QStringLiteral("2 waiting"));
}

TEST_F(ReadinessInWindowTest, RunsAndReportsFromThePalette)
{
    console.show(testing::readinessSnapshot({testing::finishedReadiness()}));
    PageStack pages(console);
    const std::vector<Command> commands = readinessCommands(console, pages);
    for (const char *text : {"Run the checklist of contacts-sync", "Run the group Monitoring of contacts-sync",
                             "Report of contacts-sync: PDF, one page…", "Set up the checklist of contacts-sync…"})
        ASSERT_NE(commandNamed(commands, QString::fromUtf8(text)), nullptr) << text;
    commandNamed(commands, QStringLiteral("Run the group Monitoring of contacts-sync"))->run();
    EXPECT_EQ(pages.page(), Page::Readiness);
    ASSERT_EQ(console.readinessDesk.runs.size(), 1u);
    EXPECT_EQ(console.readinessDesk.runs[0].items.size(), 3);
    commandNamed(commands, QStringLiteral("Report of contacts-sync: Markdown…"))->run();
    EXPECT_NE(pages.findChild<QFileDialog *>(), nullptr);
    console.show(testing::readinessSnapshot(testing::runningReadiness()));
    EXPECT_EQ(commandNamed(readinessCommands(console, pages), QStringLiteral("Run the checklist of contacts-sync")),
              nullptr)
        << "one run at a time";
}

} // namespace hubwatch::ui
