#include "ui/batch/batch_brief.h"

#include "ui/batch/job_words.h"
#include "ui/format.h"

#include <QCoreApplication>
#include <cmath>

namespace hubwatch::ui {

namespace {

using Phase = JobState::Phase;

QString briefWord(const char *text)
{
    return QCoreApplication::translate("batch", text);
}

bool runs(const BatchJob &job)
{
    return job.progress.state.phase == Phase::Running && !isInterrupted(job);
}

/// The one that a person would ask about first: what needs somebody, then what runs, then what waits.
const BatchJob *foremost(const BatchState &batch)
{
    for (const auto wanted : {&needsPerson, &runs, &isUnderWay})
        for (const BatchJob &job : batch.jobs)
            if (wanted(job))
                return &job;
    return nullptr;
}

QString briefWords(const BatchJob &job, TimePoint now)
{
    const auto share = shareOf(job);
    // A glance has no use for the tenths.
    const QString far = share ? QStringLiteral("%1 %").arg(int(std::floor(*share * 100))) : QString();
    if (questionOf(job) != JobQuestion::None)
        return briefWord("Batch %1, needs a person").arg(jobStateWord(job).word);
    if (needsPerson(job))
        return briefWord("Batch: %1 at %2, needs a person").arg(jobStateWord(job).word, far);
    if (!runs(job)) {
        const QString when = leftText(job, now);
        return when.isEmpty() ? briefWord("Batch: %1").arg(jobStateWord(job).word)
                              : briefWord("Batch: %1, %2").arg(jobStateWord(job).word, when);
    }
    const std::optional<TimePoint> ends = job.progress.forecast.endsAt;
    return ends ? briefWord("Batch: %1, %2 left").arg(far, heldText(*ends - now)) : briefWord("Batch: %1").arg(far);
}

} // namespace

BatchBrief batchBrief(const Snapshot &snapshot)
{
    BatchBrief brief;
    std::int64_t known = 0;
    std::int64_t of = 0;
    for (const BatchJob &job : snapshot.batch.jobs) {
        brief.waiting += needsPerson(job) ? 1 : 0;
        if (!runs(job))
            continue;
        ++brief.running;
        const JobSum sum = sumOf(job);
        known += sum.known - job.progress.inFlight;
        of += sum.of;
    }
    if (of > 0)
        brief.progress = std::clamp(double(known) / double(of), 0.0, 1.0);
    if (const BatchJob *job = foremost(snapshot.batch)) {
        brief.job = job->plan.id;
        brief.words = briefWords(*job, snapshot.at);
    }
    return brief;
}

std::vector<BatchNext> batchNext(const Snapshot &snapshot)
{
    std::vector<BatchNext> coming;
    for (const BatchJob &job : snapshot.batch.jobs) {
        const JobState &state = job.progress.state;
        const bool waits = state.phase == Phase::Scheduled || state.phase == Phase::Parked;
        const std::optional<TimePoint> at = waits ? state.resumesAt
            : runs(job)                           ? job.progress.forecast.endsAt
                                                  : std::nullopt;
        if (!at)
            continue;
        const QString what = state.phase == Phase::Scheduled ? briefWord("Batch begins: %1")
            : state.phase == Phase::Parked                   ? briefWord("Batch goes on: %1")
                                                             : briefWord("Batch ends: %1");
        const QString text = what.arg(jobTitle(job));
        const QString why = state.why.isEmpty() ? QString() : u'\n' + state.why;
        coming.push_back(
            {.at = *at, .text = text, .details = QStringLiteral("%1\n%2%3").arg(text, instantText(*at), why)});
    }
    return coming;
}

} // namespace hubwatch::ui
