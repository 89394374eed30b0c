// What begins and stops without a person: schedules, stop-by times, jobs that a crash cut off.
#include "app/batch/batch_private.h"
#include "app/batch/job_guard.h"
#include "batch/job_window.h"

#include <algorithm>

namespace hubwatch {

namespace {

using Phase = JobState::Phase;

/// A window that ended while it worked has not been missed.
TimePoint scheduledSince(const Plan &plan, const JobState &state, TimePoint now)
{
    const TimePoint since = state.startedAt.value_or(plan.plannedAt);
    return plan.spec.stopBy && *plan.spec.stopBy <= now ? std::max(since, *plan.spec.stopBy) : since;
}

} // namespace

void BatchWork::Private::tryScheduled(const JobRecord &known)
{
    if (!known.plan.spec.schedule)
        return;
    const ScheduleVerdict verdict = scheduleVerdict(
        *known.plan.spec.schedule, scheduledSince(known.plan, known.state, parts.clock.now()), parts.clock.now());
    if (verdict.then == ScheduleVerdict::Then::Wait && verdict.words == known.state.why)
        return;
    const Result<OpenJob *> job = openNow(known.plan.id);
    if (!job || (*job)->busy())
        return;
    JobState state = (*job)->journal->state().value_or(known.state);
    if (state.phase != Phase::Scheduled)
        return;
    state.why = verdict.words;
    state.resumesAt = verdict.at;
    if (verdict.then == ScheduleVerdict::Then::Ask) {
        state.phase = Phase::Asking;
        setState(**job, state);
        return tell(**job, Phase::Asking);
    }
    const BatchAccount account = parts.accounts(known.plan.spec.account).value_or(BatchAccount());
    if (verdict.then == ScheduleVerdict::Then::Run && account.client) {
        QString refusal = accountRefusal((*job)->plan, account);
        if (refusal.isEmpty() && wasNeverConfirmed((*job)->plan, account))
            refusal = confirmationRefusal((*job)->plan, account, {});
        state.why = refusal;
        if (refusal.isEmpty()) {
            if (!mayWrite(**job))
                return;
            (*job)->plan.spec.stopBy = verdict.stopBy; // written down: a crash does not open the window
            return startRunner(**job, state.by);
        }
    }
    if (state.why != known.state.why)
        setState(**job, state);
}

void BatchWork::Private::tryResume(const JobRecord &known)
{
    const auto inHand = open.find(known.plan.id);
    if (inHand != open.end() && inHand->second->busy())
        return;
    const std::optional<BatchAccount> account = parts.accounts(known.plan.spec.account);
    if (!account || !account->client || !accountRefusal(known.plan, *account).isEmpty()
        || wasNeverConfirmed(known.plan, *account))
        return;
    const Result<OpenJob *> job = openNow(known.plan.id);
    if (!job)
        return; // in other hands
    const Phase phase = (*job)->journal->state().value_or(known.state).phase;
    const bool wasCutOff = phase == Phase::Running || phase == Phase::Parked;
    if (!wasCutOff || standsByTheClock(**job))
        return;
    if (mayWrite(**job)) // else another job writes to the account: later
        startRunner(**job, known.state.by);
}

/// Nobody is there to say that it may write behind its window or its stop-by time: then it stands.
bool BatchWork::Private::standsByTheClock(OpenJob &job)
{
    const TimePoint now = parts.clock.now();
    JobSpec &spec = job.plan.spec;
    if (spec.stopBy && now < *spec.stopBy)
        return false;
    if (spec.schedule) {
        const JobState state = job.journal->state().value_or(JobState());
        const ScheduleVerdict verdict = scheduleVerdict(*spec.schedule, scheduledSince(job.plan, state, now), now);
        if (verdict.then == ScheduleVerdict::Then::Run) {
            spec.stopBy = verdict.stopBy;
            return false;
        }
        stopByTheClock(job, verdict.words);
        return true;
    }
    if (spec.stopBy)
        stopByTheClock(job, QStringLiteral("The stop-by time passed while nobody worked on the job: resume it."));
    return spec.stopBy.has_value();
}

/// What it holds goes to others: to its next window, or until a person resumes it.
void BatchWork::Private::stopByTheClock(OpenJob &job, const QString &why)
{
    if (job.busy())
        job.pace = job.runner->progress().pace;
    job.runner.reset();
    job.accountLock.reset();
    JobState state = job.journal->state().value_or(JobState());
    state.phase = job.plan.spec.schedule ? Phase::Scheduled : Phase::Paused;
    state.why = why;
    state.resumesAt.reset();
    setState(job, state);
    tell(job, state.phase);
}

/// The runner parks at its stop-by time and says so itself; nothing is out any more then.
void BatchWork::Private::letStopByGo()
{
    std::vector<OpenJob *> over;
    for (const auto &[id, job] : open) {
        const TimePoint stopBy = job->plan.spec.stopBy.value_or(TimePoint::max());
        if (parts.clock.now() >= stopBy && job->busy() && !job->runner->busy()
            && job->runner->progress().state.phase == Phase::Parked)
            over.push_back(job.get());
    }
    for (OpenJob *job : over)
        stopByTheClock(*job, job->runner->progress().state.why);
}

/// A person wants it to go on behind the time that it was to stop by.
Result<void> BatchWork::Private::dropStopBy(OpenJob &job)
{
    if (job.plan.spec.stopBy.value_or(TimePoint::max()) > parts.clock.now())
        return {};
    job.plan.spec.stopBy.reset();
    return job.journal->putPlan(job.plan);
}

} // namespace hubwatch
