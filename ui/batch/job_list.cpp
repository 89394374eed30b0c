#include "ui/batch/job_list.h"

#include "ui/batch/confirm_dialog.h"
#include "ui/batch/job_banner.h"
#include "ui/batch/job_confirmations.h"
#include "ui/batch/job_words.h"
#include "ui/batch/results_card.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/format.h"
#include "ui/rules/cell_table.h"
#include "ui/sources/part_actions.h"

#include <QAction>
#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int whoColumn = 9;
constexpr int inputColumn = 10;
constexpr int wideList = 1400;

QString listWord(const char *text)
{
    return QCoreApplication::translate("batch", text);
}

bool filterFits(const BatchJob &job, JobFilter filter)
{
    switch (filter) {
    case JobFilter::All: return true;
    case JobFilter::NeedsPerson: return needsPerson(job);
    case JobFilter::UnderWay: return isUnderWay(job) && !isInterrupted(job);
    case JobFilter::Planned: return job.progress.state.phase == JobState::Phase::Planned;
    case JobFilter::Ended: return hasEnded(job.progress.state.phase);
    }
    Q_UNREACHABLE();
}

TimePoint whenOf(const BatchJob &job)
{
    const JobState &state = job.progress.state;
    if (state.phase == JobState::Phase::Scheduled && state.resumesAt)
        return *state.resumesAt;
    if (!hasBegun(job))
        return job.plan.plannedAt;
    return state.endedAt.value_or(state.startedAt.value_or(job.plan.plannedAt));
}

QString whenWords(const BatchJob &job, TimePoint now)
{
    const QString when = whenText(whenOf(job), now);
    return job.progress.state.phase == JobState::Phase::Scheduled && job.progress.state.resumesAt
        ? listWord("begins %1").arg(when)
        : when;
}

QString whoOf(const BatchJob &job)
{
    return job.progress.state.by.isEmpty() ? job.plan.plannedBy : job.progress.state.by;
}

/// State and, while it runs, how far.
QString stateText(const BatchJob &job)
{
    const QString word = jobStateWord(job).word;
    const JobState::Phase phase = job.progress.state.phase;
    const bool counts
        = phase == JobState::Phase::Running || phase == JobState::Phase::Paused || phase == JobState::Phase::Parked;
    const auto share = shareOf(job);
    return counts && share ? QStringLiteral("%1 %2").arg(word, shareText(*share)) : word;
}

/// Loud is only what somebody must look at; a job that runs is as it should be.
Tone stateTone(Mark mark)
{
    switch (mark) {
    case Mark::Pending: return Tone::Normal;
    case Mark::Good:
    case Mark::None:
    case Mark::NotYet: return Tone::Dim;
    case Mark::Warn:
    case Mark::Bad:
    case Mark::Blind: return toneOf(mark);
    }
    Q_UNREACHABLE();
}

Cell countCell(std::int64_t count, Tone loud)
{
    return {.text = count == 0 ? QStringLiteral("–") : countText(count), .tone = count == 0 ? Tone::Mute : loud};
}

} // namespace

bool jobFits(const BatchJob &job, JobFilter filter, const QString &words)
{
    if (!filterFits(job, filter))
        return false;
    const QString text = QStringList{jobTitle(job),
                                     job.plan.id,
                                     job.plan.spec.account,
                                     accountText(job.plan.spec),
                                     job.plan.input.name,
                                     job.plan.input.sha256,
                                     whoOf(job),
                                     jobStateWord(job).word}
                             .join(u'\n');
    const QStringList parts = words.split(u' ', Qt::SkipEmptyParts);
    return std::ranges::all_of(parts, [&](const QString &part) { return text.contains(part, Qt::CaseInsensitive); });
}

