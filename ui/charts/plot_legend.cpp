#include "ui/charts/plot_legend.h"

#include "ui/theme.h"

#include <QPainter>

namespace hubwatch::ui {

QColor lineColor(const PlotLine &line, const Theme &theme)
{
    return line.color < 0 ? theme.textMute : theme.series.at(size_t(line.color));
}

void paintLineShape(QPainter &painter, QPointF at, int shape)
{
    constexpr double half = 2.5;
    switch (shape) {
    case 1: painter.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half)); break;
    case 2: painter.drawEllipse(at, half, half); break;
    case 3:
        painter.drawPolygon(
            QPolygonF({at + QPointF(0, -half - 0.5), at + QPointF(half + 0.5, half), at + QPointF(-half - 0.5, half)}));
        break;
    case 4:
        painter.drawPolygon(QPolygonF({at + QPointF(0, -half - 1), at + QPointF(half + 1, 0), at + QPointF(0, half + 1),
                                       at + QPointF(-half - 1, 0)}));
        break;
    case 5:
        painter.drawLine(at + QPointF(-half, -half), at + QPointF(half, half));
        painter.drawLine(at + QPointF(-half, half), at + QPointF(half, -half));
        break;
    default: break;
    }
}

PlotLegend::PlotLegend(QWidget *parent)
    : QWidget(parent)
{
    setVisible(false);
}

void PlotLegend::setLines(const std::vector<PlotLine> &lines)
{
    std::vector<PlotLine> kept;
    size_t others = 0;
    for (const PlotLine &line : lines) {
        if (line.color < 0)
            ++others;
        else
            kept.push_back({.name = line.name, .service = line.service, .color = line.color});
    }
    if (kept == m_lines && others == m_others)
        return;
    m_lines = std::move(kept);
    m_others = others;
    setVisible(m_lines.size() + m_others > 1);
    setAccessibleName(tr("Lines: %1").arg(names().join(QStringLiteral(", "))));
    update();
}

QStringList PlotLegend::names() const
{
    QStringList names;
    for (const PlotLine &line : m_lines)
        names << line.name;
    if (m_others > 0)
        names << tr("%1 others").arg(m_others);
    return names;
}

QSize PlotLegend::sizeHint() const
{
    return {100, fontMetrics().height() + 2};
}

void PlotLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = themeOf(this);
    QFont small = font();
    small.setPointSizeF(font().pointSizeF() * 0.88);
    painter.setFont(small);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetricsF metrics(small);
    const QStringList texts = names();
    double x = 0;
    for (qsizetype i = 0; i < texts.size(); ++i) {
        const double room = width() - x - 26;
        if (room < 40)
            break;
        const PlotLine line = i < qsizetype(m_lines.size()) ? m_lines[size_t(i)] : PlotLine{.color = -1};
        const double y = std::floor(height() / 2.0) + 0.5;
        painter.setPen(QPen(lineColor(line, theme), 1));
        painter.setBrush(theme.panel);
        painter.drawLine(QPointF(x, y), QPointF(x + 18, y));
        if (line.color >= 0)
            paintLineShape(painter, QPointF(x + 9, y), int(i));
        painter.setPen(theme.textDim);
        const QString text = metrics.elidedText(texts[i], Qt::ElideRight, room);
        painter.drawText(QRectF(x + 24, 0, room + 2, height()), Qt::AlignVCenter, text);
        x += 24 + metrics.horizontalAdvance(text) + 16;
    }
}

} // namespace hubwatch::ui
