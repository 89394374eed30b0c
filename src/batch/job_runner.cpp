#include "batch/job_runner.h"

#include "batch/job_run.h"

namespace hubwatch {

JobRunner::JobRunner(Plan plan, JobTools tools, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<JobRun>(
          std::move(plan), std::move(tools),
          JobRun::Tell{.changed = [this] { emit changed(); },
                       .phaseChanged = [this](JobState::Phase phase) { emit phaseChanged(phase); }}))
{ }

JobRunner::~JobRunner() = default;

void JobRunner::start(const QString &by)
{
    d->start(by);
}

void JobRunner::pause(const QString &why)
{
    d->pause(why);
}

void JobRunner::cancel(const QString &by)
{
    d->cancel(by);
}

void JobRunner::goOn()
{
    d->goOn();
}

const Plan &JobRunner::plan() const
{
    return d->plan();
}

JobProgress JobRunner::progress() const
{
    return d->progress();
}

bool JobRunner::busy() const
{
    return d->busy();
}

} // namespace hubwatch
