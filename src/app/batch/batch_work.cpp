#include "app/batch/batch_work.h"

#include "app/batch/batch_private.h"
#include "batch/count_text.h"
#include "batch/job_window.h"

#include <algorithm>

namespace hubwatch {

namespace {

using Phase = JobState::Phase;

constexpr size_t mostShown = 200;
constexpr Duration notedEvery = 5s; ///< a running job, for whoever lists jobs meanwhile
constexpr Duration trimmedEvery = 1h;

/// "199,938 done, 62 failed"
QString pilesText(const JobPiles &piles)
{
    QStringList parts{QStringLiteral("%1 done").arg(countText(piles.done))};
    if (piles.failed > 0)
        parts << QStringLiteral("%1 failed").arg(countText(piles.failed));
    if (piles.unknown > 0)
        parts << QStringLiteral("%1 unknown").arg(countText(piles.unknown));
    if (piles.skipped > 0)
        parts << QStringLiteral("%1 skipped").arg(countText(piles.skipped));
    return parts.join(QStringLiteral(", "));
}

} // namespace

BatchWork::Private::Private(BatchParts given)
    : parts(std::move(given))
    , folder(parts.dataDirectory)
    , definitions(parts.dataDirectory.isEmpty() ? QString() : parts.dataDirectory + QStringLiteral("/definitions"),
                  parts.clock)
{
    if (parts.dataDirectory.isEmpty())
        fault = QStringLiteral("there is no data folder to keep jobs in; name one with --data-dir");
    records = folder.jobs();
    mappings = savedMappings(folder.mappings());
}

BatchWork::BatchWork(BatchParts parts, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(parts)))
{
    d->work = this;
}

BatchWork::~BatchWork() = default;

JobRecord *BatchWork::Private::record(const QString &id)
{
    const auto found = std::ranges::find_if(records, [&](const JobRecord &job) { return job.plan.id == id; });
    return found == records.end() ? nullptr : &*found;
}

void BatchWork::Private::answer(BatchOutcome::Command command, const QString &job, bool good, const QString &words)
{
    emit work->done({.command = command, .job = job, .good = good, .words = words});
    emit work->changed();
}

Result<OpenJob *> BatchWork::Private::openNow(const QString &id)
{
    if (const auto found = open.find(id); found != open.end())
        return found->second.get();
    closeIdle(id);
    Result<std::unique_ptr<OpenJob>> job = openJob(folder, id, definitions);
    if (!job)
        return tl::unexpected(job.error());
    OpenJob *opened = job->get();
    open[id] = std::move(*job);
    if (!record(id)) // another program planned it
        records.insert(records.begin(), folder.job(id).value_or(JobRecord()));
    noteRecord(id);
    return opened;
}

OpenJob *BatchWork::Private::opened(const QString &id, BatchOutcome::Command command)
{
    const Result<OpenJob *> job = openNow(id);
    if (job)
        return *job;
    answer(command, id, false, job.error().detail);
    return nullptr;
}

void BatchWork::Private::closeIdle(const QString &but)
{
    std::erase_if(
        open, [&](const auto &one) { return one.first != but && !one.second->busy() && !dryRuns.contains(one.first); });
}

void BatchWork::Private::noteRecord(const QString &id)
{
    JobRecord *known = record(id);
    const auto job = open.find(id);
    if (!known || job == open.end())
        return;
    const Journal &journal = *job->second->journal;
    known->plan = job->second->plan;
    known->state = journal.state().value_or(known->state);
    known->piles = journal.piles().value_or(known->piles);
    known->reasons = journal.reasons().value_or(known->reasons);
    known->problem.clear();
    if (!job->second->notice.isEmpty())
        known->notice = job->second->notice;
    setFault(folder.note(*known));
}

void BatchWork::Private::setFault(const Result<void> &written)
{
    fault = written ? QString() : written.error().detail;
}

void BatchWork::Private::setState(OpenJob &job, const JobState &state)
{
    const Result<void> written = job.journal->setState(state);
    noteRecord(job.plan.id);
    if (!written)
        setFault(written);
}

void BatchWork::Private::tell(const OpenJob &job, Phase phase)
{
    const Result<JobPiles> piles = job.journal->piles();
    const Result<JobState> state = job.journal->state();
    QString text = planTitle(job.plan.spec, job.plan.rows) + QStringLiteral(": ") + phaseWord(phase);
    if (hasEnded(phase) && piles)
        text += QStringLiteral(": ") + pilesText(*piles);
    else if (state && !state->why.isEmpty())
        text += QStringLiteral(": ") + state->why;
    emit work->happened(
        {.at = parts.clock.now(),
         .kind = Event::Kind::Batch,
         .service = QStringLiteral("hubspot:") + job.plan.spec.account,
         .subject = job.plan.id,
         .from = phase == Phase::Paused && state && state->why.isEmpty() ? QStringLiteral("person") : QString(),
         .to = phaseWord(phase),
         .text = text});
}

