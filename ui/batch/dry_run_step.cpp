#include "ui/batch/dry_run_step.h"

#include "base/write_file.h"
#include "ui/batch/diff_rows.h"
#include "ui/batch/plan_words.h"
#include "ui/batch/review_step.h"
#include "ui/batch/run_guard.h"
#include "ui/batch/run_panel.h"
#include "ui/batch/wizard_parts.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/format.h"
#include "ui/incidents/operator_name.h"
#include "ui/rules/cell_table.h"

#include <QButtonGroup>
#include <QFileInfo>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace hubwatch::ui {

namespace {

constexpr int drySide = 348;
constexpr int firstSample = 100;

/// A panel of one figure and what it means.
struct FigurePanel {
    WizardPanel panel = {};
    FigureView *figure = nullptr;
};
FigurePanel figurePanel(const char *name, const char *figure, const QString &title, const QString &label,
                        QWidget *parent)
{
    FigurePanel made{.panel = wizardPanel(name, title, parent)};
    made.figure = new FigureView(figure, label, made.panel.frame);
    made.panel.column->addWidget(made.figure);
    return made;
}

} // namespace

DryRunStep::DryRunStep(Console &console, JobDraft &draft, const ReviewStep &review, QWidget *parent)
    : WizardStep(console, draft, parent)
    , m_review(review)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    auto *main = new QVBoxLayout;
    main->setSpacing(12);
    main->addWidget(makeHead().frame);
    main->addWidget(makeFigures());
    main->addWidget(makeSample().frame, 1);
    row->addLayout(main, 1);
    row->addWidget(makeSide());
    connect(&m_console.batch(), &BatchDesk::done, this, &DryRunStep::takeOutcome);
    connect(&m_console, &Console::snapshotChanged, this, [this] {
        if (!isVisible())
            return;
        showAll();
        emit changed();
    });
}

WizardPanel DryRunStep::makeHead()
{
    const WizardPanel panel = wizardPanel("batchDryRun", tr("Nothing has been written"), this);
    m_freshness = panel.note;
    m_again = dialogButton("dryRunAgain", tr("Compare again"), panel.frame);
    panel.head->addWidget(m_again);
    m_verdict = new MarkedSentence(panel.frame);
    m_verdict->setObjectName(QStringLiteral("dryRunVerdict"));
    m_trouble = new MarkedSentence(panel.frame);
    m_trouble->setObjectName(QStringLiteral("dryRunProblem"));
    panel.column->addWidget(m_verdict);
    panel.column->addWidget(m_trouble);
    connect(m_again, &QPushButton::clicked, this, [this] { ask(m_sampleRows); });
    return panel;
}

QWidget *DryRunStep::makeFigures()
{
    auto *figures = new QWidget(this);
    auto *row = new QHBoxLayout(figures);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    const FigurePanel requests
        = figurePanel("batchRequests", "dryRequests", tr("Requests"), tr("calls to HubSpot"), figures);
    m_requests = requests.figure;
    m_requestWords = new TextLine(requests.panel.frame);
    m_requestWords->setObjectName(QStringLiteral("requestWords"));
    requests.panel.column->addWidget(m_requestWords);
    const FigurePanel quota
        = figurePanel("batchQuota", "dryQuota", tr("Daily quota"), tr("calls that are left today"), figures);
    m_quota = quota.figure;
    m_quotaWords = new MarkedSentence(quota.panel.frame);
    m_quotaWords->setObjectName(QStringLiteral("quotaWords"));
    quota.panel.column->addWidget(m_quotaWords);
    const FigurePanel eta = figurePanel("batchEta", "dryEta", tr("Time"), {}, figures);
    m_eta = eta.figure;
    m_etaWords = new MarkedSentence(eta.panel.frame);
    m_etaWords->setObjectName(QStringLiteral("etaWords"));
    eta.panel.column->addWidget(m_etaWords);
    for (const FigurePanel &made : {requests, quota, eta}) {
        made.panel.column->addStretch(1);
        row->addWidget(made.panel.frame, 1);
    }
    return figures;
}

