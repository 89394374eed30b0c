// IncidentDetails: one incident: what is wrong, its chart and tables, timeline, playbook, probes and notes.
#pragma once

#include "snapshot/console.h"
#include "ui/incidents/triage_cells.h"
#include "ui/incidents/triage_feed.h"

#include <QWidget>

class QBoxLayout;
class QScrollArea;

namespace hubwatch::ui {

class EventsPanel;
class FailuresPanel;
class IncidentChart;
class IncidentHeader;
class NotesPanel;
class PlaybookPanel;
class ProbePanel;
class TriageTable;
struct IncidentActions;

class IncidentDetails : public QWidget
{
    Q_OBJECT

public:
    IncidentDetails(Console &console, const IncidentActions &actions, QWidget *parent = nullptr);

    /// To be called with every snapshot.
    void show(const Incident &incident, const Snapshot &snapshot);
    void clear();
    bool settled() const;

    const TriageFeed &feed() const { return m_feed; }
    IncidentHeader &header() const { return *m_header; }
    NotesPanel &notes() const { return *m_notes; }
    ProbePanel &probes() const { return *m_probes; }
    IncidentChart &chart() const { return *m_chart; }

    /// From the list to the first thing that can be done.
    void enter();
    void writeNote();

signals:
    void noteWritten(const QString &text);
    void rowOpened(const hubwatch::ui::TriageRow &row);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *leftColumn(const IncidentActions &actions);
    QWidget *rightColumn(const IncidentActions &actions);
    void showTriage();
    void showMoved();
    void exportChart(const QString &ending);

    Console &m_console;
    TriageFeed m_feed;
    Incident m_incident = {};
    IncidentHeader *m_header = nullptr;
    QScrollArea *m_area = nullptr;
    QBoxLayout *m_halves = nullptr;
    QWidget *m_side = nullptr;
    IncidentChart *m_chart = nullptr;
    TriageTable *m_calls = nullptr;
    TriageTable *m_moved = nullptr;
    EventsPanel *m_timeline = nullptr;
    PlaybookPanel *m_playbook = nullptr;
    EventsPanel *m_auth = nullptr;
    EventsPanel *m_rate = nullptr;
    FailuresPanel *m_failures = nullptr;
    ProbePanel *m_probes = nullptr;
    NotesPanel *m_notes = nullptr;
};

} // namespace hubwatch::ui
