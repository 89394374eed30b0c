#include "ui/credentials/rotation_step.h"

#include <QVBoxLayout>

namespace hubwatch::ui {

RotationStep::RotationStep(int number, const QString &title, QWidget *parent)
    : Panel(parent)
    , m_title(QStringLiteral("%1  %2").arg(number).arg(title))
    , m_head(new TextLine(this))
    , m_inside(new QWidget(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 8, 14, 8);
    column->setSpacing(8);
    column->addWidget(m_head);
    m_body = new QVBoxLayout(m_inside);
    m_body->setContentsMargins(18, 0, 0, 2);
    m_body->setSpacing(8);
    column->addWidget(m_inside);
    setState(State::Ahead);
}

void RotationStep::setState(State state, const QString &word)
{
    m_state = state;
    const Tone tone = state == State::Ahead ? Tone::Dim : Tone::Normal;
    std::vector<TextRun> runs{{m_title, tone, state == State::Now}};
    if (!word.isEmpty())
        runs.push_back({word, Tone::Dim});
    m_head->setRuns(std::move(runs));
    m_head->setMark(state == State::Done ? Mark::Good : state == State::Now ? Mark::Pending : Mark::NotYet);
    m_inside->setVisible(state == State::Now);
    setAccessibleName(state == State::Done ? tr("%1: done").arg(m_title)
                                           : (state == State::Now ? tr("%1: now").arg(m_title) : m_title));
}

} // namespace hubwatch::ui
