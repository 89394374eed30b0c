#include "ui/batch/job_view.h"

#include "batch/job_folder.h"
#include "ui/batch/confirm_dialog.h"
#include "ui/batch/job_banner.h"
#include "ui/batch/job_confirmations.h"
#include "ui/batch/job_header.h"
#include "ui/batch/job_steps.h"
#include "ui/batch/job_words.h"
#include "ui/batch/limit_card.h"
#include "ui/batch/pace_chart.h"
#include "ui/batch/pile_exports.h"
#include "ui/batch/reasons_table.h"
#include "ui/batch/results_card.h"
#include "ui/batch/rows_view.h"
#include "ui/batch/run_guard.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/format.h"
#include "ui/incidents/operator_name.h"
#include "ui/now/key_button.h"
#include "ui/sources/part_actions.h"

#include <QAbstractButton>
#include <QAction>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QUrl>
#include <algorithm>
#include <utility>

namespace hubwatch::ui {

namespace {

using Phase = JobState::Phase;

QString folderOf(const Snapshot &snapshot, const QString &job)
{
    return QDir::toNativeSeparators(JobFolder(snapshot.console.dataDirectory).pathOf(job));
}

} // namespace

JobView::JobView(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_outcome(new MarkedSentence(this))
    , m_header(new JobHeader(this))
    , m_banner(new JobBanner(this))
{
    setObjectName(QStringLiteral("jobView"));
    setFocusPolicy(Qt::StrongFocus);
    m_pause
        = partAction(this, "pauseJob", tr("Pause"), {}, tr("Nothing new goes out; what is out is answered (Space)"));
    m_cancel = partAction(this, "cancelJob", tr("Cancel…"), {}, tr("The rows that are left are skipped"));
    connect(m_pause, &QAction::triggered, this, &JobView::pauseOrResume);
    connect(m_cancel, &QAction::triggered, this, &JobView::cancel);
    auto *outside = new QVBoxLayout(this);
    outside->setContentsMargins(0, 0, 0, 0);
    auto *area = new QScrollArea(this); // a low window scrolls, it does not squeeze
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    auto *ground = new QWidget(area);
    area->setWidget(ground);
    outside->addWidget(area);
    auto *column = new QVBoxLayout(ground);
    column->setContentsMargins(14, 14, 14, 14);
    column->setSpacing(12);
    column->addWidget(m_steps = makeSteps());
    m_outcome->setObjectName(QStringLiteral("jobOutcome"));
    column->addWidget(m_outcome);
    column->addWidget(m_banner);
    column->addWidget(m_header);
    column->addWidget(m_figures = makeFigures());
    column->addWidget(m_rowsPanel = makeRows(), 1);
    column->addStretch(0);
    connect(m_banner, &JobBanner::chosen, this, &JobView::takeWay);
    connect(&m_console, &Console::snapshotChanged, this, &JobView::showSnapshot);
    connect(&m_console.batch(), &BatchDesk::done, this, &JobView::takeOutcome);
}

void JobView::showJob(const QString &job)
{
    if (job != m_job) {
        m_outcome->setSentence({});
        closeRows();
        m_pausing = m_undoWanted = false;
    }
    m_job = job;
    showSnapshot();
}

const BatchJob *JobView::shown() const
{
    const std::vector<BatchJob> &jobs = m_console.snapshot()->batch.jobs;
    const auto found = std::ranges::find_if(jobs, [this](const BatchJob &job) { return job.plan.id == m_job; });
    return found == jobs.end() ? nullptr : &*found;
}

bool JobView::settled() const
{
    return (m_job.isEmpty() || shown()) && (m_stack->currentWidget() == m_board || m_rows->settled());
}

void JobView::showSnapshot()
{
    const SnapshotPtr snapshot = m_console.snapshot();
    const BatchJob *job = shown();
    if (!job)
        return;
    const bool ended = hasEnded(job->progress.state.phase);
    showStanding(*m_steps, *job);
    m_header->show(*job, snapshot->at);
    BannerText banner = bannerOf(*job, snapshot->at);
    if (isUnreadable(*job))
        banner.words += u'\n' + tr("Its folder: %1").arg(folderOf(*snapshot, m_job));
    m_banner->show(banner);
    showRoom(*job);
    m_limit->setVisible(!ended);
    m_results->setVisible(ended);
    const QString retryReason = whyNoRetry(*job);
    if (ended)
        m_results->show(*job, *snapshot, retryReason);
    else
        m_limit->show(limitWords(*job, snapshot->at));
    m_pace->show(*job);
    m_reasons->show(*job, retryReason);
    m_rows->setRetry(retryReason);
    m_exports->show(*job, snapshot->at);
    m_reasonCount->setRuns({{reasonCountText(*job), Tone::Dim}});
    showActions(*job);
}

void JobView::showRoom(const BatchJob &job)
{
    const bool begun = hasBegun(job) && !isUnreadable(job);
    m_figures->setVisible(begun && m_stack->currentWidget() != m_rows);
    m_stack->setVisible(begun);
    m_rowsPanel->setVisible(begun || job.progress.state.phase == Phase::Scheduled);
    m_rowsPanel->setSizePolicy(QSizePolicy::Preferred, begun ? QSizePolicy::Preferred : QSizePolicy::Maximum);
}

void JobView::showActions(const BatchJob &job)
{
    const Phase phase = job.progress.state.phase;
    const bool runs = phase == Phase::Running && !isInterrupted(job);
    const QString against = whyNoPause(job);
    m_pausing = m_pausing && runs;
    m_pause->setText(runs ? tr("Pause") : tr("Resume"));
    setPossible(m_pause, m_pausing ? tr("Asked; what is out is answered first.") : against);
    m_pauseButton->setText(runs && m_pausing ? tr("Pausing…") : m_pause->text());
    m_pauseButton->setEnabled(m_pause->isEnabled());
    m_pauseButton->setToolTip(m_pause->toolTip());
    m_pauseButton->setAccessibleDescription(m_pause->toolTip());
    m_pauseButton->updateGeometry();
    setPossible(m_cancel, hasEnded(phase) ? tr("It has ended.") : QString());
    const bool alive = !hasEnded(phase) && !isUnreadable(job);
    if (!runs && m_pauseButton->hasFocus())
        setFocus(Qt::OtherFocusReason);       // or Cancel, the next one, would take the next Space
    m_pauseButton->setVisible(alive && runs); // the way on stands in the banner, once
    for (QPushButton *button : m_steps->findChildren<QPushButton *>(QStringLiteral("cancelJobButton")))
        button->setVisible(alive);
}

void JobView::pauseOrResume()
{
    const BatchJob *job = shown();
    if (!job || !m_pause->isEnabled())
        return;
    if (job->progress.state.phase != Phase::Running || isInterrupted(*job))
        return resume();
    m_pausing = true;
    m_console.batch().pause(m_job);
    showActions(*job);
}

void JobView::resume()
{
    m_outcome->setSentence({});
    const Snapshot &snapshot = *m_console.snapshot();
    const RunOrder order{.job = m_job, .by = operatorName(snapshot)};
    const BatchJob *job = shown();
    const std::optional<GuardedRun> guarded
        = job && !job->plan.spec.production ? guardedRun(job->plan, order, snapshot) : std::nullopt;
    if (!guarded)
        return m_console.batch().run(order);
    // It was begun as a sandbox's, which needs no confirmation, and would write to production now.
    auto *guard = new RunGuard(*guarded, this);
    connect(guard, &RunGuard::confirmed, this, [this, order](const QString &typed) {
        RunOrder confirmed = order;
        confirmed.confirm = typed;
        m_console.batch().run(confirmed);
    });
    guard->open();
}

void JobView::takeWay(JobWay way)
{
    const BatchJob *job = shown();
    if (!job)
        return;
    const JobPiles &piles = job->progress.piles;
    switch (way) {
    case JobWay::Resume:
    case JobWay::GoOn:
    case JobWay::RunNow: return resume();
    case JobWay::StopHere: return cancel();
    case JobWay::ShowFolder: return showFolder();
    case JobWay::Delete: return remove();
    case JobWay::WereDone:
        return confirm(decideConfirmation(*job, Pile::Done), [this] { m_console.batch().decide(m_job, Pile::Done); });
    case JobWay::WereNot:
        return confirm(decideConfirmation(*job, Pile::Failed),
                       [this] { m_console.batch().decide(m_job, Pile::Failed); });
    case JobWay::ShowRows:
        if (questionOf(*job) == JobQuestion::Unknown)
            return openRows(
                {.job = m_job, .title = tr("Unknown rows"), .piles = {Pile::Unknown}, .rows = piles.unknown});
        return openRows({.job = m_job, .title = tr("What the trial came to"), .piles = {}, .rows = piles.all()});
    }
    Q_UNREACHABLE();
}

void JobView::cancel()
{
    if (const BatchJob *job = shown())
        confirm(cancelConfirmation(*job), [this] { m_console.batch().cancel(m_job); });
}

void JobView::remove()
{
    if (const BatchJob *job = shown())
        confirm(removeConfirmation(*job), [this] { m_console.batch().remove(m_job); });
}

void JobView::showFolder()
{
    const QString folder = folderOf(*m_console.snapshot(), m_job);
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
        m_outcome->setSentence(Mark::Warn, tr("No program here shows folders: open %1 by hand.").arg(folder));
}

void JobView::undo()
{
    const BatchJob *job = shown();
    if (!job)
        return;
    confirm(undoConfirmation(*job), [this] {
        m_undoWanted = true;
        m_console.batch().undo(m_job);
    });
}

void JobView::retry(const QString &code, const std::vector<std::int64_t> &rows)
{
    m_outcome->setSentence({});
    m_console.batch().retry(m_job, code, rows);
}

void JobView::confirm(const Confirmation &what, std::function<void()> then)
{
    auto *dialog = new ConfirmDialog(what, this);
    connect(dialog, &ConfirmDialog::confirmed, this, [this, then = std::move(then)] {
        m_outcome->setSentence({});
        then();
    });
    dialog->show();
}

void JobView::save(const std::vector<Pile> &piles, const QString &name)
{
    auto *dialog = new QFileDialog(this, tr("Save the rows"), name);
    dialog->setObjectName(QStringLiteral("saveRows"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, [this, piles, job = m_job](const QString &path) {
        m_console.batch().exportRows(job, {.path = path, .piles = piles});
    });
    dialog->open();
}

void JobView::openRows(const RowsWanted &wanted)
{
    m_rows->show(wanted);
    m_stack->setCurrentWidget(m_rows);
    if (const BatchJob *job = shown())
        showRoom(*job);
    m_rows->setFocus(Qt::OtherFocusReason);
}

void JobView::closeRows()
{
    const bool focused = m_rows->isAncestorOf(focusWidget());
    m_stack->setCurrentWidget(m_board);
    if (const BatchJob *job = shown())
        showRoom(*job);
    if (focused)
        m_reasons->setFocus(Qt::OtherFocusReason);
}

void JobView::takeOutcome(const BatchOutcome &outcome)
{
    const bool opensUndo = outcome.command == BatchOutcome::Command::Undo && std::exchange(m_undoWanted, false);
    if (opensUndo && outcome.good)
        return emit jobOpened(outcome.job);
    if (outcome.job != m_job && !opensUndo)
        return;
    if (outcome.command == BatchOutcome::Command::Pause)
        m_pausing = false;
    // A run that began, or stopped, is seen; only what is not seen is said.
    const bool seen = outcome.command == BatchOutcome::Command::Run || outcome.command == BatchOutcome::Command::Pause
        || outcome.command == BatchOutcome::Command::Pin;
    if (!outcome.good || !seen)
        m_outcome->setSentence(outcome.good ? Mark::Good : Mark::Bad, outcome.words);
    showSnapshot();
}

void JobView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier)
        return pauseOrResume();
    if (event->key() == Qt::Key_Escape)
        return m_stack->currentWidget() == m_rows ? closeRows() : emit closed();
    QWidget::keyPressEvent(event);
}

} // namespace hubwatch::ui
