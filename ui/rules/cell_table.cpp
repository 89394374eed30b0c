#include "ui/rules/cell_table.h"

#include "ui/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextLayout>

namespace hubwatch::ui {

namespace {

constexpr int cellSidePadding = 8;
constexpr int cellMarkRoom = 17;
constexpr int cellRowHeight = 27;

} // namespace

CellTable::CellTable(const char *name, const QString &title, std::vector<CellColumn> columns, QWidget *parent)
    : QTableView(parent)
    , m_model(new CellModel(std::move(columns), this))
{
    setObjectName(QString::fromLatin1(name));
    setAccessibleName(title);
    setModel(m_model);
    setItemDelegate(new CellDelegate(this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(cellRowHeight);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setMinimumSectionSize(24);
    const std::vector<CellColumn> &all = m_model->columns();
    for (int at = 0; at < int(all.size()); ++at) {
        const CellColumn &column = all[size_t(at)];
        if (column.widest.isEmpty()) {
            horizontalHeader()->setSectionResizeMode(at, QHeaderView::Stretch);
            continue;
        }
        const int words = fontMetrics().horizontalAdvance(column.widest);
        setColumnWidth(at, std::max(words, fontMetrics().horizontalAdvance(column.title)) + 2 * cellSidePadding + 2);
    }
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_changing)
            emit pickedChanged(picked());
    });
}

void CellTable::setRows(std::vector<CellRow> rows)
{
    const QString before = picked();
    m_changing = true;
    int spans = 0;
    for (const CellRow &row : rows)
        spans += row.heading ? 1 : 0;
    m_model->setRows(std::move(rows));
    if (spans > 0 || columnSpan(0, 0) > 1) {
        clearSpans();
        for (int row = 0; row < m_model->rowCount(); ++row)
            if (m_model->index(row, 0).data(CellModel::HeadingRole).toBool() && m_model->columnCount() > 1)
                setSpan(row, 0, 1, m_model->columnCount());
    }
    int row = m_model->rowOf(before);
    for (int first = 0; row < 0 && first < m_model->rowCount(); ++first)
        if (!m_model->index(first, 0).data(CellModel::HeadingRole).toBool())
            row = first;
    pickRow(row);
    m_changing = false;
    if (picked() != before)
        emit pickedChanged(picked());
}

QString CellTable::picked() const
{
    const QModelIndexList rows = selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : rows.front().data(CellModel::KeyRole).toString();
}

void CellTable::pick(const QString &key)
{
    pickRow(m_model->rowOf(key));
}

void CellTable::pickRow(int row)
{
    if (row < 0 || (currentIndex().row() == row && !picked().isEmpty()))
        return;
    selectRow(row);
}

void CellTable::wrapRows()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        bool fits = true;
        for (int column = 0; column < m_model->columnCount(); ++column) {
            const QModelIndex cell = m_model->index(row, column);
            const int mark = cell.data(CellModel::MarkRole).isValid() ? cellMarkRoom : 0;
            fits = fits
                && (isColumnHidden(column)
                    || fontMetrics().horizontalAdvance(cell.data().toString())
                        <= columnWidth(column) - 2 * cellSidePadding - mark);
        }
        setRowHeight(row, fits ? cellRowHeight : cellRowHeight + fontMetrics().lineSpacing());
    }
}

void CellTable::fitRows(int most)
{
    int high = m_model->rowCount() == 0 ? cellRowHeight : 0;
    for (int row = 0; row < std::min(m_model->rowCount(), most); ++row)
        high += rowHeight(row);
    setFixedHeight(high + (horizontalHeader()->isHidden() ? 0 : horizontalHeader()->sizeHint().height()) + 2);
}

void CellTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (!showsFocus(this))
        return;
    QPainter painter(viewport());
    painter.setPen(QPen(themeOf(this).accent, 2));
    painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
}

void CellTable::keyPressEvent(QKeyEvent *event)
{
    // The search by typing would swallow the keys of the part's actions.
    const bool letter = !event->text().isEmpty() && event->text().front().isLetterOrNumber();
    if (letter && !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))) {
        event->ignore();
        return;
    }
    QTableView::keyPressEvent(event);
}

QStringList wrappedLines(const QString &text, const QFont &font, int width, int most)
{
    const QFontMetrics metrics(font);
    if (most < 2 || metrics.horizontalAdvance(text) <= width)
        return {metrics.elidedText(text, Qt::ElideRight, width)};
    QTextLayout layout(text, font);
    QTextOption wrap;
    wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(wrap);
    layout.beginLayout();
    QStringList lines;
    while (lines.size() < most) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width);
        const QString rest = text.mid(line.textStart());
        lines << (lines.size() + 1 == most ? metrics.elidedText(rest, Qt::ElideRight, width)
                                           : rest.left(line.textLength()).trimmed());
    }
    layout.endLayout();
    return lines;
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.widget);
    painter->save();
    painter->setClipRect(option.rect);
    const bool heading = index.data(CellModel::HeadingRole).toBool();
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(option.rect, theme.raised);
    if (selected && index.column() == 0)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), theme.accent);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.line);
    QRect box = option.rect.adjusted(cellSidePadding, 0, -cellSidePadding, -1);
    if (const QVariant mark = index.data(CellModel::MarkRole); mark.isValid()) {
        paintMark(*painter, QRectF(box.left(), box.center().y() - 4.5, 10, 10), Mark(mark.toInt()), theme);
        box.setLeft(box.left() + cellMarkRoom);
    }
    QFont font = option.font;
    if (heading || index.data(CellModel::StrongRole).toBool())
        font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(colorOf(heading ? Tone::Normal : Tone(index.data(CellModel::ToneRole).toInt()), theme));
    const int most = option.rect.height() > cellRowHeight ? 2 : 1;
    painter->drawText(box, index.data(Qt::TextAlignmentRole).toInt() | (most == 1 ? Qt::TextSingleLine : 0),
                      wrappedLines(index.data().toString(), font, box.width(), most).join(u'\n'));
    painter->restore();
}

} // namespace hubwatch::ui
