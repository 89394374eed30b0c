// ResultsCard: what an ended job came to, and what can be done about it.
#pragma once

#include "snapshot/snapshot.h"
#include "ui/shell/text_line.h"

class QLabel;
class QPushButton;

namespace hubwatch::ui {

class FigureView;

/// Why the job cannot be taken back; empty where it may be asked. The engine has the last word. Pure.
QString undoReason(const BatchJob &job, const BatchState &batch);
/// The job that takes `job` back, if there is one.
const BatchJob *undoOf(const QString &job, const BatchState &batch);

class ResultsCard : public Panel
{
    Q_OBJECT

public:
    explicit ResultsCard(QWidget *parent = nullptr);
    void show(const BatchJob &job, const Snapshot &snapshot, const QString &retryReason);

signals:
    void retryWanted();
    void undoWanted();
    void keptWanted();                  ///< the rows of an undo that somebody changed since
    void jobWanted(const QString &job); ///< its undo, or the one it undoes

private:
    FigureView *m_duration = nullptr;
    FigureView *m_requests = nullptr;
    FigureView *m_pace = nullptr;
    QLabel *m_words = nullptr;
    QPushButton *m_retry = nullptr;
    QPushButton *m_undo = nullptr;
    QPushButton *m_kept = nullptr;
    QPushButton *m_other = nullptr;
    QString m_otherJob = {};
};

} // namespace hubwatch::ui
