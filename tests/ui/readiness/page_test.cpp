// The rows, the pane, the keys and what they order.
#include "ui/readiness/page_bench.h"

#include "ui/batch/wizard_parts.h"
#include "ui/readiness/item_pane.h"
#include "ui/readiness/readiness_rows.h"
#include "ui/readiness/readiness_summary.h"
#include "ui/shell/text_line.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

namespace hubwatch::ui {

namespace {

using Command = ReadinessOutcome::Command;
using ReadinessPageTest = ReadinessBench;

const QString signatures = QStringLiteral("webhook.signatures");

} // namespace

TEST_F(ReadinessPageTest, ShowsFifteenRowsInFiveGroups)
{
    open(testing::finishedReadiness());
    EXPECT_EQ(table()->model()->rowCount(), 20);
    EXPECT_EQ(table()->model()->index(0, 0).data().toString(), QStringLiteral("Security"));
    EXPECT_EQ(cell("secrets.managed", 0), QStringLiteral("pass"));
    EXPECT_EQ(cell("secrets.managed", 2), QStringLiteral("0 findings in 1,204 files and 3,882 commits"));
    EXPECT_EQ(cell("secrets.managed", 3), QStringLiteral("probe 2 min ago"));
    EXPECT_EQ(cell("webhook.signatures", 2), QStringLiteral("regressed: an unsigned request was accepted with 200"));
    EXPECT_TRUE(strong("webhook.signatures")) << "it keeps a release back";
    EXPECT_FALSE(strong("scopes.minimal")) << "a warning keeps nothing back";
    EXPECT_EQ(cell("test.sandbox", 0), QStringLiteral("waived"));
    EXPECT_EQ(cell("test.sandbox", 3), QStringLiteral("waiver"));
}

TEST_F(ReadinessPageTest, SaysInOneLineWhatItComesTo)
{
    open(testing::finishedReadiness());
    const QString text = child<ReadinessSummary>("readinessSummary")->text();
    for (const char *part : {"10 of 15 pass", "2 warn", "2 fail", "1 waived", "2 items hold a release back",
                             "1 regressed", "2 mended", "last run 2 min ago by anna@ops-7"})
        EXPECT_TRUE(text.contains(QLatin1StringView(part))) << part << " in " << text.toStdString();
    EXPECT_TRUE(child<QLabel>("readinessLevel")->text().startsWith(u"level B"));
}

TEST_F(ReadinessPageTest, IsNeverGreenWhileBlind)
{
    open(testing::blindReadiness());
    const auto mark = [&](const char *item) {
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            if (table()->model()->index(row, 0).data(CellModel::KeyRole).toString() == QLatin1StringView(item))
                return Mark(table()->model()->index(row, 0).data(CellModel::MarkRole).toInt());
        return Mark::Good;
    };
    EXPECT_EQ(mark("webhook.signatures"), Mark::Blind);
    EXPECT_EQ(cell("webhook.signatures", 0), QStringLiteral("error"));
    EXPECT_EQ(mark("retry.backoff"), Mark::Blind);
    EXPECT_EQ(cell("retry.backoff", 0), QStringLiteral("stale"));
    EXPECT_TRUE(child<MarkedSentence>("readinessProblem")->sentence().word.contains(u"team.toml"));
    open(testing::neverRunReadiness());
    EXPECT_EQ(mark("secrets.managed"), Mark::NotYet);
    EXPECT_TRUE(child<TextLine>("readyLine")->text().contains(u"not ready"));
}

TEST_F(ReadinessPageTest, SaysWhichWaiverHasExpired)
{
    open(testing::waivedReadiness());
    EXPECT_EQ(cell("definitions.cached", 0), QStringLiteral("expired"));
    EXPECT_TRUE(strong("definitions.cached"));
    EXPECT_EQ(cell("webhook.signatures", 0), QStringLiteral("waived"));
    EXPECT_EQ(cell("webhook.idempotent", 0), QStringLiteral("n/a"));
}

TEST_F(ReadinessPageTest, GoesFromItemToItemAndNeverToAHeading)
{
    open(testing::finishedReadiness());
    EXPECT_EQ(table()->picked(), QStringLiteral("secrets.managed"));
    QStringList passed{table()->picked()};
    for (int step = 0; step < 14; ++step) {
        press(Qt::Key_Down);
        EXPECT_FALSE(passed.contains(table()->picked())) << table()->picked().toStdString();
        passed << table()->picked();
    }
    EXPECT_EQ(passed.last(), QStringLiteral("test.load"));
    press(Qt::Key_Down);
    EXPECT_EQ(table()->picked(), QStringLiteral("test.load"));
    for (int step = 0; step < 20; ++step)
        press(Qt::Key_Up);
    EXPECT_EQ(table()->picked(), QStringLiteral("secrets.managed"));
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {},
                      table()->visualRect(table()->model()->index(5, 0)).center() - QPoint(100, 0));
    EXPECT_EQ(table()->picked(), QStringLiteral("secrets.managed")) << "a heading is never chosen";
}

