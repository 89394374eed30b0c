#include "ui/credentials/marked_sentence.h"

#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int sentenceIndent = 18;

} // namespace

MarkedSentence::MarkedSentence(QWidget *parent)
    : QWidget(parent)
    , m_words(new QLabel(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(sentenceIndent, 0, 0, 0);
    m_words->setObjectName(QStringLiteral("words"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_words->setFocusPolicy(Qt::NoFocus);
    row->addWidget(m_words);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
}

void MarkedSentence::setSentence(const MarkedWord &sentence)
{
    m_sentence = sentence;
    m_words->setText(sentence.word);
    setAccessibleName(sentence.word);
    setVisible(!sentence.word.isEmpty());
    update();
}

void MarkedSentence::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    // Beside the first line, wherever the words stand in their room.
    const int line = m_words->fontMetrics().height();
    const int spare = std::max(0, m_words->height() - m_words->heightForWidth(m_words->width()));
    paintMark(painter, QRectF(0, m_words->y() + spare / 2.0 + (line - 10) / 2.0, 10, 10), m_sentence.mark,
              themeOf(this));
}

} // namespace hubwatch::ui
