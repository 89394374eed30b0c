// RunPanel: when and how far a job runs.
#pragma once

#include "snapshot/batch_commands.h"
#include "snapshot/snapshot.h"

#include <QWidget>

class QButtonGroup;
class QCheckBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace hubwatch::ui {

class MarkedSentence;
class StillBox;

class RunPanel : public QWidget
{
    Q_OBJECT

public:
    enum class When { Now, Trial, OffPeak };

    explicit RunPanel(QWidget *parent);

    void showJob(const BatchJob &job, const Snapshot &snapshot);
    When when() const;
    /// Without what the guard asks for.
    RunOrder order(TimePoint now) const;
    /// What cannot be read, as a sentence; empty when all can.
    QString problem() const;
    /// "Run now", "Run a trial of 100", "Schedule": what the button says.
    QString deed() const;

signals:
    void changed();

private:
    QWidget *makeTrial();
    QWidget *makeWindow();
    QWidget *makeLimits();
    void edited();
    JobSchedule schedule() const;

    QString m_job = {};
    std::int64_t m_rows = 0;
    TimePoint m_now = {};
    QButtonGroup *m_when = nullptr;
    QWidget *m_trial = nullptr;
    QSpinBox *m_firstRows = nullptr;
    QWidget *m_window = nullptr;
    QLineEdit *m_from = nullptr;
    QLineEdit *m_to = nullptr;
    QLineEdit *m_zone = nullptr;
    StillBox *m_missed = nullptr;
    QLabel *m_note = nullptr;
    QCheckBox *m_stops = nullptr;
    QLineEdit *m_stopAt = nullptr;
    QSpinBox *m_reserve = nullptr;
    MarkedSentence *m_problem = nullptr;
};

/// Minutes of the day of "05:30"; nullopt for what is none.
std::optional<int> minuteOfDay(const QString &text);
/// The next time that a clock here shows that minute, after `now`.
TimePoint nextMinute(int minute, TimePoint now);

} // namespace hubwatch::ui
