#include "ui/incidents/incident_delegate.h"

#include "ui/incidents/incident_model.h"
#include "ui/shell/text_line.h"
#include "ui/theme.h"

#include <QPainter>

namespace hubwatch::ui {

namespace {

constexpr int rowSide = 12;
constexpr int rowTop = 8;
constexpr int rowMarkRoom = 19;

} // namespace

QSize IncidentDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {120, 2 * rowTop + 2 * option.fontMetrics.height() + 1};
}

void IncidentDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.widget);
    painter->save();
    painter->setClipRect(option.rect);
    const QRect all = option.rect;
    const bool selected = option.state & QStyle::State_Selected;
    if (selected || option.state & QStyle::State_MouseOver)
        painter->fillRect(all, theme.raised);
    if (selected)
        painter->fillRect(QRect(all.left(), all.top(), 3, all.height()), theme.accent);
    painter->fillRect(QRect(all.left(), all.bottom(), all.width(), 1), theme.line);

    const int line = option.fontMetrics.height();
    const QRect box = all.adjusted(rowSide, rowTop, -rowSide, -rowTop);
    const auto mark = Mark(index.data(IncidentModel::MarkRole).toInt());
    paintMark(*painter, QRectF(box.left(), box.top() + (line - 11) / 2.0, 11, 11), mark, theme);

    QFont strong = option.font;
    if (index.data(IncidentModel::OpenRole).toBool())
        strong.setWeight(QFont::DemiBold);
    const QString age = index.data(IncidentModel::AgeRole).toString();
    painter->setFont(option.font);
    painter->setPen(theme.textDim);
    painter->drawText(QRect(box.left(), box.top(), box.width(), line), Qt::AlignRight | Qt::AlignVCenter, age);
    const int aged = option.fontMetrics.horizontalAdvance(age) + 8;
    const QRect title(box.left() + rowMarkRoom, box.top(), box.width() - rowMarkRoom - aged, line);
    painter->setFont(strong);
    painter->setPen(theme.text);
    painter->drawText(title, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      QFontMetrics(strong).elidedText(index.data().toString(), Qt::ElideRight, title.width()));
    const QRect words(box.left() + rowMarkRoom, box.top() + line, box.width() - rowMarkRoom, line);
    painter->setFont(option.font);
    painter->setPen(theme.textDim);
    painter->drawText(
        words, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
        option.fontMetrics.elidedText(index.data(IncidentModel::LineRole).toString(), Qt::ElideRight, words.width()));
    if (option.state & QStyle::State_HasFocus && showsFocus(option.widget)) {
        painter->setPen(QPen(theme.accent, 2));
        painter->drawRect(all.adjusted(1, 1, -1, -2));
    }
    painter->restore();
}

} // namespace hubwatch::ui
