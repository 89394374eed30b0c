#include "ui/now/skeleton.h"

#include "ui/theme.h"

#include <QPainter>

namespace hubwatch::ui {

SkeletonCard::SkeletonCard(QWidget *parent)
    : Panel(parent)
{
    setFixedHeight(104);
    setAccessibleName(tr("Not known yet"));
}

void SkeletonCard::paintEvent(QPaintEvent *event)
{
    Panel::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeOf(this).raised);
    painter.drawRoundedRect(QRectF(14, 16, 170, 11), 3, 3);
    painter.drawRoundedRect(QRectF(width() - 214, 16, 200, 11), 3, 3);
    const qreal cell = (width() - 28 - 3 * 24) / 4.0;
    for (int i = 0; i < 3; ++i) {
        const qreal left = 14 + i * (cell + 24);
        painter.drawRoundedRect(QRectF(left, 46, 56, 8), 3, 3);
        painter.drawRoundedRect(QRectF(left, 68, 64, 12), 3, 3);
        painter.drawRoundedRect(QRectF(left + 86, 73, cell - 86, 2), 1, 1);
    }
}

} // namespace hubwatch::ui
