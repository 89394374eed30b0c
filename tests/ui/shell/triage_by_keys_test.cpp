// From the first look to the handover without a mouse, in the real window.
#include "support/canned_alerting.h"
#include "support/fake_console.h"
#include "support/printers.h"
#include "ui/now/alert_card.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

class TriageByKeysTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
        QCoreApplication::setOrganizationName(QStringLiteral("Hubwatch"));
        QCoreApplication::setApplicationName(QStringLiteral("Hubwatch"));
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"); // no notice of a test leaves the window
        console.history = testing::cannedAnswer;
        window = std::make_unique<MainWindow>(console);
        window->resize(1280, 800);
        window->show();
        console.show(testing::alertingSnapshot());
        activate();
    }

    void activate()
    {
        window->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
        answer();
    }

    /// What the engine would say to everything asked so far.
    void answer()
    {
        testing::FakeAlertDesk &desk = console.alertDesk;
        for (; m_triaged < desk.triages.size(); ++m_triaged)
            emit desk.triaged(testing::cannedTriage(desk.triages[m_triaged]));
        for (; m_moved < desk.movedQuestions.size(); ++m_moved)
            emit desk.movedFound(testing::cannedMoved(desk.movedQuestions[m_moved]));
        for (; m_probed < desk.probes.size(); ++m_probed)
            emit desk.probed(testing::cannedProbe(desk.probes[m_probed]));
        for (; m_searched < desk.ledgerQueries.size(); ++m_searched)
            emit desk.ledgerFound(testing::cannedLedger(desk.ledgerQueries[m_searched]));
        for (; m_tested < desk.backtests.size(); ++m_tested)
            emit desk.backtested(testing::cannedBacktest(desk.backtests[m_tested]));
        QCoreApplication::processEvents();
        console.answerAll();
        QCoreApplication::processEvents();
    }

    static QWidget *focus() { return QApplication::focusWidget(); }
    /// A key for whatever has the focus.
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        ASSERT_NE(focus(), nullptr);
        QTest::keyClick(focus(), Qt::Key(key), modifiers);
        answer();
    }
    void type(const char *text) { QTest::keyClicks(focus(), QString::fromUtf8(text)); }

    /// Tabs on until `reached`.
    template<class Reached>
    bool tabTo(Reached reached, int most = 60)
    {
        for (int i = 0; i < most; ++i) {
            if (focus() && reached(focus()))
                return true;
            QTest::keyClick(focus() ? focus() : window.get(), Qt::Key_Tab);
        }
        return false;
    }

    QWidget *openDialog(const char *name)
    {
        for (QWidget *top : QApplication::topLevelWidgets())
            if (top->isVisible() && top->objectName() == QLatin1StringView(name))
                return top;
        return nullptr;
    }

    testing::FakeConsole console;
    std::unique_ptr<MainWindow> window;

private:
    QTemporaryDir m_home;
    size_t m_triaged = 0;
    size_t m_moved = 0;
    size_t m_searched = 0;
    size_t m_tested = 0;
    qsizetype m_probed = 0;
};

} // namespace

