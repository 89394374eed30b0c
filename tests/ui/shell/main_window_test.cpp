#include "ui/shell/main_window.h"

#include "support/canned_accounts.h"
#include "support/fake_console.h"
#include "support/printers.h"
#include "support/window_states.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/rail.h"
#include "ui/shell/shortcut_sheet.h"
#include "ui/shell/text_line.h"
#include "ui/shell/verdict_strip.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

class MainWindowTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
        QCoreApplication::setOrganizationName(QStringLiteral("Hubwatch"));
        QCoreApplication::setApplicationName(QStringLiteral("Hubwatch"));
    }

    static void press(MainWindow &window, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&window, key, modifiers);
    }

    static VerdictChip *chip(MainWindow &window, const char *id)
    {
        return window.findChild<VerdictChip *>(QStringLiteral("chip-") + QString::fromLatin1(id));
    }

    QTemporaryDir m_home;
    testing::FakeConsole console;
};

} // namespace

TEST_F(MainWindowTest, StandsBeforeAnythingIsKnown)
{
    MainWindow window(console);
    window.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&window));
    ASSERT_NE(chip(window, "console"), nullptr);
    EXPECT_EQ(chip(window, "console")->verdict().evidence, QStringLiteral("starting"));
    EXPECT_TRUE(console.queries.empty());
    EXPECT_TRUE(console.polled.isEmpty());
}

TEST_F(MainWindowTest, GoesToPagesByKey)
{
    MainWindow window(console);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    console.show(testing::cannedSnapshot());
    press(window, Qt::Key_7, Qt::ControlModifier);
    EXPECT_EQ(window.page(), Page::Sources);
    press(window, Qt::Key_2, Qt::ControlModifier);
    EXPECT_EQ(window.page(), Page::Charts);
    press(window, Qt::Key_1, Qt::ControlModifier);
    EXPECT_EQ(window.page(), Page::Now);
    press(window, Qt::Key_F5);
    EXPECT_EQ(console.polled.size(), 5);
    press(window, Qt::Key_F1);
    EXPECT_NE(window.findChild<ShortcutSheet *>(), nullptr);
}

TEST_F(MainWindowTest, IsBlindAllOverWhenTheEngineIsSilent)
{
    MainWindow window(console);
    window.show();
    console.show(testing::quietSnapshot());
    EXPECT_EQ(chip(window, "us")->verdict().mark, Mark::Good);
    emit console.blindChanged(true);
    for (const char *id : {"us", "network", "console"})
        EXPECT_EQ(chip(window, id)->verdict().mark, Mark::Blind) << id;
    EXPECT_TRUE(window.findChild<QWidget *>(QStringLiteral("blindVeil"))->isVisible());
    EXPECT_TRUE(window.findChild<TextLine *>(QStringLiteral("statusStore"))->text().startsWith(u"blind since"));
    emit console.blindChanged(false);
    EXPECT_EQ(chip(window, "us")->verdict().mark, Mark::Good);
    EXPECT_FALSE(window.findChild<QWidget *>(QStringLiteral("blindVeil"))->isVisible());
}

TEST_F(MainWindowTest, MarksTheDemoWhereItCannotBeOverlooked)
{
    MainWindow window(console);
    window.show();
    Snapshot snapshot = testing::cannedSnapshot();
    console.show(snapshot);
    auto *mark = window.findChild<QLabel *>(QStringLiteral("demoMark"));
    EXPECT_FALSE(mark->isVisible());
    EXPECT_TRUE(window.windowTitle().contains(u"prod 4242"));
    snapshot.console.demo = true;
    console.show(snapshot);
    EXPECT_TRUE(mark->isVisible());
    EXPECT_TRUE(window.windowTitle().contains(u"DEMO"));
    EXPECT_TRUE(window.windowTitle().contains(u"prod 4242")) << "the account stands there, demo or not";
}

TEST_F(MainWindowTest, RunsACommandWithTheKeyboardAlone)
{
    MainWindow window(console);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    console.show(testing::cannedSnapshot());
    press(window, Qt::Key_K, Qt::ControlModifier);
    auto *input = window.findChild<QLineEdit *>(QStringLiteral("paletteInput"));
    ASSERT_TRUE(input->isVisible());
    QTest::keyClicks(input, QStringLiteral("poll deals"));
    QTest::keyClick(input, Qt::Key_Return);
    EXPECT_EQ(console.polled, QStringList{QStringLiteral("deals-sync")});
    EXPECT_FALSE(input->isVisible());
    press(window, Qt::Key_K, Qt::ControlModifier);
    QTest::keyClick(input, Qt::Key_Escape);
    EXPECT_FALSE(input->isVisible());
}

TEST_F(MainWindowTest, OpensTheEvidenceOfAChip)
{
    MainWindow window(console);
    window.show();
    console.show(testing::cannedSnapshot());
    chip(window, "network")->click();
    EXPECT_EQ(window.page(), Page::Sources);
    chip(window, "us")->click();
    EXPECT_EQ(window.page(), Page::Charts);
}

