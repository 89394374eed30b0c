#include "ui/shell/wall_painter.h"

#include "ui/format.h"
#include "ui/shell/text_line.h"
#include "ui/theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace hubwatch::ui {

WallPainter::WallPainter(QPainter &painter, const QRect &ground, const QFont &font, const Theme &theme)
    : m_painter(painter)
    , m_free(ground)
    , m_font(font)
    , m_theme(theme)
    , m_unit(std::min(ground.height() / 54.0, ground.width() / 90.0))
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.fillRect(ground, theme.window);
    m_free.adjust(unit(1.4), unit(1.4), -unit(1.4), -unit(0.8));
}

void WallPainter::words(const QRectF &box, const QString &text, const QColor &ink, qreal size, bool strong,
                        Qt::Alignment align)
{
    QFont font = m_font;
    font.setPixelSize(std::max(8, int(unit(size))));
    font.setWeight(strong ? QFont::DemiBold : QFont::Normal);
    m_painter.setFont(font);
    m_painter.setPen(ink);
    m_painter.drawText(box, int(align), QFontMetricsF(font).elidedText(text, Qt::ElideRight, box.width()));
}

/// Two lines, the rest is cut.
void WallPainter::wrapped(const QRectF &box, const QString &text)
{
    QFont font = m_font;
    font.setPixelSize(std::max(8, int(unit(1.15))));
    const QFontMetricsF metrics(font);
    QString fitting = text;
    if (metrics.boundingRect(box, Qt::TextWordWrap, fitting).height() > box.height())
        fitting = metrics.elidedText(text, Qt::ElideRight, box.width() * 1.7);
    m_painter.setFont(font);
    m_painter.setPen(m_theme.text);
    m_painter.drawText(box, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, fitting);
}

void WallPainter::draw(const WallText &text, TimePoint now)
{
    foot(text, now);
    verdicts(text.verdicts);
    if (text.blindSince)
        return blind(*text.blindSince);
    services(text.services);
    cards(text);
}

void WallPainter::verdicts(const std::vector<Verdict> &verdicts)
{
    if (verdicts.empty())
        return;
    const qreal gap = unit(0.8);
    const qreal wide = (m_free.width() - gap * qreal(verdicts.size() - 1)) / qreal(verdicts.size());
    const qreal high = unit(7.2);
    qreal left = m_free.left();
    for (const Verdict &verdict : verdicts) {
        const QRectF box(left, m_free.top(), wide, high);
        const bool loud = verdict.mark == Mark::Bad || verdict.mark == Mark::Blind;
        m_painter.setPen(QPen(loud ? colorOf(verdict.mark, m_theme) : m_theme.line, loud ? unit(0.14) : 1));
        m_painter.setBrush(m_theme.panel);
        m_painter.drawRoundedRect(box, unit(0.5), unit(0.5));
        paintMark(m_painter, QRectF(box.left() + unit(0.9), box.top() + unit(1.1), unit(1.7), unit(1.7)), verdict.mark,
                  m_theme);
        words(QRectF(box.left() + unit(3.2), box.top() + unit(0.8), wide - unit(4), unit(2.4)), verdict.word,
              colorOf(toneOf(verdict.mark), m_theme), 1.7, true);
        wrapped(box.adjusted(unit(0.9), unit(3.3), -unit(0.7), -unit(0.3)), verdict.evidence);
        left += wide + gap;
    }
    m_free.setTop(m_free.top() + high + unit(1.2));
}

void WallPainter::card(const CardText &card, const QRectF &box)
{
    QPainterPath path;
    path.addRoundedRect(box, unit(0.5), unit(0.5));
    m_painter.fillPath(path, m_theme.panel);
    m_painter.save();
    m_painter.setClipPath(path);
    QColor edge = colorOf(card.mark, m_theme);
    edge.setAlphaF(card.quiet ? 0.35F : 1.0F);
    m_painter.fillRect(QRectF(box.left(), box.top(), unit(0.4), box.height()), edge);
    m_painter.restore();
    m_painter.strokePath(path, QPen(m_theme.line, 1));
    const qreal shape = unit(1.9);
    paintMark(m_painter, QRectF(box.left() + unit(1.3), box.center().y() - shape / 2, shape, shape), card.mark,
              m_theme);
    const QRectF inside = box.adjusted(unit(4.4), unit(0.4), -unit(1), -unit(0.5));
    if (card.line.isEmpty())
        return words(inside, card.title, m_theme.textDim, 1.4);
    words(QRectF(inside.left(), inside.top(), inside.width(), inside.height() * 0.6), card.title,
          card.quiet ? m_theme.textDim : m_theme.text, card.quiet ? 1.6 : 2.0, !card.quiet);
    words(QRectF(inside.left(), inside.top() + inside.height() * 0.6, inside.width(), inside.height() * 0.4),
          card.line.section(u'\n', 0, 0), m_theme.textDim, 1.2);
}

