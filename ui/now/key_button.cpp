#include "ui/now/key_button.h"

#include "ui/theme.h"

#include <QStyleOptionButton>
#include <QStylePainter>

namespace hubwatch::ui {

namespace {

constexpr int capGap = 6;
constexpr int capHeight = 16;

} // namespace

KeyButton::KeyButton(const QString &words, const QString &cap, QWidget *parent)
    : QPushButton(words, parent)
    , m_cap(cap)
{ }

void KeyButton::setCapShown(bool shown)
{
    if (shown == m_capShown)
        return;
    m_capShown = shown;
    update();
}

int KeyButton::capWidth() const
{
    return m_cap.isEmpty() ? 0 : capGap + std::max(capHeight, fontMetrics().horizontalAdvance(m_cap) + 8);
}

QSize KeyButton::sizeHint() const
{
    return QPushButton::sizeHint() + QSize(capWidth(), 0);
}

void KeyButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    painter.drawControl(QStyle::CE_PushButton, option);

    // A stylesheet gives the main button a palette of its own.
    const Theme &theme = themeOf(parentWidget() ? parentWidget() : this);
    const bool primary = property("primary").toBool();
    QColor ink = primary ? (theme.dark ? theme.window : theme.panel) : theme.text;
    if (!isEnabled())
        ink = theme.textMute;
    QFont words = font();
    words.setWeight(primary ? QFont::DemiBold : QFont::Normal);
    painter.setFont(words);
    painter.setPen(ink);
    const int wide = QFontMetrics(words).horizontalAdvance(text());
    const int left = (width() - wide - (m_capShown ? capWidth() : 0)) / 2;
    painter.drawText(QRect(left, 0, wide + 2, height()), Qt::AlignVCenter, text());
    if (m_cap.isEmpty() || !m_capShown)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    QColor edge = ink;
    edge.setAlphaF(0.45F);
    const QRectF cap(left + wide + capGap + 0.5, (height() - capHeight) / 2 + 0.5, capWidth() - capGap - 1,
                     capHeight - 1);
    painter.setPen(edge);
    painter.drawRoundedRect(cap, 3, 3);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.88);
    painter.setFont(small);
    ink.setAlphaF(0.8F);
    painter.setPen(ink);
    painter.drawText(cap, Qt::AlignCenter, m_cap);
}

} // namespace hubwatch::ui
