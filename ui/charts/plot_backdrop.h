// What stands behind and around a chart's lines: grid, levels, bands, gaps, marks, ribbon, axis texts.
#pragma once

#include "ui/charts/plot_picture.h"

#include <QFont>
#include <QRectF>

class QPainter;

namespace hubwatch::ui {

struct Theme;

/// Where a picture's instants and values lie in pixels.
struct PlotFrame {
    QRectF area = {};
    TimePoint from = {};
    TimePoint to = {};
    double min = 0;
    double max = 1;

    double x(TimePoint at) const;
    double y(double value) const;
    TimePoint at(double x) const;
};

/// How wide the texts left and right of the plot are.
struct PlotGutters {
    double left = 0;
    double right = 0;

    bool operator==(const PlotGutters &) const = default;
};
PlotGutters wantedGutters(const PlotPicture &picture, const QFont &font);

/// How high the lanes over the plot are that name its marks, between these edges; 0 without a mark. Nothing is
/// written into the plot itself: there it would stand over what it explains.
double markLanesHeight(const PlotPicture &picture, const QFont &font, double left, double right);

/// Everything but the lines, crisp on whole pixels; the marks' words go above the frame's area.
void paintBackdrop(QPainter &painter, const PlotPicture &picture, const PlotFrame &frame, const Theme &theme,
                   const QFont &font);

/// 45 degree lines, drawn one by one so that every export keeps them; rising like "/" or falling like "\".
void paintHatch(QPainter &painter, const QRectF &area, const QColor &color, bool rising, double spacing);

/// A span of the ribbon or of a row: each state differs by shape, too (full, dashed, thin, hatched).
void paintSpan(QPainter &painter, const QRectF &area, Mark mark, const Theme &theme);

/// Moves label centres apart so that none overlaps another; the order stays, all within top..bottom where there is
/// room.
std::vector<double> spreadLabels(std::vector<double> centres, double height, double top, double bottom);

} // namespace hubwatch::ui