std::vector<CellColumn> jobColumns()
{
    return {{listWord("State"), QStringLiteral("finished, some unknown  ●")},
            {listWord("Job"), {}},
            {listWord("account"), QStringLiteral("PROD 12345678")},
            {listWord("rows"), QStringLiteral("1,000,000"), true},
            {listWord("done"), QStringLiteral("1,000,000"), true},
            {listWord("failed"), QStringLiteral("100,000"), true},
            {listWord("unknown"), QStringLiteral("unknown"), true},
            {listWord("skipped"), QStringLiteral("100,000"), true},
            {listWord("when"), QStringLiteral("begins 26 Nov 00:00 JST"), true},
            {listWord("who"), QStringLiteral("anna@ops-123")},
            {listWord("input"), QStringLiteral("0000000000")}};
}

CellRow jobRow(const BatchJob &job, TimePoint now)
{
    const JobPiles &piles = job.progress.piles;
    const MarkedWord state = jobStateWord(job);
    QString title = jobTitle(job);
    if (job.progress.state.pinned)
        title += listWord(" · pinned");
    const QString file = job.plan.input.name;
    const JobSum sum = sumOf(job);
    CellRow row{.key = job.plan.id};
    row.cells = {{.text = stateText(job),
                  .mark = sum.good ? state.mark : Mark::Bad,
                  .tone = stateTone(state.mark),
                  .tip = sum.good ? job.progress.state.why : sum.words},
                 {.text = title, .tone = Tone::Normal, .strong = needsPerson(job), .tip = title + u'\n' + file},
                 {.text = accountText(job.plan.spec)},
                 {.text = countText(job.plan.rows), .tone = Tone::Normal},
                 countCell(piles.done, Tone::Normal),
                 countCell(piles.failed, Tone::Bad),
                 countCell(piles.unknown, piles.unknown > job.progress.inFlight ? Tone::Blind : Tone::Dim),
                 countCell(piles.skipped, Tone::Dim),
                 {.text = whenWords(job, now), .tip = instantText(whenOf(job))},
                 {.text = whoOf(job)},
                 {.text = shortSha(job.plan.input), .tip = job.plan.input.sha256}};
    if (isUnreadable(job)) { // nothing is known of it, and nothing is made up
        for (const size_t unknown : {2u, 3u, 8u})
            row.cells[unknown] = {.text = QStringLiteral("–"), .tone = Tone::Mute};
    }
    return row;
}

