#include "ui/rules/backtest_view.h"

#include "ui/charts/plot_view.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/rules/backtest_words.h"
#include "ui/rules/cell_table.h"
#include "ui/rules/rule_words.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace hubwatch::ui {

namespace {

constexpr std::array<Duration, 4> backtestRanges{1h, 24h, 7 * 24h, 30 * 24h};
constexpr std::array<const char *, 4> backtestRangeNames{"backtest1h", "backtest24h", "backtest7d", "backtest30d"};

QStringList workspaceServices(const Snapshot &snapshot)
{
    QStringList names;
    for (const ServiceConfig &service : snapshot.workspace.services)
        names << service.name;
    return names;
}

} // namespace

BacktestView::BacktestView(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_feed(new BacktestFeed(console, this))
    , m_ranges(new QButtonGroup(this))
    , m_progress(new QProgressBar(this))
    , m_words(new MarkedSentence(this))
    , m_plot(new PlotView(this))
{
    setObjectName(QStringLiteral("backtestView"));
    setAccessibleName(tr("Backtest"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    for (size_t i = 0; i < backtestRanges.size(); ++i) {
        QPushButton *range = dialogButton(backtestRangeNames[i], spanText(backtestRanges[i]), this);
        range->setCheckable(true);
        range->setChecked(backtestRanges[i] == 24h);
        m_ranges->addButton(range, int(i));
        row->addWidget(range);
    }
    m_progress->setObjectName(QStringLiteral("backtestProgress"));
    m_progress->setAccessibleName(tr("How far the backtest is"));
    m_progress->setRange(0, 100);
    m_progress->setFixedHeight(6);
    m_progress->setTextVisible(false);
    row->addSpacing(8);
    row->addWidget(m_progress, 1);
    row->addStretch(0);
    m_run = dialogButton("runBacktest", {}, this);
    row->addSpacing(8);
    row->addWidget(m_run);
    column->addLayout(row);
    m_words->setObjectName(QStringLiteral("backtestWords"));
    column->addWidget(m_words);
    m_plot->setObjectName(QStringLiteral("backtestPlot"));
    m_plot->setAccessibleName(tr("The signal and where the rule would have fired"));
    m_plot->setMinimumHeight(84);
    m_plot->setMaximumHeight(180);
    column->addWidget(m_plot, 2);
    m_comparison = new CellTable("backtestComparison", tr("Present and candidate side by side"),
                                 {{tr("Over this range"), {}},
                                  {tr("Present"), QStringLiteral("at the same time 0"), true},
                                  {tr("Candidate"), QStringLiteral("at the same time 0"), true}},
                                 this);
    column->addWidget(m_comparison);
    m_pages = new CellTable("backtestPages", tr("When the candidate would have fired"),
                            {{tr("Fired"), QStringLiteral("000 23 Nov 00:00")},
                             {tr("Service"), {}},
                             {tr("For"), QStringLiteral("00 min"), true},
                             {tr("Worst"), QStringLiteral("00.0 %"), true},
                             {tr("Lead"), QStringLiteral("only this one"), true}},
                            this);
    m_pages->setMinimumHeight(60);
    column->addWidget(m_pages, 1);
    connect(m_ranges, &QButtonGroup::idClicked, this, &BacktestView::run);
    connect(m_run, &QPushButton::clicked, this, [this] { running() ? cancel() : run(); });
    connect(m_feed, &BacktestFeed::answered, this, &BacktestView::showAnswer);
    clear();
}

void BacktestView::setRule(const Rule &candidate, const QString &presentName)
{
    if (candidate == m_candidate && presentName == m_presentName)
        return;
    m_candidate = candidate;
    m_presentName = presentName;
    m_feed->cancel();
    clear();
}

void BacktestView::run()
{
    const Duration range = backtestRanges[size_t(m_ranges->checkedId())];
    m_feed->ask(backtestQuestion(*m_console.snapshot(), m_candidate, m_presentName, range), 0ms);
    m_progress->setValue(0);
    m_words->setSentence(Mark::Pending, tr("Reading %1 of history…").arg(spanText(range)));
    weigh();
}

void BacktestView::cancel()
{
    const bool was = running();
    m_feed->cancel();
    if (was)
        m_words->setSentence(Mark::None, tr("Stopped before the end; what stands here is of the part that was read."));
    weigh();
}

void BacktestView::clear()
{
    m_any = false;
    m_words->setSentence(Mark::NotYet,
                         tr("Run it to see when this rule would have fired on stored history, and against the "
                            "rule in force how much earlier or later."));
    m_comparison->setRows({});
    m_pages->setRows({});
    m_plot->setPicture({});
    weigh();
}

void BacktestView::weigh()
{
    m_run->setText(running() ? tr("Cancel") : m_any ? tr("Run again") : tr("Run"));
    m_run->setToolTip(running() ? tr("Stop reading") : tr("Over the chosen range (B)"));
    m_progress->setVisible(running());
    for (QWidget *part : std::initializer_list<QWidget *>{m_plot, m_comparison, m_pages})
        part->setVisible(m_any);
}

void BacktestView::showAnswer(const BacktestAnswer &answer)
{
    m_progress->setValue(int(answer.done * 100));
    if (!answer.problem.isEmpty()) {
        m_words->setSentence(Mark::Bad, answer.problem);
        return weigh();
    }
    m_any = true;
    if (answer.done >= 1)
        m_words->setSentence(backtestMark(answer), backtestSentence(answer));
    m_comparison->setRows(comparisonRows(answer));
    m_comparison->fitRows(6);
    m_pages->setRows(pageRows(answer, m_console.snapshot()->at));
    m_plot->setPicture(backtestPicture(answer, workspaceServices(*m_console.snapshot())));
    m_plot->setGutters(m_plot->wantedGutters());
    weigh();
}

} // namespace hubwatch::ui