TEST_F(TriageByKeysTest, FromTheFirstLookToTheHandover)
{
    // Now: the loudest card, why it fires, and take it on.
    ASSERT_TRUE(tabTo([](QWidget *widget) { return qobject_cast<AlertCard *>(widget) != nullptr; }));
    EXPECT_EQ(focus()->objectName(), QStringLiteral("alert/contacts-sync/api.error_rate"));
    press(Qt::Key_X);
    press(Qt::Key_A);
    QWidget *dialog = openDialog("acknowledgeDialog");
    ASSERT_NE(dialog, nullptr);
    dialog->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(dialog));
    type("rolling back 1.42");
    QTest::keyClick(focus(), Qt::Key_Return);
    ASSERT_EQ(console.alertDesk.acknowledged.size(), 1U);
    EXPECT_EQ(console.alertDesk.acknowledged[0].owner, QStringLiteral("anna"));
    EXPECT_EQ(console.alertDesk.acknowledged[0].note, QStringLiteral("rolling back 1.42"));
    emit console.alertDesk.done(
        {.command = AlertOutcome::Command::Acknowledge,
         .subject = dedupKey({QStringLiteral("contacts-sync"), QStringLiteral("api.error_rate")}),
         .good = true});
    activate();

    // The incident behind it.
    ASSERT_TRUE(tabTo([](QWidget *widget) { return qobject_cast<AlertCard *>(widget) != nullptr; }));
    press(Qt::Key_Return);
    ASSERT_EQ(window->page(), Page::Incidents);
    EXPECT_EQ(window->findChild<QLabel *>(QStringLiteral("incidentTitle"))->text(),
              QStringLiteral("contacts-sync fails 3.8 % of its HubSpot calls"));
    ASSERT_FALSE(console.alertDesk.triages.empty());
    press(Qt::Key_P);
    EXPECT_FALSE(console.alertDesk.probes.isEmpty());
    press(Qt::Key_C);
    EXPECT_TRUE(QGuiApplication::clipboard()->text().contains(u"2f8e1c6a-7d54-4f1b-9a0e-6b1a2c3d4e5f"));
    press(Qt::Key_N);
    type("one endpoint, since the deploy");
    press(Qt::Key_Return, Qt::ControlModifier);
    ASSERT_EQ(console.alertDesk.commands.size(), 1U);
    EXPECT_EQ(console.alertDesk.commands[0].text, QStringLiteral("one endpoint, since the deploy"));
    emit console.alertDesk.done(
        {.command = AlertOutcome::Command::Incident, .subject = QStringLiteral("18"), .good = true});
    press(Qt::Key_Escape);

    // Mute what follows from it, while it is mended.
    press(Qt::Key_M);
    QWidget *mute = openDialog("muteDialog");
    ASSERT_NE(mute, nullptr);
    mute->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(mute));
    QTest::keyClick(mute, Qt::Key_Escape);
    EXPECT_FALSE(mute->isVisible());
    activate();
    EXPECT_TRUE(console.alertDesk.muted.empty()) << "Escape mutes nothing";

    // Hand it over.
    press(Qt::Key_H);
    auto *menu = window->findChild<QMenu *>(QStringLiteral("handoverMenu"));
    ASSERT_NE(menu, nullptr);
    EXPECT_TRUE(menu->isVisible());
    EXPECT_GE(menu->actions().size(), 3) << "Markdown, HTML, PDF";
    QTest::keyClick(menu, Qt::Key_Escape);
    activate();

    // Why does the rule fire, what would another one have done, and who was told?
    press(Qt::Key_X);
    ASSERT_EQ(window->page(), Page::Rules);
    press(Qt::Key_4, Qt::AltModifier);
    auto *search = window->findChild<QLineEdit *>(QStringLiteral("ledgerSearch"));
    ASSERT_NE(search, nullptr);
    EXPECT_TRUE(search->isVisible());
    press(Qt::Key_Slash);
    EXPECT_EQ(focus(), search);
    type("oncall");
    ASSERT_TRUE(QTest::qWaitFor([this] { return console.alertDesk.ledgerQueries.back().text == u"oncall"; }));
    answer();

    // And back to the wall.
    press(Qt::Key_1, Qt::ControlModifier);
    EXPECT_EQ(window->page(), Page::Now);
}

TEST_F(TriageByKeysTest, EveryPageAndPartIsAKeyAway)
{
    press(Qt::Key_3, Qt::ControlModifier);
    EXPECT_EQ(window->page(), Page::Incidents);
    press(Qt::Key_4, Qt::ControlModifier);
    EXPECT_EQ(window->page(), Page::Rules);
    press(Qt::Key_2, Qt::ControlModifier);
    EXPECT_EQ(window->page(), Page::Charts);
    press(Qt::Key_6, Qt::ControlModifier);
    EXPECT_EQ(window->page(), Page::Readiness);
    press(Qt::Key_7, Qt::ControlModifier);
    EXPECT_EQ(window->page(), Page::Sources);
}

} // namespace hubwatch::ui
