#include "support/canned_alerting.h"
#include "support/fake_console.h"
#include "support/printers.h"
#include "support/window_states.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/rules/cell_table.h"
#include "ui/rules/notes_card.h"
#include "ui/rules/route_card.h"
#include "ui/rules/route_edit.h"
#include "ui/rules/route_words.h"
#include "ui/rules/routes_part.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

class RoutesPartTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        console.show(testing::alertingSnapshot());
        part.resize(1168, 640);
        part.show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&part));
    }
    template<class T>
    T *child(const char *name)
    {
        return part.findChild<T *>(QString::fromLatin1(name));
    }
    RouteCard *card(const char *name) { return child<RouteCard>((QByteArray("route-") + name).constData()); }
    QPushButton *button(const char *cardName, const char *name)
    {
        return card(cardName)->findChild<QPushButton *>(QString::fromLatin1(name));
    }

    testing::FakeConsole console;
    RoutesPart part{console};
};

} // namespace

TEST_F(RoutesPartTest, SaysHowEachRouteStands)
{
    EXPECT_TRUE(card("oncall")
                    ->findChild<TextLine *>(QStringLiteral("routeProof"))
                    ->text()
                    .contains(u"Proved 26 h ago by a TEST, 202 in 180 ms"))
        << card("oncall")->findChild<TextLine *>(QStringLiteral("routeProof"))->text().toStdString();
    EXPECT_TRUE(card("desk")->findChild<TextLine *>(QStringLiteral("routeProof"))->text().startsWith(u"Never proved"));
    EXPECT_TRUE(card("team")->findChild<TextLine *>(QStringLiteral("routeTitle"))->text().contains(u"1 held back"));
    EXPECT_TRUE(child<NotesCard>("heartbeatCard")
                    ->findChild<TextLine *>(QStringLiteral("cardTitle"))
                    ->text()
                    .contains(u"beat 22 s ago"));
}

TEST_F(RoutesPartTest, FiresATestByKeyAndShowsTheAnswer)
{
    card("team")->setFocus();
    QTest::keyClick(card("team"), Qt::Key_T);
    EXPECT_EQ(console.alertDesk.fired, QStringList{QStringLiteral("team")});
    EXPECT_FALSE(part.settled());
    emit console.alertDesk.done({.command = AlertOutcome::Command::TestFire,
                                 .subject = QStringLiteral("team"),
                                 .words = QStringLiteral("403: the webhook is disabled")});
    EXPECT_EQ(card("team")->findChild<MarkedSentence *>(QStringLiteral("routeOutcome"))->sentence().word,
              QStringLiteral("403: the webhook is disabled"));
    QTest::keyClick(card("team"), Qt::Key_R);
    EXPECT_EQ(console.alertDesk.retried, QStringList{QStringLiteral("team")});
}

TEST_F(RoutesPartTest, ListsRefusedNoticesWithRetryAndDrop)
{
    ASSERT_EQ(console.alertDesk.ledgerQueries.size(), 1u);
    LedgerQuery query = console.alertDesk.ledgerQueries[0];
    LedgerAnswer stale = testing::cannedLedger(query);
    stale.id = query.id + 1000;
    emit console.alertDesk.ledgerFound(stale);
    EXPECT_EQ(button("hook", "retryNotice"), nullptr);
    emit console.alertDesk.ledgerFound(testing::cannedLedger(query));
    ASSERT_NE(button("hook", "retryNotice"), nullptr);
    EXPECT_EQ(button("oncall", "retryNotice"), nullptr);
    button("hook", "retryNotice")->click();
    button("hook", "dropNotice")->click();
    EXPECT_EQ(console.alertDesk.retriedNotices, std::vector<qint64>{8});
    EXPECT_EQ(console.alertDesk.droppedNotices, std::vector<qint64>{8});
}

