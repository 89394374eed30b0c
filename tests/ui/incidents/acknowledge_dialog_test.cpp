#include "ui/incidents/acknowledge_dialog.h"

#include "support/canned_alerting.h"
#include "support/fake_console.h"

#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

class AcknowledgeDialogTest : public ::testing::Test
{
protected:
    AcknowledgeDialogTest()
    {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
        QCoreApplication::setOrganizationName(QStringLiteral("Hubwatch"));
        QCoreApplication::setApplicationName(QStringLiteral("Hubwatch"));
        console.show(testing::alertingSnapshot());
    }

    ~AcknowledgeDialogTest() override { delete dialog; }

    void open(const AcknowledgeAlerts &command)
    {
        dialog = new AcknowledgeDialog(console, command);
        dialog->show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(dialog));
    }

    template<class Widget>
    Widget *part(const char *name)
    {
        return dialog->findChild<Widget *>(QString::fromLatin1(name));
    }

    QString problem() { return part<QWidget>("acknowledgeProblem")->accessibleName(); }

    void answer(bool good, const QString &subject, const QString &words = {})
    {
        emit console.alertDesk.done({AlertOutcome::Command::Acknowledge, subject, good, words});
    }

    QTemporaryDir m_home;
    testing::FakeConsole console;
    QPointer<AcknowledgeDialog> dialog = {};
};

} // namespace

TEST_F(AcknowledgeDialogTest, SendsOwnerAndNoteOnEnterAndIsNeverModal)
{
    open({.incident = 18});
    EXPECT_FALSE(dialog->isModal());
    EXPECT_EQ(part<QLineEdit>("ownerField")->text(), QStringLiteral("anna"));
    EXPECT_TRUE(part<QLabel>("acknowledgeWhat")->text().contains(u"#18, contacts-sync: error burst"));
    QTest::keyClicks(dialog->focusWidget(), QStringLiteral("rolling back"));
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    ASSERT_EQ(console.alertDesk.acknowledged.size(), 1u);
    const AcknowledgeAlerts expected{
        .incident = 18, .owner = QStringLiteral("anna"), .note = QStringLiteral("rolling back")};
    EXPECT_EQ(console.alertDesk.acknowledged[0], expected);
}

TEST_F(AcknowledgeDialogTest, ClosesWhenItWasTakenAndOnlyForItsOwnAnswer)
{
    open({.incident = 18});
    answer(true, QStringLiteral("18"));
    EXPECT_TRUE(dialog->isVisible()) << "nothing was sent yet";
    part<QPushButton>("sendButton")->click();
    answer(true, QStringLiteral("17"));
    EXPECT_TRUE(dialog->isVisible());
    answer(true, QStringLiteral("18"));
    EXPECT_FALSE(dialog && dialog->isVisible());
}

TEST_F(AcknowledgeDialogTest, SaysWhyItWasNotTakenAndLetsOneTryAgain)
{
    const AlertId alert{QStringLiteral("contacts-sync"), QStringLiteral("api.error_rate")};
    open({.alerts = {alert}});
    part<QPushButton>("sendButton")->click();
    EXPECT_FALSE(part<QPushButton>("sendButton")->isEnabled());
    answer(false, dedupKey(alert), QStringLiteral("It does not fire any longer."));
    EXPECT_EQ(problem(), QStringLiteral("It does not fire any longer."));
    EXPECT_TRUE(part<QPushButton>("sendButton")->isEnabled());
    part<QPushButton>("sendButton")->click();
    EXPECT_EQ(console.alertDesk.acknowledged.size(), 2u);
}

TEST_F(AcknowledgeDialogTest, NeedsAnOwnerAndRemembersOne)
{
    open({.incident = 18});
    part<QLineEdit>("ownerField")->setText(QStringLiteral(" "));
    EXPECT_FALSE(part<QPushButton>("sendButton")->isEnabled());
    part<QLineEdit>("ownerField")->setText(QStringLiteral("kenji"));
    part<QPushButton>("sendButton")->click();
    answer(true, QStringLiteral("18"));
    delete dialog;
    open({.incident = 18});
    EXPECT_EQ(part<QLineEdit>("ownerField")->text(), QStringLiteral("kenji"));
    part<QLineEdit>("ownerField")->setText(QStringLiteral("anna"));
    part<QPushButton>("sendButton")->click();
    EXPECT_FALSE(QSettings().contains(QStringLiteral("operator/name"))) << "the engine's own guess needs no keeping";
}

} // namespace hubwatch::ui
