#include "ui/incidents/incident_details.h"

#include "ui/charts/page_export.h"
#include "ui/charts/page_words.h"
#include "ui/incidents/failures_panel.h"
#include "ui/incidents/incident_actions.h"
#include "ui/incidents/incident_chart.h"
#include "ui/incidents/incident_header.h"
#include "ui/incidents/notes_panel.h"
#include "ui/incidents/playbook_panel.h"
#include "ui/incidents/probe_panel.h"
#include "ui/incidents/timeline_lines.h"
#include "ui/incidents/triage_table.h"
#include "ui/sources/part_actions.h"

#include <QAction>
#include <QBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>

namespace hubwatch::ui {

namespace {

constexpr int detailsSide = 330;
constexpr int detailsStackBelow = 800; // narrower than this the right column goes under the left one
constexpr int timelineMost = 14;

} // namespace

IncidentDetails::IncidentDetails(Console &console, const IncidentActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_feed(console)
    , m_header(new IncidentHeader(actions, this))
    , m_area(new QScrollArea(this))
{
    setObjectName(QStringLiteral("incidentDetails"));
    setAccessibleName(tr("The chosen incident"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(0, 0, 10, 0); // beside it runs the scroll bar of the rest
    top->addWidget(m_header);
    column->addLayout(top);
    m_area->setObjectName(QStringLiteral("incidentArea"));
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    auto *inside = new QWidget(m_area);
    m_halves = new QBoxLayout(QBoxLayout::LeftToRight, inside);
    m_halves->setContentsMargins(0, 0, 0, 14);
    m_halves->setSpacing(12);
    m_halves->addWidget(leftColumn(actions), 1);
    m_halves->addWidget(m_side = rightColumn(actions));
    m_area->setWidget(inside);
    column->addWidget(m_area, 1);

    connect(&m_feed, &TriageFeed::triaged, this, &IncidentDetails::showTriage);
    connect(&m_feed, &TriageFeed::movedFound, this, &IncidentDetails::showMoved);
    connect(m_chart, &IncidentChart::exportWanted, this, &IncidentDetails::exportChart);
    connect(m_chart, &IncidentChart::opened, this, [this](const QString &service, const QString &signal) {
        emit rowOpened({.service = service, .signal = signal});
    });
    connect(&m_console.alerts(), &AlertDesk::probed, m_probes, &ProbePanel::setProbe);
}

QWidget *IncidentDetails::leftColumn(const IncidentActions &actions)
{
    auto *half = new QWidget(this);
    auto *left = new QVBoxLayout(half);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(12);
    left->addWidget(m_chart = new IncidentChart(m_console, half));
    left->addWidget(m_calls = new TriageTable("callsTable", tr("Calls by endpoint and status"), 8, half));
    left->addWidget(m_moved = new TriageTable("movedTable", tr("What else moved"), 10, half));
    left->addWidget(m_failures = new FailuresPanel(partButton(actions.copy, half), half));
    left->addStretch(1);
    for (TriageTable *table : {m_calls, m_moved})
        connect(table, &TriageTable::opened, this, &IncidentDetails::rowOpened);
    return half;
}

QWidget *IncidentDetails::rightColumn(const IncidentActions &actions)
{
    auto *half = new QWidget(this);
    auto *right = new QVBoxLayout(half);
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(12);
    const auto events = [&](const char *name, const QString &title, const QString &empty) {
        auto *panel = new EventsPanel(title, empty, half);
        panel->setObjectName(QString::fromLatin1(name));
        right->addWidget(panel);
        return panel;
    };
    m_timeline = events("timelinePanel", tr("Timeline"), tr("Nothing is written down."));
    right->addWidget(m_playbook = new PlaybookPanel(half));
    m_auth = events("authPanel", tr("Refused: 401 and 403 by cause"), {});
    m_rate = events("ratePanel", tr("Slowed down: 429 by cause"), {});
    right->addWidget(m_notes = new NotesPanel(half));
    right->addWidget(m_probes = new ProbePanel(partButton(actions.probe, half), half));
    right->addStretch(1);
    m_auth->hide();
    m_rate->hide();
    half->setFixedWidth(detailsSide);
    connect(m_notes, &NotesPanel::written, this, &IncidentDetails::noteWritten);
    return half;
}

void IncidentDetails::show(const Incident &incident, const Snapshot &snapshot)
{
    const bool other = incident.id != m_incident.id;
    m_incident = incident;
    if (other)
        m_probes->setAsked({});
    m_feed.show(incident, snapshot);
    m_chart->show(incident, snapshot);
    m_notes->setIncident(incident);
    showTriage();
    showMoved();
    if (other)
        m_area->verticalScrollBar()->setValue(0);
}

void IncidentDetails::exportChart(const QString &ending)
{
    ChartPanel *panel = m_chart->panel();
    if (!panel->answer())
        return;
    const SnapshotPtr snapshot = m_console.snapshot();
    const ExportStamp stamp{.from = panel->answer()->from,
                            .to = panel->answer()->to,
                            .source = sourceText(*snapshot),
                            .madeAt = snapshot->at};
    exportWithDialog(*this, *panel, {panel->exported()}, stamp, panel->spec().title, ending);
}

void IncidentDetails::clear()
{
    m_feed.clear();
    m_chart->clear();
    m_incident = {};
}

bool IncidentDetails::settled() const
{
    return m_feed.idle() && m_chart->idle();
}

void IncidentDetails::showTriage()
{
    const TriageAnswer *answer = m_feed.triage() ? &*m_feed.triage() : nullptr;
    const SnapshotPtr snapshot = m_console.snapshot();
    m_header->setIncident(m_incident, *snapshot, answer);
    m_timeline->setLines(timelineLines(m_incident, answer, timelineMost));
    m_calls->setCells(answer ? callCells(*answer) : TriageCells());
    m_calls->setNote(answer ? callsNote(*answer) : QString());
    m_playbook->setWhenEmpty(answer ? tr("No failed call is counted for it.") : tr("Counting…"));
    m_playbook->setRows(answer ? answer->playbook : std::vector<PlaybookRow>());
    m_failures->setFailures(answer ? answer->failures : std::vector<FailedCall>());
    const auto split = [&](EventsPanel *panel, const std::vector<CauseCount> &causes) {
        panel->setVisible(!causes.empty());
        panel->setLines(causeLines(causes, snapshot->at));
    };
    split(m_auth, answer ? answer->auth : std::vector<CauseCount>());
    split(m_rate, answer ? answer->rate : std::vector<CauseCount>());
    if (!answer)
        m_calls->setMessage(tr("Counting the calls…"));
    else if (!answer->problem.isEmpty())
        m_calls->setMessage(answer->problem, Tone::Bad);
    else if (answer->endpoints.empty() && answer->note.isEmpty())
        m_calls->setMessage(tr("No call to HubSpot is counted in this time."));
    else
        m_calls->setMessage(answer->note);
}

void IncidentDetails::showMoved()
{
    const std::optional<MovedAnswer> &answer = m_feed.moved();
    m_moved->setCells(answer ? movedCells(*answer, *m_console.snapshot()) : TriageCells());
    m_moved->setNote(answer && answer->problem.isEmpty() ? movedNote(*answer) : QString());
    if (!answer)
        m_moved->setMessage(tr("Ranking every stored series around the start…"));
    else if (!answer->problem.isEmpty())
        m_moved->setMessage(answer->problem, Tone::Bad);
    else
        m_moved->setMessage(answer->series.empty() ? tr("Nothing moved more than it usually does.") : QString());
}

void IncidentDetails::enter()
{
    for (QPushButton *button : m_header->findChildren<QPushButton *>()) {
        if (button->isVisibleTo(m_header) && button->isEnabled())
            return button->setFocus(Qt::TabFocusReason);
    }
}

void IncidentDetails::writeNote()
{
    m_area->ensureWidgetVisible(m_notes, 0, 12);
    m_notes->field()->setFocus(Qt::ShortcutFocusReason);
}

void IncidentDetails::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < detailsStackBelow;
    m_halves->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_side->setMinimumWidth(narrow ? 0 : detailsSide);
    m_side->setMaximumWidth(narrow ? QWIDGETSIZE_MAX : detailsSide);
}

} // namespace hubwatch::ui
