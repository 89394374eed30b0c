#include "ui/charts/unseen_banner.h"

#include "ui/charts/plot_backdrop.h"
#include "ui/theme.h"

#include <QPainter>

namespace hubwatch::ui {

UnseenBanner::UnseenBanner(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    hide();
}

void UnseenBanner::setWords(const QString &words)
{
    if (words == m_words)
        return;
    m_words = words;
    setToolTip(words);
    setAccessibleName(words);
    setVisible(!words.isEmpty());
    update();
}

void UnseenBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = themeOf(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.blind, 1));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    QColor hatch = theme.blind;
    hatch.setAlphaF(0.5F);
    paintHatch(painter, QRectF(4, 4, 8, height() - 8), hatch, false, 5);
    paintMark(painter, QRectF(20, (height() - 12) / 2.0, 12, 12), Mark::Blind, theme);
    painter.setPen(theme.text);
    const QRectF box(40, 0, width() - 52, height());
    painter.drawText(box, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_words, Qt::ElideRight, int(box.width())));
}

} // namespace hubwatch::ui
