// WaiveDialog: a person answers for an item that does not pass, until a day.
#pragma once

#include "snapshot/console.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace hubwatch::ui {

class DayField;
class MarkedSentence;

/// Not modal: show() it. Says what is missing while it is filled in; closes when the waiver is written, and keeps what
/// was typed when it was not.
class WaiveDialog : public QDialog
{
    Q_OBJECT

public:
    WaiveDialog(Console &console, const QString &service, const QString &item, QWidget *parent = nullptr);

    /// As it is filled in.
    Waiver waiver() const;

private:
    const ServiceReadiness *service() const;
    void weigh();
    void send();
    void end();
    void takeOutcome(const ReadinessOutcome &outcome);

    Console &m_console;
    QString m_service;
    QString m_item;
    std::chrono::year_month_day m_today = {};
    QLineEdit *m_reason = nullptr;
    QLineEdit *m_owner = nullptr;
    QLineEdit *m_approver = nullptr;
    DayField *m_until = nullptr;
    MarkedSentence *m_problem = nullptr;
    QPushButton *m_end = nullptr;
    QPushButton *m_send = nullptr;
    std::optional<ReadinessOutcome::Command> m_waiting = {};
    QString m_refusal = {};
};

} // namespace hubwatch::ui
