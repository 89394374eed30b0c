#include "ui/incidents/incidents_page.h"

#include "support/canned_alerting.h"
#include "support/fake_console.h"
#include "support/patience.h"
#include "support/printers.h"
#include "support/window_states.h"
#include "ui/incidents/page_bench.h"
#include "ui/incidents/triage_feed.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <cstdio>
#include <ctime>

namespace hubwatch::ui {

namespace {

class IncidentsPageTest : public testing::IncidentsBench, public ::testing::Test
{ };

Snapshot manyIncidents()
{
    Snapshot snapshot = testing::alertingSnapshot();
    snapshot.alerting.incidents.clear();
    for (qint64 id = 500; id > 0; --id) {
        Incident incident{.id = id, .title = QStringLiteral("service-%1: error burst").arg(id % 50)};
        incident.openedAt = snapshot.at - 1h;
        for (int part = 0; part < 10; ++part)
            incident.parts.push_back(
                {.alert = {QStringLiteral("service-%1").arg(id % 50), QStringLiteral("rule-%1").arg(part)},
                 .signal = QStringLiteral("api.error_rate"),
                 .firing = true,
                 .firedAt = snapshot.at - 1h});
        incident.services = {incident.parts.front().alert.service};
        snapshot.alerting.incidents.push_back(std::move(incident));
    }
    return snapshot;
}

} // namespace

TEST_F(IncidentsPageTest, ShowsTheOpenOneFirstWithItsCauseAndWhatCanBeDone)
{
    open();
    EXPECT_EQ(list()->model()->rowCount(), 3);
    EXPECT_EQ(list()->currentIndex().row(), 0);
    EXPECT_TRUE(part<QLabel>("incidentTitle")->text().startsWith(u"contacts-sync fails "));
    const QString line = part<QLabel>("incidentLine")->text();
    EXPECT_TRUE(line.contains(u"cause: <b>us</b>")) << line.toStdString();
    EXPECT_TRUE(line.contains(u"167 × 5xx on contacts.batchUpdate")) << line.toStdString();
    EXPECT_TRUE(part<QPushButton>("acknowledgeIncidentButton")->isEnabled());
    EXPECT_TRUE(page.settled());
}

TEST_F(IncidentsPageTest, IsSettledOnlyWhenEverythingIsAnswered)
{
    answersAtOnce = false;
    open();
    EXPECT_FALSE(page.settled());
    answerAll();
    EXPECT_TRUE(page.settled());
}

TEST_F(IncidentsPageTest, IgnoresAnswersToOlderQuestions)
{
    answersAtOnce = false;
    open();
    ASSERT_EQ(desk().triages.size(), 1u);
    const TriageQuestion first = desk().triages[0];
    page.select(17);
    ASSERT_EQ(desk().triages.size(), 2u);
    emit desk().triaged(testing::cannedTriage(first));
    EXPECT_EQ(part<QTableView>("callsTable")->model()->rowCount(), 0) << "that was another incident's";
    emit desk().triaged(testing::cannedTriage(desk().triages[1]));
    EXPECT_EQ(part<QTableView>("callsTable")->model()->rowCount(), 4);
}

TEST_F(IncidentsPageTest, AsksALiveIncidentAgainEachTenSecondsAndAResolvedOneNever)
{
    open();
    ASSERT_EQ(desk().triages.size(), 1u);
    later(5s);
    EXPECT_EQ(desk().triages.size(), 1u);
    later(10s);
    EXPECT_EQ(desk().triages.size(), 2u);
    page.select(17);
    const size_t asked = desk().triages.size();
    later(60s);
    EXPECT_EQ(desk().triages.size(), asked);
}

TEST_F(IncidentsPageTest, DoesNotAskAnEngineFasterThanItAnswers)
{
    answersAtOnce = false;
    open();
    later(30s);
    EXPECT_EQ(desk().triages.size(), 1u);
    EXPECT_EQ(desk().movedQuestions.size(), 1u);
}

TEST_F(IncidentsPageTest, GoesTheWholeTriagePathByKeys)
{
    open();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&page));
    page.setFocus();
    QTest::keyClick(focus(), Qt::Key_Down);
    EXPECT_EQ(part<QLabel>("incidentTitle")->text(), QStringLiteral("deals-sync: 429 storm"));
    QTest::keyClick(focus(), Qt::Key_Up);
    settle();
    QTest::keyClick(focus(), Qt::Key_Return);
    EXPECT_EQ(focus(), part<QPushButton>("acknowledgeIncidentButton"));
    QTest::keyClick(focus(), Qt::Key_Escape);
    EXPECT_EQ(focus(), list());

    QTest::keyClick(focus(), Qt::Key_P);
    EXPECT_EQ(desk().probes, (QStringList{QStringLiteral("prod"), QString()}));
    QTest::keyClick(focus(), Qt::Key_C);
    EXPECT_TRUE(QGuiApplication::clipboard()->text().contains(u"2f8e1c6a-7d54-4f1b-9a0e-6b1a2c3d4e5f"));
    QTest::keyClick(focus(), Qt::Key_A);
    EXPECT_NE(page.findChild<QWidget *>(QStringLiteral("acknowledgeDialog")), nullptr);
    page.findChild<QWidget *>(QStringLiteral("acknowledgeDialog"))->close();
    page.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&page));
    page.setFocus();
    QTest::keyClick(focus(), Qt::Key_H);
    EXPECT_TRUE(part<QMenu>("handoverMenu")->isVisible());
    part<QMenu>("handoverMenu")->close();
    QTest::keyClick(focus(), Qt::Key_N);
    EXPECT_EQ(focus(), part<QPlainTextEdit>("noteField"));
    QTest::keyClicks(focus(), QStringLiteral("map ache"));
    EXPECT_EQ(part<QPlainTextEdit>("noteField")->toPlainText(), QStringLiteral("map ache"))
        << "what is typed is no command";
    EXPECT_EQ(desk().probes.size(), 2);
    QTest::keyClick(focus(), Qt::Key_Return, Qt::ControlModifier);
    ASSERT_EQ(desk().commands.size(), 1u);
    EXPECT_EQ(desk().commands[0].what, IncidentCommand::What::Note);
    EXPECT_EQ(desk().commands[0].text, QStringLiteral("map ache"));
    EXPECT_EQ(desk().commands[0].author, QStringLiteral("anna"));
    outcome(true);
    EXPECT_TRUE(part<QPlainTextEdit>("noteField")->toPlainText().isEmpty());
}

