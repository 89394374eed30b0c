#include "ui/charts/plot_backdrop.h"

#include "ui/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace hubwatch::ui {

namespace {

constexpr double ribbonHeight = 4;
constexpr double labelGap = 6;

QColor faint(QColor color, float alpha)
{
    color.setAlphaF(alpha);
    return color;
}

double crisp(double at)
{
    return std::floor(at) + 0.5;
}

QColor levelColor(const PanelLevel &level, const Theme &theme)
{
    if (level.goal)
        return theme.good;
    return level.on ? theme.bad : theme.textMute;
}

void paintGrid(QPainter &painter, const PlotPicture &picture, const PlotFrame &frame, const Theme &theme)
{
    const QFontMetricsF metrics(painter.font());
    for (const double tick : picture.scale.ticks) {
        const double y = crisp(frame.y(tick));
        painter.setPen(QPen(theme.line, 1));
        painter.drawLine(QPointF(frame.area.left(), y), QPointF(frame.area.right(), y));
        painter.setPen(theme.textDim);
        const QRectF box(0, y - metrics.height() / 2, frame.area.left() - labelGap, metrics.height());
        painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, plainText(tick, picture.unit));
    }
}

void paintTimeAxis(QPainter &painter, const PlotPicture &picture, const PlotFrame &frame, const Theme &theme)
{
    const QFontMetricsF metrics(painter.font());
    const int most
        = std::clamp(int(frame.area.width() / (metrics.horizontalAdvance(QStringLiteral("00:00:00")) * 1.7)), 2, 7);
    const TimeTicks ticks = timeTicks(picture.from, picture.to, most, picture.zone);
    painter.setPen(theme.textDim);
    for (const TimePoint tick : ticks.at) {
        const QString text = timeTickText(tick, ticks.step, picture.zone);
        const double width = metrics.horizontalAdvance(text) + 2;
        const double x = frame.x(tick);
        const double left = std::clamp(x - width / 2, frame.area.left(), frame.area.right() - width);
        painter.setPen(QPen(theme.line, 1));
        painter.drawLine(QPointF(crisp(x), frame.area.bottom() + ribbonHeight + 3),
                         QPointF(crisp(x), frame.area.bottom() + ribbonHeight + 6));
        painter.setPen(theme.textDim);
        painter.drawText(QRectF(left, frame.area.bottom() + ribbonHeight + 7, width, metrics.height()),
                         Qt::AlignHCenter, text);
    }
}

