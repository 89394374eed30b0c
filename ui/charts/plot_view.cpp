#include "ui/charts/plot_view.h"

#include "ui/charts/plot_legend.h"
#include "ui/theme.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QMouseEvent>
#include <QToolTip>
#include <QValueAxis>

namespace hubwatch::ui {

namespace {

constexpr double shortestBrush = 4;

} // namespace

PlotView::PlotView(QWidget *parent)
    : QChartView(new QChart, parent)
    , m_x(new QValueAxis(this))
    , m_y(new QValueAxis(this))
{
    chart()->legend()->hide();
    chart()->setBackgroundVisible(false);
    chart()->setMargins({});
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setAnimationOptions(QChart::NoAnimation);
    for (QValueAxis *axis : {m_x, m_y}) {
        axis->setVisible(false);
        chart()->addAxis(axis, axis == m_x ? Qt::AlignBottom : Qt::AlignLeft);
    }
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setCacheMode(CacheBackground);
    setMouseTracking(true);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumSize(160, 60);
    viewport()->setAutoFillBackground(false);
}

void PlotView::setPicture(const PlotPicture &picture)
{
    if (picture == m_picture)
        return;
    m_picture = picture;
    showLines();
    layOut();
}

void PlotView::showLines()
{
    const auto wantRange = [](QValueAxis *axis, double min, double max) {
        if (axis->min() != min || axis->max() != max) // every setRange() computes every point anew
            axis->setRange(min, max);
    };
    wantRange(m_x, double(m_picture.from.time_since_epoch().count()), double(m_picture.to.time_since_epoch().count()));
    wantRange(m_y, m_picture.scale.min, m_picture.scale.max);

    const Theme &theme = themeOf(this);
    size_t used = 0;
    for (const PlotLine &line : m_picture.lines) {
        for (const QList<QPointF> &run : line.runs) {
            if (used == m_series.size()) {
                auto *series = new QLineSeries(this);
                chart()->addSeries(series);
                series->attachAxis(m_x);
                series->attachAxis(m_y);
                m_series.push_back(series);
            }
            QLineSeries *series = m_series[used++];
            const QPen pen(lineColor(line, theme), 1);
            if (series->pen() != pen)
                series->setPen(pen);
            series->replace(run);
            series->setVisible(true);
        }
    }
    for (; used < m_series.size(); ++used) {
        m_series[used]->setVisible(false);
        if (m_series[used]->count() > 0)
            m_series[used]->clear();
    }
}

void PlotView::setGutters(PlotGutters gutters)
{
    if (gutters == m_gutters)
        return;
    m_gutters = gutters;
    layOut();
}

PlotGutters PlotView::wantedGutters() const
{
    return ui::wantedGutters(m_picture, axisFont());
}

void PlotView::setCrosshair(std::optional<TimePoint> at)
{
    if (at == m_crosshair)
        return;
    m_crosshair = at;
    if (isVisible())
        viewport()->update();
}

void PlotView::setBlind(bool blind)
{
    if (blind == m_blind)
        return;
    m_blind = blind;
    viewport()->update();
}

PlotFrame PlotView::frame() const
{
    const double below = 11 + QFontMetricsF(axisFont()).height();
    const double above = std::max(8.0, m_markLanes);
    QRectF area(m_gutters.left, above, viewport()->width() - m_gutters.left - m_gutters.right,
                viewport()->height() - above - below);
    area.setWidth(std::max(area.width(), 8.0));
    area.setHeight(std::max(area.height(), 8.0));
    return {.area = area,
            .from = m_picture.from,
            .to = m_picture.to,
            .min = m_picture.scale.min,
            .max = m_picture.scale.max};
}

int PlotView::columns() const
{
    return int(frame().area.width());
}

QFont PlotView::axisFont() const
{
    QFont small = font();
    small.setPointSizeF(font().pointSizeF() * 0.88);
    return small;
}

QString PlotView::wordsAt(QPointF place) const
{
    const PlotFrame at = frame();
    if (place.x() < at.area.left() || place.x() > at.area.right())
        return {};
    const TimePoint instant = at.at(place.x());
    const auto stretch = [&](TimePoint from, TimePoint to) {
        return clockText(from, m_picture.zone) + QStringLiteral(" – ") + clockText(to, m_picture.zone);
    };
    for (const PlotMark &mark : m_picture.marks) {
        if (std::abs(at.x(mark.at) - place.x()) < 4)
            return clockText(mark.at, m_picture.zone) + QStringLiteral("  ") + mark.words;
    }
    for (const PlotGap &gap : m_picture.gaps) {
        const bool near = gap.whole || place.y() > at.area.bottom() - 12;
        if (near && gap.from <= instant && instant < gap.to)
            return stretch(gap.from, gap.to) + QStringLiteral("  ") + gap.words;
    }
    if (m_picture.stateRows && !m_picture.rows.empty()) {
        const double pitch = std::min(28.0, at.area.height() / double(m_picture.rows.size()));
        const auto row = size_t(std::max(0.0, (place.y() - at.area.top()) / pitch));
        for (size_t i = 0; row < m_picture.rows.size() && i < m_picture.rows[row].spans.size(); ++i) {
            const PlotSpan &span = m_picture.rows[row].spans[i];
            if (span.from <= instant && instant < span.to)
                return stretch(span.from, span.to) + QStringLiteral("  ") + m_picture.rows[row].name + u' '
                    + span.words;
        }
        return {};
    }
    if (place.y() > at.area.bottom() - 2) {
        for (const PlotSpan &span : m_picture.ribbon) {
            if (span.from <= instant && instant < span.to)
                return stretch(span.from, span.to) + QStringLiteral("  ") + span.words;
        }
    }
    return {};
}

void PlotView::layOut()
{
    const QRectF area = frame().area;
    m_markLanes = markLanesHeight(m_picture, axisFont(), area.left(), area.right());
    if (const QRectF now = frame().area; now != chart()->plotArea())
        chart()->setPlotArea(now);
    resetCachedContent();
    viewport()->update();
}

void PlotView::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    layOut();
}

