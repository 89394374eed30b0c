#include "ui/sources/credential_delegate.h"

#include "ui/shell/text_line.h"
#include "ui/sources/credentials_model.h"
#include "ui/theme.h"

#include <QPainter>

namespace hubwatch::ui {

namespace {

constexpr int sidePadding = 8;
constexpr int markRoom = 17;

} // namespace

void CredentialDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.widget);
    painter->save();
    painter->setClipRect(option.rect);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(option.rect, theme.raised);
    if (selected && index.column() == 0)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), theme.accent);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.line);
    QRect box = option.rect.adjusted(sidePadding, 0, -sidePadding, 0);
    QColor ink = index.column() == CredentialsModel::Reference ? theme.text : theme.textDim;
    if (const QVariant mark = index.data(CredentialsModel::MarkRole); mark.isValid()) {
        paintMark(*painter, QRectF(box.left(), box.center().y() - 4.5, 10, 10), Mark(mark.toInt()), theme);
        box.setLeft(box.left() + markRoom);
        const bool quiet = Mark(mark.toInt()) == Mark::Good && index.column() == CredentialsModel::Age;
        ink = quiet ? theme.text : colorOf(toneOf(Mark(mark.toInt())), theme);
    }
    QFont font = option.font;
    if (index.column() == CredentialsModel::Reference)
        font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(ink);
    const auto align = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    painter->drawText(box, int(align),
                      QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, box.width()));
    painter->restore();
}

} // namespace hubwatch::ui
