#include "ui/shell/batch_commands.h"

#include "ui/batch/job_confirmations.h"
#include "ui/batch/job_words.h"
#include "ui/incidents/operator_name.h"
#include "ui/shell/page_stack.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr size_t mostJobs = 40;

QString batchCommand(const char *text)
{
    return QCoreApplication::translate("commands", text);
}

void addJob(std::vector<Command> &commands, const BatchJob &job, Console &console, PageStack &pages)
{
    const QString id = job.plan.id;
    const QString title = jobTitle(job);
    if (whyNoPause(job).isEmpty()) {
        const bool runs = job.progress.state.phase == JobState::Phase::Running && !isInterrupted(job);
        commands.push_back({(runs ? batchCommand("Pause batch: %1") : batchCommand("Resume batch: %1")).arg(title),
                            {},
                            [&console, &pages, id, runs] {
                                pages.openBatch(id);
                                if (runs)
                                    return console.batch().pause(id);
                                console.batch().run({.job = id, .by = operatorName(*console.snapshot())});
                            }});
    }
    commands.push_back({batchCommand("Open batch: %1, %2").arg(title, jobStateWord(job).word), {}, [&pages, id] {
                            pages.openBatch(id);
                        }});
}

} // namespace

std::vector<Command> batchCommands(Console &console, PageStack &pages)
{
    std::vector<Command> commands{{batchCommand("New batch…"), {}, [&pages] { pages.newBatch(); }}};
    const std::vector<BatchJob> &jobs = console.snapshot()->batch.jobs;
    for (size_t at = 0; at < std::min(jobs.size(), mostJobs); ++at)
        addJob(commands, jobs[at], console, pages);
    return commands;
}

} // namespace hubwatch::ui
