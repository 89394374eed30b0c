// SetUpDialog: where a service's checklist finds what it looks at.
#pragma once

#include "snapshot/console.h"

#include <QDialog>

class QListWidget;
class QPushButton;
class QScrollArea;

namespace hubwatch::ui {

class MarkedSentence;
class TargetFields;

/// Not modal: show() it. Everything may be left empty: what needs it is not run, and says which key to add. Closes when
/// the workspace file is written; keeps what was typed when it was not.
class SetUpDialog : public QDialog
{
    Q_OBJECT

public:
    SetUpDialog(Console &console, const ChecklistTarget &target, bool configured, QWidget *parent = nullptr);

private:
    QWidget *makeSections();
    void showSection(int at);
    void followScroll();
    void weigh();
    void save();
    void takeOutcome(const ReadinessOutcome &outcome);

    Console &m_console;
    QString m_service;
    TargetFields *m_fields = nullptr;
    QScrollArea *m_area = nullptr;
    QListWidget *m_sections = nullptr;
    MarkedSentence *m_problem = nullptr;
    QPushButton *m_save = nullptr;
    bool m_waiting = false;
    bool m_jumping = false; ///< to a section that was chosen, and stays lit
    QString m_refusal = {};
};

} // namespace hubwatch::ui
