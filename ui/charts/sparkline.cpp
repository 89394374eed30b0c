#include "ui/charts/sparkline.h"

#include "ui/theme.h"

#include <QPainter>

namespace hubwatch::ui {

namespace {

/// A threshold at most so many times the highest value is within reach.
constexpr double nearest = 1.8;
constexpr double strength = 1.4;

} // namespace

Sparkline::Sparkline(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Last hour"));
    describe();
}

void Sparkline::setTrace(const Trace &trace, const std::vector<double> &thresholds, Mark state)
{
    if (trace == m_trace && thresholds == m_thresholds && state == m_state)
        return;
    m_trace = trace;
    m_thresholds = thresholds;
    m_state = state;
    describe();
    update();
}

void Sparkline::setUnit(Unit unit)
{
    m_unit = unit;
    describe();
}

std::vector<QPolygonF> Sparkline::runs() const
{
    std::vector<QPolygonF> found;
    if (m_trace.points.size() < 2)
        return found;
    const TimePoint from = m_trace.points.front().at;
    const double span = double((m_trace.points.back().at - from).count());
    const QRectF inside = QRectF(rect()).adjusted(1, 2.5, -1, -2.5);
    const Reach height = reach();
    bool open = false;
    for (const Trace::Point &point : m_trace.points) {
        if (!point.value) {
            open = false;
            continue;
        }
        if (!open)
            found.emplace_back();
        open = true;
        const double part = span > 0 ? double((point.at - from).count()) / span : 0;
        found.back() << QPointF(inside.left() + part * inside.width(),
                                inside.bottom() - heightOf(*point.value, height) * inside.height());
    }
    return found;
}

Sparkline::Reach Sparkline::reach() const
{
    std::optional<double> least;
    double most = 0;
    for (const Trace::Point &point : m_trace.points) {
        if (!point.value)
            continue;
        least = std::min(least.value_or(*point.value), *point.value);
        most = std::max(most, *point.value);
    }
    // Against what it may be: of a rate far below its goal no pulse fills the height.
    const SignalDefinition *definition = findSignal(m_trace.signal);
    if (definition && definition->goalSide == SignalDefinition::Goal::Below)
        most = std::max(most, definition->goal);
    Reach range{.low = std::max(least.value_or(0), 0.0), .high = most};
    for (const double threshold : m_thresholds) {
        // A threshold far from the line would press it flat; then it is left out.
        if (threshold < most * nearest && threshold > most / nearest)
            range.high = std::max(range.high, threshold * 1.1);
    }
    // A line that hardly moves stays calm: the height is at least two fifths of the highest value.
    range.low = std::max(0.0, std::min(range.low - (range.high - range.low) * 0.25, range.high * 0.6));
    return range;
}

double Sparkline::heightOf(double value, const Reach &range) const
{
    return range.high > range.low ? std::clamp((value - range.low) / (range.high - range.low), 0.0, 1.0) : 0;
}

void Sparkline::describe()
{
    std::optional<double> least;
    std::optional<double> most;
    for (const Trace::Point &point : m_trace.points) {
        if (!point.value)
            continue;
        least = std::min(least.value_or(*point.value), *point.value);
        most = std::max(most.value_or(*point.value), *point.value);
    }
    const QString words = most
        ? tr("Last hour: between %1 and %2.").arg(valueText(*least, m_unit), valueText(*most, m_unit))
        : tr("Last hour: no data.");
    setAccessibleDescription(words);
    setToolTip(words);
}

void Sparkline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = themeOf(this);
    const QRectF inside = QRectF(rect()).adjusted(1, 2.5, -1, -2.5);
    const std::vector<QPolygonF> lines = runs();

    if (m_state == Mark::Blind || lines.empty())
        painter.fillRect(rect(), blindHatch(theme));

    const Reach range = reach();
    QPen dots(theme.bad, 1, Qt::CustomDashLine);
    dots.setDashPattern({1, 3});
    painter.setPen(dots);
    for (const double threshold : m_thresholds) {
        if (lines.empty() || m_state == Mark::Blind || threshold > range.high || threshold <= range.low)
            continue;
        const qreal y = std::round(inside.bottom() - heightOf(threshold, range) * inside.height()) + 0.5;
        painter.drawLine(QPointF(inside.left(), y), QPointF(inside.right(), y));
    }

    // Between two runs nothing was seen: the hatch says so, and the line is never joined.
    for (size_t i = 0; i + 1 < lines.size(); ++i) {
        painter.fillRect(QRectF(QPointF(lines[i].last().x(), 0), QPointF(lines[i + 1].first().x(), height())),
                         blindHatch(theme));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(
        QPen(colorOf(m_state == Mark::Blind || m_state == Mark::None ? Mark::None : m_state, theme), strength));
    painter.setBrush(Qt::NoBrush);
    for (const QPolygonF &line : lines) {
        if (line.size() == 1)
            painter.drawPoint(line.first());
        else
            painter.drawPolyline(line);
    }
}

} // namespace hubwatch::ui
