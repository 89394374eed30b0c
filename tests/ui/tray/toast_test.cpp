#include "ui/tray/toast.h"

#include "support/printers.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

class ToastTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        window.resize(900, 600);
        window.show();
        notice.alerts = {{QStringLiteral("sync"), QStringLiteral("errors")}};
    }

    QWidget window;
    Toast toast{&window};
    ToastNotifications door{toast};
    DesktopNotice notice{.id = 1, .key = QStringLiteral("k"), .title = QStringLiteral("sync fails")};
    QStringList answers;
    NotificationDoor::Reply noted
        = [this](bool shown, const QString &) { answers << (shown ? QStringLiteral("shown") : QStringLiteral("not")); };
};

} // namespace

TEST_F(ToastTest, StandsInsideTheWindowAtItsFoot)
{
    door.show(notice, noted);
    EXPECT_EQ(answers, QStringList{QStringLiteral("shown")});
    EXPECT_TRUE(toast.isVisible());
    EXPECT_TRUE(window.rect().contains(toast.geometry()));
    window.resize(700, 500);
    QCoreApplication::processEvents();
    EXPECT_TRUE(window.rect().contains(toast.geometry()));
}

TEST_F(ToastTest, SaysNoWhereNobodyWouldSeeIt)
{
    window.hide();
    door.show(notice, noted);
    EXPECT_EQ(answers, QStringList{QStringLiteral("not")});
}

TEST_F(ToastTest, OffersToTakeOnOnlyWhatFires)
{
    auto *acknowledge = toast.findChild<QPushButton *>(QStringLiteral("toastAcknowledge"));
    door.show(notice, noted);
    EXPECT_TRUE(acknowledge->isVisible());
    notice.resolved = true;
    door.show(notice, noted);
    EXPECT_FALSE(acknowledge->isVisible());
    notice = {.id = 2, .title = QStringLiteral("TEST"), .test = true};
    door.show(notice, noted);
    EXPECT_FALSE(acknowledge->isVisible());
}

TEST_F(ToastTest, GoesWhenItsKeyIsTakenAway)
{
    door.show(notice, noted);
    door.close(QStringLiteral("another"));
    EXPECT_TRUE(toast.isVisible());
    door.close(notice.key);
    EXPECT_FALSE(toast.isVisible());
}

TEST_F(ToastTest, AsksForWhatAPersonChooses)
{
    QSignalSpy acknowledged(&door, &NotificationDoor::acknowledged);
    door.show(notice, noted);
    toast.findChild<QPushButton *>(QStringLiteral("toastAcknowledge"))->click();
    EXPECT_EQ(acknowledged.size(), 1);
    EXPECT_FALSE(toast.isVisible());
}

} // namespace hubwatch::ui
