#include "ui/tray/tray_icon.h"

#include "support/fake_console.h"
#include "support/printers.h"
#include "support/window_states.h"
#include "ui/now/alert_actions.h"
#include "ui/now/busy_night.h"
#include "ui/tray/tray_picture.h"

#include <QDir>
#include <QMenu>
#include <QPainter>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

class TrayIconTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
        QCoreApplication::setOrganizationName(QStringLiteral("Hubwatch"));
        actions = std::make_unique<AlertActions>(console, &window);
        tray = std::make_unique<TrayIcon>(*actions, window);
        tray->beep = [this] { ++beeps; };
    }

    void show(const Snapshot &snapshot)
    {
        console.show(snapshot);
        const AlertBoard board = boardOf(snapshot);
        tray->show(trayWords(snapshot, board, {}), troubleLevels(board, {}), snapshot.at);
    }

    QAction *entry(const char *name) { return tray->menu().findChild<QAction *>(QString::fromLatin1(name)); }

    QTemporaryDir m_home;
    testing::FakeConsole console;
    QWidget window;
    std::unique_ptr<AlertActions> actions;
    std::unique_ptr<TrayIcon> tray;
    int beeps = 0;
};

} // namespace

TEST_F(TrayIconTest, OffersToActOnTheThreeWorst)
{
    show(testing::stormOf(20, 2));
    EXPECT_EQ(tray->menu().findChildren<QMenu *>(Qt::FindDirectChildrenOnly).size(), 4) << "three and the settings";
    entry("trayAcknowledge")->trigger();
    ASSERT_EQ(console.alertDesk.acknowledged.size(), 1u);
    EXPECT_EQ(console.alertDesk.acknowledged[0].alerts.size(), 2u);
    entry("trayMute")->trigger();
    ASSERT_EQ(console.alertDesk.muted.size(), 1u);
    EXPECT_EQ(console.alertDesk.muted[0].endsAt, testing::cannedNow() + 30min);
}

TEST_F(TrayIconTest, AsksForTheWindowAndTheEnd)
{
    show(testing::quietSnapshot());
    QSignalSpy wanted(tray.get(), &TrayIcon::windowWanted);
    QSignalSpy quit(tray.get(), &TrayIcon::quitWanted);
    entry("trayOpen")->trigger();
    entry("trayQuit")->trigger();
    EXPECT_EQ(wanted.size(), 1);
    EXPECT_EQ(quit.size(), 1);
}

TEST_F(TrayIconTest, FlashesOnlyWhenSomethingGotWorseAndEndsByItself)
{
    Snapshot storm = testing::stormOf(1, 1);
    show(storm);
    EXPECT_TRUE(tray->flashing());
    tray->setSeen();
    EXPECT_FALSE(tray->flashing());
    storm.at += 15s;
    show(storm);
    EXPECT_FALSE(tray->flashing()) << "it was seen, and is as it was";
    Snapshot more = testing::stormOf(2, 1);
    more.at += 30s;
    show(more);
    EXPECT_TRUE(tray->flashing());
    storm.at += 45s;
    show(storm);
    EXPECT_FALSE(tray->flashing()) << "what called is over";
}

TEST_F(TrayIconTest, IsSilentUntilSoundIsWantedAndThenBeepsOnce)
{
    Snapshot storm = testing::stormOf(1, 1);
    show(storm);
    EXPECT_EQ(beeps, 0);
    writeCallSettings({.sound = true});
    Snapshot more = testing::stormOf(2, 1);
    show(more);
    EXPECT_EQ(beeps, 1);
    more.at += 15s;
    show(more);
    EXPECT_EQ(beeps, 1);
}

TEST_F(TrayIconTest, KeepsNothingRunningWithoutATray)
{
    if (tray->icon())
        return; // this machine has one
    QSettings().setValue(QStringLiteral("tray/keepRunning"), true);
    EXPECT_FALSE(tray->keepsRunning());
    EXPECT_EQ(entry("trayKeep"), nullptr) << "what cannot be done is not offered";
}

TEST_F(TrayIconTest, RemembersWhatIsChosenInTheMenu)
{
    show(testing::quietSnapshot());
    entry("traySound")->setChecked(true);
    entry("trayQuietHours")->setChecked(true);
    entry("trayFlash")->setChecked(false);
    EXPECT_EQ(readCallSettings(), (CallSettings{.sound = true, .flash = false, .quiet = {.on = true}}));
}

TEST(TrayPictureTest, IsDrawnInEveryStateAndTellsItsFlash)
{
    QDir().mkpath(QStringLiteral(HUBWATCH_BINARY_DIR "/screenshots"));
    QImage sheet(7 * 80, 160, QImage::Format_ARGB32);
    sheet.fill(QColor(0x30, 0x30, 0x30));
    QPainter painter(&sheet);
    int at = 0;
    for (const Mark mark : {Mark::Good, Mark::Warn, Mark::Bad, Mark::Pending, Mark::Blind, Mark::None, Mark::NotYet}) {
        const int count = mark == Mark::Bad ? 3 : mark == Mark::Warn ? 12 : 0;
        const QPixmap plain = trayPicture(mark, count, false).pixmap(64, 64);
        const QPixmap flash = trayPicture(mark, count, true).pixmap(64, 64);
        EXPECT_NE(plain.toImage(), flash.toImage()) << int(mark);
        painter.drawPixmap(at * 80 + 8, 8, plain);
        painter.drawPixmap(at * 80 + 8, 84, flash);
        painter.drawPixmap(at * 80 + 60, 140, trayPicture(mark, count, false).pixmap(16, 16));
        ++at;
    }
    painter.end();
    EXPECT_TRUE(sheet.save(QStringLiteral(HUBWATCH_BINARY_DIR "/screenshots/tray-icons.png")));
}

} // namespace hubwatch::ui
