#include "ui/incidents/new_incident_dialog.h"

#include "ui/incidents/page_bench.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>

namespace hubwatch::ui {

namespace {

class NewIncidentDialogTest : public testing::IncidentsBench, public ::testing::Test
{
protected:
    QPointer<NewIncidentDialog> opened()
    {
        open();
        QTest::keyClick(&page, Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        return page.findChild<NewIncidentDialog *>();
    }
};

} // namespace

TEST_F(NewIncidentDialogTest, OpensOneWithTitleServicesAndSeverity)
{
    const QPointer<NewIncidentDialog> dialog = opened();
    ASSERT_TRUE(dialog);
    EXPECT_FALSE(dialog->isModal());
    auto *send = part<QPushButton>("openIncidentButton");
    EXPECT_FALSE(send->isEnabled());
    part<QLineEdit>("newIncidentTitle")->setText(QStringLiteral("numbers look odd"));
    part<QListWidget>("newIncidentServices")->item(0)->setCheckState(Qt::Checked);
    send->click();
    ASSERT_EQ(desk().commands.size(), 1u);
    const IncidentCommand &command = desk().commands[0];
    EXPECT_EQ(command.what, IncidentCommand::What::Open);
    EXPECT_EQ(command.incident, 0);
    EXPECT_EQ(command.title, QStringLiteral("numbers look odd"));
    EXPECT_EQ(command.services, QStringList{QStringLiteral("contacts-sync")});
    EXPECT_EQ(command.author, QStringLiteral("anna"));
    QSignalSpy created(dialog, &NewIncidentDialog::created);
    outcome(true, {}, 19);
    EXPECT_EQ(created.size(), 1);
    EXPECT_FALSE(dialog && dialog->isVisible());
}

TEST_F(NewIncidentDialogTest, StaysWhenItWasRefused)
{
    const QPointer<NewIncidentDialog> dialog = opened();
    ASSERT_TRUE(dialog);
    part<QLineEdit>("newIncidentTitle")->setText(QStringLiteral("odd"));
    part<QPushButton>("openIncidentButton")->click();
    outcome(false, QStringLiteral("It was not kept: the disk is full."), 0);
    EXPECT_TRUE(dialog->isVisible());
    EXPECT_EQ(part<QWidget>("newIncidentProblem")->accessibleName(),
              QStringLiteral("It was not kept: the disk is full."));
    EXPECT_TRUE(part<QPushButton>("openIncidentButton")->isEnabled());
}

} // namespace hubwatch::ui
