// Rows, exports, mappings, and what is kept of jobs.
#include "app/batch/batch_private.h"
#include "batch/count_text.h"

#include <algorithm>

namespace hubwatch {

namespace {

using Command = BatchOutcome::Command;

constexpr int exportedASlice = 2'000;

} // namespace

void BatchWork::askRows(const QString &id, const RowQuery &query)
{
    RowsAnswer answer{.job = id, .query = query};
    const Result<OpenJob *> job = d->openNow(id);
    if (!job) {
        answer.problem = job.error().detail;
        emit rowsFound(answer);
        return;
    }
    // Rows of an undo have the numbers, and the cells, of the job that it takes back.
    OpenJob &holder = (*job)->undone ? *(*job)->undone : **job;
    const Result<std::vector<RowOutcome>> outcomes = (*job)->journal->outcomes(query);
    if (!outcomes)
        answer.problem = outcomes.error().detail;
    std::vector<std::int64_t> numbers;
    for (const RowOutcome &outcome : outcomes.value_or(std::vector<RowOutcome>()))
        numbers.push_back(outcome.row);
    Result<std::vector<CsvRows::Row>> cells = std::vector<CsvRows::Row>();
    if (holder.file) {
        answer.header = holder.file->header();
        cells = holder.file->read(numbers);
        if (!cells)
            answer.problem = cells.error().detail;
    }
    for (size_t i = 0; i < numbers.size(); ++i)
        answer.rows.push_back(
            {.outcome = (*outcomes)[i], .cells = cells && i < cells->size() ? (*cells)[i].cells : QStringList()});
    emit rowsFound(answer);
}

void BatchWork::exportRows(const QString &id, const ResultsExport::Order &order)
{
    OpenJob *job = d->opened(id, Command::Export);
    if (!job)
        return;
    OpenJob &holder = job->undone ? *job->undone : *job;
    if (!holder.file)
        return d->answer(Command::Export, id, false, QStringLiteral("the job has no rows of its own"));
    Result<std::unique_ptr<ResultsExport>> work = ResultsExport::open(order, *holder.file, *job->journal);
    if (!work)
        return d->answer(Command::Export, id, false, work.error().detail);
    d->stepExport(id, std::shared_ptr<ResultsExport>(std::move(*work)), order.path);
}

void BatchWork::Private::stepExport(const QString &id, std::shared_ptr<ResultsExport> export_, const QString &path)
{
    const Result<bool> more = export_->step(exportedASlice);
    if (!more)
        return answer(Command::Export, id, false, more.error().detail);
    if (!*more)
        return answer(Command::Export, id, true,
                      QStringLiteral("%1 rows are in %2").arg(countText(export_->written()), path));
    if (!open.contains(id))
        return answer(Command::Export, id, false, QStringLiteral("the job was closed meanwhile; save it again"));
    parts.clock.after(Duration::zero(), calls.context(), [this, id, export_, path] { stepExport(id, export_, path); });
}

void BatchWork::pin(const QString &id, bool pinned)
{
    OpenJob *job = d->opened(id, Command::Pin);
    if (!job)
        return;
    JobState state = job->journal->state().value_or(JobState());
    state.pinned = pinned;
    d->setState(*job, state);
    d->answer(Command::Pin, id, true,
              pinned ? QStringLiteral("kept for good") : QStringLiteral("goes with the others when its time is up"));
}

void BatchWork::remove(const QString &id)
{
    if (const auto found = d->open.find(id); found != d->open.end()) {
        if (found->second->busy())
            return d->answer(Command::Remove, id, false, QStringLiteral("the job runs; cancel it first"));
        d->open.erase(found);
    }
    QString who;
    if (const std::unique_ptr<QLockFile> mine = d->folder.lockJob(id, &who); !mine)
        return d->answer(Command::Remove, id, false, QStringLiteral("%1 is in the hands of %2").arg(id, who));
    if (const Result<void> gone = d->folder.remove(id); !gone)
        return d->answer(Command::Remove, id, false, gone.error().detail);
    std::erase_if(d->records, [&](const JobRecord &job) { return job.plan.id == id; });
    d->reports.erase(id);
    d->answer(Command::Remove, id, true, QStringLiteral("removed, with its rows and its journal"));
}

void BatchWork::saveMapping(const SavedMapping &mapping)
{
    const Result<void> kept = hubwatch::saveMapping(d->folder.mappings(), mapping);
    d->mappings = savedMappings(d->folder.mappings());
    d->answer(Command::SaveMapping, mapping.name, kept.has_value(),
              kept ? QStringLiteral("saved in %1").arg(d->folder.mappings()) : kept.error().detail);
}

void BatchWork::removeMapping(const QString &name)
{
    const Result<void> gone = hubwatch::removeMapping(d->folder.mappings(), name);
    d->mappings = savedMappings(d->folder.mappings());
    d->answer(Command::RemoveMapping, name, gone.has_value(), gone ? QStringLiteral("removed") : gone.error().detail);
}

} // namespace hubwatch
