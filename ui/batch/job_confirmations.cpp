#include "ui/batch/job_confirmations.h"

#include "ui/batch/job_words.h"
#include "ui/format.h"

#include <QCoreApplication>

namespace hubwatch::ui {

namespace {

using Phase = JobState::Phase;

QString confirmWord(const char *text)
{
    return QCoreApplication::translate("batch", text);
}

} // namespace

Confirmation cancelConfirmation(const BatchJob &job)
{
    const JobPiles &piles = job.progress.piles;
    const std::int64_t rest = std::max<std::int64_t>(0, job.progress.rows - piles.all());
    Confirmation what{.title = confirmWord("Stop “%1” for good?").arg(jobTitle(job))};
    what.sentences << confirmWord(
                          "What was sent is answered first. %1 rows that were not sent are skipped, and stay in "
                          "the journal as such.")
                          .arg(countText(rest));
    what.sentences << confirmWord("%1 rows that are done stay done; Undo takes them back, as a job of its own.")
                          .arg(countText(piles.done));
    what.action = confirmWord("Cancel the job");
    what.harsh = true;
    return what;
}

Confirmation undoConfirmation(const BatchJob &job)
{
    Confirmation what{.title = confirmWord("Take back “%1”?").arg(jobTitle(job))};
    what.sentences << confirmWord(
                          "A job is planned that puts %1 records in %2 back to what they were. Nothing is written "
                          "before you have looked at it and run it.")
                          .arg(countText(job.progress.piles.done), accountText(job.plan.spec));
    what.sentences << confirmWord("Records that somebody changed since are kept as they are, and listed by name.");
    what.action = confirmWord("Plan the undo");
    return what;
}

Confirmation decideConfirmation(const BatchJob &job, Pile pile)
{
    const QString count = countText(job.progress.piles.unknown);
    if (pile == Pile::Done) {
        return {.title = confirmWord("Count %1 rows as done?").arg(count),
                .sentences = {confirmWord("Only if you have seen them in HubSpot. They are not sent again, and Undo "
                                          "takes them back as far as their state before is known.")},
                .action = confirmWord("They were done")};
    }
    QStringList sentences{confirmWord("They count as failed. Retry sends them again.")};
    if (job.plan.spec.operation == JobOperation::Create)
        sentences << confirmWord("If one of them was created after all, Retry makes a double: look in HubSpot first.");
    return {.title = confirmWord("Count %1 rows as not done?").arg(count),
            .sentences = sentences,
            .action = confirmWord("They were not"),
            .harsh = true};
}

Confirmation removeConfirmation(const BatchJob &job)
{
    const Phase phase = job.progress.state.phase;
    Confirmation what{
        .title = confirmWord("Delete “%1”?").arg(jobTitle(job)), .action = confirmWord("Delete"), .harsh = true};
    if (isUnreadable(job)) {
        what.sentences << confirmWord(
            "Its folder goes, with its journal and its copy of the file. What it did cannot be "
            "looked up or taken back any more.");
        return what;
    }
    if (phase == Phase::Planned) {
        what.sentences << confirmWord("It was not begun: nothing is lost but the plan.");
        return what;
    }
    what.sentences << confirmWord(
        "Its journal, its copy of the file and the state before go with it: it cannot be taken "
        "back any more, and its rows cannot be looked up.");
    if (!hasEnded(phase)) {
        what.sentences << confirmWord("It has not ended: %1 of %2 rows are in no pile.")
                              .arg(countText(job.progress.rows - job.progress.piles.all()),
                                   countText(job.progress.rows));
        what.typed = confirmWord("delete");
    }
    return what;
}

QString whyNoPause(const BatchJob &job)
{
    switch (job.progress.state.phase) {
    case Phase::Running:
    case Phase::Paused:
    case Phase::Parked: return job.problem;
    case Phase::Scheduled: return confirmWord("It has not begun.");
    case Phase::Planned: return confirmWord("It has not begun.");
    case Phase::Asking: return confirmWord("Answer its question first.");
    case Phase::Finished:
    case Phase::Cancelled: return confirmWord("It has ended.");
    }
    Q_UNREACHABLE();
}

QString whyNoRetry(const BatchJob &job)
{
    if (!job.problem.isEmpty())
        return job.problem;
    return job.progress.piles.failed > 0 ? QString() : confirmWord("No row has failed.");
}

QString whyNoRemove(const BatchJob &job)
{
    if (job.progress.state.phase == Phase::Running && !isInterrupted(job))
        return confirmWord("It runs: pause or cancel it first.");
    return job.progress.state.pinned ? confirmWord("It is pinned: unpin it first.") : QString();
}

} // namespace hubwatch::ui