TEST_F(ReadinessPageTest, RunsAllOneOrAGroupByKey)
{
    open(testing::finishedReadiness());
    page->select(signatures);
    press(Qt::Key_R);
    press(Qt::Key_R, Qt::ShiftModifier);
    press(Qt::Key_G);
    ASSERT_EQ(console.readinessDesk.runs.size(), 3u);
    EXPECT_EQ(console.readinessDesk.runs[0], (CheckOrder{.service = QStringLiteral("contacts-sync")}));
    EXPECT_EQ(console.readinessDesk.runs[1].items, QStringList{signatures});
    EXPECT_EQ(console.readinessDesk.runs[2].items.size(), 4);
    EXPECT_TRUE(console.readinessDesk.cancelled.isEmpty());
    press(Qt::Key_Escape);
    EXPECT_TRUE(console.readinessDesk.cancelled.isEmpty()) << "nothing runs";
}

TEST_F(ReadinessPageTest, RunsAGroupFromItsHeading)
{
    open(testing::finishedReadiness());
    const QRect heading = table()->visualRect(table()->model()->index(5, 0));
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, QPoint(heading.right() - 20, heading.center().y()));
    ASSERT_EQ(console.readinessDesk.runs.size(), 1u);
    EXPECT_EQ(console.readinessDesk.runs[0].items,
              (QStringList{QStringLiteral("errors.caught"), QStringLiteral("retry.backoff"),
                           QStringLiteral("webhook.idempotent")}));
}

TEST_F(ReadinessPageTest, ShowsHowFarARunIsAndCancelsItByEscape)
{
    open(testing::runningReadiness());
    EXPECT_EQ(cell("retry.backoff", 0), QStringLiteral("running"));
    EXPECT_EQ(cell("retry.backoff", 2), QStringLiteral("answers 429 with Retry-After: 2"));
    EXPECT_EQ(cell("retry.backoff", 3), QStringLiteral("64 %"));
    EXPECT_EQ(cell("test.load", 0), QStringLiteral("waiting"));
    EXPECT_EQ(cell("secrets.managed", 0), QStringLiteral("pass"));
    EXPECT_FALSE(child<QPushButton>("runAllButton")->isVisible());
    EXPECT_TRUE(child<QPushButton>("cancelRunButton")->isVisible());
    EXPECT_TRUE(child<TextLine>("ranLine")->text().contains(u"5 of 15 looked at"));
    press(Qt::Key_R);
    EXPECT_TRUE(console.readinessDesk.runs.empty()) << "one run at a time";
    press(Qt::Key_Escape);
    EXPECT_EQ(console.readinessDesk.cancelled, QStringList{QStringLiteral("contacts-sync")});
}

