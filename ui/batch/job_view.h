// JobView: a job from its start on: the run, and its results.
#pragma once

#include "snapshot/console.h"
#include "ui/batch/step_bar.h"

#include <QWidget>
#include <functional>

class QAction;
class QStackedWidget;

namespace hubwatch::ui {

class JobBanner;
class JobHeader;
class KeyButton;
class LimitCard;
class MarkedSentence;
class PaceChart;
class PileExports;
class ReasonsTable;
class ResultsCard;
class RowsView;
class TextLine;
enum class JobWay;
struct Confirmation;
struct RowsWanted;

/// Space pauses and resumes, but on a button, which it presses. Esc leaves the rows, then the job.
class JobView : public QWidget
{
    Q_OBJECT

public:
    explicit JobView(Console &console, QWidget *parent = nullptr);

    void showJob(const QString &job);
    QString job() const { return m_job; }
    bool settled() const;
    void pauseOrResume();

signals:
    void jobOpened(const QString &job); ///< another one: its undo, the one it undoes
    void closed();
    void chartsWanted(const QString &subject); ///< of its account

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    StepBar *makeSteps();
    QWidget *makeFigures();
    QWidget *makeRows();
    const BatchJob *shown() const;
    void showSnapshot();
    /// What is worth its room now: nothing to draw before the first row, and rows need the height.
    void showRoom(const BatchJob &job);
    void showActions(const BatchJob &job);
    void takeWay(JobWay way);
    void takeOutcome(const BatchOutcome &outcome);
    void cancel();
    void remove();
    void showFolder();
    void undo();
    void retry(const QString &code, const std::vector<std::int64_t> &rows);
    void resume();
    void openRows(const RowsWanted &wanted);
    void closeRows();
    void save(const std::vector<Pile> &piles, const QString &name);
    void confirm(const Confirmation &what, std::function<void()> then);

    Console &m_console;
    QString m_job = {};
    bool m_pausing = false;    ///< asked, and not answered yet
    bool m_undoWanted = false; ///< the job that comes of it is to be opened
    QAction *m_pause = nullptr;
    QAction *m_cancel = nullptr;
    StepBar *m_steps = nullptr;
    KeyButton *m_pauseButton = nullptr;
    MarkedSentence *m_outcome = nullptr;
    JobHeader *m_header = nullptr;
    JobBanner *m_banner = nullptr;
    LimitCard *m_limit = nullptr;
    ResultsCard *m_results = nullptr;
    PaceChart *m_pace = nullptr;
    QWidget *m_figures = nullptr;
    QWidget *m_rowsPanel = nullptr;
    QStackedWidget *m_stack = nullptr;
    QWidget *m_board = nullptr;
    TextLine *m_reasonCount = nullptr;
    ReasonsTable *m_reasons = nullptr;
    RowsView *m_rows = nullptr;
    PileExports *m_exports = nullptr;
};

} // namespace hubwatch::ui
