// ReadinessPage: the production checklist of one service at a time: rows, one item beside them, and what it comes to.
#pragma once

#include "snapshot/console.h"

#include <QWidget>

class QAction;
class QSplitter;
class QStackedWidget;

namespace hubwatch::ui {

class BenchBanner;
class ChecklistTable;
class FirstGround;
class ItemPane;
class MarkedSentence;
class ReadinessSummary;
class ReportSaver;
class SavedLine;

class ReadinessPage : public QWidget
{
    Q_OBJECT

public:
    explicit ReadinessPage(Console &console, QWidget *parent = nullptr);

    void showService(const QString &service);
    QString service() const { return m_service; }
    void select(const QString &item);
    void runAll();
    void runGroup(const QString &group);
    void setUp();
    ReportSaver &reports() { return *m_reports; }
    /// Everything asked for is there.
    bool settled() const;

signals:
    void addServiceWanted();

private:
    void makeActions();
    QWidget *makeBoard();
    const ServiceReadiness *shown() const;
    const ItemStanding *picked() const;
    void pickService();
    void showSnapshot();
    void showFirstRun(const ServiceReadiness *service);
    void showRows(const ServiceReadiness &service);
    void showItem();
    void weighActions();
    void order(const QStringList &items);
    void takeOutcome(const ReadinessOutcome &outcome);

    Console &m_console;
    QString m_service = {};
    QAction *m_runAll = nullptr;
    QAction *m_runOne = nullptr;
    QAction *m_runGroup = nullptr;
    QAction *m_cancel = nullptr;
    QAction *m_waive = nullptr;
    QAction *m_prove = nullptr;
    QAction *m_history = nullptr;
    QAction *m_baseline = nullptr;
    QAction *m_setUp = nullptr;
    ReportSaver *m_reports = nullptr;
    MarkedSentence *m_fault = nullptr;
    ReadinessSummary *m_summary = nullptr;
    MarkedSentence *m_problem = nullptr;
    MarkedSentence *m_regressed = nullptr;
    MarkedSentence *m_outcome = nullptr;
    SavedLine *m_saved = nullptr;
    BenchBanner *m_bench = nullptr;
    QStackedWidget *m_stack = nullptr;
    FirstGround *m_first = nullptr;
    QSplitter *m_board = nullptr;
    ChecklistTable *m_table = nullptr;
    ItemPane *m_pane = nullptr;
};

} // namespace hubwatch::ui