void PlotView::changeEvent(QEvent *event)
{
    QChartView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        showLines();
        layOut();
    }
}

void PlotView::drawBackground(QPainter *painter, const QRectF &rect)
{
    const Theme &theme = themeOf(this);
    painter->fillRect(rect, theme.panel);
    if (m_picture.to > m_picture.from)
        paintBackdrop(*painter, m_picture, frame(), theme, axisFont());
}

void PlotView::drawForeground(QPainter *painter, const QRectF &)
{
    const Theme &theme = themeOf(this);
    const PlotFrame at = frame();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(theme.panel);
    const double apart = std::max(90.0, at.area.width() / 6);
    int shape = -1; // as in the legend, where others have none
    for (const PlotLine &line : m_picture.lines) {
        shape += line.color < 0 ? 0 : 1;
        painter->setPen(QPen(lineColor(line, theme), 1));
        for (const QList<QPointF> &run : line.runs) {
            if (run.size() == 1) { // a line of one point draws nothing by itself
                const auto alone = TimePoint(Duration(std::int64_t(run.first().x())));
                painter->drawEllipse(QPointF(at.x(alone), at.y(run.first().y())), 1, 1);
            }
        }
        if (m_picture.lines.size() < 2 || line.color < 0)
            continue;
        for (double x = at.area.left() + apart * (0.3 + 0.12 * shape); x < at.area.right(); x += apart) {
            if (const auto point = pointAt(line, at.at(x)))
                paintLineShape(*painter, QPointF(at.x(TimePoint(Duration(std::int64_t(point->x())))), at.y(point->y())),
                               shape);
        }
    }
    painter->setRenderHint(QPainter::Antialiasing, false);
    if (m_blind) {
        QColor faint = theme.blind;
        faint.setAlphaF(0.3F);
        paintHatch(*painter, at.area, faint, false, 9);
    }
    if (m_pressed && !m_panning) {
        QColor tint = theme.accent;
        tint.setAlphaF(0.2F);
        painter->fillRect(
            QRectF(QPointF(m_pressed->x(), at.area.top()), QPointF(m_dragged.x(), at.area.bottom())).normalized()
                & at.area,
            tint);
    }
    if (m_crosshair && *m_crosshair >= m_picture.from && *m_crosshair <= m_picture.to) {
        painter->setPen(QPen(theme.textDim, 1));
        const double x = std::floor(at.x(*m_crosshair)) + 0.5;
        painter->drawLine(QPointF(x, at.area.top()), QPointF(x, at.area.bottom()));
    }
}

void PlotView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !frame().area.contains(event->position()))
        return event->ignore();
    m_pressed = event->position();
    m_dragged = event->position();
    m_panning = event->modifiers().testFlag(Qt::ShiftModifier);
}

void PlotView::mouseMoveEvent(QMouseEvent *event)
{
    const PlotFrame at = frame();
    if (m_pressed && m_panning) {
        const Duration by = at.at(m_dragged.x()) - at.at(event->position().x());
        m_dragged = event->position();
        if (by != Duration::zero())
            emit panWanted(by);
        return;
    }
    m_dragged = event->position();
    if (m_pressed)
        viewport()->update();
    if (!at.area.adjusted(0, 0, 0, 10).contains(event->position()))
        return emit hoverEnded();
    if (const QString words = wordsAt(event->position()); words.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPosition().toPoint(), words, this);
    emit hovered(at.at(event->position().x()));
}

void PlotView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_pressed)
        return;
    const PlotFrame at = frame();
    const double from = std::clamp(m_pressed->x(), at.area.left(), at.area.right());
    const double to = std::clamp(event->position().x(), at.area.left(), at.area.right());
    m_pressed.reset();
    viewport()->update();
    if (!m_panning && std::abs(to - from) >= shortestBrush)
        emit brushed(at.at(std::min(from, to)), at.at(std::max(from, to)));
}

void PlotView::mouseDoubleClickEvent(QMouseEvent *)
{
    m_pressed.reset();
    emit resetWanted();
}

void PlotView::leaveEvent(QEvent *event)
{
    QChartView::leaveEvent(event);
    emit hoverEnded();
}

void PlotView::wheelEvent(QWheelEvent *event)
{
    const PlotFrame at = frame();
    if (event->modifiers().testFlag(Qt::ControlModifier) && event->angleDelta().y() != 0) {
        event->accept();
        return emit zoomWanted(event->angleDelta().y() > 0 ? 0.8 : 1.25);
    }
    const int sideways = event->modifiers().testFlag(Qt::ShiftModifier) && event->angleDelta().x() == 0
        ? event->angleDelta().y()
        : event->angleDelta().x();
    if (sideways == 0)
        return event->ignore(); // up and down scroll the page
    event->accept();
    emit panWanted(-(at.to - at.from) * sideways / 1200);
}

void PlotView::keyPressEvent(QKeyEvent *event)
{
    event->ignore(); // the page has the keys
}

} // namespace hubwatch::ui
