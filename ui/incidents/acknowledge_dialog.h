// AcknowledgeDialog: takes alerts on, with an owner and a note.
#pragma once

#include "snapshot/console.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace hubwatch::ui {

class MarkedSentence;

/// Not modal, and gone when it is done: nothing may stand between a person and what fires. Enter sends. It closes when
/// the engine has taken the command, and says why where it has not.
class AcknowledgeDialog : public QDialog
{
    Q_OBJECT

public:
    /// `command` says what is taken on; an owner or a note in it is kept.
    AcknowledgeDialog(Console &console, AcknowledgeAlerts command, QWidget *parent = nullptr);

private:
    QString sentence() const;
    void weigh();
    void send();
    void takeOutcome(const AlertOutcome &outcome);
    bool concerns(const AlertOutcome &outcome) const;

    Console &m_console;
    AcknowledgeAlerts m_command;
    QLineEdit *m_owner = nullptr;
    QLineEdit *m_note = nullptr;
    MarkedSentence *m_problem = nullptr;
    QPushButton *m_send = nullptr;
    bool m_sent = false;
};

} // namespace hubwatch::ui
