// MuteDialog: which alerts are kept quiet, for how long, and why.
#pragma once

#include "snapshot/console.h"
#include "ui/rules/labelled_alerts.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace hubwatch::ui {

class CellTable;
class MarkedSentence;
class MatcherField;
class ScheduleField;
class TextLine;

/// Not modal: show() it. Shows what it would quiet while it is filled in; closes when the engine has taken the mute.
class MuteDialog : public QDialog
{
    Q_OBJECT

public:
    MuteDialog(Console &console, std::vector<Matcher> matchers, QWidget *parent = nullptr);

    /// As it is filled in.
    Mute mute() const;

private:
    void takeSnapshot(const SnapshotPtr &snapshot);
    void weigh();
    void showMatching(const MatchCount &count);
    void send();
    void takeOutcome(const AlertOutcome &outcome);

    Console &m_console;
    std::vector<LabelledAlert> m_alerts = {};
    MatcherField *m_matchers = nullptr;
    ScheduleField *m_schedule = nullptr;
    QLineEdit *m_reason = nullptr;
    QLineEdit *m_author = nullptr;
    TextLine *m_count = nullptr;
    CellTable *m_preview = nullptr;
    MarkedSentence *m_warning = nullptr;
    MarkedSentence *m_problem = nullptr;
    QPushButton *m_send = nullptr;
    bool m_waiting = false;
    QString m_refusal = {}; ///< what the engine said against it
};

} // namespace hubwatch::ui