WizardPanel DryRunStep::makeSample()
{
    const WizardPanel panel = wizardPanel("batchSample", tr("Before and after"), this);
    m_sampleNote = panel.note;
    m_sampleNote->setObjectName(QStringLiteral("sampleNote"));
    m_sizes = new QButtonGroup(this);
    const std::initializer_list<std::tuple<int, const char *, QString>> sizes{
        {firstSample, "sample100", tr("first 100")},
        {1000, "sample1000", tr("first 1,000")},
        {0, "sampleAll", tr("all")}};
    int at = 1;
    for (const auto &[rows, name, words] : sizes) {
        QPushButton *button = segment(name, words, panel.frame);
        m_sizes->addButton(button, rows);
        panel.head->insertWidget(at++, button);
    }
    m_diff = new CellTable("diffTable", tr("Before and after"),
                           {{.title = tr("row"), .widest = QStringLiteral("200,000"), .right = true},
                            {.title = tr("Key"), .widest = QString(20, u'n')},
                            {.title = tr("what happens"), .widest = QStringLiteral("associates nn")},
                            {.title = tr("property"), .widest = QString(14, u'n')},
                            {.title = tr("before")},
                            {.title = tr("after")}},
                           panel.frame);
    panel.column->addWidget(m_diff, 1);
    m_exact = new QPlainTextEdit(panel.frame);
    m_exact->setObjectName(QStringLiteral("exactRequests"));
    m_exact->setAccessibleName(tr("Exact requests"));
    m_exact->setReadOnly(true);
    m_exact->setTabChangesFocus(true);
    m_exact->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_exact->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_exact->hide();
    panel.column->addWidget(m_exact, 1);
    m_save = dialogButton("saveSample", tr("Save as CSV…"), panel.frame);
    m_fold = dialogButton("showRequests", tr("Exact requests"), panel.frame);
    m_fold->setCheckable(true);
    m_saved = new MarkedSentence(panel.frame);
    m_saved->setObjectName(QStringLiteral("sampleSaved"));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_save);
    row->addWidget(m_fold);
    row->addWidget(m_saved, 1);
    row->addStretch(0); // while nothing is told
    panel.column->addLayout(row);
    connect(m_sizes, &QButtonGroup::idClicked, this, [this](int rows) { ask(rows); });
    connect(m_fold, &QPushButton::toggled, this, [this](bool open) {
        m_exact->setVisible(open); // in place of the table: both need the height
        m_diff->setVisible(!open);
    });
    connect(m_save, &QPushButton::clicked, this, [this] {
        const QString base = QFileInfo(m_review.job()->plan.input.name).completeBaseName();
        askWhere(this, tr("Save before and after"), base + QStringLiteral("-dry-run.csv"), QStringLiteral("csv"),
                 [this](const QString &path) { writeSample(path); });
    });
    return panel;
}

QWidget *DryRunStep::makeSide()
{
    auto *side = new QWidget(this);
    side->setFixedWidth(drySide);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    const WizardPanel run = wizardPanel("batchRun", tr("When it runs"), side);
    m_run = new RunPanel(run.frame);
    run.column->addWidget(m_run);
    m_refusal = new MarkedSentence(run.frame);
    m_refusal->setObjectName(QStringLiteral("runRefusal"));
    run.column->addWidget(m_refusal);
    const WizardPanel warnings = wizardPanel("batchDryWarnings", tr("What may surprise"), side);
    m_warningPanel = warnings.frame;
    m_warningPanel->hide();
    m_warnings = new MarkedSentence(warnings.frame);
    m_warnings->setObjectName(QStringLiteral("dryWarnings"));
    warnings.column->addWidget(m_warnings);
    column->addWidget(run.frame);
    column->addWidget(warnings.frame);
    column->addStretch(1);
    connect(m_run, &RunPanel::changed, this, [this] {
        showFigures();
        emit changed();
    });
    return side;
}

void DryRunStep::enter()
{
    const BatchJob *job = m_review.job();
    if (job && job->plan.id != m_job) {
        m_job = job->plan.id;
        m_asked = false;
        m_problem.clear();
        m_sampleRows = firstSample;
        m_refusal->setSentence(Mark::Bad, {});
        m_saved->setSentence(Mark::Good, {});
        if (!job->dryRun)
            ask(firstSample);
    }
    showAll();
}

QString DryRunStep::lack() const
{
    if (m_sending)
        return tr("The order is on its way.");
    return m_run->problem();
}

QString DryRunStep::deed() const
{
    return m_run->deed();
}

void DryRunStep::ask(std::int64_t rows)
{
    m_sampleRows = rows;
    m_asked = true;
    m_problem.clear();
    m_console.batch().dryRun(m_job, rows);
    showAll();
    emit changed();
}

void DryRunStep::takeOutcome(const BatchOutcome &outcome)
{
    using Command = BatchOutcome::Command;
    if (outcome.job != m_job || m_job.isEmpty())
        return;
    if (outcome.command == Command::DryRun && m_asked) {
        m_asked = false;
        m_problem = outcome.good ? QString() : outcome.words;
    } else if (outcome.command == Command::Run && m_sending) {
        m_sending = false;
        m_refusal->setSentence(Mark::Bad, outcome.good ? QString() : outcome.words);
        if (outcome.good)
            emit runOrdered(m_job);
    } else {
        return;
    }
    showAll();
    emit changed();
}

