// JobList: all jobs, newest first, searched and filtered.
#pragma once

#include "snapshot/console.h"
#include "ui/rules/cell_model.h"

#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;

namespace hubwatch::ui {

class CellTable;
class MarkedSentence;

enum class JobFilter { All, NeedsPerson, UnderWay, Planned, Ended };

/// Words in title, account, file, hash, who or id; all of them must occur. Pure.
bool jobFits(const BatchJob &job, JobFilter filter, const QString &words);
std::vector<CellColumn> jobColumns();
CellRow jobRow(const BatchJob &job, TimePoint now);

class JobList : public QWidget
{
    Q_OBJECT

public:
    explicit JobList(Console &console, QWidget *parent = nullptr);

    QString picked() const;
    void pick(const QString &job);

signals:
    void opened(const QString &job);
    void newWanted();

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeBar();
    QWidget *makeDetails();
    void showJobs();
    void showDetails();
    const BatchJob *pickedJob() const;
    void remove();
    void takeOutcome(const BatchOutcome &outcome);

    Console &m_console;
    QLineEdit *m_text = nullptr;
    QComboBox *m_filter = nullptr;
    TextLine *m_count = nullptr;
    MarkedSentence *m_outcome = nullptr;
    CellTable *m_table = nullptr;
    QLabel *m_empty = nullptr;
    QWidget *m_details = nullptr;
    TextLine *m_title = nullptr;
    QLabel *m_words = nullptr;
    QLabel *m_facts = nullptr;
    QAction *m_new = nullptr;
    QAction *m_open = nullptr;
    QAction *m_pin = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_other = nullptr; ///< its undo, or the job it takes back
    QString m_otherJob = {};
};

} // namespace hubwatch::ui
