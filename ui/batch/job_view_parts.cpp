// What a job's view is made of.
#include "ui/batch/job_view.h"

#include "ui/batch/job_words.h"
#include "ui/batch/limit_card.h"
#include "ui/batch/pace_chart.h"
#include "ui/batch/pile_exports.h"
#include "ui/batch/reasons_table.h"
#include "ui/batch/results_card.h"
#include "ui/batch/rows_view.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/now/key_button.h"
#include "ui/sources/part_actions.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>

namespace hubwatch::ui {

namespace {

constexpr int figuresHeight = 200;
constexpr int limitWidth = 372;

} // namespace

StepBar *JobView::makeSteps()
{
    auto *steps = new StepBar(this);
    auto *charts = dialogButton("jobCharts", tr("Charts"), this);
    charts->setProperty("quiet", true);
    charts->setToolTip(tr("The account's charts, with this job's marks"));
    connect(charts, &QPushButton::clicked, this, [this] {
        if (const BatchJob *job = shown())
            emit chartsWanted(QStringLiteral("hubspot:") + job->plan.spec.account);
    });
    auto *back = dialogButton("jobBack", tr("All jobs"), this);
    back->setProperty("quiet", true);
    back->setToolTip(tr("Back to the list (Esc)"));
    connect(back, &QPushButton::clicked, this, &JobView::closed);
    m_pauseButton = new KeyButton(tr("Pause"), tr("Space"), this);
    m_pauseButton->setObjectName(QStringLiteral("pauseJobButton"));
    connect(m_pauseButton, &QPushButton::clicked, m_pause, &QAction::trigger);
    steps->addButton(back);
    steps->addButton(charts);
    steps->addButton(m_pauseButton);
    steps->addButton(partButton(m_cancel, this));
    return steps;
}

QWidget *JobView::makeFigures()
{
    auto *ground = new QWidget(this);
    auto *row = new QHBoxLayout(ground);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    m_limit = new LimitCard(ground);
    m_results = new ResultsCard(ground);
    m_pace = new PaceChart(ground);
    m_limit->setFixedWidth(limitWidth);
    m_results->setMinimumWidth(limitWidth);
    row->addWidget(m_limit);
    row->addWidget(m_results);
    row->addWidget(m_pace, 1);
    ground->setFixedHeight(figuresHeight);
    connect(m_results, &ResultsCard::retryWanted, this, [this] { retry({}, {}); });
    connect(m_results, &ResultsCard::undoWanted, this, &JobView::undo);
    connect(m_results, &ResultsCard::jobWanted, this, &JobView::jobOpened);
    connect(m_results, &ResultsCard::keptWanted, this, [this] {
        if (const BatchJob *job = shown())
            openRows({.job = m_job,
                      .title = tr("Kept: changed since, or as before already"),
                      .piles = {Pile::Skipped},
                      .rows = job->progress.piles.skipped});
    });
    return ground;
}

QWidget *JobView::makeRows()
{
    auto *panel = new Panel(this);
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(1, 12, 1, 10);
    column->setSpacing(8);
    m_stack = new QStackedWidget(panel);
    m_board = new QWidget(m_stack);
    auto *board = new QVBoxLayout(m_board);
    board->setContentsMargins(0, 0, 0, 0);
    board->setSpacing(4);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(14, 0, 14, 0);
    head->addWidget(dialogHeading(tr("Rows not done"), m_board));
    m_reasonCount = new TextLine(m_board);
    m_reasonCount->setObjectName(QStringLiteral("reasonCount"));
    m_reasonCount->setRightAligned(true);
    head->addWidget(m_reasonCount, 1);
    board->addLayout(head);
    m_reasons = new ReasonsTable(m_board);
    board->addWidget(m_reasons, 1);
    m_stack->addWidget(m_board);
    m_rows = new RowsView(m_console.batch(), m_stack);
    m_stack->addWidget(m_rows);
    column->addWidget(m_stack, 1);
    m_exports = new PileExports(panel);
    column->addWidget(m_exports);
    connect(m_reasons, &ReasonsTable::showWanted, this, [this](const ReasonGroup &group) {
        openRows({.job = m_job,
                  .title = group.reason.isEmpty() ? group.code : group.reason,
                  .piles = {group.pile},
                  .code = group.code,
                  .rows = group.rows});
    });
    connect(m_reasons, &ReasonsTable::retryWanted, this, [this](const ReasonGroup &group) { retry(group.code, {}); });
    connect(m_rows, &RowsView::closed, this, &JobView::closeRows);
    connect(m_rows, &RowsView::retryWanted, this,
            [this](const std::vector<std::int64_t> &rows) { retry(m_rows->wanted().code, rows); });
    connect(m_exports, &PileExports::wanted, this, &JobView::save);
    return panel;
}

} // namespace hubwatch::ui
