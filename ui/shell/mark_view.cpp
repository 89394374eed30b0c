#include "ui/shell/mark_view.h"

#include "ui/theme.h"

#include <QPainter>

namespace hubwatch::ui {

MarkView::MarkView(int side, QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(side, side);
}

void MarkView::setMark(Mark mark)
{
    m_mark = mark;
    update();
}

void MarkView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintMark(painter, QRectF(rect()).adjusted(1, 1, -1, -1), m_mark, themeOf(this));
}

} // namespace hubwatch::ui
