#include "ui/charts/chart_table.h"

#include "ui/source_title.h"

#include <QHeaderView>
#include <QTableView>
#include <algorithm>

namespace hubwatch::ui {

std::vector<TableRow> tableRows(const ChartAnswer &answer)
{
    std::vector<TableRow> rows;
    for (const ChartLine &line : answer.lines) {
        for (const auto &run : line.runs) {
            for (const ChartPoint &point : run)
                rows.push_back(
                    {.at = point.at, .line = sourceTitle(line.name), .service = line.service, .point = point});
        }
    }
    for (const GapSpan &gap : answer.gaps)
        rows.push_back({.at = gap.from, .line = sourceTitle(gap.service), .service = gap.service, .why = gap.why});
    std::ranges::stable_sort(rows, {}, &TableRow::at);
    return rows;
}

void ChartTableModel::setAnswer(const ChartAnswerPtr &answer, Unit unit, Zone zone)
{
    std::vector<TableRow> rows = answer ? tableRows(*answer) : std::vector<TableRow>();
    std::ranges::reverse(rows);
    if (rows == m_rows && unit == m_unit && zone == m_zone)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    m_unit = unit;
    m_zone = zone;
    endResetModel();
}

int ChartTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ChartTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ChartTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const TableRow &row = m_rows[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole: return text(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == Time ? instantText(row.at, m_zone)
            : row.why.isEmpty()       ? QVariant()
                                      : QVariant(row.why);
    case Qt::TextAlignmentRole:
        return QVariant(index.column() >= Value ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    default: return {};
    }
}

QString ChartTableModel::text(const TableRow &row, int column) const
{
    const auto value = [&](std::optional<double> of) { return of ? valueText(*of, m_unit) : QString(); };
    switch (column) {
    case Time: return dateTimeOf(row.at, m_zone).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    case Line: return row.line;
    case Value: return row.point ? value(row.point->value) : tr("no data");
    case Low: return row.point ? value(row.point->low) : QString();
    case High:
        if (row.point && row.point->low && !row.point->high)
            return tr("none"); // the top bucket has no upper edge
        return row.point ? value(row.point->high) : QString();
    case N: return row.point && row.point->n > 0 ? countText(row.point->n) : QString();
    default: return {};
    }
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(section >= Value ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return m_zone == Zone::Utc ? tr("time (UTC)") : tr("time (local)");
    case Line: return tr("service");
    case Value: return tr("value");
    case Low: return tr("low");
    case High: return tr("high");
    case N: return tr("n");
    default: return {};
    }
}

QTableView *makeChartTable(ChartTableModel *model, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setObjectName(QStringLiteral("table"));
    table->setModel(model);
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(27);
    QHeaderView *header = table->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    const int digit = table->fontMetrics().horizontalAdvance(u'0');
    header->resizeSection(ChartTableModel::Time,
                          table->fontMetrics().horizontalAdvance(QStringLiteral("2026-12-00 00:00:00")) + digit * 3);
    // Wide enough for the longest word a value may be.
    const int longestWord = table->fontMetrics().horizontalAdvance(ChartTableModel::tr("unreachable"));
    header->resizeSection(ChartTableModel::Value, std::max(digit * 10, longestWord + digit * 3));
    for (const int column : {ChartTableModel::Low, ChartTableModel::High})
        header->resizeSection(column, digit * 10);
    header->resizeSection(ChartTableModel::N, digit * 8);
    header->setSectionResizeMode(ChartTableModel::Line, QHeaderView::Stretch);
    return table;
}

} // namespace hubwatch::ui