TEST_F(ReadinessPageTest, SaysWhereTheStandInIs)
{
    open(testing::runningReadiness());
    ASSERT_TRUE(child("benchBanner")->isVisible());
    EXPECT_EQ(child<TextLine>("benchTitle")->text(), QStringLiteral("Start a run of contacts-sync now"));
    EXPECT_EQ(child<QLineEdit>("benchUrl")->text(), QStringLiteral("http://127.0.0.1:40123"));
    child<QPushButton>("copyBench")->click();
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("http://127.0.0.1:40123"));
    console.show(testing::readinessSnapshot(testing::finishedReadiness()));
    EXPECT_FALSE(child("benchBanner")->isVisible());
}

TEST_F(ReadinessPageTest, KeepsSelectionAndScrollWhileARunMovesOn)
{
    ServiceReadiness service = testing::runningReadiness();
    open(service);
    page->resize(1196, 420);
    page->select(QStringLiteral("definitions.cached"));
    table()->verticalScrollBar()->setValue(120);
    const int before = table()->verticalScrollBar()->value();
    ASSERT_GT(before, 0);
    service.progress.erase(service.progress.begin());
    service.ended = 6;
    service.progress.front().words = QStringLiteral("counts the effect");
    console.show(testing::readinessSnapshot(service));
    EXPECT_EQ(table()->picked(), QStringLiteral("definitions.cached"));
    EXPECT_EQ(table()->verticalScrollBar()->value(), before);
    EXPECT_EQ(cell("webhook.idempotent", 2), QStringLiteral("counts the effect"));
    console.show(testing::readinessSnapshot(testing::finishedReadiness()));
    EXPECT_EQ(table()->picked(), QStringLiteral("definitions.cached"));
    EXPECT_EQ(table()->verticalScrollBar()->value(), before);
}

TEST_F(ReadinessPageTest, OpensEvidenceRemedyAndHistoryBesideTheRow)
{
    open(testing::finishedReadiness());
    page->select(signatures);
    EXPECT_EQ(child<QLabel>("itemTitle")->text(), QStringLiteral("Webhook signatures are verified"));
    const QString state = child<TextLine>("itemState")->text();
    EXPECT_TRUE(state.contains(u"fail") && state.contains(u"regressed since 2 Nov")
                && state.contains(u"holds a release back"))
        << state.toStdString();
    EXPECT_EQ(child<CellTable>("evidenceTable")->model()->rowCount(), 5);
    EXPECT_EQ(child<QLabel>("itemEffort")->text(), QStringLiteral("about 30 min"));
    EXPECT_TRUE(child("remedyPart")->isVisible());
    EXPECT_FALSE(child("historyPart")->isVisible());
    press(Qt::Key_H);
    EXPECT_TRUE(child("historyPart")->isVisible());
    EXPECT_EQ(child<CellTable>("historyTable")->model()->rowCount(), 3);
    press(Qt::Key_Return);
    EXPECT_EQ(page->focusWidget(), child("runOneButton"));
    page->select(QStringLiteral("secrets.managed"));
    EXPECT_FALSE(child("remedyPart")->isVisible()) << "what passes needs none";
}

TEST_F(ReadinessPageTest, ShowsFindingsWithTheirPlaces)
{
    open(testing::longReadiness());
    page->select(QStringLiteral("secrets.managed"));
    auto *findings = child<CellTable>("findingsTable");
    EXPECT_EQ(findings->model()->rowCount(), 24);
    const QModelIndex place = findings->model()->index(1, 0);
    EXPECT_EQ(place.data().toString(), QStringLiteral("…tion/settings-1.js:101:17")) << "its end says where";
    EXPECT_TRUE(
        place.data(Qt::ToolTipRole).toString().startsWith(u"services/eastern/config/production/settings-1.js:101:17"));
    EXPECT_TRUE(findings->model()->index(0, 1).data().toString().endsWith(u" in 3f2a1c9")) << "in the history only";
    findings->setFocus();
    findings->selectRow(1);
    findings->findChild<QAction *>(QStringLiteral("copyFinding"))->trigger();
    EXPECT_EQ(QGuiApplication::clipboard()->text(),
              QStringLiteral("services/eastern/config/production/settings-1.js:101:17"));
    EXPECT_EQ(child<QLabel>("findingsLeftOut")->text(), QStringLiteral("and 37 more"));
    EXPECT_TRUE(child<QLabel>("itemNotes")->text().contains(u"shallow"));
}

