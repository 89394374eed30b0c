// HeartbeatDialog: which dead man's switch is told that this console lives.
#pragma once

#include "snapshot/console.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace hubwatch::ui {

class MarkedSentence;
class SecretReference;

class HeartbeatDialog : public QDialog
{
    Q_OBJECT

public:
    explicit HeartbeatDialog(Console &console, QWidget *parent = nullptr);

private:
    Workspace wanted() const;
    void weigh();
    void save();

    Console &m_console;
    QCheckBox *m_on = nullptr;
    SecretReference *m_key = nullptr;
    QLineEdit *m_url = nullptr;
    QLineEdit *m_interval = nullptr;
    MarkedSentence *m_problem = nullptr;
    QPushButton *m_save = nullptr;
    bool m_saving = false;
    QString m_refusal = {};
};

} // namespace hubwatch::ui
