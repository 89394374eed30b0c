// RowsView: rows of a job with the columns they came with, a page at a time.
#pragma once

#include "snapshot/console.h"
#include "ui/rules/cell_model.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace hubwatch::ui {

class CellTable;
class MarkedSentence;

struct RowsWanted {
    QString job = {};
    QString title = {};
    std::vector<Pile> piles = {};
    QString code = {};
    std::int64_t rows = 0; ///< how many there are, as far as is known

    bool operator==(const RowsWanted &) const = default;
};

/// Pure: the table of one answer.
std::vector<CellColumn> rowsColumns(const RowsAnswer &answer);
std::vector<CellRow> rowsCells(const RowsAnswer &answer);

class RowsView : public QWidget
{
    Q_OBJECT

public:
    static constexpr int pageRows = 100;

    explicit RowsView(BatchDesk &desk, QWidget *parent = nullptr);

    void show(const RowsWanted &wanted);
    const RowsWanted &wanted() const { return m_wanted; }
    void setRetry(const QString &reasonAgainst);
    /// The rows chosen in the table.
    std::vector<std::int64_t> chosen() const;
    bool settled() const { return !m_waiting; }

signals:
    void retryWanted(const std::vector<std::int64_t> &rows); ///< empty: all of them
    void closed();

private:
    QWidget *makeHead();
    QWidget *makeFoot();
    void ask(std::int64_t after);
    void takeAnswer(const RowsAnswer &answer);
    void turn(bool forward);
    void tellPage();

    BatchDesk &m_desk;
    RowsWanted m_wanted = {};
    RowQuery m_query = {};
    RowsAnswer m_answer = {};
    bool m_waiting = false;
    QString m_retryReason = {};
    std::vector<std::int64_t> m_before = {}; ///< where the pages before this one began
    TextLine *m_title = nullptr;
    QPushButton *m_retry = nullptr;
    MarkedSentence *m_problem = nullptr;
    QVBoxLayout *m_room = nullptr;
    CellTable *m_table = nullptr;
    QLabel *m_empty = nullptr;
    TextLine *m_page = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_on = nullptr;
    QTimer m_slow;
};

} // namespace hubwatch::ui
