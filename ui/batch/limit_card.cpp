#include "ui/batch/limit_card.h"

#include "ui/batch/pile_bar.h"
#include "ui/batch/wizard_parts.h"
#include "ui/credentials/dialog_parts.h"

#include <QHBoxLayout>
#include <QLabel>

namespace hubwatch::ui {

LimitCard::LimitCard(QWidget *parent)
    : Panel(parent)
    , m_binds(new TextLine(this))
    , m_window(new FigureView("limitWindow", tr("requests in the last 10 s"), this))
    , m_slots(new FigureView("limitSlots", tr("in flight"), this))
    , m_filled(new FillBar(this))
    , m_sentences(dialogNote({}, this))
{
    setObjectName(QStringLiteral("limitCard"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->addWidget(dialogHeading(tr("Limit"), this));
    m_binds->setObjectName(QStringLiteral("limitBinds"));
    m_binds->setRightAligned(true);
    head->addWidget(m_binds, 1);
    column->addLayout(head);
    auto *figures = new QHBoxLayout;
    figures->setSpacing(24);
    figures->addWidget(m_window);
    figures->addWidget(m_slots);
    figures->addStretch(1);
    column->addLayout(figures);
    column->addWidget(m_filled);
    m_sentences->setObjectName(QStringLiteral("limitSentences"));
    column->addWidget(m_sentences);
    column->addStretch(1);
}

void LimitCard::show(const LimitWords &words)
{
    if (words == m_words)
        return;
    m_words = words;
    const bool held = words.mark != Mark::Good;
    m_binds->setMark(held ? std::optional(words.mark) : std::nullopt);
    m_binds->setRuns({{words.binds, held ? Tone::Warn : Tone::Dim}});
    m_window->setLabel(words.windowName);
    m_window->setFigure(words.window);
    m_slots->setFigure(words.inFlight);
    m_filled->setFilled(words.filled, held);
    m_filled->setAccessibleName(tr("%1 of the window used").arg(words.window));
    m_sentences->setText(words.sentences.join(u' '));
    setToolTip(words.details);
}

} // namespace hubwatch::ui
