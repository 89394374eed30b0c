#include "ui/batch/choice_card.h"

#include "ui/theme.h"

#include <QPainter>
#include <QPainterPath>

namespace hubwatch::ui {

namespace {

constexpr int cardSide = 14;
constexpr int cardTop = 10;
constexpr int cardRadio = 14;
constexpr int cardGap = 10;
constexpr int cardEdge = 4;
constexpr int cardLines = 2; ///< that a sentence may take
constexpr int cardMark = 10;
constexpr int cardMarkRoom = 16;

QFont cardTitleFont(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont cardTagFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.88);
    return font;
}

} // namespace

ChoiceCard::ChoiceCard(const QString &name, const QString &title, const QString &sentence, QWidget *parent)
    : QAbstractButton(parent)
    , m_sentence(sentence)
{
    setObjectName(name);
    setText(title);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ChoiceCard::setSentence(const QString &sentence, std::optional<Mark> mark)
{
    if (sentence == m_sentence && mark == m_mark)
        return;
    m_sentence = sentence;
    m_mark = mark;
    setAccessibleDescription(sentence);
    update();
}

void ChoiceCard::setTag(const QString &tag, const QColor &edge)
{
    m_tag = tag;
    m_edge = edge;
    setAccessibleName(QStringLiteral("%1, %2").arg(text(), tag));
    update();
}

void ChoiceCard::setFault(const QString &fault)
{
    m_fault = fault;
    setEnabled(fault.isEmpty());
    setAccessibleDescription(fault.isEmpty() ? m_sentence : fault);
    setToolTip(fault);
    update();
}

QSize ChoiceCard::sizeHint() const
{
    const int lines = m_sentence.isEmpty() ? 0 : m_edge ? 1 : cardLines;
    return {220, 2 * cardTop + fontMetrics().height() + lines * fontMetrics().lineSpacing() + (lines > 0 ? 3 : 0)};
}

QSize ChoiceCard::minimumSizeHint() const
{
    return {150, sizeHint().height()};
}

void ChoiceCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(this);
    QPainterPath frame;
    frame.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.fillPath(frame, isChecked() || (underMouse() && isEnabled()) ? theme.raised : theme.panel);
    if (m_edge) {
        painter.setClipPath(frame);
        painter.fillRect(QRect(0, 0, cardEdge, height()), *m_edge);
        painter.setClipping(false);
    }
    const bool ringed = showsFocus(this);
    const QRectF line = ringed ? QRectF(rect()).adjusted(1, 1, -1, -1) : QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(ringed || isChecked() ? theme.accent : theme.line, ringed ? 2 : 1));
    painter.drawRoundedRect(line, 6, 6);

    const QFont titleFont = cardTitleFont(font());
    const QFontMetrics title(titleFont);
    const int middle = cardTop + title.height() / 2;
    const QRectF radio(cardSide, middle - cardRadio / 2.0, cardRadio, cardRadio);
    painter.setPen(QPen(isChecked() ? theme.accent : theme.textMute, isEnabled() ? 1.4 : 1));
    painter.drawEllipse(radio.adjusted(1, 1, -1, -1));
    if (isChecked()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent);
        painter.drawEllipse(radio.adjusted(4, 4, -4, -4));
        painter.setBrush(Qt::NoBrush);
    }
    const int left = cardSide + cardRadio + cardGap;
    const int room = width() - left - cardSide;
    const QFont tagFont = cardTagFont(font());
    const int tag = m_tag.isEmpty() ? 0 : QFontMetrics(tagFont).horizontalAdvance(m_tag) + 12;
    painter.setFont(titleFont);
    painter.setPen(isEnabled() ? theme.text : theme.textMute);
    const QString words = title.elidedText(text(), Qt::ElideRight, room - (tag > 0 ? tag + 8 : 0));
    painter.drawText(QRect(left, cardTop, room, title.height()), Qt::AlignVCenter, words);
    if (tag > 0) {
        const QRectF box(left + title.horizontalAdvance(words) + 8, middle - 9, tag, 18);
        painter.setPen(QPen(m_edge.value_or(theme.line), 1));
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        painter.setFont(tagFont);
        painter.setPen(theme.text);
        painter.drawText(box, Qt::AlignCenter, m_tag);
    }
    painter.setFont(font());
    const bool marked = m_mark && m_fault.isEmpty();
    const int from = marked ? left + cardMarkRoom : left;
    const int under = cardTop + title.height() + 3;
    if (marked)
        paintMark(painter, QRectF(left, under + (fontMetrics().height() - cardMark) / 2.0, cardMark, cardMark), *m_mark,
                  theme);
    painter.setPen(!m_fault.isEmpty() ? theme.warn : marked ? colorOf(toneOf(*m_mark), theme) : theme.textDim);
    painter.drawText(QRect(from, under, width() - from - cardSide, height() - under - 3),
                     Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, m_fault.isEmpty() ? m_sentence : m_fault);
}

} // namespace hubwatch::ui
