#include "ui/tray/tray_picture.h"

#include "ui/theme.h"

#include <QFont>
#include <QPainter>

namespace hubwatch::ui {

namespace {

QPixmap trayPixmap(Mark mark, int count, bool inverted, int side)
{
    QPixmap picture(side, side);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    Theme theme = darkTheme();
    const qreal unit = side / 16.0;
    // A ground of its own: nobody knows whether the panel is light or dark.
    painter.setPen(Qt::NoPen);
    painter.setBrush(inverted ? colorOf(mark, theme) : theme.window);
    painter.drawRoundedRect(QRectF(0, 0, side, side), 3 * unit, 3 * unit);
    if (inverted)
        theme.good = theme.warn = theme.bad = theme.blind = theme.textMute = theme.window;
    const qreal shape = count > 0 ? 9 : 11;
    const qreal edge = count > 0 ? 1.5 : 2.5;
    paintMark(painter, QRectF(edge * unit, edge * unit, shape * unit, shape * unit), mark, theme);
    if (count == 0)
        return picture;
    QFont font(QStringLiteral("Noto Sans"));
    font.setPixelSize(int((count > 9 ? 7 : 9) * unit));
    font.setWeight(QFont::Bold);
    painter.setFont(font);
    painter.setPen(inverted ? theme.window : theme.text);
    painter.drawText(QRectF(0, 0, side - 1.2 * unit, side), Qt::AlignRight | Qt::AlignBottom,
                     count > 9 ? QStringLiteral("9+") : QString::number(count));
    return picture;
}

} // namespace

QIcon trayPicture(Mark mark, int count, bool inverted)
{
    QIcon icon;
    for (const int side : {16, 22, 32, 48, 64})
        icon.addPixmap(trayPixmap(mark, count, inverted, side));
    return icon;
}

} // namespace hubwatch::ui
