// Mark: the shape that goes with every state's word and colour.
#pragma once

#include <QIcon>
#include <QRectF>

class QPainter;

namespace hubwatch::ui {

struct Theme;

enum class Mark {
    Good,    ///< disc
    Warn,    ///< triangle
    Bad,     ///< diamond
    Pending, ///< half disc
    Blind,   ///< hatched square
    None,    ///< dash: none, off or muted
    NotYet,  ///< ring
};

QColor colorOf(Mark mark, const Theme &theme);

/// Draws the mark as large as fits into `box`, all marks of equal optical weight.
void paintMark(QPainter &painter, const QRectF &box, Mark mark, const Theme &theme);

/// The hatch of everything unseen, at 45 degrees, for fills of any size.
QBrush blindHatch(const Theme &theme);

} // namespace hubwatch::ui