TEST_F(IncidentsPageTest, OpensTheMuteDialogForItsAlert)
{
    open();
    part<QPushButton>("muteIncidentButton")->click();
    auto *dialog = page.findChild<QWidget *>(QStringLiteral("muteDialog"));
    ASSERT_NE(dialog, nullptr);
    EXPECT_FALSE(dialog->isModal());
}

TEST_F(IncidentsPageTest, TellsARefusedCommandOnThePageAndKeepsTheNote)
{
    open();
    part<QPlainTextEdit>("noteField")->setPlainText(QStringLiteral("half a thought"));
    part<QPushButton>("addNoteButton")->click();
    outcome(false, QStringLiteral("The note was not kept: the disk is full. Make room."));
    EXPECT_EQ(part<QWidget>("incidentOutcome")->accessibleName(),
              QStringLiteral("The note was not kept: the disk is full. Make room."));
    EXPECT_TRUE(part<QWidget>("incidentOutcome")->isVisible());
    EXPECT_EQ(part<QPlainTextEdit>("noteField")->toPlainText(), QStringLiteral("half a thought"));
    part<QPushButton>("addNoteButton")->click();
    outcome(true);
    EXPECT_FALSE(part<QWidget>("incidentOutcome")->isVisible());
}

TEST_F(IncidentsPageTest, KeepsADraftWithItsIncident)
{
    open();
    part<QPlainTextEdit>("noteField")->setPlainText(QStringLiteral("of 18"));
    page.select(17);
    EXPECT_TRUE(part<QPlainTextEdit>("noteField")->toPlainText().isEmpty());
    page.select(18);
    EXPECT_EQ(part<QPlainTextEdit>("noteField")->toPlainText(), QStringLiteral("of 18"));
}

TEST_F(IncidentsPageTest, ClosesOnlyWhatWasOpenedByHandAndFiresNoMore)
{
    Snapshot snapshot = testing::alertingSnapshot();
    snapshot.alerting.incidents[0].openedBy = QStringLiteral("anna");
    open(snapshot);
    auto *close = part<QPushButton>("closeIncidentButton");
    EXPECT_TRUE(close->isVisible());
    EXPECT_FALSE(close->isEnabled());
    EXPECT_TRUE(close->toolTip().contains(u"It still fires"));
    snapshot.alerting.incidents[0].parts.clear();
    console.show(snapshot);
    EXPECT_TRUE(close->isEnabled());
    close->click();
    ASSERT_EQ(desk().commands.size(), 1u);
    EXPECT_EQ(desk().commands[0].what, IncidentCommand::What::Close);
}