void DryRunStep::run()
{
    const BatchJob *job = m_review.job();
    if (!job || !lack().isEmpty())
        return;
    const Snapshot &snapshot = *m_console.snapshot();
    const RunOrder order = m_run->order(snapshot.at);
    const std::optional<GuardedRun> guarded = guardedRun(job->plan, order, snapshot);
    if (!guarded) {
        send(order, {});
        return;
    }
    auto *guard = new RunGuard(*guarded, this);
    connect(guard, &RunGuard::confirmed, this, [this, order](const QString &typed) { send(order, typed); });
    guard->open();
}

void DryRunStep::send(RunOrder order, const QString &typed)
{
    order.confirm = typed;
    order.by = operatorName(*m_console.snapshot());
    m_sending = true;
    m_refusal->setSentence(Mark::Bad, {});
    m_console.batch().run(order);
    emit changed();
}

void DryRunStep::writeSample(const QString &path)
{
    const BatchJob *job = m_review.job();
    if (!job || !job->dryRun)
        return;
    const Result<void> written = writeFile(path, diffCsv(*job->dryRun));
    m_saved->setSentence(
        written ? Mark::Good : Mark::Bad,
        written ? tr("%1 rows are in %2.").arg(job->dryRun->sample.size()).arg(path)
                : tr("%1 could not be written: %2. Choose another place.").arg(path, written.error().detail));
}

void DryRunStep::showAll()
{
    const BatchJob *job = m_review.job();
    if (!job)
        return;
    m_run->showJob(*job, *m_console.snapshot());
    m_sizes->button(int(m_sampleRows))->setChecked(true);
    for (QAbstractButton *button : m_sizes->buttons())
        button->setEnabled(!m_asked);
    m_again->setEnabled(!m_asked);
    m_trouble->setSentence(Mark::Bad, m_problem.isEmpty() ? QString() : tr("The comparison failed: %1").arg(m_problem));
    m_save->setEnabled(job->dryRun.has_value());
    m_fold->setEnabled(job->dryRun.has_value());
    if (job->dryRun) {
        showReport(*job->dryRun);
    } else {
        m_verdict->setSentence(Mark::Pending,
                               m_asked ? tr("Reading the records that the first rows name.") : QString());
        m_freshness->setRuns({});
        m_diff->setRows({});
        m_sampleNote->setMark(std::nullopt);
        m_sampleNote->setRuns({});
    }
    showFigures();
    if (m_asked) {
        m_sampleNote->setMark(std::nullopt);
        m_sampleNote->setRuns({{tr("comparing…"), Tone::Dim}});
    }
}

/// Of the run that is chosen beside them: not of another one.
void DryRunStep::showFigures()
{
    const BatchJob *job = m_review.job();
    if (!job || job->plan.id != m_job)
        return;
    const Snapshot &snapshot = *m_console.snapshot();
    const RunChoice choice = runChoice(m_run->order(snapshot.at), job->plan, snapshot);
    const std::int64_t accepted = job->plan.accepted;
    const RequestCount requests
        = chosenRequests(job->dryRun ? job->dryRun->requests : job->plan.requests, accepted, choice);
    m_requests->setFigure(countText(requests.all()));
    m_requestWords->setRuns({{requestWords(requests), Tone::Dim}});
    if (!job->dryRun)
        return;
    const DryRunReport report = chosenReport(*job->dryRun, accepted, choice, snapshot.at);
    const QuotaWords quota = quotaWords(report, choice.otherDay);
    m_quota->setLabel(quota.label);
    m_quota->setFigure(quota.figure, quota.mark == Mark::Good ? Tone::Normal : toneOf(quota.mark));
    m_quotaWords->setSentence(quota.mark, quota.sentence);
    m_eta->setLabel(endWords(report.forecast, snapshot.at, choice.begins));
    m_eta->setFigure(etaText(report.forecast));
    m_etaWords->setSentence(report.forecast.bound == PaceBound::Daily ? Mark::Warn : Mark::None, report.forecast.words);
}

void DryRunStep::showReport(const DryRunReport &report)
{
    const TimePoint now = m_console.snapshot()->at;
    m_verdict->setSentence(Mark::Good, dryRunSentence(report));
    m_freshness->setRuns({{tr("compared %1 ago").arg(ageText(now - report.at)), Tone::Dim}});
    m_sampleNote->setMark(report.notFound > 0 ? std::optional(Mark::Warn) : std::nullopt);
    m_sampleNote->setRuns({{sampleWords(report), Tone::Dim}});
    m_diff->setRows(diffRows(report.sample));
    m_warningPanel->setVisible(!report.warnings.isEmpty());
    m_warnings->setSentence(Mark::Warn, report.warnings.join(u'\n'));
    showRequests(report);
}

void DryRunStep::showRequests(const DryRunReport &report)
{
    QStringList texts;
    for (const ShownRequest &request : report.shown)
        texts << request.line + u'\n' + request.body;
    const QString text = texts.join(QStringLiteral("\n\n"));
    if (text != m_exact->toPlainText())
        m_exact->setPlainText(text);
}

} // namespace hubwatch::ui
