// The table twin of a chart: the same answer as rows.
#pragma once

#include "snapshot/chart_query.h"
#include "ui/format.h"

#include <QAbstractTableModel>

class QTableView;

namespace hubwatch::ui {

/// One point of one line, or a gap.
struct TableRow {
    TimePoint at = {};
    QString line = {};
    QString service = {};
    std::optional<ChartPoint> point = {};
    QString why = {}; ///< of a gap

    bool operator==(const TableRow &) const = default;
};

/// Every point and every gap, oldest first.
std::vector<TableRow> tableRows(const ChartAnswer &answer);

/// Newest first, numbers right-aligned.
class ChartTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Line, Value, Low, High, N, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setAnswer(const ChartAnswerPtr &answer, Unit unit, Zone zone);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const TableRow &row, int column) const;

    std::vector<TableRow> m_rows = {};
    Unit m_unit = Unit::Number;
    Zone m_zone = Zone::Local;
};

/// A view set up for it: 27 px rows, no grid but hairlines, columns that do not jump.
QTableView *makeChartTable(ChartTableModel *model, QWidget *parent);

} // namespace hubwatch::ui
