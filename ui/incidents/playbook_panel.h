// PlaybookPanel: the handbook's table for each status, filled with this incident's numbers.
#pragma once

#include "snapshot/triage.h"
#include "ui/shell/text_line.h"

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace hubwatch::ui {

/// Rows with a count stand open; the others wait behind a button.
class PlaybookPanel : public Panel
{
    Q_OBJECT

public:
    explicit PlaybookPanel(QWidget *parent = nullptr);

    void setRows(const std::vector<PlaybookRow> &rows);
    void setWhenEmpty(const QString &words);

private:
    QWidget *made(const PlaybookRow &row);

    std::vector<PlaybookRow> m_rows = {};
    QVBoxLayout *m_open = nullptr;
    QVBoxLayout *m_folded = nullptr;
    QWidget *m_fold = nullptr;
    QPushButton *m_all = nullptr;
    QLabel *m_empty = nullptr;
};

} // namespace hubwatch::ui