TEST_F(RoutesPartTest, AddsARouteOnlyWhenItIsWhole)
{
    child<QAction>("addRoute")->trigger();
    auto *save = child<QPushButton>("saveRoute");
    ASSERT_NE(save, nullptr);
    EXPECT_FALSE(save->isEnabled());
    child<QLineEdit>("routeName")->setText(QStringLiteral("oncall"));
    EXPECT_TRUE(child<MarkedSentence>("routeProblem")->sentence().word.contains(u"already"));
    child<QLineEdit>("routeName")->setText(QStringLiteral("night"));
    EXPECT_FALSE(save->isEnabled()) << "PagerDuty needs a key";
    child<QLineEdit>("routeKey")->setText(QStringLiteral("keychain:night"));
    child<QLineEdit>("routeRepeat")->setText(QStringLiteral("2h"));
    ASSERT_TRUE(save->isEnabled()) << child<MarkedSentence>("routeProblem")->sentence().word.toStdString();
    child<QPushButton>("setReferencedSecret")->click();
    EXPECT_NE(part.findChild<QWidget *>(QStringLiteral("secretDialog")), nullptr);
    save->click();
    ASSERT_EQ(console.savedWorkspaces.size(), 1u);
    const Route &route = console.savedWorkspaces[0].routes.back();
    EXPECT_EQ(route.name, QStringLiteral("night"));
    EXPECT_EQ(route.kind, Route::Kind::PagerDuty);
    EXPECT_EQ(route.repeatInterval, Duration(2h));
}

TEST_F(RoutesPartTest, NeverTakesASecretAsAnAddress)
{
    child<QAction>("addRoute")->trigger();
    child<QLineEdit>("routeName")->setText(QStringLiteral("hooked"));
    child<QComboBox>("routeKind")->setCurrentIndex(3);
    child<QLineEdit>("routeUrl")->setText(QStringLiteral("https://me:pw@hooks.example.com/x"));
    EXPECT_FALSE(child<QPushButton>("saveRoute")->isEnabled());
    EXPECT_FALSE(child<MarkedSentence>("routeProblem")->sentence().word.contains(u"pw"));
}

TEST_F(RoutesPartTest, RemovesOnlyAfterTheQuestion)
{
    button("hook", "removeRouteButton")->click();
    EXPECT_TRUE(console.savedWorkspaces.empty());
    child<QPushButton>("confirmRemoveRoute")->click();
    ASSERT_EQ(console.savedWorkspaces.size(), 1u);
    EXPECT_EQ(console.savedWorkspaces[0].routes.size(), 3u);
    emit console.saved(QStringLiteral("read-only file"));
    EXPECT_EQ(child<MarkedSentence>("routesOutcome")->sentence().word, QStringLiteral("read-only file"));
}

TEST_F(RoutesPartTest, SetsTheHeartbeat)
{
    child<QAction>("setHeartbeat")->trigger();
    child<QLineEdit>("heartbeatInterval")->setText(QStringLiteral("5s"));
    EXPECT_FALSE(child<QPushButton>("saveHeartbeat")->isEnabled());
    child<QLineEdit>("heartbeatInterval")->setText(QStringLiteral("2m"));
    child<QPushButton>("saveHeartbeat")->click();
    ASSERT_EQ(console.savedWorkspaces.size(), 1u);
    EXPECT_EQ(console.savedWorkspaces[0].console.heartbeat, QStringLiteral("keychain:heartbeat"));
    EXPECT_EQ(console.savedWorkspaces[0].console.heartbeatInterval, Duration(2min));
    emit console.saved(QStringLiteral("no room"));
    EXPECT_EQ(child<MarkedSentence>("heartbeatProblem")->sentence().word, QStringLiteral("no room"));
    child<QCheckBox>("heartbeatOn")->setChecked(false);
    child<QPushButton>("saveHeartbeat")->click();
    EXPECT_TRUE(console.savedWorkspaces[1].console.heartbeat.isEmpty());
}

TEST_F(RoutesPartTest, SaysThatNobodyIsTold)
{
    Snapshot none = testing::quietSnapshot();
    none.workspace.routes.clear();
    console.show(none);
    EXPECT_TRUE(child<TextLine>("nobodyTold")->isVisible());
    child<QPushButton>("firstRouteButton")->click();
    EXPECT_NE(child<QPushButton>("saveRoute"), nullptr);
}

TEST(RouteEditTest, RulesFollowARouteToItsNewName)
{
    Workspace workspace;
    workspace.routes = {{.name = QStringLiteral("a")}, {.name = QStringLiteral("b")}};
    workspace.rules = {{.name = QStringLiteral("r"), .routes = {QStringLiteral("a"), QStringLiteral("b")}}};
    EXPECT_EQ(withRoute(workspace, QStringLiteral("a"), {.name = QStringLiteral("c")}).rules[0].routes,
              (QStringList{QStringLiteral("c"), QStringLiteral("b")}));
    EXPECT_EQ(withoutRoute(workspace, QStringLiteral("a")).rules[0].routes, QStringList{QStringLiteral("b")});
    EXPECT_EQ(rulesNaming(workspace, QStringLiteral("b")), QStringList{QStringLiteral("r")});
}

} // namespace hubwatch::ui
