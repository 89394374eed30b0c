#include "ui/readiness/fitting_area.h"

#include <QEvent>
#include <QLayout>
#include <algorithm>

namespace hubwatch::ui {

FittingArea::FittingArea(QWidget *parent)
    : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

QSize FittingArea::sizeHint() const
{
    const QWidget *inside = widget();
    if (!inside || !inside->layout())
        return QScrollArea::sizeHint();
    const int wide = viewport()->width();
    const int high = inside->layout()->hasHeightForWidth() ? inside->layout()->totalHeightForWidth(wide)
                                                           : inside->layout()->totalSizeHint().height();
    // Words that wrap ask for more at their narrowest, and are given it.
    const QSize least = inside->minimumSizeHint();
    return {least.width(), std::max(high, least.height())};
}

bool FittingArea::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

void FittingArea::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
}

} // namespace hubwatch::ui