TEST_F(ReadinessPageTest, SetsTheBaselineAndSaysWhatBecameOfIt)
{
    open(testing::finishedReadiness());
    press(Qt::Key_B);
    EXPECT_EQ(console.readinessDesk.baselines, QStringList{QStringLiteral("contacts-sync")});
    answer(Command::Baseline);
    EXPECT_EQ(child<MarkedSentence>("readinessOutcome")->sentence().mark, Mark::Good);
    press(Qt::Key_R);
    EXPECT_FALSE(child("readinessOutcome")->isVisible());
    answer(Command::Run, QStringLiteral("The disk is full. Free some, then run again."));
    EXPECT_EQ(child<MarkedSentence>("readinessOutcome")->sentence().word,
              QStringLiteral("The disk is full. Free some, then run again."));
}

TEST_F(ReadinessPageTest, LeadsFromTheFirstRunToTheSetUp)
{
    open(testing::unconfiguredReadiness());
    EXPECT_TRUE(child("readinessFirstRun")->isVisible());
    EXPECT_FALSE(child("readinessSummary")->isVisible());
    EXPECT_EQ(child<QLabel>("readinessFirstTitle")->text(), QStringLiteral("No checklist for contacts-sync yet"));
    child<QPushButton>("firstSetUp")->click();
    EXPECT_NE(child("setUpDialog"), nullptr);
    console.show(testing::readinessSnapshot(testing::neverRunReadiness()));
    EXPECT_TRUE(table()->isVisible());
}

TEST_F(ReadinessPageTest, WaitsForAService)
{
    Snapshot snapshot = testing::readinessSnapshot(std::vector<ServiceReadiness>());
    open(snapshot);
    auto *button = child<QPushButton>("firstSetUp");
    EXPECT_EQ(button->text(), QStringLiteral("Add services…"));
    QSignalSpy wanted(page.get(), &ReadinessPage::addServiceWanted);
    button->click();
    EXPECT_EQ(wanted.size(), 1);
}

TEST_F(ReadinessPageTest, ShowsOneServiceAtATime)
{
    ServiceReadiness other = testing::passingReadiness();
    other.readiness.service = QStringLiteral("deals-sync");
    ServiceReadiness bare = testing::unconfiguredReadiness();
    bare.readiness.service = QStringLiteral("webhook-receiver");
    open(testing::readinessSnapshot({bare, testing::finishedReadiness(), other}));
    auto *box = child<StillBox>("readinessService");
    ASSERT_TRUE(box->isVisible());
    EXPECT_EQ(page->service(), QStringLiteral("contacts-sync")) << "the first that has a checklist";
    box->setCurrentIndex(2);
    emit box->activated(2);
    EXPECT_EQ(page->service(), QStringLiteral("deals-sync"));
    EXPECT_TRUE(child<TextLine>("readyLine")->text().contains(u"ready for release"));
    emit box->activated(0);
    EXPECT_TRUE(child("readinessFirstRun")->isVisible());
    EXPECT_TRUE(box->isVisible()) << "the way back";
    press(Qt::Key_R);
    EXPECT_TRUE(console.readinessDesk.runs.empty());
}

TEST_F(ReadinessPageTest, SaysWhatTheWatchSawFail)
{
    open(testing::regressedReadiness());
    EXPECT_TRUE(child<MarkedSentence>("readinessRegressed")
                    ->sentence()
                    .word.contains(u"Secrets are kept in a manager, Webhook signatures are verified"));
    Snapshot snapshot = testing::readinessSnapshot(testing::finishedReadiness());
    snapshot.readiness.fault = QStringLiteral("Verdicts cannot be kept: no space left on the disk.");
    console.show(snapshot);
    EXPECT_EQ(child<MarkedSentence>("readinessFault")->sentence().word, snapshot.readiness.fault);
}

