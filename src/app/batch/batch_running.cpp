// Jobs on their way: begun by a person, paused, ended.
#include "app/batch/batch_private.h"
#include "app/batch/job_guard.h"
#include "batch/count_text.h"
#include "batch/job_window.h"

#include <algorithm>

namespace hubwatch {

namespace {

using Command = BatchOutcome::Command;
using JobPhase = JobState::Phase;

const QString orderedReserveKey = QStringLiteral("orderedReserve");

} // namespace

void BatchWork::run(const RunOrder &order)
{
    OpenJob *job = d->opened(order.job, Command::Run);
    if (!job)
        return;
    const auto refuse = [&](const QString &why) { d->answer(Command::Run, order.job, false, why); };
    const std::optional<BatchAccount> account = d->parts.accounts(job->plan.spec.account);
    const JobState state = job->journal->state().value_or(JobState());
    if (!account || !account->client)
        return refuse(QStringLiteral("the workspace has no account called \"%1\"").arg(job->plan.spec.account));
    if (hasEnded(state.phase))
        return refuse(QStringLiteral("the job has ended; retry its failures, or plan a new one"));
    if (const QString why = accountRefusal(job->plan, *account); !why.isEmpty())
        return refuse(why);
    if (!state.startedAt || wasNeverConfirmed(job->plan, *account)) {
        if (const QString why = confirmationRefusal(job->plan, *account, order.confirm); !why.isEmpty())
            return refuse(why);
    }
    if (!state.startedAt) {
        if (const QString why = fileRefusal(job->plan.input); !why.isEmpty())
            return refuse(why);
        if (const QString why = d->earlierUndo(job->plan); !why.isEmpty())
            return refuse(why);
    }
    if (job->busy() && state.phase == JobPhase::Asking && order.firstRows > 0)
        job->runner.reset(); // it rests; the next trial is begun as the first was
    if (job->busy()) {
        if (const Result<void> kept = d->dropStopBy(*job); !kept)
            return refuse(kept.error().detail);
        state.phase == JobPhase::Asking ? job->runner->goOn() : job->runner->start(d->parts.by);
        return d->answer(Command::Run, order.job, true, QStringLiteral("goes on"));
    }
    if (!job->plan.spec.undoes.isEmpty() || job->plan.spec.operation == JobOperation::Read)
        return d->begin(order.job, order, {});
    d->definitions.get(account->client->http(), account->config.api, job->plan.spec.portal, job->plan.spec.object,
                       Duration::zero(), d->calls.context(), [this, order](const Result<Definitions> &now) {
                           if (!now)
                               return d->answer(Command::Run, order.job, false, now.error().detail);
                           d->begin(order.job, order, *now);
                       });
}

void BatchWork::Private::begin(const QString &id, const RunOrder &order, const Definitions &now)
{
    OpenJob *job = opened(id, Command::Run);
    if (!job || job->busy())
        return;
    if (!now.properties.empty()) {
        const QStringList faults = specFaults(job->plan.spec, job->plan.header, now.properties);
        if (!faults.isEmpty())
            return answer(
                Command::Run, id, false,
                QStringLiteral("since it was planned: %1; plan it again").arg(faults.join(QStringLiteral("; "))));
    }
    JobState state = job->journal->state().value_or(JobState());
    const BatchAccount account = parts.accounts(job->plan.spec.account).value_or(BatchAccount());
    JobSpec &spec = job->plan.spec;
    // A job that goes on keeps what it was begun with, unless it is told otherwise or has come to its end.
    const bool goesOn = state.startedAt.has_value();
    spec.production = spec.production || needsConfirmation(job->plan, account); // it is confirmed by now
    if (order.firstRows > 0)
        spec.firstRows = job->journal->touched() - job->plan.rejected() + order.firstRows;
    else if (!goesOn || state.phase == JobPhase::Asking)
        spec.firstRows = 0;
    if (!goesOn || order.stopBy || spec.stopBy.value_or(TimePoint::max()) <= parts.clock.now())
        spec.stopBy = order.stopBy;
    if (order.schedule)
        spec.schedule = order.schedule;
    Result<void> kept = job->journal->putPlan(job->plan);
    if (kept && (!goesOn || order.dailyReserve > 0))
        kept = job->journal->put(orderedReserveKey, QByteArray::number(qlonglong(order.dailyReserve)));
    if (!kept)
        return answer(Command::Run, id, false, kept.error().detail);
    state.by = order.by.isEmpty() ? parts.by : order.by;
    if (order.schedule) {
        const ScheduleVerdict verdict = scheduleVerdict(*order.schedule, parts.clock.now(), parts.clock.now());
        state.phase = JobPhase::Scheduled;
        state.startedAt = parts.clock.now(); // confirmed: the schedule itself asks nobody
        state.resumesAt = verdict.at;
        state.why = verdict.words;
        setState(*job, state);
        tell(*job, JobPhase::Scheduled);
        answer(Command::Run, id, true, verdict.words);
        return work->tick();
    }
    setState(*job, state);
    startRunner(*job, state.by);
    if (job->busy())
        answer(Command::Run, id, true, QStringLiteral("running"));
}

void BatchWork::Private::startRunner(OpenJob &job, const QString &by, bool cancels)
{
    const QString id = job.plan.id;
    if (writes(job.plan.spec.operation) && !job.accountLock) {
        QString who;
        job.accountLock = folder.lockAccount(job.plan.spec.account, &who);
        if (!job.accountLock)
            return answer(Command::Run, id, false,
                          QStringLiteral("another job writes to account %1, in the hands of %2; one at a time")
                              .arg(job.plan.spec.account, who));
    }
    job.account = parts.accounts(job.plan.spec.account).value_or(BatchAccount()).config;
    // What the workspace leaves to others now is left, whatever was ordered.
    const std::optional<QByteArray> ordered = job.journal->get(orderedReserveKey);
    job.plan.spec.dailyReserve
        = std::max<std::int64_t>(ordered.value_or(QByteArray()).toLongLong(), job.account.batchReserve);
    if (const Result<void> kept = job.journal->putPlan(job.plan); !kept)
        return answer(Command::Run, id, false, kept.error().detail);
    job.runner = std::make_unique<JobRunner>(job.plan, runnerTools(job, parts.accounts, parts.clock));
    QObject::connect(job.runner.get(), &JobRunner::changed, work, &BatchWork::changed);
    QObject::connect(job.runner.get(), &JobRunner::phaseChanged, work,
                     [this, id](JobPhase phase) { phaseChanged(id, phase); });
    cancels ? job.runner->cancel(by) : job.runner->start(by);
}

void BatchWork::Private::phaseChanged(const QString &id, JobPhase phase)
{
    const auto found = open.find(id);
    if (found == open.end())
        return;
    OpenJob &job = *found->second;
    noteRecord(id);
    tell(job, phase);
    const bool stands = hasEnded(phase) || phase == JobPhase::Paused;
    if (stands && job.runner) {
        job.pace = job.runner->progress().pace;
        job.runner.release()->deleteLater(); // it is telling us this
        job.accountLock.reset();
    }
    emit work->changed();
}

/// Whether no other job writes to the account. Asks quietly: nobody waits for an answer.
bool BatchWork::Private::mayWrite(OpenJob &job)
{
    if (writes(job.plan.spec.operation) && !job.accountLock)
        job.accountLock = folder.lockAccount(job.plan.spec.account, nullptr);
    return !writes(job.plan.spec.operation) || job.accountLock != nullptr;
}

void BatchWork::pause(const QString &id)
{
    OpenJob *job = d->opened(id, Command::Pause);
    if (!job)
        return;
    if (job->busy()) {
        job->runner->pause();
        return d->answer(Command::Pause, id, true, QStringLiteral("what is out is waited for, then it stands"));
    }
    JobState state = job->journal->state().value_or(JobState());
    if (hasEnded(state.phase) || state.phase == JobPhase::Planned)
        return d->answer(Command::Pause, id, false, QStringLiteral("the job does not run"));
    state.phase = JobPhase::Paused;
    state.why = QStringLiteral("paused by ") + d->parts.by;
    d->setState(*job, state);
    d->tell(*job, state.phase);
    d->answer(Command::Pause, id, true, QStringLiteral("paused"));
}

void BatchWork::cancel(const QString &id)
{
    OpenJob *job = d->opened(id, Command::Cancel);
    if (!job)
        return;
    if (job->busy()) {
        job->runner->cancel(d->parts.by);
        return d->answer(Command::Cancel, id, true, QStringLiteral("what is out is waited for, the rest is left out"));
    }
    JobState state = job->journal->state().value_or(JobState());
    if (hasEnded(state.phase))
        return d->answer(Command::Cancel, id, false, QStringLiteral("the job has ended"));
    const std::optional<BatchAccount> account = d->parts.accounts(job->plan.spec.account);
    const Result<std::vector<JournalRequest>> sent = job->journal->openRequests();
    if (sent && !sent->empty() && account && account->client && accountRefusal(job->plan, *account).isEmpty()
        && d->mayWrite(*job)) {
        d->startRunner(*job, d->parts.by, true);
        return d->answer(Command::Cancel, id, true, QStringLiteral("what was sent is read back, the rest is left out"));
    }
    const QString words = QStringLiteral("cancelled by ") + d->parts.by;
    const Result<std::int64_t> skipped = job->journal->skipRest(QStringLiteral("cancelled"), words);
    if (!skipped)
        return d->answer(Command::Cancel, id, false, skipped.error().detail);
    state.phase = JobPhase::Cancelled;
    state.why = words;
    state.endedAt = d->parts.clock.now();
    d->setState(*job, state);
    d->tell(*job, state.phase);
    d->answer(Command::Cancel, id, true, QStringLiteral("%1 rows are left out").arg(countText(*skipped)));
}

void BatchWork::retry(const QString &id, const QString &code, const std::vector<std::int64_t> &rows)
{
    OpenJob *job = d->opened(id, Command::Retry);
    if (!job)
        return;
    const std::optional<BatchAccount> account = d->parts.accounts(job->plan.spec.account);
    const QString why = account && account->client ? accountRefusal(job->plan, *account)
                                                   : QStringLiteral("the account is not in the workspace any more");
    if (!why.isEmpty())
        return d->answer(Command::Retry, id, false, why);
    const Result<std::int64_t> again = job->journal->forget(code, rows);
    if (!again)
        return d->answer(Command::Retry, id, false, again.error().detail);
    if (*again == 0)
        return d->answer(Command::Retry, id, false,
                         QStringLiteral("none of these rows was sent: mend the file and plan it anew"));
    if (const Result<void> kept = d->dropStopBy(*job); !kept)
        return d->answer(Command::Retry, id, false, kept.error().detail);
    if (!job->busy()) {
        JobState state = job->journal->state().value_or(JobState());
        state.endedAt.reset();
        state.phase = JobPhase::Running;
        d->setState(*job, state);
        d->startRunner(*job, d->parts.by);
    } else {
        job->runner->start(d->parts.by);
    }
    d->answer(Command::Retry, id, true, QStringLiteral("%1 rows are sent again").arg(countText(*again)));
}

void BatchWork::decide(const QString &id, Pile pile)
{
    OpenJob *job = d->opened(id, Command::Decide);
    if (!job)
        return;
    const QString words = QStringLiteral("decided by %1: %2").arg(d->parts.by, pileWord(pile));
    const bool ended = hasEnded(job->journal->state().value_or(JobState()).phase);
    if (ended && !job->busy()) // one that an older Hubwatch cancelled may have sent rows: nothing reads them back
        (void)job->journal->skipRest(QStringLiteral("cancelled"), QString());
    const Result<std::int64_t> count = job->journal->decide(pile, words);
    if (!count)
        return d->answer(Command::Decide, id, false, count.error().detail);
    if (job->busy())
        job->runner->start(d->parts.by);
    else if (!ended && job->journal->touched() == job->plan.rows) {
        JobState state = job->journal->state().value_or(JobState());
        state.phase = JobPhase::Finished;
        state.why.clear();
        state.endedAt = d->parts.clock.now();
        d->setState(*job, state);
        d->tell(*job, state.phase);
    }
    d->noteRecord(id);
    d->answer(Command::Decide, id, true,
              QStringLiteral("%1 rows count as %2 now").arg(countText(*count), pileWord(pile)));
}

} // namespace hubwatch
