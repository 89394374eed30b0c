// ReasonsTable: why rows failed or are unknown, most rows first.
#pragma once

#include "snapshot/batch_state.h"
#include "ui/rules/cell_model.h"

#include <QWidget>

class QLabel;

namespace hubwatch::ui {

class CellTable;

/// Pure.
std::vector<CellRow> reasonRows(const BatchJob &job);
/// "62 failed and 100 unknown, grouped by reason"; rows on their way are not among them.
QString reasonCountText(const BatchJob &job);

/// Enter shows the rows of a reason, R sends them again.
class ReasonsTable : public QWidget
{
    Q_OBJECT

public:
    explicit ReasonsTable(QWidget *parent = nullptr);

    /// `retryReason`: why nothing can be sent again now; empty when it can.
    void show(const BatchJob &job, const QString &retryReason);
    CellTable &table() { return *m_table; }

signals:
    void showWanted(const hubwatch::ReasonGroup &group);
    void retryWanted(const hubwatch::ReasonGroup &group);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addButtons(const QString &retryReason);
    const ReasonGroup *picked() const;

    CellTable *m_table = nullptr;
    QLabel *m_empty = nullptr;
    std::vector<ReasonGroup> m_groups = {};
    QStringList m_buttoned = {}; ///< keys of the rows that have their buttons, and the reason against retrying
    bool m_retryable = false;
};

} // namespace hubwatch::ui
