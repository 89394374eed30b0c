// By what the window calls a person, and what the palette offers about alerts.
#include "support/fake_console.h"
#include "support/printers.h"
#include "support/window_states.h"
#include "ui/now/busy_night.h"
#include "ui/now/now_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/rail.h"
#include "ui/shell/text_line.h"
#include "ui/shell/wall_view.h"
#include "ui/tray/toast.h"
#include "ui/tray/tray_icon.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

class WindowCallsTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
        QCoreApplication::setOrganizationName(QStringLiteral("Hubwatch"));
        QCoreApplication::setApplicationName(QStringLiteral("Hubwatch"));
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"); // no notice of a test leaves the window
        window = std::make_unique<MainWindow>(console);
        window->show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
        console.show(testing::busyNight());
    }

    template<class Widget>
    Widget *part(const char *name)
    {
        return window->findChild<Widget *>(QString::fromLatin1(name));
    }

    void run(const char *command)
    {
        window->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
        QTest::keyClick(window.get(), Qt::Key_K, Qt::ControlModifier);
        auto *input = part<QLineEdit>("paletteInput");
        input->setText(QString::fromUtf8(command));
        QTest::keyClick(input, Qt::Key_Return);
    }

    QTemporaryDir m_home;
    testing::FakeConsole console;
    std::unique_ptr<MainWindow> window;
};

} // namespace

TEST_F(WindowCallsTest, CountsInTheTitleAndOnTheRail)
{
    EXPECT_TRUE(window->windowTitle().startsWith(u"(1) ")) << window->windowTitle().toStdString();
    EXPECT_EQ(part<RailButton>("railNow")->accessibleDescription(), QStringLiteral("1 waiting"));
    EXPECT_EQ(part<RailButton>("railIncidents")->accessibleDescription(), QStringLiteral("1 waiting"));
    Snapshot calm = testing::busyNight();
    calm.alerting.incidents[0].state = Incident::State::Acknowledged;
    calm.alerting.acks.push_back({.alert = {QStringLiteral("contacts-sync"), QStringLiteral("api.error_rate")}});
    console.show(calm);
    EXPECT_FALSE(window->windowTitle().startsWith(u"(")) << window->windowTitle().toStdString();
    EXPECT_TRUE(part<RailButton>("railIncidents")->accessibleDescription().isEmpty());
}

TEST_F(WindowCallsTest, TheFootSaysHowDeliveriesStand)
{
    EXPECT_EQ(part<TextLine>("statusDeliveries")->text(), QStringLiteral("1 delivery refused"));
    emit console.blindChanged(true);
    EXPECT_EQ(part<TextLine>("statusDeliveries")->text(), QStringLiteral("deliveries unknown"));
}

TEST_F(WindowCallsTest, TheTrayIsBlindWithTheWindow)
{
    auto *tray = window->findChild<TrayIcon *>();
    ASSERT_NE(tray, nullptr);
    EXPECT_EQ(tray->words().mark, Mark::Bad);
    emit console.blindChanged(true);
    EXPECT_EQ(tray->words().mark, Mark::Blind);
    EXPECT_EQ(tray->words().count, 0);
}

TEST_F(WindowCallsTest, ThePaletteActsOnAlertsIncidentsAndRoutes)
{
    run("Acknowledge contacts-sync");
    auto *dialog = part<QWidget>("acknowledgeDialog");
    ASSERT_NE(dialog, nullptr);
    dialog->close();
    run("Test fire oncall");
    EXPECT_EQ(console.alertDesk.fired, QStringList{QStringLiteral("oncall")});
    run("Open incident #18");
    EXPECT_EQ(window->page(), Page::Incidents);
    run("Explain contacts-sync");
    EXPECT_EQ(window->page(), Page::Rules);
    run("New incident");
    EXPECT_EQ(window->page(), Page::Incidents);
}