TEST_F(MainWindowTest, RemembersTheThemeAndThePlace)
{
    QSettings().setValue(QStringLiteral("window/theme"), QStringLiteral("dark"));
    {
        MainWindow window(console);
        window.show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
        EXPECT_TRUE(themeOf(&window).dark);
        press(window, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        EXPECT_FALSE(themeOf(&window).dark);
        window.resize(1111, 777);
        window.close();
    }
    MainWindow again(console);
    EXPECT_FALSE(themeOf(&again).dark);
    EXPECT_FALSE(QSettings().value(QStringLiteral("window/geometry")).toByteArray().isEmpty());
}

TEST_F(MainWindowTest, NamesEveryControlForScreenReaders)
{
    MainWindow window(console);
    window.show();
    console.show(testing::cannedSnapshot());
    for (const Page page : {Page::Now, Page::Sources}) {
        window.goTo(page);
        for (const QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
            // Qt's own corner button of a table is not ours to name.
            const bool ours = !QByteArray(button->metaObject()->className()).startsWith("QTableCorner");
            if (ours && button->isVisible()) {
                EXPECT_FALSE(button->accessibleName().isEmpty() && button->text().isEmpty())
                    << button->metaObject()->className();
            }
        }
    }
}

namespace {

struct MatchCase {
    const char *name;
    const char *typed;
    const char *command;
    bool fits;
};

class MatchRankTest : public ::testing::TestWithParam<MatchCase>
{ };

} // namespace

TEST_P(MatchRankTest, FindsLettersInTheirOrder)
{
    EXPECT_EQ(matchRank(QString::fromLatin1(GetParam().typed), QString::fromLatin1(GetParam().command)).has_value(),
              GetParam().fits);
}

INSTANTIATE_TEST_SUITE_P(Typed, MatchRankTest,
                         ::testing::Values(MatchCase{"Empty", "", "Go to Now", true},
                                           MatchCase{"Part", "now", "Go to Now", true},
                                           MatchCase{"Letters", "gtc", "Go to Charts", true},
                                           MatchCase{"Words", "poll deals", "Poll deals-sync now", true},
                                           MatchCase{"WrongOrder", "won", "Go to Now", false},
                                           MatchCase{"Absent", "batch", "Go to Now", false}),
                         [](const auto &test) { return test.param.name; });

TEST_F(MainWindowTest, WorksOnCredentialsFromThePalette)
{
    console.show(testing::accountsSnapshot());
    MainWindow window(console);
    window.show();
    const auto run = [&](const char *command) {
        window.activateWindow(); // a dialog of the command before may stand over it
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
        press(window, Qt::Key_K, Qt::ControlModifier);
        auto *input = window.findChild<QLineEdit *>(QStringLiteral("paletteInput"));
        input->setText(QString::fromLatin1(command));
        QTest::keyClick(input, Qt::Key_Return);
    };
    run("Verify keychain:sandbox");
    EXPECT_EQ(console.desk.verified, QStringList{QStringLiteral("keychain:sandbox")});
    run("Leak drill for keychain:prod");
    EXPECT_EQ(console.desk.drilled, QStringList{QStringLiteral("prod")});
    run("keychain doctor");
    EXPECT_EQ(console.desk.doctors, 1);
    run("Rotate keychain:prod");
    EXPECT_NE(window.findChild<QDialog *>(QStringLiteral("rotationAssistant")), nullptr);
    run("Rotate dotenv:.env#SYNC_PASSWORD");
    EXPECT_EQ(window.findChildren<QDialog *>(QStringLiteral("rotationAssistant")).size(), 1)
        << "what lives elsewhere is not rotated here";
}

TEST_F(MainWindowTest, TakesTheLoudestOnRightAfterTheStart)
{
    MainWindow window(console);
    window.resize(1280, 800);
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&window));
    console.show(testing::cannedSnapshot());
    ASSERT_NE(QApplication::focusWidget(), nullptr);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_A);
    auto *dialog = window.findChild<QDialog *>(QStringLiteral("acknowledgeDialog"));
    ASSERT_NE(dialog, nullptr);
    dialog->close();
}

TEST_F(MainWindowTest, LeavesWhatItSaidLastReadableAndStill)
{
    for (const bool dark : {true, false}) {
        MainWindow window(console);
        window.setPalette(paletteOf(dark ? darkTheme() : lightTheme()));
        window.resize(1280, 800);
        window.show();
        console.show(testing::cannedSnapshot());
        emit console.blindChanged(true);
        QCoreApplication::processEvents();
        auto *title = window.findChild<QLabel *>(QStringLiteral("cardTitle"));
        ASSERT_NE(title, nullptr);
        const QImage image = window.grab(QRect(title->mapTo(&window, QPoint()), title->size())).toImage();
        const auto light = [](const QColor &color) {
            const auto part = [](double value) {
                return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
            };
            return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
        };
        std::pair<double, double> reach{1, 0};
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const double at = light(image.pixelColor(x, y));
                reach = {std::min(reach.first, at), std::max(reach.second, at)};
            }
        }
        EXPECT_GE((reach.second + 0.05) / (reach.first + 0.05), 4.5) << dark;
        auto *acknowledge = window.findChild<QPushButton *>(QStringLiteral("acknowledgeButton"));
        EXPECT_FALSE(acknowledge->isEnabled()) << "nobody would hear it";
        emit console.blindChanged(false);
        EXPECT_TRUE(acknowledge->isEnabled());
    }
}

TEST_F(MainWindowTest, CutsNeitherTheClockNorTheDeliveries)
{
    MainWindow window(console);
    window.resize(1280, 800);
    window.show();
    Snapshot snapshot = testing::troubledAccountsSnapshot();
    while (snapshot.workspace.accounts.size() < 5) {
        AccountConfig account = snapshot.workspace.accounts.front();
        account.name = QStringLiteral("sandbox-of-team-%1").arg(snapshot.workspace.accounts.size());
        snapshot.workspace.accounts.push_back(account);
    }
    console.show(snapshot);
    QCoreApplication::processEvents();
    for (const char *name : {"statusClock", "statusDeliveries", "statusLeft"}) {
        const auto *line = window.findChild<TextLine *>(QString::fromLatin1(name));
        EXPECT_GE(line->width(), line->sizeHint().width() - 1) << name;
    }
    EXPECT_TRUE(window.findChild<TextLine *>(QStringLiteral("statusLeft"))->text().contains(u"prod 4242 +4"));
}

} // namespace hubwatch::ui
