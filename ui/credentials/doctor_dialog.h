// DoctorDialog: the keychain doctor, step by step.
#pragma once

#include "snapshot/console.h"

#include <QDialog>

class QPushButton;
class QVBoxLayout;

namespace hubwatch::ui {

class MarkedSentence;

class DoctorDialog : public QDialog
{
    Q_OBJECT

public:
    explicit DoctorDialog(Console &console, QWidget *parent = nullptr);

private:
    void run();
    void showReport(const DoctorReport &report);

    Console &m_console;
    MarkedSentence *m_verdict = nullptr;
    QWidget *m_steps = nullptr;
    QVBoxLayout *m_column = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_copy = nullptr;
    QString m_text = {};
};

/// The report as plain text, for a mail.
QString doctorText(const DoctorReport &report);

} // namespace hubwatch::ui
