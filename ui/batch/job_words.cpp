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

/// "24 Nov "; empty today. Of the zone that clocks are read in.
QString dayText(TimePoint at, TimePoint now)
{
    const QDate day = dateTimeOf(at, Zone::Local).date();
    return day == dateTimeOf(now, Zone::Local).date() ? QString() : day.toString(QStringLiteral("d MMM "));
}

MarkedWord askingWord(const BatchJob &job)
{
    switch (questionOf(job)) {
    case JobQuestion::Trial: return {Mark::Warn, jobWord("asks: trial done")};
    case JobQuestion::Unknown:
        return {Mark::Warn, jobWord("asks: %1 unknown").arg(countText(job.progress.piles.unknown))};
    case JobQuestion::Window: return {Mark::Warn, jobWord("asks: window missed")};
    case JobQuestion::None: break;
    }
    return {Mark::Warn, jobWord("asks")};
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

bool isInterrupted(const BatchJob &job)
{
    return job.progress.state.phase == Phase::Running && !job.open && !isUnreadable(job);
}

bool hasBegun(const BatchJob &job)
{
    const JobProgress &progress = job.progress;
    switch (progress.state.phase) {
    case Phase::Planned:
    case Phase::Scheduled: return false;
    case Phase::Asking: // its window went by: it has a beginning by then, and rows that were rejected
        return progress.state.calls > 0 || progress.piles.all() > job.plan.rows - job.plan.accepted;
    case Phase::Running:
    case Phase::Paused:
    case Phase::Parked:
    case Phase::Finished:
    case Phase::Cancelled: return true;
    }
    Q_UNREACHABLE();
}

JobQuestion questionOf(const BatchJob &job)
{
    const JobProgress &progress = job.progress;
    if (progress.state.phase != Phase::Asking)
        return JobQuestion::None;
    if (!hasBegun(job))
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
    case Phase::Running:
        return isInterrupted(job) ? MarkedWord{Mark::Warn, jobWord("interrupted")}
                                  : MarkedWord{Mark::Pending, jobWord("running")};
    case Phase::Paused: return {Mark::Warn, jobWord("paused")};
    case Phase::Parked: return {Mark::Pending, jobWord("parked")};
    case Phase::Asking: return askingWord(job);
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
    case Phase::Running: return isInterrupted(job) || !job.problem.isEmpty();
    case Phase::Scheduled:
    case Phase::Parked: return !job.problem.isEmpty();
    case Phase::Planned: return false;
    case Phase::Finished:
    case Phase::Cancelled: return job.progress.piles.unknown > 0;
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

QString farText(const BatchJob &job)
{
    if (job.progress.state.phase == Phase::Cancelled)
        return jobWord("%1 of %2 done").arg(countText(job.progress.piles.done), countText(job.progress.rows));
    const std::optional<double> share = shareOf(job);
    return share ? shareText(*share) : QString();
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
    case Phase::Running:
        if (isInterrupted(job))
            return {};
        break;
    case Phase::Planned:
    case Phase::Paused:
    case Phase::Asking: return {};
    }
    const Forecast &forecast = job.progress.forecast;
    if (!forecast.endsAt)
        return {};
    const TimePoint at = *forecast.endsAt;
    return jobWord("%1 left, until %2").arg(heldText(at - now), dayText(at, now) + clockText(at));
}

QString whenText(TimePoint at, TimePoint now)
{
    return dayText(at, now) + minuteText(at) + u' ' + zoneText(Zone::Local, at);
}

QString startedText(const BatchJob &job, TimePoint now)
{
    const JobState &state = job.progress.state;
    if (!state.startedAt || !hasBegun(job)) {
        const QString by = job.plan.plannedBy.isEmpty() ? QString() : jobWord(" by %1").arg(job.plan.plannedBy);
        return jobWord("planned %1").arg(whenText(job.plan.plannedAt, now)) + by;
    }
    const QString by = job.plan.spec.schedule ? jobWord(" by schedule")
        : state.by.isEmpty()                  ? QString()
                                              : jobWord(" by %1").arg(state.by);
    return jobWord("started %1").arg(whenText(*state.startedAt, now)) + by;
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

QString pileTitle(Pile pile, const BatchJob &job)
{
    const bool undo = !job.plan.spec.undoes.isEmpty();
    switch (pile) {
    case Pile::Done: return undo ? jobWord("taken back") : jobWord("done");
    case Pile::Failed: return jobWord("failed");
    case Pile::Unknown: return jobWord("unknown");
    case Pile::Skipped:
        if (job.progress.state.phase == Phase::Cancelled)
            return undo ? jobWord("kept or not sent") : jobWord("not sent");
        return undo ? jobWord("kept, changed since or as before") : jobWord("unchanged, skipped");
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
