// LeakDrillDialog: a token may have leaked: what used it, what happened, what to do, and what was done when.
#pragma once

#include "snapshot/console.h"

#include <QDialog>

class QPushButton;
class QTreeView;
class QVBoxLayout;

namespace hubwatch::ui {

class MarkedSentence;

class LeakDrillDialog : public QDialog
{
    Q_OBJECT

public:
    LeakDrillDialog(Console &console, const QString &account, QWidget *parent = nullptr);

private:
    void showReport(const LeakReport &report);
    void takeOutcome(const CredentialOutcome &outcome);
    void addUses(const LeakReport &report);
    void addEvents(const LeakReport &report);
    void addSteps(const LeakReport &report);
    void addPath(const LeakReport &report);

    Console &m_console;
    QString m_account;
    MarkedSentence *m_state = nullptr;
    MarkedSentence *m_noteProblem = nullptr;
    QVBoxLayout *m_body = nullptr;
    bool m_shown = false;
};

} // namespace hubwatch::ui