void paintLevels(QPainter &painter, const PlotPicture &picture, const PlotFrame &frame, const Theme &theme)
{
    const QFontMetricsF metrics(painter.font());
    std::vector<double> centres;
    for (const PanelLevel &level : picture.levels) {
        const double y = crisp(frame.y(level.value));
        centres.push_back(y);
        QPen pen(levelColor(level, theme), 1);
        if (level.goal)
            pen.setDashPattern({6, 4});
        else if (!level.on)
            pen.setDashPattern({1, 3});
        const bool doubled = std::ranges::any_of(picture.levels, [&](const PanelLevel &other) {
            return &other != &level && other.value == level.value && (other.on || other.goal);
        });
        if (doubled && !level.on) // two patterns over each other read as a third
            continue;
        painter.setPen(pen);
        // A goal that coincides with a level stands beside it, so that both patterns can be read.
        const double drawn = level.goal && doubled ? y - 2 : y;
        painter.drawLine(QPointF(frame.area.left(), drawn), QPointF(frame.area.right(), drawn));
    }
    const std::vector<double> spread
        = spreadLabels(centres, metrics.height() - 2, frame.area.top() - metrics.height() / 2,
                       frame.area.bottom() + metrics.height() / 2);
    for (size_t i = 0; i < picture.levels.size(); ++i) {
        const QString text = picture.levels[i].label;
        painter.setPen(levelColor(picture.levels[i], theme));
        painter.drawText(QRectF(frame.area.right() + labelGap, spread[i] - metrics.height() / 2,
                                metrics.horizontalAdvance(text) + 4, metrics.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

void paintLevelHatch(QPainter &painter, const PlotPicture &picture, const PlotFrame &frame, const Theme &theme)
{
    // Only the nearest level of each side: hatches over hatches would grow louder than what they mean.
    const PanelLevel *above = nullptr;
    const PanelLevel *below = nullptr;
    for (const PanelLevel &level : picture.levels) {
        if (level.goal || !level.on)
            continue;
        if (level.side == Rule::Side::Above && (!above || level.value < above->value))
            above = &level;
        if (level.side == Rule::Side::Below && (!below || level.value > below->value))
            below = &level;
    }
    const QColor color = faint(theme.bad, theme.dark ? 0.17F : 0.14F);
    if (above)
        paintHatch(painter, QRectF(frame.area.topLeft(), QPointF(frame.area.right(), crisp(frame.y(above->value)))),
                   color, true, 7);
    if (below)
        paintHatch(painter, QRectF(QPointF(frame.area.left(), crisp(frame.y(below->value))), frame.area.bottomRight()),
                   color, true, 7);
}

void paintBands(QPainter &painter, const PlotPicture &picture, const PlotFrame &frame, const Theme &theme)
{
    for (const PlotBand &band : picture.bands) {
        const QColor color = faint(theme.series.at(size_t(band.color)), picture.bands.size() > 2 ? 0.10F : 0.18F);
        for (const PlotBand::Step &step : band.steps) {
            const double top = step.high ? frame.y(*step.high) : frame.area.top();
            const double right = std::max(frame.x(step.to), frame.x(step.from) + 1);
            painter.fillRect(QRectF(QPointF(frame.x(step.from), std::max(top, frame.area.top())),
                                    QPointF(right, std::min(frame.y(step.low), frame.area.bottom())))
                                 & frame.area,
                             color);
        }
    }
}

void paintGaps(QPainter &painter, const PlotPicture &picture, const PlotFrame &frame, const Theme &theme)
{
    constexpr double stripHeight = 8;
    const QFontMetricsF metrics(painter.font());
    const QString words = QCoreApplication::translate("PlotPicture", "no data");
    for (const PlotGap &gap : picture.gaps) {
        QRectF area(QPointF(frame.x(gap.from), frame.area.top()), QPointF(frame.x(gap.to), frame.area.bottom()));
        area &= frame.area;
        area.setWidth(std::max(area.width(), 1.0));
        if (!gap.whole) // others are seen there: a strip at the foot is enough
            area.setTop(area.bottom() - stripHeight);
        paintHatch(painter, area, faint(theme.blind, 0.55F), false, gap.whole ? 7 : 5);
        const double width = metrics.horizontalAdvance(words);
        if (gap.whole && area.width() > width + 8) {
            const QRectF box(area.center().x() - width / 2 - 4, area.top() + 4, width + 8, metrics.height());
            painter.fillRect(box, theme.panel);
            painter.setPen(theme.blind);
            painter.drawText(box, Qt::AlignCenter, words);
        }
    }
}

/// A mark's word and where it stands: above the plot, in the first lane that has room for it.
struct MarkLabel {
    QString text = {}; ///< empty: no lane has room; the line stays, the tool tip has the word
    double left = 0;
    int lane = 0;
};

std::vector<MarkLabel> markLabels(const PlotPicture &picture, const PlotFrame &frame, const QFontMetricsF &metrics)
{
    std::array<double, 2> taken{frame.area.left(), frame.area.left()};
    std::vector<MarkLabel> labels(picture.marks.size());
    std::vector<size_t> order(labels.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::ranges::stable_sort(order, {}, [&](size_t i) { return picture.marks[i].at; });
    for (const size_t i : order) {
        const PlotMark &mark = picture.marks[i];
        const double x = crisp(frame.x(mark.at));
        if (x < frame.area.left() || x > frame.area.right())
            continue;
        const QString text = metrics.elidedText(mark.word, Qt::ElideRight, mark.hubspot ? 170 : 120);
        const double width = metrics.horizontalAdvance(text);
        const double left = std::min(x, frame.area.right() - width);
        const auto lane = std::ranges::find_if(taken, [left](double end) { return end <= left; });
        if (lane == taken.end())
            continue;
        labels[i] = {.text = text, .left = left, .lane = int(lane - taken.begin())};
        *lane = left + width + 10;
    }
    return labels;
}

double markLaneHeight(const QFontMetricsF &metrics)
{
    return metrics.height() + 1;
}

/// Behind everything that was measured.
void paintMarkLines(QPainter &painter, const PlotPicture &picture, const PlotFrame &frame, const Theme &theme)
{
    const QFontMetricsF metrics(painter.font());
    const std::vector<MarkLabel> labels = markLabels(picture, frame, metrics);
    const int lanes = 1 + std::accumulate(labels.begin(), labels.end(), 0, [](int most, const MarkLabel &label) {
                          return std::max(most, label.lane);
                      });
    for (size_t i = 0; i < labels.size(); ++i) {
        const PlotMark &mark = picture.marks[i];
        const double x = crisp(frame.x(mark.at));
        if (x < frame.area.left() || x > frame.area.right())
            continue;
        // What HubSpot did has a colour and a rhythm of its own.
        QPen pen(mark.hubspot ? theme.series.at(3) : theme.textDim, 1);
        painter.setPen(pen);
        const double top = frame.area.top() - 2 - (lanes - labels[i].lane) * markLaneHeight(metrics);
        painter.drawText(QRectF(labels[i].left, top, metrics.horizontalAdvance(labels[i].text) + 2, metrics.height()),
                         Qt::AlignLeft, labels[i].text);
        pen.setDashPattern(mark.hubspot ? QList<qreal>{1, 4} : QList<qreal>{2, 3});
        painter.setPen(pen);
        painter.drawLine(QPointF(x, frame.area.top()), QPointF(x, frame.area.bottom()));
    }
}

void paintRows(QPainter &painter, const PlotPicture &picture, const PlotFrame &frame, const Theme &theme)
{
    constexpr double barHeight = 8;
    const QFontMetricsF metrics(painter.font());
    const double pitch = std::min(28.0, frame.area.height() / double(std::max<size_t>(picture.rows.size(), 1)));
    double top = frame.area.top();
    for (const PlotRow &row : picture.rows) {
        // The name stands over its bar, not beside it: so the time axis stays in line with the panels above and below.
        painter.setPen(theme.textDim);
        painter.drawText(QRectF(frame.area.left(), top - 3, frame.area.width(), metrics.height()), Qt::AlignLeft,
                         row.name);
        const double bar = std::round(top + pitch - barHeight - 3);
        for (const PlotSpan &span : row.spans) {
            const QRectF area(QPointF(frame.x(span.from), bar), QPointF(frame.x(span.to), bar + barHeight));
            const QRectF within(frame.area.left(), bar, frame.area.width(), barHeight);
            paintSpan(painter, area & within, span.mark, theme);
        }
        top += pitch;
    }
}

} // namespace

double PlotFrame::x(TimePoint at) const
{
    const auto span = double((to - from).count());
    return area.left() + (span > 0 ? double((at - from).count()) / span : 0) * area.width();
}

double PlotFrame::y(double value) const
{
    return area.bottom() - (max > min ? (value - min) / (max - min) : 0) * area.height();
}

TimePoint PlotFrame::at(double x) const
{
    const double part = area.width() > 0 ? (x - area.left()) / area.width() : 0;
    return from + Duration(std::int64_t(part * double((to - from).count())));
}

PlotGutters wantedGutters(const PlotPicture &picture, const QFont &font)
{
    const QFontMetricsF metrics(font);
    PlotGutters gutters{.left = metrics.horizontalAdvance(QStringLiteral("0000 s")), .right = 8};
    for (const double tick : picture.scale.ticks)
        gutters.left = std::max(gutters.left, metrics.horizontalAdvance(plainText(tick, picture.unit)));
    for (const PanelLevel &level : picture.levels)
        gutters.right = std::max(gutters.right, metrics.horizontalAdvance(level.label) + labelGap + 4);
    gutters.left = std::ceil(gutters.left + labelGap + 2);
    gutters.right = std::ceil(gutters.right);
    return gutters;
}

double markLanesHeight(const PlotPicture &picture, const QFont &font, double left, double right)
{
    const QFontMetricsF metrics(font);
    const PlotFrame frame{.area = QRectF(left, 0, right - left, 1), .from = picture.from, .to = picture.to};
    int lanes = 0;
    for (const MarkLabel &label : markLabels(picture, frame, metrics))
        lanes = label.text.isEmpty() ? lanes : std::max(lanes, label.lane + 1);
    return lanes > 0 ? lanes * markLaneHeight(metrics) + 2 : 0;
}

void paintHatch(QPainter &painter, const QRectF &area, const QColor &color, bool rising, double spacing)
{
    if (area.width() <= 0 || area.height() <= 0)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1));
    // Lines x + y = c (rising) or x - y = c (falling), counted from the origin so that neighbours meet.
    const double top = area.top();
    const double bottom = area.bottom();
    const double least = rising ? area.left() + top : area.left() - bottom;
    const double most = rising ? area.right() + bottom : area.right() - top;
    QList<QLineF> lines;
    for (double c = std::ceil(least / spacing) * spacing; c < most; c += spacing) {
        const double x1 = std::clamp(rising ? c - bottom : c + top, area.left(), area.right());
        const double x2 = std::clamp(rising ? c - top : c + bottom, area.left(), area.right());
        lines.append(rising ? QLineF(x1, c - x1, x2, c - x2) : QLineF(x1, x1 - c, x2, x2 - c));
    }
    painter.drawLines(lines);
    painter.restore();
}

void paintSpan(QPainter &painter, const QRectF &area, Mark mark, const Theme &theme)
{
    if (area.width() <= 0)
        return;
    const QColor color = colorOf(mark, theme);
    switch (mark) {
    case Mark::Bad: painter.fillRect(area, color); break;
    case Mark::Good: painter.fillRect(QRectF(area.left(), area.center().y() - 1, area.width(), 2), color); break;
    case Mark::Warn:
    case Mark::Pending:
        for (double x = area.left(); x < area.right(); x += 6)
            painter.fillRect(QRectF(x, area.top(), std::min(4.0, area.right() - x), area.height()), color);
        break;
    case Mark::Blind: {
        paintHatch(painter, area, color, false, 4);
        painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), color);
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), color);
        break;
    }
    case Mark::None:
    case Mark::NotYet: painter.fillRect(QRectF(area.left(), area.center().y(), area.width(), 1), color); break;
    }
}

