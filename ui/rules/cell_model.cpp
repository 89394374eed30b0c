#include "ui/rules/cell_model.h"

#include <algorithm>

namespace hubwatch::ui {

CellModel::CellModel(std::vector<CellColumn> columns, QObject *parent)
    : QAbstractTableModel(parent)
    , m_columns(std::move(columns))
{ }

void CellModel::setRows(std::vector<CellRow> rows)
{
    const bool same = std::ranges::equal(
        rows, m_rows, [](const CellRow &a, const CellRow &b) { return a.key == b.key && a.heading == b.heading; });
    if (!same) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    for (size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] == m_rows[i])
            continue;
        m_rows[i] = std::move(rows[i]);
        emit dataChanged(index(int(i), 0), index(int(i), columnCount() - 1));
    }
}

int CellModel::rowOf(const QString &key) const
{
    const auto found = std::ranges::find_if(m_rows, [&](const CellRow &row) { return !row.heading && row.key == key; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int CellModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int CellModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant CellModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_rows.size())
        return {};
    const CellRow &row = m_rows[size_t(index.row())];
    if (role == HeadingRole)
        return row.heading;
    if (role == KeyRole)
        return row.key;
    if (size_t(index.column()) >= row.cells.size())
        return {};
    const Cell &cell = row.cells[size_t(index.column())];
    switch (role) {
    case Qt::DisplayRole: return cell.text;
    case Qt::ToolTipRole: return cell.tip.isEmpty() ? QVariant(cell.text) : QVariant(cell.tip);
    case Qt::TextAlignmentRole: {
        const Qt::Alignment side = m_columns[size_t(index.column())].right ? Qt::AlignRight : Qt::AlignLeft;
        return int(side | Qt::AlignVCenter);
    }
    case MarkRole: return cell.mark ? QVariant(int(*cell.mark)) : QVariant();
    case ToneRole: return int(cell.tone);
    case StrongRole: return cell.strong;
    default: return {};
    }
}

QVariant CellModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const CellColumn &column = m_columns[size_t(section)];
    if (role == Qt::DisplayRole)
        return column.title;
    if (role == Qt::TextAlignmentRole)
        return int((column.right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

Qt::ItemFlags CellModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (m_rows[size_t(index.row())].heading)
        return Qt::ItemIsEnabled;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace hubwatch::ui
