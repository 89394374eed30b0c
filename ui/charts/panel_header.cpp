#include "ui/charts/panel_header.h"

#include "ui/theme.h"

#include <QPainter>

namespace hubwatch::ui {

namespace {

constexpr int figurePixels = 22;
constexpr double headerMarkSide = 12;

/// Breaks between two parts where one line is too short for all of them.
QStringList twoLines(const QString &text, const QString &separator, const QFontMetricsF &metrics, double room)
{
    if (metrics.horizontalAdvance(text) <= room)
        return {text};
    QStringList parts = text.split(separator);
    QString first = parts.takeFirst();
    while (parts.size() > 1 && metrics.horizontalAdvance(first + separator + parts.first()) <= room)
        first += separator + parts.takeFirst();
    return parts.isEmpty() ? QStringList{first} : QStringList{first, parts.join(separator)};
}

} // namespace

PanelHeader::PanelHeader(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PanelHeader::setTitle(const QString &title)
{
    m_title = title;
    describe();
}

void PanelHeader::setHeadline(const Headline &headline)
{
    if (headline == m_headline)
        return;
    m_headline = headline;
    describe();
}

void PanelHeader::setCrosshair(const QString &values)
{
    if (values == m_crosshair)
        return;
    m_crosshair = values;
    update();
}

void PanelHeader::setReading(bool reading)
{
    if (reading == m_reading)
        return;
    m_reading = reading;
    update();
}

QString PanelHeader::aside() const
{
    if (!m_crosshair.isEmpty())
        return m_crosshair;
    if (!m_reading)
        return m_headline.evidence;
    return m_headline.evidence.isEmpty() ? tr("reading…") : m_headline.evidence + tr(" · reading…");
}

void PanelHeader::describe()
{
    setToolTip(m_headline.evidence);
    setAccessibleName(m_title + QStringLiteral(": ") + m_headline.figure);
    setAccessibleDescription(m_headline.evidence);
    update();
}

void PanelHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = themeOf(this);
    const double baseline = 24;

    QFont heading = font();
    heading.setWeight(QFont::DemiBold);
    QFont figure = heading;
    figure.setPixelSize(figurePixels);
    QFont small = font();
    small.setPointSizeF(font().pointSizeF() * 0.9);

    const QFontMetricsF headingMetrics(heading);
    const QFontMetricsF figureMetrics(figure);
    const double figureWidth = figureMetrics.horizontalAdvance(m_headline.figure);
    const double titleRoom = std::max(60.0, width() - figureWidth - headerMarkSide - 24);
    const QString title = headingMetrics.elidedText(m_title, Qt::ElideMiddle, titleRoom);
    painter.setFont(heading);
    painter.setPen(theme.text);
    painter.drawText(QPointF(0, baseline), title);
    double x = headingMetrics.horizontalAdvance(title) + 14;

    const bool stateless = m_headline.mark == Mark::None;
    if (!m_headline.figure.isEmpty()) {
        if (!stateless) {
            paintMark(painter, QRectF(x, baseline - headerMarkSide + 1, headerMarkSide, headerMarkSide),
                      m_headline.mark, theme);
            x += headerMarkSide + 7;
        }
        painter.setFont(figure);
        painter.setPen(stateless ? theme.text : colorOf(m_headline.mark, theme));
        painter.drawText(QPointF(x, baseline), m_headline.figure);
        x += figureWidth + 16;
    }
    const QFontMetricsF metrics(small);
    const double room = width() - x;
    if (room < 40)
        return;
    painter.setFont(small);
    painter.setPen(m_crosshair.isEmpty() ? theme.textDim : theme.text);
    const QString separator = m_crosshair.isEmpty() ? QStringLiteral(" · ") : QStringLiteral("   ");
    const QStringList lines = twoLines(aside(), separator, metrics, room);
    double y = lines.size() == 1 ? baseline : baseline - metrics.height() + 4;
    for (const QString &line : lines) {
        const QString text = metrics.elidedText(line, Qt::ElideRight, room);
        painter.drawText(QPointF(width() - metrics.horizontalAdvance(text), y), text);
        y += metrics.height() - 1;
    }
}

} // namespace hubwatch::ui
