#include "ui/batch/preview_table.h"

#include "ui/rules/cell_table.h"

#include <QHeaderView>

namespace hubwatch::ui {

namespace {

constexpr int leastCell = 64;
constexpr int mostCell = 260;
constexpr int previewRowHeight = 27;
constexpr int cellsWords = 120; ///< more of a cell is not looked at here

} // namespace

PreviewTable::PreviewTable(const char *name, const QString &title, QWidget *parent)
    : QTableWidget(parent)
{
    setObjectName(QString::fromLatin1(name));
    setAccessibleName(title);
    setItemDelegate(new CellDelegate(this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(previewRowHeight);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void PreviewTable::setLook(const CsvLook &look)
{
    clear();
    setColumnCount(int(look.header.size()) + 1);
    setRowCount(int(look.rows.size()));
    setHorizontalHeaderLabels(QStringList{tr("row")} + look.header);
    for (int row = 0; row < rowCount(); ++row) {
        const QStringList &cells = look.rows[size_t(row)];
        for (int column = 0; column < columnCount(); ++column) {
            const QString cell = column == 0 ? QString::number(row + 1) : cells.value(column - 1).left(cellsWords);
            auto *item = new QTableWidgetItem(cell.simplified());
            item->setTextAlignment((column == 0 ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
            item->setData(CellModel::ToneRole, int(column == 0 ? Tone::Mute : Tone::Normal));
            item->setToolTip(cell);
            setItem(row, column, item);
        }
    }
    resizeColumnsToContents();
    for (int column = 1; column < columnCount(); ++column)
        setColumnWidth(column, std::clamp(columnWidth(column) + 12, leastCell, mostCell));
    setColumnWidth(0, 44);
}

} // namespace hubwatch::ui
