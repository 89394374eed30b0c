// BatchPage: jobs, one at a time: a new one step by step, a running one, an ended one; and all of them as a list.
#pragma once

#include "snapshot/console.h"

#include <QWidget>

class QStackedWidget;

namespace hubwatch::ui {

class FirstGround;
class JobList;
class JobView;
class JobWizard;
class MarkedSentence;

class BatchPage : public QWidget
{
    Q_OBJECT

public:
    explicit BatchPage(Console &console, QWidget *parent = nullptr);

    /// A job by id, wherever it stands; empty: the list.
    void openJob(const QString &job);
    void startNew();
    /// Everything asked for is there.
    bool settled() const;

signals:
    /// An event of the job is shown in the charts from here on.
    void chartsOpened(const QString &service);

private:
    JobWizard *wizard();
    void showSnapshot();
    void showList();
    void showFirst();
    /// The one way on while there is no job: an account, then a job.
    void takeFirst();
    void showPart(QWidget *part);
    /// Its run was ordered: snapshots that still know it as planned are old.
    void awaitRun(const QString &job);

    Console &m_console;
    QStackedWidget *m_stack = nullptr;
    FirstGround *m_first = nullptr;
    MarkedSentence *m_fault = nullptr;
    JobList *m_list = nullptr;
    JobView *m_view = nullptr;
    JobWizard *m_wizard = nullptr;
    QString m_wanted = {}; ///< to be opened when a snapshot has it
    bool m_begins = false; ///< and when it is planned no more
};

} // namespace hubwatch::ui