TEST_F(ReadinessPageTest, IsReachedByTabAndNamesEverything)
{
    open(testing::finishedReadiness());
    for (const QPushButton *button : page->findChildren<QPushButton *>()) {
        if (!button->isVisible())
            continue;
        EXPECT_NE(button->focusPolicy() & Qt::TabFocus, 0) << button->objectName().toStdString();
    }
    for (const QWidget *widget : page->findChildren<QWidget *>()) {
        if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus)) {
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            const QString name = button && !button->text().isEmpty() ? button->text() : widget->accessibleName();
            EXPECT_FALSE(name.isEmpty()) << widget->metaObject()->className() << ' '
                                         << widget->objectName().toStdString();
        }
    }
}

TEST_F(ReadinessPageTest, NamesWhatWasLookedAtInANarrowPane)
{
    open(testing::finishedReadiness());
    ServiceReadiness service = testing::finishedReadiness();
    for (ItemStanding &standing : service.readiness.items) {
        if (standing.item.id == u"webhook.signatures")
            standing.verdict.evidence.facts = {{.name = QStringLiteral("credentials in the code"),
                                                .expected = QStringLiteral("none at all"),
                                                .got = QStringLiteral("0 in 1,204 files")},
                                               {.name = QStringLiteral("credentials in the history"),
                                                .expected = QStringLiteral("none at all"),
                                                .got = QStringLiteral("2 in 3,882 commits"),
                                                .outcome = Outcome::Fail},
                                               {.name = QStringLiteral("readiness while HubSpot refuses the token"),
                                                .expected = QStringLiteral("503"),
                                                .got = QStringLiteral("503")}};
    }
    console.show(testing::readinessSnapshot(service));
    page->select(QStringLiteral("webhook.signatures"));
    auto *pane = child<ItemPane>("itemPane");
    pane->setFixedWidth(340);
    QCoreApplication::processEvents();
    auto *facts = child<CellTable>("evidenceTable");
    ASSERT_EQ(facts->model()->rowCount(), 3);
    EXPECT_GE(facts->columnWidth(0) * 100, facts->viewport()->width() * 45 - 100);
    for (int row = 0; row < 3; ++row) {
        const QString name = facts->model()->index(row, 0).data().toString();
        const QStringList lines = wrappedLines(name, facts->font(), facts->columnWidth(0) - 16, 2);
        EXPECT_FALSE(lines.join(QString()).contains(u'…'))
            << lines.join(u'|').toStdString() << " in " << facts->columnWidth(0) << " of " << facts->width();
        EXPECT_TRUE(lines.size() == 1 || facts->rowHeight(row) > 27) << name.toStdString();
    }
}

TEST_F(ReadinessPageTest, SaysWhatTheBenchWaitsFor)
{
    ServiceReadiness service = testing::runningReadiness();
    service.benchWords = QStringLiteral("calm: 0 calls so far");
    service.progress[0].words = service.benchWords;
    open(service);
    EXPECT_EQ(
        child<TextLine>("benchTitle")->text(),
        QStringLiteral("Bench, calm: waiting for the first call of contacts-sync. Start it against this address."));
    EXPECT_EQ(cell("retry.backoff", 2), QStringLiteral("Bench, calm: waits for the first call"));
    EXPECT_EQ(benchText(QStringLiteral("429: 1200 calls so far")), QStringLiteral("Bench, 429: 1,200 calls so far"));
    EXPECT_EQ(benchText(QStringLiteral("Start a run now")), QStringLiteral("Start a run now"));
    for (const char *kind : {"imported 59 min ago", "by hand 59 min ago", "metrics 59 min ago"})
        EXPECT_LE(table()->fontMetrics().horizontalAdvance(QString::fromLatin1(kind)), table()->columnWidth(3) - 16);
}

} // namespace hubwatch::ui