void paintBackdrop(QPainter &painter, const PlotPicture &picture, const PlotFrame &frame, const Theme &theme,
                   const QFont &font)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(font);
    paintMarkLines(painter, picture, frame, theme);
    if (picture.stateRows) {
        paintRows(painter, picture, frame, theme);
    } else {
        paintLevelHatch(painter, picture, frame, theme);
        paintGrid(painter, picture, frame, theme);
        paintBands(painter, picture, frame, theme);
        paintGaps(painter, picture, frame, theme);
        paintLevels(painter, picture, frame, theme);
        for (const PlotSpan &span : picture.ribbon) {
            const QRectF area(QPointF(frame.x(span.from), frame.area.bottom() + 2),
                              QPointF(frame.x(span.to), frame.area.bottom() + 2 + ribbonHeight));
            paintSpan(painter, area, span.mark, theme);
        }
    }
    paintTimeAxis(painter, picture, frame, theme);
    painter.restore();
}

std::vector<double> spreadLabels(std::vector<double> centres, double height, double top, double bottom)
{
    std::vector<size_t> order(centres.size());
    std::iota(order.begin(), order.end(), size_t{0});
    std::ranges::stable_sort(order, {}, [&](size_t i) { return centres[i]; });
    double free = top;
    for (const size_t i : order) {
        centres[i] = std::max(centres[i], free + height / 2);
        free = centres[i] + height / 2;
    }
    double floor = bottom;
    for (auto i = order.rbegin(); i != order.rend(); ++i) {
        centres[*i] = std::min(centres[*i], floor - height / 2);
        floor = centres[*i] - height / 2;
    }
    return centres;
}

} // namespace hubwatch::ui
