#include "ui/shell/text_line.h"

#include "ui/theme.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>
#include <cmath>

namespace hubwatch::ui {

namespace {

constexpr int markGap = 7;

int markSide(const QFontMetrics &metrics)
{
    return int(std::lround(metrics.ascent() * 0.85));
}

QFont runFont(const QFont &base, const TextRun &run)
{
    QFont font = base;
    if (run.strong)
        font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

bool showsFocus(const QWidget *widget)
{
    return widget->hasFocus() && widget->window()->testAttribute(Qt::WA_KeyboardFocusChange);
}

Tone toneOf(Mark mark)
{
    switch (mark) {
    case Mark::Good: return Tone::Good;
    case Mark::Warn:
    case Mark::Pending: return Tone::Warn;
    case Mark::Bad: return Tone::Bad;
    case Mark::Blind: return Tone::Blind;
    case Mark::None:
    case Mark::NotYet: return Tone::Dim;
    }
    Q_UNREACHABLE();
}

QColor colorOf(Tone tone, const Theme &theme)
{
    switch (tone) {
    case Tone::Normal: return theme.text;
    case Tone::Dim: return theme.textDim;
    case Tone::Mute: return theme.textMute;
    case Tone::Good: return theme.good;
    case Tone::Warn: return theme.warn;
    case Tone::Bad: return theme.bad;
    case Tone::Blind: return theme.blind;
    }
    Q_UNREACHABLE();
}

TextLine::TextLine(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void TextLine::setRuns(std::vector<TextRun> runs)
{
    if (runs == m_runs)
        return;
    m_runs = std::move(runs);
    setAccessibleName(text());
    tellHover();
    updateGeometry();
    update();
}

void TextLine::setMark(std::optional<Mark> mark)
{
    if (mark == m_mark)
        return;
    m_mark = mark;
    updateGeometry();
    update();
}

void TextLine::setGap(int gap)
{
    m_gap = gap;
    updateGeometry();
}

void TextLine::setRightAligned(bool right)
{
    m_right = right;
    update();
}

QString TextLine::text() const
{
    QStringList words;
    for (const TextRun &run : m_runs)
        words << run.text;
    return words.join(u' ');
}

QSize TextLine::sizeHint() const
{
    int width = m_mark ? markSide(fontMetrics()) + markGap : 0;
    int height = fontMetrics().height();
    for (size_t i = 0; i < m_runs.size(); ++i) {
        const QFontMetrics metrics(runFont(font(), m_runs[i]));
        width += metrics.horizontalAdvance(m_runs[i].text) + (i > 0 ? m_gap : 0);
        height = std::max(height, metrics.height());
    }
    return {width + 1, height + 2};
}

QSize TextLine::minimumSizeHint() const
{
    const QSize full = sizeHint();
    return {std::min(full.width(), 48), full.height()};
}

void TextLine::tellHover()
{
    setToolTip(width() < sizeHint().width() - 1 ? text() : QString());
}

void TextLine::resizeEvent(QResizeEvent *)
{
    tellHover();
}

void TextLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

void TextLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = themeOf(this);
    int x = m_right ? std::max(0, width() - sizeHint().width()) : 0;
    if (m_mark) {
        const int side = markSide(fontMetrics());
        paintMark(painter, QRectF(x, (height() - side) / 2.0, side, side), *m_mark, theme);
        x += side + markGap;
    }
    for (const TextRun &run : m_runs) {
        const QFont used = runFont(font(), run);
        const QFontMetrics metrics(used);
        const int room = width() - x;
        if (room < 8)
            break;
        painter.setFont(used);
        painter.setPen(colorOf(run.tone, theme));
        painter.drawText(QRect(x, 0, room, height()), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                         metrics.elidedText(run.text, Qt::ElideRight, room));
        x += metrics.horizontalAdvance(run.text) + m_gap;
    }
}

Panel::Panel(QWidget *parent)
    : QFrame(parent)
{ }

void Panel::setEdge(std::optional<Mark> edge, bool quiet)
{
    if (edge == m_edge && quiet == m_quietEdge)
        return;
    m_edge = edge;
    m_quietEdge = quiet;
    update();
}

void Panel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(this);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath path;
    path.addRoundedRect(frame, 6, 6);
    painter.fillPath(path, theme.panel);
    painter.strokePath(path, QPen(theme.line, 1));
    if (m_edge) {
        painter.setClipPath(path);
        QColor edge = colorOf(*m_edge, theme);
        edge.setAlphaF(m_quietEdge ? 0.35F : 1.0F);
        painter.fillRect(QRectF(0, 0, 3, height()), edge);
        painter.setClipping(false);
    }
    if (showsFocus(this)) {
        painter.setPen(QPen(theme.accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    }
}

} // namespace hubwatch::ui
