#include "ui/mark.h"

#include "ui/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace hubwatch::ui {

QColor colorOf(Mark mark, const Theme &theme)
{
    switch (mark) {
    case Mark::Good: return theme.good;
    case Mark::Warn:
    case Mark::Pending: return theme.warn;
    case Mark::Bad: return theme.bad;
    case Mark::Blind: return theme.blind;
    case Mark::None:
    case Mark::NotYet: return theme.textMute;
    }
    Q_UNREACHABLE();
}

QBrush blindHatch(const Theme &theme)
{
    QColor color = theme.blind;
    color.setAlphaF(0.45F);
    return {color, Qt::BDiagPattern};
}

void paintMark(QPainter &painter, const QRectF &box, Mark mark, const Theme &theme)
{
    const qreal side = std::min(box.width(), box.height());
    const QPointF center = box.center();
    const auto square = [&](qreal part) {
        return QRectF(center.x() - side * part / 2, center.y() - side * part / 2, side * part, side * part);
    };
    const QColor color = colorOf(mark, theme);
    const QPen pen(color, std::max(1.0, side / 10));

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (mark) {
    case Mark::Good: painter.drawEllipse(square(0.78)); break;
    case Mark::Warn: {
        const QRectF in = square(0.92);
        painter.drawPolygon(QPolygonF({{in.center().x(), in.top() + side * 0.04}, in.bottomRight(), in.bottomLeft()}));
        break;
    }
    case Mark::Bad: {
        const QRectF in = square(1.0);
        painter.drawPolygon(QPolygonF({{in.center().x(), in.top()},
                                       {in.right(), in.center().y()},
                                       {in.center().x(), in.bottom()},
                                       {in.left(), in.center().y()}}));
        break;
    }
    case Mark::Pending:
        painter.drawPie(square(0.78), 90 * 16, 180 * 16);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(square(0.78));
        break;
    case Mark::Blind:
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(square(0.8));
        painter.setClipRect(square(0.8));
        for (const qreal at : {-0.4, 0.0, 0.4})
            painter.drawLine(center + QPointF(at - 0.4, 0.4) * side, center + QPointF(at + 0.4, -0.4) * side);
        break;
    case Mark::None:
        painter.drawRect(
            QRectF(center.x() - side * 0.35, center.y() - side * 0.06, side * 0.7, std::max(1.0, side * 0.12)));
        break;
    case Mark::NotYet:
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(square(0.72));
        break;
    }
    painter.restore();
}

} // namespace hubwatch::ui