void BatchWork::apply(const Workspace &workspace)
{
    d->keep = workspace.console.batchKeep;
    d->letGo(workspace);
    if (std::exchange(d->taken, true))
        return;
    for (const JobRecord &job : std::vector<JobRecord>(d->records))
        d->takeUp(job);
    tick();
}

/// The client of an account that changes goes away with it: its job is cut off as by a crash, and goes on through the
/// new one, after what was out has been read back.
void BatchWork::Private::letGo(const Workspace &workspace)
{
    for (auto &[id, job] : open) {
        if (!job->busy())
            continue;
        const auto now = std::ranges::find(workspace.accounts, job->account.name, &AccountConfig::name);
        if (now != workspace.accounts.end() && *now == job->account)
            continue;
        job->runner.reset();
        job->accountLock.reset();
        noteRecord(id);
    }
}

/// A job that a crash cut off stands as running in its journal, whatever its summary says.
void BatchWork::Private::takeUp(const JobRecord &job)
{
    if (!job.problem.isEmpty()) {
        const Result<JobRecord> restored = folder.restored(job.plan.id);
        if (!restored)
            return; // planned just now, or it says why it cannot be read
        *record(job.plan.id) = *restored;
        std::ranges::stable_sort(records, std::ranges::greater(),
                                 [](const JobRecord &one) { return one.plan.plannedAt; });
        return takeUp(*restored);
    }
    const bool mayHaveRun = job.state.phase == Phase::Running || job.state.phase == Phase::Parked;
    if (!mayHaveRun)
        return;
    if (!openNow(job.plan.id))
        return; // in other hands
    noteRecord(job.plan.id);
}

void BatchWork::tick()
{
    const TimePoint now = d->parts.clock.now();
    d->letStopByGo();
    for (const JobRecord &job : std::vector<JobRecord>(d->records)) {
        if (job.state.phase == Phase::Scheduled)
            d->tryScheduled(job);
        else if (d->parts.resumesItself && d->taken
                 && (job.state.phase == Phase::Running || job.state.phase == Phase::Parked))
            d->tryResume(job);
    }
    bool running = false;
    const bool note = now - d->noted >= notedEvery || now < d->noted;
    for (const auto &[id, job] : d->open) {
        running = running || (job->busy() && job->runner->progress().state.phase == Phase::Running);
        if (note && job->busy())
            d->noteRecord(id);
    }
    if (note)
        d->noted = now;
    d->awake.set(running);
    if (now - d->trimmed < trimmedEvery && now >= d->trimmed)
        return;
    d->trimmed = now;
    for (const QString &gone : d->folder.trim(now - d->keep, now)) {
        d->open.erase(gone);
        std::erase_if(d->records, [&](const JobRecord &job) { return job.plan.id == gone; });
    }
}

BatchJob BatchWork::Private::shown(const JobRecord &record) const
{
    BatchJob job{.plan = record.plan, .problem = record.problem, .notice = record.notice};
    job.progress = {.state = record.state, .rows = record.plan.rows, .piles = record.piles, .reasons = record.reasons};
    if (const auto found = open.find(record.plan.id); found != open.end()) {
        job.open = found->second->busy(); // open files alone carry nothing out
        job.progress.pace = found->second->pace;
        if (found->second->busy())
            job.progress = found->second->runner->progress();
        else if (const auto account = parts.accounts(record.plan.spec.account); account && account->client) {
            job.progress.limiter = account->client->limiter(); // what it would run under
            job.progress.dailyLeft = account->dailyLeft;
        }
    }
    if (const auto report = reports.find(record.plan.id); report != reports.end())
        job.dryRun = report->second;
    return job;
}

BatchState BatchWork::state() const
{
    BatchState state{.mappings = d->mappings, .fault = d->fault};
    for (const JobRecord &record : d->records) {
        if (state.jobs.size() < mostShown)
            state.jobs.push_back(d->shown(record));
    }
    if (d->planning) {
        const PlanWork &work = *d->planning;
        state.planning = BatchPlanning{.id = work.question.id,
                                       .name = work.question.search.isEmpty()
                                           ? work.question.path.section(u'/', -1)
                                           : QStringLiteral("search of ") + work.question.spec.object};
        if (work.planner) {
            state.planning->share = work.planner->share();
            state.planning->rows = work.planner->rows();
        } else if (work.search) {
            state.planning->rows = work.search->found().rows;
        }
    }
    return state;
}

} // namespace hubwatch
