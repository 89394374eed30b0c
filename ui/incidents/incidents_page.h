// IncidentsPage: the incidents, and one of them to be looked into.
#pragma once

#include "snapshot/console.h"

#include <QWidget>
#include <deque>
#include <memory>

class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;

namespace hubwatch::ui {

class HandoverWriter;
class IncidentDetails;
class IncidentList;
class MarkedSentence;
struct IncidentActions;
struct TriageRow;

class IncidentsPage : public QWidget
{
    Q_OBJECT

public:
    explicit IncidentsPage(Console &console, QWidget *parent = nullptr);
    ~IncidentsPage() override;

    /// Shows this incident; the first open one for 0.
    void select(qint64 incident);
    /// Everything asked for has been answered.
    bool settled() const;

signals:
    void signalOpened(const QString &service, const QString &signal);
    /// On the rules page: why this alert stands as it does.
    void alertExplained(const hubwatch::AlertId &alert);
    void accountOpened(const QString &account);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *emptyGround();
    void connectActions();
    void showSnapshot(const SnapshotPtr &snapshot);
    void showIncident();
    void showEmpty(const Snapshot &snapshot);
    const Incident *shown() const;

    void acknowledge();
    void mute();
    void probe();
    void copyForSupport();
    void handOver();
    void openRow(const TriageRow &row);
    void openNew();
    void command(IncidentCommand command);
    void takeOutcome(const AlertOutcome &outcome);

    Console &m_console;
    std::unique_ptr<IncidentActions> m_actions;
    IncidentList *m_list = nullptr;
    IncidentDetails *m_details = nullptr;
    MarkedSentence *m_outcome = nullptr; ///< what became of a command, where it went wrong
    QStackedWidget *m_stack = nullptr;
    QWidget *m_board = nullptr;
    QWidget *m_empty = nullptr;
    QLabel *m_emptyTitle = nullptr;
    QLabel *m_emptyWords = nullptr;
    QMenu *m_formats = nullptr;
    HandoverWriter *m_writer = nullptr;
    std::deque<IncidentCommand> m_sent = {}; ///< not answered yet; answers come in order
    qint64 m_wanted = 0;                     ///< to be shown when a snapshot has it
};

} // namespace hubwatch::ui
