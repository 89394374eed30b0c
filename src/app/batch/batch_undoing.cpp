// Taking back: the undo of a job that has ended. Each row is taken back once.
#include "app/batch/batch_private.h"
#include "batch/count_text.h"

#include <QRandomGenerator>
#include <set>

namespace hubwatch {

namespace {

using Command = BatchOutcome::Command;

constexpr int undoRowsASlice = 10'000;

std::vector<JobRecord> begunUndoes(const JobFolder &folder, const QString &id)
{
    std::vector<JobRecord> undoes = folder.jobs();
    std::erase_if(undoes,
                  [&](const JobRecord &job) { return job.plan.spec.undoes != id || !job.state.startedAt.has_value(); });
    return undoes;
}

/// Hands each slice of the rows in these piles to `take`.
Result<void> eachSlice(const Journal &journal, const std::vector<Pile> &piles,
                       const std::function<Result<void>(const std::vector<RowOutcome> &)> &take)
{
    for (RowQuery query{.piles = piles, .most = undoRowsASlice};;) {
        const Result<std::vector<RowOutcome>> slice = journal.outcomes(query);
        if (!slice)
            return tl::unexpected(slice.error());
        if (slice->empty())
            return {};
        if (Result<void> taken = take(*slice); !taken)
            return taken;
        query.after = slice->back().row;
    }
}

/// Rows that an undo has taken back, or may have: an answer that nobody saw counts.
Result<void> addTakenBack(const JobFolder &folder, const QString &undo, std::set<std::int64_t> &rows)
{
    QString who;
    const std::unique_ptr<QLockFile> lock = folder.lockJob(undo, &who);
    if (!lock)
        return fail(Error::Kind::Rejected, QStringLiteral("%1 is in the hands of %2").arg(undo, who));
    const Result<Journal::Opened> opened = Journal::open(folder.journalOf(undo));
    if (!opened)
        return tl::unexpected(opened.error());
    return eachSlice(*opened->journal, {Pile::Done, Pile::Unknown},
                     [&rows](const std::vector<RowOutcome> &slice) -> Result<void> {
                         for (const RowOutcome &outcome : slice)
                             rows.insert(outcome.row);
                         return {};
                     });
}

/// Rows that undoes before have taken back. Rejected when one of them may still go on.
Result<std::set<std::int64_t>> takenBefore(const JobFolder &folder, const QString &id)
{
    std::set<std::int64_t> rows;
    for (const JobRecord &earlier : begunUndoes(folder, id)) {
        if (!hasEnded(earlier.state.phase))
            return fail(
                Error::Kind::Rejected,
                QStringLiteral("%1 takes the job back already: resume it, or cancel it first").arg(earlier.plan.id));
        if (const Result<void> added = addTakenBack(folder, earlier.plan.id, rows); !added)
            return tl::unexpected(added.error());
    }
    return rows;
}

} // namespace

/// Of two undoes that were planned side by side the second would take the same rows back again.
QString BatchWork::Private::earlierUndo(const Plan &undo) const
{
    if (undo.spec.undoes.isEmpty())
        return {};
    for (const JobRecord &other : begunUndoes(folder, undo.spec.undoes)) {
        if (other.plan.id != undo.id && (!hasEnded(other.state.phase) || *other.state.startedAt >= undo.plannedAt))
            return QStringLiteral("%1 was begun meanwhile and takes the same job back; plan the undo again")
                .arg(other.plan.id);
    }
    return {};
}

void BatchWork::undo(const QString &id)
{
    OpenJob *job = d->opened(id, Command::Undo);
    if (!job)
        return;
    const auto refuse = [&](const Error &error) { d->answer(Command::Undo, id, false, error.detail); };
    if (job->busy())
        return d->answer(Command::Undo, id, false, QStringLiteral("the job still runs; pause or cancel it first"));
    d->closeIdle(id); // an undo before may be open still
    const TimePoint now = d->parts.clock.now();
    const Result<JobSpec> spec = undoSpec(job->plan, job->journal->state().value_or(JobState()), now);
    if (!spec)
        return refuse(spec.error());
    const Result<std::set<std::int64_t>> taken = takenBefore(d->folder, id);
    if (!taken)
        return refuse(taken.error());
    const QString made = newJobId(*spec, now, QRandomGenerator::global()->generate());
    Result<Plan> plan = planUndo(job->plan, *job->journal, made, now, d->parts.by);
    if (!plan)
        return refuse(plan.error());
    std::vector<std::int64_t> rows;
    const Result<void> read
        = eachSlice(*job->journal, {Pile::Done}, [&](const std::vector<RowOutcome> &slice) -> Result<void> {
              for (const RowOutcome &outcome : slice) {
                  if (!taken->contains(outcome.row))
                      rows.push_back(outcome.row);
              }
              return {};
          });
    if (!read)
        return refuse(read.error());
    if (rows.empty())
        return d->answer(Command::Undo, id, false,
                         QStringLiteral("%1 has taken the job back already; there is nothing left to take back")
                             .arg(begunUndoes(d->folder, id).front().plan.id));
    plan->rows = plan->accepted = std::int64_t(rows.size());
    plan->requests = requestsFor(plan->spec, plan->accepted);
    Result<void> kept = d->folder.create(made);
    Result<Journal::Opened> journal = kept ? Journal::open(d->folder.journalOf(made)) : tl::unexpected(kept.error());
    if (journal)
        kept = journal->journal->putPlan(*plan);
    for (size_t at = 0; journal && kept && at < rows.size(); at += undoRowsASlice)
        kept = journal->journal->putRows(
            std::span(rows).subspan(at).first(std::min(size_t(undoRowsASlice), rows.size() - at)));
    if (!journal || !kept)
        return refuse(journal ? kept.error() : journal.error());
    journal->journal.reset();
    d->records.insert(d->records.begin(), JobRecord{.plan = *plan});
    if (const Result<void> noted = d->folder.note(d->records.front()); !noted)
        return refuse(noted.error());
    d->answer(Command::Undo, made, true,
              QStringLiteral("%1 rows can be taken back; look at it, then run it").arg(countText(plan->rows)));
}

} // namespace hubwatch
