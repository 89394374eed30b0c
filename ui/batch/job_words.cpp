#include "ui/batch/job_words.h"

#include "ui/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <cmath>

namespace hubwatch::ui {

namespace {

using Phase = JobState::Phase;

QString jobWord(const char *text)
{
    return QCoreApplication::translate("batch", text);
}

MarkedWord finishedWord(const JobPiles &piles)
{
    if (piles.unknown > 0)
        return {Mark::Blind, jobWord("finished, some unknown")};
    if (piles.failed > 0)
        return {Mark::Warn, jobWord("finished, some failed")};
    return {Mark::Good, jobWord("finished")};
}

} // namespace

bool isUnreadable(const BatchJob &job)
{
    return !job.problem.isEmpty() && job.plan.rows == 0;
}

JobQuestion questionOf(const BatchJob &job)
{
    const JobProgress &progress = job.progress;
    if (progress.state.phase != Phase::Asking)
        return JobQuestion::None;
    if (!progress.state.startedAt)
        return JobQuestion::Window;
    return progress.piles.all() < progress.rows ? JobQuestion::Trial : JobQuestion::Unknown;
}

QString jobTitle(const BatchJob &job)
{
    return isUnreadable(job) ? job.plan.id : planTitle(job.plan.spec, job.plan.rows);
}

MarkedWord jobStateWord(const BatchJob &job)
{
    if (isUnreadable(job))
        return {Mark::Bad, jobWord("unreadable")};
    switch (job.progress.state.phase) {
    case Phase::Planned: return {Mark::NotYet, jobWord("planned")};
    case Phase::Scheduled: return {Mark::NotYet, jobWord("scheduled")};
    case Phase::Running: return {Mark::Pending, jobWord("running")};
    case Phase::Paused: return {Mark::Warn, jobWord("paused")};
    case Phase::Parked: return {Mark::Pending, jobWord("parked")};
    case Phase::Asking: return {Mark::Warn, jobWord("asks")};
    case Phase::Finished: return finishedWord(job.progress.piles);
    case Phase::Cancelled: return {Mark::None, jobWord("cancelled")};
    }
    Q_UNREACHABLE();
}

bool needsPerson(const BatchJob &job)
{
    switch (job.progress.state.phase) {
    case Phase::Paused:
    case Phase::Asking: return true;
    case Phase::Running:
    case Phase::Scheduled:
    case Phase::Parked: return !job.problem.isEmpty();
    case Phase::Planned:
    case Phase::Finished:
    case Phase::Cancelled: return false;
    }
    Q_UNREACHABLE();
}

bool isUnderWay(const BatchJob &job)
{
    const Phase phase = job.progress.state.phase;
    return phase == Phase::Running || phase == Phase::Parked || phase == Phase::Scheduled;
}

JobSum sumOf(const BatchJob &job)
{
    const JobPiles &piles = job.progress.piles;
    JobSum sum{.known = piles.all(), .of = job.progress.rows};
    const QString count = jobWord("%1 of %2").arg(countText(sum.known), countText(sum.of));
    const Phase phase = job.progress.state.phase;
    const bool ended = phase == Phase::Finished || phase == Phase::Cancelled;
    const bool negative = piles.done < 0 || piles.failed < 0 || piles.unknown < 0 || piles.skipped < 0;
    if (negative || sum.known > sum.of) {
        sum.good = false;
        sum.words = jobWord("%1 · DOES NOT ADD UP: more outcomes than rows").arg(count);
    } else if (ended && sum.known < sum.of) {
        sum.good = false;
        sum.words = jobWord("%1 · DOES NOT ADD UP: %2 rows have no outcome").arg(count, countText(sum.of - sum.known));
    } else {
        sum.words = jobWord("%1 · adds up").arg(count);
    }
    return sum;
}

std::optional<double> shareOf(const BatchJob &job)
{
    const JobSum sum = sumOf(job);
    if (sum.of <= 0)
        return {};
    const std::int64_t settled = std::clamp<std::int64_t>(sum.known - job.progress.inFlight, 0, sum.of);
    return double(settled) / double(sum.of);
}

QString shareText(double share)
{
    const double percent = share >= 1 ? 100 : std::min(std::floor(share * 1000) / 10, 99.9);
    return QStringLiteral("%1 %").arg(percent, 0, 'f', percent >= 100 ? 0 : 1);
}

std::optional<Duration> ranFor(const BatchJob &job, TimePoint now)
{
    const JobState &state = job.progress.state;
    if (!state.startedAt)
        return {};
    return std::max(Duration::zero(), state.endedAt.value_or(now) - *state.startedAt);
}

QString leftText(const BatchJob &job, TimePoint now)
{
    const JobState &state = job.progress.state;
    switch (state.phase) {
    case Phase::Finished:
    case Phase::Cancelled: return state.endedAt ? jobWord("ended %1").arg(whenText(*state.endedAt, now)) : QString();
    case Phase::Scheduled:
    case Phase::Parked:
        return state.resumesAt
            ? jobWord(state.phase == Phase::Parked ? "goes on %1" : "begins %1").arg(whenText(*state.resumesAt, now))
            : QString();
    case Phase::Running: break;
    case Phase::Planned:
    case Phase::Paused:
    case Phase::Asking: return {};
    }
    const Forecast &forecast = job.progress.forecast;
    if (!forecast.endsAt)
        return {};
    const TimePoint at = *forecast.endsAt;
    const QString until = at - now < 12h ? clockText(at) : whenText(at, now);
    return jobWord("%1 left, until %2").arg(heldText(at - now), until);
}

QString whenText(TimePoint at, TimePoint now)
{
    const QString clock = minuteText(at) + u' ' + zoneText(Zone::Local, at);
    const Duration apart = at > now ? at - now : now - at;
    if (apart < 12h || dateTimeOf(at, Zone::Local).date() == dateTimeOf(now, Zone::Local).date())
        return clock;
    return dateTimeOf(at, Zone::Local).toString(QStringLiteral("d MMM ")) + clock;
}

QString startedText(const BatchJob &job)
{
    const JobState &state = job.progress.state;
    if (!state.startedAt) {
        const QString by = job.plan.plannedBy.isEmpty() ? QString() : jobWord(" by %1").arg(job.plan.plannedBy);
        return jobWord("planned %1").arg(whenText(job.plan.plannedAt, job.plan.plannedAt)) + by;
    }
    const QString by = job.plan.spec.schedule ? jobWord(" by schedule")
        : state.by.isEmpty()                  ? QString()
                                              : jobWord(" by %1").arg(state.by);
    return jobWord("started %1").arg(whenText(*state.startedAt, *state.startedAt)) + by;
}

QString shortSha(const JobInput &input)
{
    return input.sha256.isEmpty() ? QString() : input.sha256.left(8) + u'…';
}

QString accountText(const JobSpec &spec)
{
    const QString kind = spec.production ? jobWord("PROD") : jobWord("sandbox");
    return spec.portal == 0 ? kind : QStringLiteral("%1 %2").arg(kind).arg(spec.portal);
}

QString pileTitle(Pile pile, const JobSpec &spec)
{
    switch (pile) {
    case Pile::Done: return spec.undoes.isEmpty() ? jobWord("done") : jobWord("taken back");
    case Pile::Failed: return jobWord("failed");
    case Pile::Unknown: return jobWord("unknown");
    case Pile::Skipped:
        return spec.undoes.isEmpty() ? jobWord("unchanged, skipped") : jobWord("kept, changed since or as before");
    }
    Q_UNREACHABLE();
}

Mark markOf(Pile pile)
{
    switch (pile) {
    case Pile::Done: return Mark::Good;
    case Pile::Failed: return Mark::Bad;
    case Pile::Unknown: return Mark::Blind;
    case Pile::Skipped: return Mark::None;
    }
    Q_UNREACHABLE();
}

std::int64_t countOf(const JobPiles &piles, Pile pile)
{
    switch (pile) {
    case Pile::Done: return piles.done;
    case Pile::Failed: return piles.failed;
    case Pile::Unknown: return piles.unknown;
    case Pile::Skipped: return piles.skipped;
    }
    Q_UNREACHABLE();
}

} // namespace hubwatch::ui