void WallPainter::cards(const WallText &text)
{
    if (text.cards.empty()) {
        words(m_free, QObject::tr("Nothing needs you"), m_theme.textDim, 3, false, Qt::AlignCenter);
        return;
    }
    const qreal high = unit(5.4);
    const qreal gap = unit(0.7);
    const qreal lastLine = unit(2);
    qreal top = m_free.top();
    size_t drawn = 0;
    for (const CardText &one : text.cards) {
        const bool last = drawn + 1 == text.cards.size() && text.more == 0;
        if (top + high + (last ? 0 : lastLine) > m_free.bottom())
            break;
        card(one, QRectF(m_free.left(), top, m_free.width(), high));
        top += high + gap;
        ++drawn;
    }
    const size_t more = text.more + text.cards.size() - drawn;
    if (more > 0)
        words(QRectF(m_free.left(), top, m_free.width(), lastLine), QObject::tr("%1 more").arg(more), m_theme.warn, 1.4,
              true);
}

void WallPainter::services(const std::vector<WallText::Service> &services)
{
    if (services.empty())
        return;
    constexpr int columns = 5;
    constexpr int mostRows = 3;
    const int rows = std::min(mostRows, int(std::ceil(double(services.size()) / columns)));
    const qreal gap = unit(0.8);
    const qreal high = unit(5);
    const qreal wide = (m_free.width() - gap * (columns - 1)) / columns;
    const qreal top = m_free.bottom() - rows * (high + gap) + gap;
    for (int i = 0; i < std::min(int(services.size()), rows * columns); ++i) {
        const WallText::Service &service = services[size_t(i)];
        const QRectF box(m_free.left() + (i % columns) * (wide + gap), top + (i / columns) * (high + gap), wide, high);
        m_painter.setPen(m_theme.line);
        m_painter.setBrush(m_theme.panel);
        m_painter.drawRoundedRect(box, unit(0.5), unit(0.5));
        if (service.mark == Mark::Blind) {
            QPainterPath path;
            path.addRoundedRect(box, unit(0.5), unit(0.5));
            m_painter.fillPath(path, blindHatch(m_theme));
        }
        paintMark(m_painter, QRectF(box.left() + unit(0.9), box.top() + unit(0.95), unit(1.3), unit(1.3)), service.mark,
                  m_theme);
        words(QRectF(box.left() + unit(2.8), box.top() + unit(0.5), wide - unit(3.4), unit(2.2)), service.name,
              m_theme.text, 1.4, true);
        words(QRectF(box.left() + unit(0.9), box.top() + unit(2.7), wide - unit(1.6), unit(1.9)),
              service.figure.isEmpty() ? service.word : service.figure, colorOf(toneOf(service.mark), m_theme), 1.2);
    }
    m_free.setBottom(top - unit(1.2));
}

void WallPainter::foot(const WallText &text, TimePoint now)
{
    const QRectF line(m_free.left(), m_free.bottom() - unit(2), m_free.width(), unit(2));
    QRectF left = line;
    if (!text.told.words.isEmpty()) {
        const bool wrong = text.told.mark == Mark::Bad || text.told.mark == Mark::Warn;
        const qreal side = unit(1.2);
        paintMark(m_painter, QRectF(left.left(), left.center().y() - side / 2, side, side), text.told.mark, m_theme);
        left.setLeft(left.left() + side + unit(0.5));
        words(left, text.told.words, wrong ? colorOf(toneOf(text.told.mark), m_theme) : m_theme.textDim, 1.2, wrong);
        left.setLeft(left.left() + QFontMetricsF(m_painter.font()).horizontalAdvance(text.told.words) + unit(1.5));
    }
    words(left, text.foot, m_theme.textDim, 1.2);
    words(line, QStringLiteral("%1 %2").arg(clockText(now), zoneText(Zone::Local, now)), m_theme.textDim, 1.4, true,
          Qt::AlignRight | Qt::AlignVCenter);
    m_free.setBottom(line.top() - unit(0.8));
}

void WallPainter::blind(TimePoint since)
{
    QColor ground = m_theme.blind;
    ground.setAlphaF(0.12F);
    m_painter.fillRect(m_free, ground);
    m_painter.fillRect(m_free, blindHatch(m_theme));
    const QRectF box(m_free.left() + unit(6), m_free.center().y() - unit(8), m_free.width() - unit(12), unit(16));
    m_painter.setPen(QPen(m_theme.blind, unit(0.3)));
    m_painter.setBrush(m_theme.window);
    m_painter.drawRoundedRect(box, unit(0.8), unit(0.8));
    words(QRectF(box.left(), box.top() + unit(2), box.width(), unit(6)),
          QObject::tr("BLIND since %1").arg(clockText(since)), m_theme.blind, 5, true, Qt::AlignCenter);
    words(QRectF(box.left() + unit(2), box.top() + unit(9), box.width() - unit(4), unit(4)),
          QObject::tr("The engine of this console has not been heard of. Nothing is known to be well."), m_theme.text,
          1.7, false, Qt::AlignCenter);
}

} // namespace hubwatch::ui