TEST_F(IncidentsPageTest, OpensTheSignalOfASeriesThatMoved)
{
    open();
    QSignalSpy opened(&page, &IncidentsPage::signalOpened);
    auto *series = part<QTableView>("movedTable");
    series->setCurrentIndex(series->model()->index(2, 0));
    QTest::keyClick(series, Qt::Key_Return);
    ASSERT_EQ(opened.size(), 1);
    EXPECT_EQ(opened[0][0].toString(), QStringLiteral("contacts-sync"));
    EXPECT_EQ(opened[0][1].toString(), QStringLiteral("api.error_rate"));
    series->setCurrentIndex(series->model()->index(0, 0));
    QTest::keyClick(series, Qt::Key_Return);
    EXPECT_EQ(opened.size(), 1);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("nodejs_eventloop_lag_p99_seconds"));
    auto *chart = page.findChild<QWidget *>(QStringLiteral("panel:incident"));
    ASSERT_NE(chart, nullptr);
    chart->setFocus();
    QTest::keyClick(chart, Qt::Key_Return);
    ASSERT_EQ(opened.size(), 2);
    EXPECT_EQ(opened[1][1].toString(), QStringLiteral("api.error_rate"));
}

TEST_F(IncidentsPageTest, SelectsAnIncidentThatComesLater)
{
    open();
    page.select(19);
    EXPECT_FALSE(page.settled());
    Snapshot snapshot = testing::alertingSnapshot();
    Incident byHand{.id = 19, .title = QStringLiteral("numbers look odd"), .openedBy = QStringLiteral("anna")};
    byHand.openedAt = snapshot.at;
    snapshot.alerting.incidents.insert(snapshot.alerting.incidents.begin() + 1, byHand);
    console.show(snapshot);
    EXPECT_EQ(part<QLabel>("incidentTitle")->text(), QStringLiteral("numbers look odd"));
}

TEST_F(IncidentsPageTest, FiltersFiveThousandAlertsAtEachKeystroke)
{
    open(manyIncidents());
    EXPECT_EQ(list()->model()->rowCount(), 500);
    auto *line = part<QLineEdit>("incidentFilter");
    double slowest = 0;
    for (const QChar letter : QStringLiteral("service=\"service-7\" rule=rule-3 state=open")) {
        const std::clock_t from = std::clock();
        QTest::keyClick(line, letter.toLatin1());
        slowest = std::max(slowest, 1000.0 * double(std::clock() - from) / CLOCKS_PER_SEC);
    }
    EXPECT_EQ(list()->model()->rowCount(), 10);
    std::printf("5,000 alerts in 500 incidents, CPU time: slowest filter keystroke %.1f ms\n", slowest);
    EXPECT_LT(slowest, 1000 * testing::patience())
        << "a guard against something quadratic; the budget of 100 ms is for a release build";
}

TEST_F(IncidentsPageTest, SaysWhatIsWrongInAFilterAndKeepsTheList)
{
    open();
    auto *line = part<QLineEdit>("incidentFilter");
    line->setText(QStringLiteral("rule=~\"(\""));
    EXPECT_TRUE(part<QLabel>("incidentFilterProblem")->isVisible());
    EXPECT_EQ(list()->model()->rowCount(), 3);
    line->setText(QStringLiteral("storm"));
    EXPECT_FALSE(part<QLabel>("incidentFilterProblem")->isVisible());
    EXPECT_EQ(list()->model()->rowCount(), 1);
    EXPECT_EQ(part<QLabel>("incidentTitle")->text(), QStringLiteral("deals-sync: 429 storm"));
    line->setText(QStringLiteral("nothing like it"));
    EXPECT_TRUE(part<QLabel>("incidentListEmpty")->isVisible());
}

TEST_F(IncidentsPageTest, TellsFirstRunAndAllQuietApart)
{
    open(testing::firstRunSnapshot());
    EXPECT_EQ(part<QLabel>("incidentsEmptyTitle")->text(), QStringLiteral("No incident yet"));
    console.show(testing::quietSnapshot());
    EXPECT_TRUE(part<QLabel>("incidentsEmptyTitle")->text().startsWith(u"All quiet"));
    EXPECT_TRUE(desk().triages.empty());
}

TEST_F(IncidentsPageTest, NamesEveryControlForScreenReaders)
{
    open();
    for (QWidget *widget : page.findChildren<QWidget *>()) {
        const bool viewport = widget->parent()->inherits("QAbstractScrollArea");
        if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible() || viewport)
            continue;
        auto *button = qobject_cast<QPushButton *>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        EXPECT_TRUE(named) << widget->metaObject()->className() << ' ' << widget->objectName().toStdString() << " in "
                           << widget->parent()->metaObject()->className() << ' '
                           << widget->parent()->objectName().toStdString();
    }
}

} // namespace hubwatch::ui
