#include "ui/rules/backtest_feed.h"

#include "ui/charts/chart_feed.h"

#include <algorithm>

namespace hubwatch::ui {

BacktestFeed::BacktestFeed(Console &console, QObject *parent)
    : QObject(parent)
    , m_console(console)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &BacktestFeed::send);
    connect(&m_console.alerts(), &AlertDesk::backtested, this, [this](const BacktestAnswer &answer) {
        if (answer.id != m_open || m_open == 0)
            return;
        if (answer.done >= 1 || !answer.problem.isEmpty())
            m_open = 0;
        emit answered(answer);
    });
}

void BacktestFeed::ask(BacktestQuestion question, Duration wait)
{
    m_question = std::move(question);
    m_question.id = nextQueryId();
    m_open = 0;
    m_timer.start(int(wait.count()));
}

void BacktestFeed::send()
{
    m_open = m_question.id;
    m_console.alerts().backtest(m_question);
}

void BacktestFeed::cancel()
{
    m_timer.stop();
    if (m_open == 0)
        return;
    m_open = 0;
    m_console.alerts().forgetBacktest();
}

BacktestQuestion backtestQuestion(const Snapshot &snapshot, const Rule &candidate, const QString &presentName,
                                  Duration range)
{
    BacktestQuestion question{.candidate = candidate, .from = snapshot.at - range, .to = snapshot.at};
    // What is switched off would find nothing; the question is what it would do.
    question.candidate.enabled = true;
    const auto present = std::ranges::find(snapshot.rules, presentName, &Rule::name);
    if (present == snapshot.rules.end())
        return question;
    Rule beside = *present;
    beside.enabled = true;
    if (beside != question.candidate)
        question.present = beside;
    return question;
}

} // namespace hubwatch::ui
