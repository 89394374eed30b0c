#include "ui/batch/step_link.h"

#include "ui/shell/text_line.h"
#include "ui/theme.h"

#include <QPainter>

namespace hubwatch::ui {

namespace {

constexpr int linkSide = 8;
constexpr int linkMark = 11;
constexpr int linkGap = 8;
constexpr int linkHeight = 30;

QFont strongFont(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

/// What a screen reader says of the shape.
QString standingWord(Mark mark, bool current)
{
    if (mark == Mark::Bad)
        return StepLink::tr("failed");
    if (current)
        return StepLink::tr("current step");
    if (mark == Mark::None)
        return StepLink::tr("not finished or not known");
    if (mark == Mark::Pending)
        return StepLink::tr("at work");
    return mark == Mark::Good ? StepLink::tr("done") : StepLink::tr("not yet");
}

} // namespace

StepLink::StepLink(const char *name, const QString &word, QWidget *parent)
    : QAbstractButton(parent)
{
    setObjectName(QString::fromLatin1(name));
    setText(word);
    setFocusPolicy(Qt::StrongFocus);
}

void StepLink::setStanding(Mark mark, bool current, bool reachable)
{
    m_mark = mark;
    m_current = current;
    setEnabled(reachable || current);
    setCursor(reachable && !current ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setAccessibleName(QStringLiteral("%1, %2").arg(text(), standingWord(mark, current)));
    update();
}

QSize StepLink::sizeHint() const
{
    // Wide enough for the bold word, so that nothing moves when the step changes.
    const int word = QFontMetrics(strongFont(font())).horizontalAdvance(text());
    return {2 * linkSide + linkMark + linkGap + word, linkHeight};
}

void StepLink::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void StepLink::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void StepLink::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(this);
    const bool hovered = underMouse() && isEnabled() && !m_current;
    // Where one is, is no warning: the half disc takes the accent.
    Theme own = theme;
    if (m_mark == Mark::Pending)
        own.warn = theme.accent;
    paintMark(painter, QRectF(linkSide, (height() - linkMark) / 2.0, linkMark, linkMark), m_mark, own);
    QFont used = m_current ? strongFont(font()) : font();
    used.setUnderline(hovered);
    painter.setFont(used);
    painter.setPen(m_current ? theme.text : hovered ? theme.accent : theme.textDim);
    painter.drawText(rect().adjusted(linkSide + linkMark + linkGap, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
    if (!showsFocus(this))
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.accent, 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
}

} // namespace hubwatch::ui
