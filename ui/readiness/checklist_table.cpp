#include "ui/readiness/checklist_table.h"

#include "ui/readiness/readiness_rows.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QMouseEvent>
#include <QPainter>

namespace hubwatch::ui {

namespace {

constexpr int offerPadding = 8;
constexpr int titleColumn = 1;
constexpr int titlePercent = 25;

/// As all tables, with a group's count and offer in its heading, and a line under what is under way.
class ChecklistDelegate : public CellDelegate
{
public:
    explicit ChecklistDelegate(ChecklistTable *table)
        : CellDelegate(table)
        , m_table(table)
    { }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        CellDelegate::paint(painter, option, index);
        const Theme &theme = themeOf(option.widget);
        const ChecklistTable::Mood &mood = m_table->mood();
        if (index.data(CellModel::HeadingRole).toBool()) {
            const QString group = index.data().toString();
            const bool offered = m_table->offered() == group && !mood.running;
            const auto words = mood.groupWords.find(group);
            painter->save();
            painter->setFont(option.font);
            painter->setPen(offered ? theme.accent : theme.textDim);
            painter->drawText(m_table->offerRect(option.rect), Qt::AlignRight | Qt::AlignVCenter,
                              offered                              ? ChecklistTable::tr("Run group")
                                  : words == mood.groupWords.end() ? QString()
                                                                   : words->second);
            painter->restore();
            return;
        }
        const auto percent = mood.percents.find(index.data(CellModel::KeyRole).toString());
        if (percent == mood.percents.end())
            return;
        // One line over all cells of the row: each paints its part.
        const int wide = option.widget->width();
        const QRect done(0, option.rect.bottom() - 1, wide * percent->second / 100, 2);
        painter->fillRect(done.intersected(option.rect), theme.accent);
    }

private:
    ChecklistTable *m_table = nullptr;
};

} // namespace

ChecklistTable::ChecklistTable(QWidget *parent)
    : CellTable("checklistTable", tr("Checklist"), checklistColumns(), parent)
{
    horizontalHeader()->hide();
    setItemDelegate(new ChecklistDelegate(this));
    setMouseTracking(true);
    m_leastTitle = columnWidth(titleColumn);
}

void ChecklistTable::setMood(const Mood &mood)
{
    m_mood = mood;
    viewport()->update();
}

QRect ChecklistTable::offerRect(const QRect &heading) const
{
    const int wide = fontMetrics().horizontalAdvance(tr("Run group") + QStringLiteral(" 00 of 00")) + 2 * offerPadding;
    return {heading.right() - wide, heading.top(), wide - offerPadding, heading.height()};
}

bool ChecklistTable::isHeading(const QModelIndex &index) const
{
    return index.isValid() && index.siblingAtColumn(0).data(CellModel::HeadingRole).toBool();
}

QModelIndex ChecklistTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex before = currentIndex();
    const QModelIndex next = CellTable::moveCursor(action, modifiers);
    if (!isHeading(next))
        return next;
    // Past the heading the same way; at the upper end there is none.
    const bool up = next.row() < before.row();
    const int row = next.row() + (up && next.row() > 0 ? -1 : 1);
    const QModelIndex beyond = model()->index(row, std::max(0, before.column()));
    return isHeading(beyond) || !beyond.isValid() ? before : beyond;
}

QItemSelectionModel::SelectionFlags ChecklistTable::selectionCommand(const QModelIndex &index,
                                                                     const QEvent *event) const
{
    if (!index.isValid() || isHeading(index))
        return QItemSelectionModel::NoUpdate;
    return CellTable::selectionCommand(index, event);
}

QString ChecklistTable::groupAt(const QPoint &at) const
{
    const QModelIndex index = indexAt(at).siblingAtColumn(0);
    return isHeading(index) ? index.data().toString() : QString();
}

/// A wide window shows titles and words in full.
void ChecklistTable::resizeEvent(QResizeEvent *event)
{
    setColumnWidth(titleColumn, std::max(m_leastTitle, event->size().width() * titlePercent / 100));
    CellTable::resizeEvent(event);
}

void ChecklistTable::mousePressEvent(QMouseEvent *event)
{
    const QString group = groupAt(event->pos());
    if (group.isEmpty())
        return CellTable::mousePressEvent(event);
    const QRect heading = visualRect(indexAt(event->pos()).siblingAtColumn(0));
    if (event->button() == Qt::LeftButton && !m_mood.running && offerRect(heading).contains(event->pos()))
        emit groupRunWanted(group);
}

void ChecklistTable::mouseMoveEvent(QMouseEvent *event)
{
    offer(groupAt(event->pos()));
    const bool over = !m_offered.isEmpty() && !m_mood.running
        && offerRect(visualRect(indexAt(event->pos()).siblingAtColumn(0))).contains(event->pos());
    viewport()->setCursor(over ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (m_offered.isEmpty())
        CellTable::mouseMoveEvent(event);
}

void ChecklistTable::leaveEvent(QEvent *event)
{
    offer({});
    CellTable::leaveEvent(event);
}

void ChecklistTable::offer(const QString &group)
{
    if (group == m_offered)
        return;
    m_offered = group;
    viewport()->update();
}

} // namespace hubwatch::ui
