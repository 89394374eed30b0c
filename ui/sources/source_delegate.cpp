#include "ui/sources/source_delegate.h"

#include "ui/shell/text_line.h"
#include "ui/sources/sources_model.h"
#include "ui/theme.h"

#include <QPainter>

namespace hubwatch::ui {

namespace {

constexpr int cellPadding = 8;
constexpr int indent = 22; ///< endpoints stand under their service's name

/// Draws one run of words and gives back where the next may begin.
int drawRun(QPainter &painter, const QRect &box, int x, const QString &words, const QColor &color, const QFont &font)
{
    const QFontMetrics metrics(font);
    const int room = box.right() - x;
    if (room < 10 || words.isEmpty())
        return x;
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(QRect(x, box.top(), room, box.height()), Qt::AlignVCenter,
                     metrics.elidedText(words, Qt::ElideRight, room));
    return x + metrics.horizontalAdvance(words) + 12;
}

void drawMark(QPainter &painter, const QRect &box, int x, Mark mark, const Theme &theme)
{
    paintMark(painter, QRectF(x, box.center().y() - 4.5, 10, 10), mark, theme);
}

void drawService(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, const Theme &theme)
{
    QFont strong = option.font;
    strong.setWeight(QFont::DemiBold);
    const QString cost = index.siblingAtColumn(SourcesModel::PerHour).data(SourcesModel::AsideRole).toString();
    const int costWide = option.fontMetrics.horizontalAdvance(cost);
    const QRect box = option.rect;
    const auto mark = Mark(index.data(SourcesModel::MarkRole).toInt());
    drawMark(painter, box, box.left() + cellPadding, mark, theme);
    const QRect words = box.adjusted(0, 0, -costWide - 24, 0);
    int x = drawRun(painter, words, box.left() + cellPadding + 17, index.data().toString(), theme.text, strong);
    x = drawRun(painter, words, x, index.data(SourcesModel::StateRole).toString(), colorOf(toneOf(mark), theme),
                option.font);
    drawRun(painter, words, x, index.data(SourcesModel::AsideRole).toString(), theme.textDim, option.font);
    drawRun(painter, box, box.right() - costWide - cellPadding, cost, theme.textDim, option.font);
}

void drawEndpoint(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, const Theme &theme)
{
    const QRect box = option.rect.adjusted(cellPadding, 0, -cellPadding, 0);
    const auto mark = Mark(index.data(SourcesModel::MarkRole).toInt());
    if (index.column() == SourcesModel::Name) {
        const int x = drawRun(painter, box, box.left() + indent, index.data().toString(), theme.text, option.font);
        drawRun(painter, box, x, index.data(SourcesModel::AsideRole).toString(), theme.textMute, option.font);
    } else if (index.column() == SourcesModel::State) {
        drawMark(painter, box, box.left(), mark, theme);
        drawRun(painter, box, box.left() + 17, index.data().toString(), colorOf(toneOf(mark), theme), option.font);
    } else {
        painter.setFont(option.font);
        painter.setPen(theme.text);
        painter.drawText(box, Qt::AlignVCenter | Qt::AlignRight,
                         option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, box.width()));
    }
}

void drawSentence(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, const Theme &theme)
{
    const QRect box = option.rect;
    const auto kind = SourceRow::Kind(index.data(SourcesModel::KindRole).toInt());
    const auto mark = Mark(index.data(SourcesModel::MarkRole).toInt());
    const bool trouble = kind == SourceRow::Kind::Trouble;
    int x = box.left() + cellPadding + indent + (trouble ? 14 : 14);
    if (trouble)
        painter.fillRect(QRect(box.left() + cellPadding + indent, box.top() + 4, 3, box.height() - 8),
                         colorOf(mark, theme));
    x = drawRun(painter, box, x, index.data().toString(), trouble ? colorOf(toneOf(mark), theme) : theme.textDim,
                option.font);
    drawRun(painter, box, x - 4, index.data(SourcesModel::AsideRole).toString(), theme.textDim, option.font);
}

} // namespace

void SourceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.widget);
    const auto kind = SourceRow::Kind(index.data(SourcesModel::KindRole).toInt());
    painter->save();
    painter->setClipRect(option.rect);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(option.rect, theme.raised);
    if (selected && index.column() == SourcesModel::Name)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), theme.accent);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.line);
    switch (kind) {
    case SourceRow::Kind::Service: drawService(*painter, option, index, theme); break;
    case SourceRow::Kind::Endpoint: drawEndpoint(*painter, option, index, theme); break;
    case SourceRow::Kind::Trouble:
    case SourceRow::Kind::Details:
    case SourceRow::Kind::Note: drawSentence(*painter, option, index, theme); break;
    }
    painter->restore();
}

QSize SourceDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width() + 2 * cellPadding, 27};
}

} // namespace hubwatch::ui
