// The parts of an incident's details, each on its own.
#include "support/canned_alerting.h"
#include "ui/incidents/failures_panel.h"
#include "ui/incidents/incident_chart.h"
#include "ui/incidents/incident_model.h"
#include "ui/incidents/playbook_panel.h"
#include "ui/incidents/probe_panel.h"
#include "ui/incidents/triage_table.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

QString wordsOf(const QWidget &panel)
{
    QStringList words;
    for (const QLabel *label : panel.findChildren<QLabel *>()) {
        if (!label->isHidden())
            words << label->text();
    }
    for (const TextLine *line : panel.findChildren<TextLine *>())
        words << line->text();
    return words.join(u'\n');
}

} // namespace

TEST(IncidentModelTest, ChangesInPlaceWhileTheSameIncidentsStandThere)
{
    IncidentModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    Snapshot snapshot = testing::alertingSnapshot();
    model.setRows(incidentRows(snapshot, {}));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    snapshot.at += 2min;
    model.setRows(incidentRows(snapshot, {}));
    EXPECT_EQ(resets.size(), 0);
    EXPECT_EQ(changes.size(), 1) << "the age of the youngest";
    EXPECT_EQ(model.index(0).data(IncidentModel::AgeRole).toString(), QStringLiteral("5 min"));
    EXPECT_EQ(model.rowOf(16), 2);
    EXPECT_EQ(model.rowOf(99), -1);
}

TEST(TriageTableTest, CutsNoLineOfWhatIsToBeDone)
{
    TriageTable table("callsTable", QStringLiteral("Calls"), 4);
    QString words;
    for (int i = 0; i < 12; ++i) // words that seldom fill a line to its end
        words += QStringLiteral("acknowledgement-of-contacts ");
    table.setCells({.columns = {{.title = QStringLiteral("Endpoint")}, {.title = QStringLiteral("what"), .wide = true}},
                    .rows = {{.cells = {{.text = QStringLiteral("contacts")}, {.text = words.trimmed()}}}}});
    table.resize(460, 400);
    table.show();
    const auto *view = table.findChild<QTableView *>();
    const int room = view->columnWidth(1) - 16;
    const int needed = view->fontMetrics()
                           .boundingRect(QRect(0, 0, room, 10'000), Qt::TextWordWrap | Qt::AlignLeft, words.trimmed())
                           .height();
    EXPECT_GE(view->rowHeight(0), needed);
}

TEST(TriageTableTest, IsAsHighAsItsRowsAndScrollsBeyond)
{
    TriageTable table("callsTable", QStringLiteral("Calls"), 2);
    const QAbstractItemModelTester tester(table.view()->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    table.resize(560, 300);
    table.show();
    table.setCells(callCells(testing::cannedTriage()));
    EXPECT_EQ(table.view()->model()->rowCount(), 4);
    EXPECT_LT(table.view()->height(), table.view()->rowHeight(0) + table.view()->rowHeight(1) + 60);
    int columns = 0;
    for (int at = 0; at < table.view()->model()->columnCount(); ++at)
        columns += table.view()->columnWidth(at);
    EXPECT_LE(columns, table.view()->width()) << "nothing is cut at the right";
    table.setCells({});
    EXPECT_FALSE(table.view()->isVisible());
}

TEST(PlaybookPanelTest, FoldsWhatDidNotOccur)
{
    PlaybookPanel panel;
    panel.resize(330, 400);
    panel.show();
    std::vector<PlaybookRow> rows = testing::cannedTriage().playbook;
    rows.push_back({.status = QStringLiteral("400"), .cause = QStringLiteral("Bad request")});
    panel.setRows(rows);
    const QString words = wordsOf(panel);
    EXPECT_TRUE(words.contains(u"500 / 502 / 503 167, before 1")) << words.toStdString();
    EXPECT_TRUE(words.contains(u"suspect the payload"));
    EXPECT_TRUE(words.contains(u"Next: Retry with exponential backoff (integration)"));
    auto *fold = panel.findChild<QWidget *>(QStringLiteral("playbookFold"));
    EXPECT_FALSE(fold->isVisible());
    panel.findChild<QPushButton *>(QStringLiteral("playbookAllButton"))->click();
    EXPECT_TRUE(fold->isVisible());
}

TEST(FailuresPanelTest, ShowsCorrelationIds)
{
    QPushButton copy;
    FailuresPanel panel(&copy);
    panel.setFailures(testing::cannedTriage().failures);
    EXPECT_TRUE(wordsOf(panel).contains(u"2f8e1c6a-7d54-4f1b-9a0e-6b1a2c3d4e5f"));
    panel.setFailures({});
    EXPECT_TRUE(panel.isHidden());
    copy.setParent(nullptr);
}

TEST(ProbePanelTest, ShowsOnlyWhatItAskedFor)
{
    QPushButton ask;
    ProbePanel panel(&ask);
    panel.setProbe(testing::cannedProbe(QStringLiteral("prod")));
    EXPECT_TRUE(panel.probes().empty()) << "another page asked";
    panel.setAsked({QStringLiteral("prod"), QString()});
    EXPECT_TRUE(panel.waiting());
    panel.setProbe(testing::cannedProbe(QStringLiteral("prod")));
    panel.setProbe(testing::cannedProbe({}));
    EXPECT_FALSE(panel.waiting());
    const QString words = wordsOf(panel);
    EXPECT_TRUE(words.contains(u"DNS 12 ms · connect 9 ms · TLS 21 ms · first byte 94 ms")) << words.toStdString();
    EXPECT_TRUE(words.contains(u"token private app, na1, …7f3a · region na1"));
    EXPECT_TRUE(words.contains(u"without a token"));
    ask.setParent(nullptr);
}

TEST(ProbePanelTest, SaysHowFarAProbeCame)
{
    HubSpotProbe probe = testing::cannedProbe({});
    probe.tls.reset();
    probe.firstByte.reset();
    EXPECT_EQ(probeSteps(probe), QStringLiteral("DNS 12 ms · connect 9 ms · TLS – · first byte –"));
}

TEST(IncidentWindowTest, IsTheHourAroundTheStart)
{
    const TimePoint start = testing::cannedNow();
    const TimeWindow young = incidentWindow(start, start + 10min);
    EXPECT_TRUE(young.live);
    EXPECT_LE(young.from, start);
    const TimeWindow old = incidentWindow(start, start + 5h);
    EXPECT_FALSE(old.live);
    EXPECT_EQ(old.from, start - 30min);
    EXPECT_EQ(old.to, start + 30min);
}

TEST(IncidentPanelTest, HasTheSignalsLevels)
{
    const PanelSpec spec = incidentPanel(QStringLiteral("api.error_rate"), {}, testing::alertingSnapshot());
    EXPECT_FALSE(spec.levels.empty());
    EXPECT_EQ(incidentPanel(QStringLiteral("no.such"), {}, {}).title, QStringLiteral("no.such"));
}

} // namespace hubwatch::ui
