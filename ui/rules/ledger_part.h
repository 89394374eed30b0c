// LedgerPart: every attempt to tell somebody, searched.
#pragma once

#include "snapshot/console.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;

namespace hubwatch::ui {

class CellTable;
class MarkedSentence;
class TextLine;

class LedgerPart : public QWidget
{
    Q_OBJECT

public:
    explicit LedgerPart(Console &console, QWidget *parent = nullptr);

    void search(const QString &text);
    bool settled() const { return m_question == 0 && !m_rest.isActive() && m_notice == 0; }
    /// False, with the reason in words, when the file cannot be written.
    bool exportTo(const QString &path);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeSearch();
    QWidget *makeDetails();
    void showSnapshot(const SnapshotPtr &snapshot);
    void ask();
    void takeAnswer(const LedgerAnswer &answer);
    void takeOutcome(const AlertOutcome &outcome);
    void showRows();
    void showDetails();
    void chooseFile();
    void act(bool retry);
    const LedgerEntry *picked() const;

    Console &m_console;
    QLineEdit *m_text = nullptr;
    QComboBox *m_route = nullptr;
    QComboBox *m_result = nullptr;
    TextLine *m_count = nullptr;
    MarkedSentence *m_outcome = nullptr;
    CellTable *m_table = nullptr;
    QLabel *m_empty = nullptr;
    QWidget *m_details = nullptr;
    TextLine *m_detailsTitle = nullptr;
    QLabel *m_words = nullptr;
    QLabel *m_facts = nullptr;
    QAction *m_retry = nullptr;
    QAction *m_drop = nullptr;
    QAction *m_export = nullptr;
    QTimer m_rest;
    std::uint64_t m_question = 0; ///< 0: answered
    qint64 m_notice = 0;          ///< retried or dropped, not answered yet
    LedgerAnswer m_answer = {};
    std::vector<LedgerEntry> m_lasts = {}; ///< of the routes: when they change, so has the ledger
};

} // namespace hubwatch::ui
