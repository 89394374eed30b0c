#include "ui/shell/blind_veil.h"

#include "ui/format.h"
#include "ui/mark.h"
#include "ui/theme.h"

#include <QEvent>
#include <QPainter>

namespace hubwatch::ui {

namespace {

constexpr int veilMargin = 14; ///< of the pages

} // namespace

BlindVeil::BlindVeil(QWidget *over)
    : QWidget(over)
{
    setObjectName(QStringLiteral("blindVeil"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    over->installEventFilter(this);
    hide();
}

void BlindVeil::setSince(std::optional<TimePoint> since)
{
    m_since = since;
    if (since)
        setAccessibleName(tr("Blind since %1").arg(clockText(*since)));
    setVisible(since.has_value());
    setGeometry(parentWidget()->rect());
    raise();
    update();
}

bool BlindVeil::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    if (event->type() == QEvent::ChildAdded)
        raise();
    return QWidget::eventFilter(watched, event);
}

void BlindVeil::paintEvent(QPaintEvent *)
{
    if (!m_since)
        return;
    QPainter painter(this);
    const Theme &theme = themeOf(this);
    // The pages are grey below; what they said last must still be readable, so the hatch keeps to their margins.
    QColor ground = theme.window;
    ground.setAlphaF(0.12F);
    painter.fillRect(rect(), ground);
    const QRegion inside(rect().adjusted(veilMargin, bannerHeight + veilMargin, -veilMargin, -veilMargin));
    painter.setClipRegion(QRegion(rect()) - inside);
    painter.fillRect(rect(), blindHatch(theme));
    painter.setClipping(false);

    const QString title = tr("Blind since %1").arg(clockText(*m_since));
    const QString words = tr("The engine of this console has not been heard of. What stands below is the last it said; "
                             "nothing of it is known to be so now, and alerts are not judged meanwhile. If this "
                             "stays for a minute, quit and start Hubwatch again.");
    QFont strong = font();
    strong.setPointSizeF(strong.pointSizeF() * 1.25);
    strong.setWeight(QFont::DemiBold);
    const int wide = width() - 28;
    const QRect box(14, 14, wide, bannerHeight - 14);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.blind, 1));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    paintMark(painter, QRectF(box.left() + 16, box.top() + 19, 14, 14), Mark::Blind, theme);
    painter.setFont(strong);
    painter.setPen(theme.blind);
    painter.drawText(QRect(box.left() + 40, box.top() + 12, wide - 54, 28), Qt::AlignVCenter, title);
    painter.setFont(font());
    painter.setPen(theme.textDim);
    painter.drawText(QRect(box.left() + 40, box.top() + 42, wide - 54, 58), Qt::TextWordWrap, words);
}

void GreyEffect::draw(QPainter *painter)
{
    QPoint offset;
    const QPixmap colored = sourcePixmap(Qt::LogicalCoordinates, &offset);
    QImage image = colored.toImage().convertToFormat(QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < image.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const int grey = qGray(line[x]);
            line[x] = qRgba(grey, grey, grey, qAlpha(line[x]));
        }
    }
    painter->drawImage(offset, image);
}

} // namespace hubwatch::ui
