// ProofDialog: evidence that people supply for an item: a file of results, or their word.
#pragma once

#include "snapshot/console.h"

#include <QDialog>

class QFormLayout;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace hubwatch::ui {

class CellTable;
class DayField;
class MarkedSentence;

/// Not modal: show() it. Lists what is supplied already; keeps what was typed when it could not be written.
class ProofDialog : public QDialog
{
    Q_OBJECT

public:
    ProofDialog(Console &console, const QString &service, const QString &item, QWidget *parent = nullptr);

    /// As it is filled in.
    Proof proof() const;

private:
    const ServiceReadiness *service() const;
    std::vector<Proof> supplied() const;
    QWidget *makeList();
    QWidget *makeFile();
    QWidget *makeWord();
    void chooseKind(bool file);
    void showSupplied();
    void weigh();
    void send();
    void removePicked();
    void takeOutcome(const ReadinessOutcome &outcome);

    Console &m_console;
    QString m_service;
    QString m_item;
    std::chrono::year_month_day m_today = {};
    CellTable *m_list = nullptr;
    QWidget *m_listPart = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_asFile = nullptr;
    QPushButton *m_asWord = nullptr;
    QWidget *m_filePart = nullptr;
    QWidget *m_wordPart = nullptr;
    QLineEdit *m_file = nullptr;
    QLineEdit *m_portal = nullptr;
    DayField *m_fileDay = nullptr;
    QLineEdit *m_fileLink = nullptr;
    QLineEdit *m_text = nullptr;
    QLineEdit *m_link = nullptr;
    QLineEdit *m_by = nullptr;
    DayField *m_day = nullptr;
    DayField *m_until = nullptr;
    MarkedSentence *m_problem = nullptr;
    QPushButton *m_send = nullptr;
    std::optional<ReadinessOutcome::Command> m_waiting = {};
    QString m_refusal = {};
};

} // namespace hubwatch::ui