JobList::JobList(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_count(new TextLine(this))
    , m_outcome(new MarkedSentence(this))
    , m_empty(dialogNote({}, this))
{
    setObjectName(QStringLiteral("jobList"));
    setAccessibleName(tr("Batch jobs"));
    m_new = partAction(this, "newBatch", tr("New batch…"), Qt::Key_N, tr("From a file or a search, step by step"));
    m_open = partAction(this, "openJob", tr("Open"), {}, tr("The run, its rows and its results (Enter)"));
    m_pin = partAction(this, "pinJob", tr("Pin"), Qt::Key_P, tr("A pinned job is kept for good"));
    m_remove = partAction(this, "removeJob", tr("Delete…"), QKeySequence::Delete, tr("The job and its journal"));
    m_other = partAction(this, "otherJob", {}, Qt::Key_U, tr("The other half of an undo"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 14, 14, 14);
    column->setSpacing(12);
    column->addWidget(makeBar());
    m_outcome->setObjectName(QStringLiteral("listOutcome"));
    column->addWidget(m_outcome);
    auto *panel = new Panel(this);
    auto *inside = new QVBoxLayout(panel);
    inside->setContentsMargins(1, 4, 1, 4);
    m_table = new CellTable("jobTable", tr("Batch jobs"), jobColumns(), panel);
    inside->addWidget(m_table, 1);
    m_empty->setObjectName(QStringLiteral("jobsEmpty"));
    m_empty->setAlignment(Qt::AlignCenter);
    inside->addWidget(m_empty, 1);
    column->addWidget(panel, 1);
    column->addWidget(m_details = makeDetails());
    setFocusProxy(m_table);
    connect(m_table, &CellTable::pickedChanged, this, &JobList::showDetails);
    connect(m_table, &QTableView::activated, m_open, &QAction::trigger);
    connect(m_table, &QTableView::doubleClicked, m_open, &QAction::trigger);
    connect(m_new, &QAction::triggered, this, &JobList::newWanted);
    connect(m_open, &QAction::triggered, this, [this] {
        if (const BatchJob *job = pickedJob())
            emit opened(job->plan.id);
    });
    connect(m_pin, &QAction::triggered, this, [this] {
        if (const BatchJob *job = pickedJob())
            m_console.batch().pin(job->plan.id, !job->progress.state.pinned);
    });
    connect(m_remove, &QAction::triggered, this, &JobList::remove);
    connect(m_other, &QAction::triggered, this, [this] { emit opened(m_otherJob); });
    connect(&m_console, &Console::snapshotChanged, this, &JobList::showJobs);
    connect(&m_console.batch(), &BatchDesk::done, this, &JobList::takeOutcome);
    showJobs();
}

QWidget *JobList::makeBar()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_text = new QLineEdit(bar);
    m_text->setObjectName(QStringLiteral("jobSearch"));
    m_text->setAccessibleName(tr("Search jobs"));
    m_text->setPlaceholderText(tr("Search title, account, file, hash, who (/)"));
    m_text->setClearButtonEnabled(true);
    m_text->setFixedWidth(320);
    row->addWidget(m_text);
    m_filter = new QComboBox(bar);
    m_filter->setObjectName(QStringLiteral("jobFilter"));
    m_filter->setAccessibleName(tr("Which jobs"));
    for (const auto &[filter, text] :
         {std::pair(JobFilter::All, tr("all jobs")), std::pair(JobFilter::NeedsPerson, tr("need a person")),
          std::pair(JobFilter::UnderWay, tr("under way")), std::pair(JobFilter::Planned, tr("planned")),
          std::pair(JobFilter::Ended, tr("ended"))})
        m_filter->addItem(text, int(filter));
    row->addWidget(m_filter);
    m_count->setObjectName(QStringLiteral("jobCount"));
    m_count->setRightAligned(true);
    row->addWidget(m_count, 1);
    row->addWidget(partButton(m_new, bar, true));
    connect(m_text, &QLineEdit::textChanged, this, &JobList::showJobs);
    connect(m_filter, &QComboBox::currentIndexChanged, this, &JobList::showJobs);
    auto *find = partAction(this, "findJob", QString(), QKeySequence(Qt::Key_Slash), QString());
    connect(find, &QAction::triggered, m_text, qOverload<>(&QWidget::setFocus));
    return bar;
}

QWidget *JobList::makeDetails()
{
    auto *panel = new Panel(this);
    panel->setObjectName(QStringLiteral("jobDetails"));
    auto *row = new QHBoxLayout(panel);
    row->setContentsMargins(14, 12, 14, 12);
    row->setSpacing(8);
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    m_title = new TextLine(panel);
    m_title->setObjectName(QStringLiteral("detailsTitle"));
    m_words = new QLabel(panel);
    m_words->setObjectName(QStringLiteral("detailsWords"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_facts = dialogNote({}, panel);
    m_facts->setObjectName(QStringLiteral("detailsFacts"));
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->setFocusPolicy(Qt::NoFocus);
    column->addWidget(m_title);
    column->addWidget(m_words);
    column->addWidget(m_facts);
    row->addLayout(column, 1);
    for (QAction *action : {m_other, m_pin, m_remove, m_open})
        row->addWidget(partButton(action, panel), 0, Qt::AlignTop);
    return panel;
}

QString JobList::picked() const
{
    return m_table->picked();
}

void JobList::pick(const QString &job)
{
    m_table->pick(job);
}

const BatchJob *JobList::pickedJob() const
{
    const std::vector<BatchJob> &jobs = m_console.snapshot()->batch.jobs;
    const auto found = std::ranges::find_if(jobs, [&](const BatchJob &job) { return job.plan.id == picked(); });
    return found == jobs.end() ? nullptr : &*found;
}

void JobList::showJobs()
{
    const SnapshotPtr snapshot = m_console.snapshot();
    const auto filter = JobFilter(m_filter->currentData().toInt());
    std::vector<CellRow> rows;
    for (const BatchJob &job : snapshot->batch.jobs)
        if (jobFits(job, filter, m_text->text()))
            rows.push_back(jobRow(job, snapshot->at));
    const bool none = rows.empty();
    const auto all = std::int64_t(snapshot->batch.jobs.size());
    m_count->setRuns({{std::int64_t(rows.size()) == all ? all == 1 ? tr("1 job") : tr("%1 jobs").arg(all)
                                                        : tr("%1 of %2 jobs").arg(rows.size()).arg(all),
                       Tone::Dim}});
    m_table->setVisible(!none);
    m_empty->setVisible(none);
    m_empty->setText(tr("No job of this kind. Shorten the search, or take all jobs."));
    m_table->setRows(std::move(rows));
    showDetails();
}

void JobList::showDetails()
{
    const BatchJob *job = pickedJob();
    m_details->setVisible(job != nullptr);
    if (!job)
        return;
    const SnapshotPtr snapshot = m_console.snapshot();
    const MarkedWord state = jobStateWord(*job);
    m_title->setMark(state.mark);
    m_title->setRuns(
        {{jobTitle(*job), Tone::Normal, true}, {state.word, Tone::Dim}, {leftText(*job, snapshot->at), Tone::Dim}});
    const BannerText banner = bannerOf(*job, snapshot->at);
    const QString words
        = banner.title.isEmpty() ? sumOf(*job).words : QStringLiteral("%1. %2").arg(banner.title, banner.words);
    m_words->setText(words);
    QStringList facts{job->plan.id};
    if (!isUnreadable(*job))
        facts.prepend(startedText(*job, snapshot->at));
    if (!job->plan.input.sha256.isEmpty())
        facts << tr("sha256 %1").arg(job->plan.input.sha256);
    facts << (job->progress.state.pinned ? tr("pinned: kept for good")
                                         : tr("kept for 90 days after its end; pin it to keep it for good"));
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    const bool undo = !job->plan.spec.undoes.isEmpty();
    const BatchJob *other = undoOf(job->plan.id, snapshot->batch);
    m_otherJob = undo ? job->plan.spec.undoes : other ? other->plan.id : QString();
    m_other->setText(undo ? tr("Job it takes back") : tr("Its undo"));
    setPossible(m_other, m_otherJob.isEmpty() ? tr("Nothing takes it back.") : QString());
    for (QPushButton *button : findChildren<QPushButton *>(QStringLiteral("otherJobButton")))
        button->setVisible(!m_otherJob.isEmpty());
    m_pin->setText(job->progress.state.pinned ? tr("Unpin") : tr("Pin"));
    setPossible(m_remove, whyNoRemove(*job));
}

void JobList::remove()
{
    const BatchJob *job = pickedJob();
    if (!job)
        return;
    auto *dialog = new ConfirmDialog(removeConfirmation(*job), this);
    connect(dialog, &ConfirmDialog::confirmed, this, [this, id = job->plan.id] { m_console.batch().remove(id); });
    dialog->show();
}

void JobList::takeOutcome(const BatchOutcome &outcome)
{
    const bool ours = outcome.command == BatchOutcome::Command::Pin || outcome.command == BatchOutcome::Command::Remove;
    if (!ours || !isVisible())
        return;
    m_outcome->setSentence(outcome.good ? Mark::Good : Mark::Bad,
                           outcome.good && outcome.command == BatchOutcome::Command::Pin ? QString() : outcome.words);
}

void JobList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // The title is what jobs are known by: it is whole before anybody's name or a hash is shown.
    for (const int extra : {whoColumn, inputColumn})
        m_table->setColumnHidden(extra, width() < wideList);
}

void JobList::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_outcome->setSentence({});
    showJobs();
}

} // namespace hubwatch::ui
