// NewIncidentDialog: opens an incident by hand, for what no rule sees.
#pragma once

#include "snapshot/console.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace hubwatch::ui {

class MarkedSentence;

/// Not modal; closes when the engine has opened it.
class NewIncidentDialog : public QDialog
{
    Q_OBJECT

public:
    explicit NewIncidentDialog(Console &console, QWidget *parent = nullptr);

signals:
    /// The engine has opened it, under this number; 0 when it did not say.
    void created(qint64 incident);

private:
    void weigh();
    void send();
    void takeOutcome(const AlertOutcome &outcome);

    Console &m_console;
    QLineEdit *m_title = nullptr;
    QComboBox *m_severity = nullptr;
    QListWidget *m_services = nullptr;
    QLineEdit *m_author = nullptr;
    MarkedSentence *m_problem = nullptr;
    QPushButton *m_send = nullptr;
    bool m_sent = false;
};

} // namespace hubwatch::ui
