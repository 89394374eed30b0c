#include "support/canned_alerting.h"
#include "support/fake_console.h"
#include "support/printers.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/rules/cell_table.h"
#include "ui/rules/mute_dialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

class MuteDialogTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        console.show(testing::alertingSnapshot());
        dialog = new MuteDialog(
            console, {{.label = QStringLiteral("service"), .value = QStringLiteral("contacts-sync")}}, nullptr);
        dialog->show();
    }
    void TearDown() override { delete dialog; }

    template<class T>
    T *child(const char *name)
    {
        return dialog->findChild<T *>(QString::fromLatin1(name));
    }
    QString problem() { return child<MarkedSentence>("muteProblem")->sentence().word; }

    testing::FakeConsole console;
    QPointer<MuteDialog> dialog;
};

} // namespace

TEST_F(MuteDialogTest, IsNotModalAndCountsWhatItMatches)
{
    EXPECT_FALSE(dialog->isModal());
    const QString count = child<TextLine>("muteCount")->text();
    EXPECT_TRUE(count.contains(u"1 of them fires now")) << count.toStdString();
    EXPECT_GT(child<CellTable>("mutePreview")->model()->rowCount(), 3);
    child<QLineEdit>("muteMatchers")->setText(QStringLiteral("service=nowhere"));
    EXPECT_TRUE(child<TextLine>("muteCount")->text().startsWith(u"matches 0 of"));
    EXPECT_FALSE(child<MarkedSentence>("muteWarning")->sentence().word.isEmpty()) << "it matches nothing";
}

TEST_F(MuteDialogTest, ShowsTheColumnOfAMistake)
{
    child<QLineEdit>("muteMatchers")->setText(QStringLiteral("service=~\"(\""));
    EXPECT_TRUE(child<QLabel>("muteMatchersProblem")->text().contains(u"column"))
        << child<QLabel>("muteMatchersProblem")->text().toStdString();
    EXPECT_FALSE(child<QPushButton>("sendMute")->isEnabled());
}

TEST_F(MuteDialogTest, ChipsWriteIntoTheLine)
{
    auto *menu = child<QMenu>("chipRuleMenu");
    emit menu->aboutToShow();
    const QList<QAction *> actions = menu->actions();
    const auto wanted
        = std::ranges::find_if(actions, [](const QAction *action) { return action->text() == u"api.error_rate"; });
    ASSERT_NE(wanted, actions.end());
    (*wanted)->trigger();
    EXPECT_EQ(child<QLineEdit>("muteMatchers")->text(),
              QStringLiteral("service=\"contacts-sync\", rule=\"api.error_rate\""));
    EXPECT_TRUE(child<TextLine>("muteCount")->text().startsWith(u"matches 1 of"));
}

TEST_F(MuteDialogTest, SendsALengthAndClosesWhenItIsTaken)
{
    child<QPushButton>("muteTwoHours")->click();
    child<QLineEdit>("muteReason")->setText(QStringLiteral("deploy 1.43"));
    EXPECT_EQ(problem(), QString());
    child<QPushButton>("sendMute")->click();
    ASSERT_EQ(console.alertDesk.muted.size(), 1u);
    const Mute &mute = console.alertDesk.muted[0];
    EXPECT_EQ(mute.author, QStringLiteral("anna"));
    EXPECT_EQ(mute.endsAt, testing::cannedNow() + 2h);
    EXPECT_TRUE(mute.id.isEmpty());
    emit console.alertDesk.done({.command = AlertOutcome::Command::Mute, .words = QStringLiteral("the disk is full")});
    EXPECT_EQ(problem(), QStringLiteral("the disk is full"));
    child<QPushButton>("sendMute")->click();
    emit console.alertDesk.done({.command = AlertOutcome::Command::Mute, .good = true});
    QTest::qWait(1);
    EXPECT_TRUE(dialog.isNull());
}

TEST_F(MuteDialogTest, TakesAWindowThatComesAgain)
{
    child<QPushButton>("muteRecurring")->click();
    EXPECT_FALSE(child<QLineEdit>("muteZone")->text().isEmpty());
    child<QLineEdit>("muteZone")->setText(QStringLiteral("Europe/Dublin"));
    child<QPushButton>("muteDay6")->click();
    child<QLineEdit>("muteFrom")->setText(QStringLiteral("1:30"));
    child<QLineEdit>("muteTo")->setText(QStringLiteral("noon"));
    EXPECT_TRUE(problem().contains(u"noon"));
    child<QLineEdit>("muteTo")->setText(QStringLiteral("12:00"));
    const Mute mute = dialog->mute();
    ASSERT_TRUE(mute.recurs);
    EXPECT_EQ(mute.recurs->days, (std::vector<int>{1, 2, 3, 4, 5, 6}));
    EXPECT_EQ(mute.recurs->from, Duration(90min));
    EXPECT_EQ(mute.recurs->zone, QStringLiteral("Europe/Dublin"));
    child<QLineEdit>("muteZone")->setText(QStringLiteral("Mars/Base"));
    EXPECT_FALSE(problem().isEmpty());
    EXPECT_FALSE(child<QPushButton>("sendMute")->isEnabled());
}

} // namespace hubwatch::ui