TEST_F(WindowCallsTest, LeavesAMarkOfAService)
{
    run("Leave a mark");
    auto *text = part<QLineEdit>("markText");
    ASSERT_NE(text, nullptr);
    auto *service = part<QComboBox>("markService");
    service->setCurrentIndex(service->findData(QStringLiteral("deals-sync")));
    EXPECT_FALSE(part<QPushButton>("markSend")->isEnabled());
    text->setText(QStringLiteral(" deploy 1.43 "));
    part<QPushButton>("markSend")->click();
    EXPECT_EQ(console.alertDesk.annotations, QStringList{QStringLiteral("deals-sync: deploy 1.43")});
    emit console.alertDesk.done(
        {.command = AlertOutcome::Command::Annotate, .good = true, .words = QStringLiteral("The mark stands.")});
    EXPECT_TRUE(part<Toast>("toast")->isVisible());
    EXPECT_EQ(part<TextLine>("toastTitle")->text(), QStringLiteral("The mark stands."));
}

TEST_F(WindowCallsTest, ANoticeIsShownAndActedOn)
{
    DesktopNotice notice{.id = 7, .key = QStringLiteral("k"), .title = QStringLiteral("contacts-sync fails")};
    notice.alerts = {{QStringLiteral("contacts-sync"), QStringLiteral("api.error_rate")}};
    notice.severity = Rule::Severity::Page;
    emit console.alertDesk.desktopNotice(notice);
    ASSERT_EQ(console.alertDesk.shownNotices.size(), 1)
        << "without a bus and a tray the window itself shows it, at once";
    EXPECT_TRUE(console.alertDesk.shownNotices[0].startsWith(u"7 1 "))
        << console.alertDesk.shownNotices[0].toStdString();
    auto *toast = part<Toast>("toast");
    ASSERT_TRUE(toast->isVisible());
    part<QPushButton>("toastAcknowledge")->click();
    ASSERT_EQ(console.alertDesk.acknowledged.size(), 1u);
    EXPECT_EQ(console.alertDesk.acknowledged[0].owner, QStringLiteral("anna"));
    emit console.alertDesk.desktopNotice(notice);
    ASSERT_TRUE(toast->isVisible());
    part<QPushButton>("toastOpen")->click();
    EXPECT_EQ(window->page(), Page::Incidents);
}

TEST_F(WindowCallsTest, F11ShowsTheWallAndBack)
{
    QTest::keyClick(window.get(), Qt::Key_F11);
    auto *wall = part<WallView>("wallView");
    ASSERT_NE(wall, nullptr);
    EXPECT_TRUE(wall->isVisible());
    QTest::keyClick(wall, Qt::Key_Escape);
    EXPECT_FALSE(wall->isVisible());
    EXPECT_TRUE(window->isVisible());
}

TEST_F(WindowCallsTest, ClosesForGoodWithoutATray)
{
    QSettings().setValue(QStringLiteral("tray/keepRunning"), true);
    auto *tray = window->findChild<TrayIcon *>();
    if (tray->icon())
        return; // offscreen has none
    EXPECT_TRUE(window->close());
    EXPECT_FALSE(window->isVisible());
}

TEST_F(WindowCallsTest, TheNightIsStillUnseenAfterARestart)
{
    const auto night = [] { return QSettings().value(QStringLiteral("window/unseenFrom")).toLongLong(); };
    window.reset();
    QSettings().setValue(QStringLiteral("window/lastSeen"), QDateTime::currentMSecsSinceEpoch() - 3'600'000);
    for (int i = 0; i < 2; ++i) {
        MainWindow again(console);
        again.show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&again));
        EXPECT_GT(night(), 0);
        EXPECT_LT(night(), QDateTime::currentMSecsSinceEpoch() - 3'500'000) << "since the first, not the second time";
    }
    MainWindow seen(console);
    seen.show();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&seen));
    seen.findChild<NowPage *>()->setSeen();
    EXPECT_EQ(night(), 0);
}

} // namespace hubwatch::ui
