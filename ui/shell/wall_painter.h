// WallPainter: draws a WallText as large as its ground allows.
#pragma once

#include "ui/shell/wall_view.h"

class QPainter;

namespace hubwatch::ui {

struct Theme;

class WallPainter
{
public:
    WallPainter(QPainter &painter, const QRect &ground, const QFont &font, const Theme &theme);

    void draw(const WallText &text, TimePoint now);

private:
    void verdicts(const std::vector<Verdict> &verdicts);
    void cards(const WallText &text);
    void card(const CardText &card, const QRectF &box);
    void services(const std::vector<WallText::Service> &services);
    void foot(const WallText &text, TimePoint now);
    void blind(TimePoint since);
    void words(const QRectF &box, const QString &text, const QColor &ink, qreal size, bool strong = false,
               Qt::Alignment align = Qt::AlignLeft | Qt::AlignVCenter);
    void wrapped(const QRectF &box, const QString &text);
    /// A part of the height: everything is measured in it.
    qreal unit(qreal parts) const { return m_unit * parts; }

    QPainter &m_painter;
    QRectF m_free; ///< what is not drawn on yet
    QFont m_font;
    const Theme &m_theme;
    qreal m_unit;
};

} // namespace hubwatch::ui
