// ScheduleField: how long a mute holds: a length, or a window that comes again.
#pragma once

#include "alerts/mute.h"

#include <QWidget>
#include <vector>

class QButtonGroup;
class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace hubwatch::ui {

class ScheduleField : public QWidget
{
    Q_OBJECT

public:
    enum Length { HalfHour, TwoHours, Tomorrow, Custom, Recurring };

    /// `zone`: what the recurring window's zone is at first.
    explicit ScheduleField(const QString &zone, QWidget *parent = nullptr);

    /// Start, end and recurrence as they are chosen.
    void apply(Mute &mute, TimePoint now) const;
    /// What cannot be read, as sentences; empty when all can.
    QStringList problems() const;
    /// "Quiet until 10:11, for 30 min."
    void showEnd(TimePoint now);

signals:
    void changed();

private:
    QWidget *makeWindow(const QString &zone);
    void showParts();

    QButtonGroup *m_lengths = nullptr;
    QLineEdit *m_custom = nullptr;
    QWidget *m_window = nullptr;
    std::vector<QPushButton *> m_days = {};
    QLineEdit *m_from = nullptr;
    QLineEdit *m_to = nullptr;
    QLineEdit *m_zone = nullptr;
    QLabel *m_end = nullptr;
};

} // namespace hubwatch::ui
