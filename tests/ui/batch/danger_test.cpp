// What cannot be taken back: it looks so, and Enter leaves it.
#include "support/canned_batch.h"
#include "ui/batch/confirm_dialog.h"
#include "ui/batch/job_banner.h"
#include "ui/batch/job_confirmations.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

class ConfirmDialogTest : public ::testing::Test
{
protected:
    void open(const Confirmation &what)
    {
        dialog = new ConfirmDialog(what);
        confirmed = std::make_unique<QSignalSpy>(dialog.get(), &ConfirmDialog::confirmed);
        dialog->show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(dialog.get()));
    }
    void TearDown() override { delete dialog.get(); }
    QPushButton *action() { return dialog->findChild<QPushButton *>(QStringLiteral("confirmAction")); }
    QPushButton *back() { return dialog->findChild<QPushButton *>(QStringLiteral("confirmBack")); }
    QLineEdit *typed() { return dialog->findChild<QLineEdit *>(QStringLiteral("confirmTyped")); }

    QPointer<ConfirmDialog> dialog;
    std::unique_ptr<QSignalSpy> confirmed;
};

} // namespace

TEST_F(ConfirmDialogTest, EnterLeavesWhatIsHarsh)
{
    for (const Confirmation &harsh :
         {removeConfirmation(testing::finishedJob()), cancelConfirmation(testing::runningJob()),
          decideConfirmation(testing::unknownJob(), Pile::Failed)}) {
        open(harsh);
        EXPECT_TRUE(action()->property("danger").toBool()) << harsh.action.toStdString();
        EXPECT_FALSE(action()->property("primary").toBool());
        EXPECT_TRUE(back()->hasFocus());
        const QSignalSpy rejected(dialog.get(), &QDialog::rejected);
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
        EXPECT_EQ(rejected.count(), 1);
        EXPECT_EQ(confirmed->count(), 0);
        delete dialog.get();
    }
}

TEST_F(ConfirmDialogTest, EnterDoesNothingWhereAWordIsTyped)
{
    open(removeConfirmation(testing::pausedJob()));
    EXPECT_EQ(typed()->accessibleName(), QStringLiteral("Type “delete” to confirm"));
    typed()->setText(QStringLiteral("delete"));
    const QSignalSpy finished(dialog.get(), &QDialog::finished);
    QTest::keyClick(typed(), Qt::Key_Return);
    EXPECT_EQ(finished.count(), 0);
    EXPECT_EQ(confirmed->count(), 0);
    action()->click();
    EXPECT_EQ(confirmed->count(), 1);
}

TEST_F(ConfirmDialogTest, EnterConfirmsWhatCanBeTakenBack)
{
    open(undoConfirmation(testing::finishedJob()));
    EXPECT_FALSE(action()->property("danger").toBool());
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    EXPECT_EQ(confirmed->count(), 1);
}

TEST(JobBannerTest, MarksTheWaysThatGiveRowsUp)
{
    JobBanner banner;
    banner.show(bannerOf(testing::unknownJob(), testing::cannedNow()));
    const auto way
        = [&](JobWay which) { return banner.findChild<QPushButton *>(QStringLiteral("way%1").arg(int(which))); };
    EXPECT_TRUE(way(JobWay::WereNot)->property("danger").toBool());
    EXPECT_FALSE(way(JobWay::WereDone)->property("danger").toBool());
    banner.show(bannerOf(testing::trialJob(), testing::cannedNow()));
    EXPECT_TRUE(way(JobWay::StopHere)->property("danger").toBool());
    EXPECT_FALSE(way(JobWay::ShowRows)->property("danger").toBool()) << "the button was another way's before";
}

} // namespace hubwatch::ui
