#include "ui/batch/job_steps.h"

#include "ui/batch/job_words.h"
#include "ui/batch/step_bar.h"

namespace hubwatch::ui {

namespace {

constexpr auto noStep = JobStep(-1); ///< what has begun cannot go back to its steps

} // namespace

void showStanding(StepBar &steps, const BatchJob &job)
{
    if (isUnreadable(job)) {
        steps.setStep(noStep, noStep);
        for (int at = 0; at < jobSteps; ++at)
            steps.setMark(JobStep(at), Mark::None);
        return;
    }
    const JobState::Phase phase = job.progress.state.phase;
    const JobStep step = hasEnded(phase) ? JobStep::Results : JobStep::Run;
    steps.setStep(step, noStep);
    steps.setMark(step, jobStateWord(job).mark);
    if (phase == JobState::Phase::Cancelled)
        steps.setMark(JobStep::Run, Mark::None);
}

} // namespace hubwatch::ui
