#include "app/commands/batch_run.h"

#include "app/alerting/alerting.h"
#include "app/commands/batch_lines.h"
#include "app/commands/stop_request.h"
#include "app/commands/terminal.h"
#include "workspace/workspace_file.h"

#include <QFile>
#include <QSysInfo>
#include <QTextStream>
#include <QTimer>
#include <algorithm>
#include <utility>

namespace hubwatch {

namespace {

using Deed = BatchOptions::Deed;
using Stage = JobState::Phase;

constexpr Duration shownEvery = 500ms;

} // namespace

BatchRun::BatchRun(const CommandCall &call, BatchOptions options)
    : QObject(call.context)
    , m_call(call)
    , m_options(std::move(options))
    , m_folder(call.common.dataDirectory)
    , m_terminal(isTerminal(Stream::Errors))
{ }

void BatchRun::start()
{
    // Before anything is sent: what became of the rows has to have a place.
    for (const QString &path : {m_options.rejects, m_options.results}) {
        if (const Result<void> may = path.isEmpty() ? Result<void>() : mayExportTo(path); !may)
            return end(Exit::Unable, may.error().detail);
    }
    if (m_options.deed == Deed::Status)
        return m_options.results.isEmpty() ? status() : exportOf(m_options.job);
    if (m_options.deed == Deed::Plan || m_options.deed == Deed::Run)
        return useAccount(m_options.spec.account);
    const std::optional<QString> job = chosenJob();
    if (!job)
        return;
    m_job = *job;
    std::optional<JobRecord> known = m_folder.job(*job);
    if (known && !known->problem.isEmpty())
        known = m_folder.restored(*job).value_or(*known);
    if (!known || !known->problem.isEmpty())
        return end(Exit::Unable, known ? known->problem : QStringLiteral("%1: there is no such job").arg(*job));
    useAccount(known->plan.spec.account);
}

/// The job named, else the newest that has ended, to take it back; to resume, the one that was begun: what was only
/// planned nobody has approved, and what waits for its window is not held up.
std::optional<QString> BatchRun::chosenJob()
{
    if (!m_options.job.isEmpty())
        return m_options.job;
    std::vector<JobRecord> jobs = m_folder.jobs();
    std::erase_if(jobs, [this](const JobRecord &job) {
        const bool fits = m_options.deed == Deed::Undo
            ? hasEnded(job.state.phase) && job.plan.spec.undoes.isEmpty()
            : !hasEnded(job.state.phase) && job.state.startedAt && job.state.phase != Stage::Scheduled;
        return !fits || !job.problem.isEmpty();
    });
    if (m_options.deed == Deed::Resume && jobs.size() > 1) {
        end(Exit::Unable,
            QStringLiteral("several jobs have begun and not ended; name the one to resume:\n%1")
                .arg(jobTable(jobs).trimmed()));
        return std::nullopt;
    }
    if (!jobs.empty())
        return jobs.front().plan.id;
    end(Exit::Unable,
        QStringLiteral("there is no job to %1; batch status lists them")
            .arg(m_options.deed == Deed::Undo ? QStringLiteral("undo") : QStringLiteral("resume")));
    return std::nullopt;
}

void BatchRun::status()
{
    std::vector<JobRecord> jobs = m_folder.jobs();
    if (!m_options.job.isEmpty())
        std::erase_if(jobs, [this](const JobRecord &job) { return job.plan.id != m_options.job; });
    if (jobs.empty() && !m_options.job.isEmpty())
        return end(Exit::Unable, QStringLiteral("%1: there is no such job").arg(m_options.job));
    for (const JobRecord &job : jobs) {
        if (m_call.common.json)
            print(jobLine(job));
        else
            print((jobSentence(job)
                   + (m_options.job.isEmpty() ? QString()
                                              : u'\n' + reasonLines(job.reasons).chopped(job.reasons.empty() ? 0 : 1)))
                      .trimmed()
                      .toUtf8());
    }
    if (jobs.empty() && !m_call.common.json)
        print("no jobs yet");
    const bool bad = !m_options.job.isEmpty() && (jobs.front().piles.failed > 0 || jobs.front().piles.unknown > 0);
    end(bad ? Exit::Bad : Exit::Good);
}

/// Needs no account: all of it is in the job's folder.
void BatchRun::exportOf(const QString &job)
{
    m_job = job;
    m_work = std::make_unique<BatchWork>(BatchParts{.dataDirectory = m_call.common.dataDirectory,
                                                    .clock = m_clock,
                                                    .accounts = [](const QString &) { return std::nullopt; },
                                                    .resumesItself = false});
    connect(m_work.get(), &BatchWork::done, this, &BatchRun::answered);
    m_work->exportRows(job, {.path = m_options.results});
}

void BatchRun::useAccount(const QString &account)
{
    const WorkspaceResult workspace = loadWorkspace(m_call.common.workspace);
    if (!workspace)
        return end(Exit::Unable, problemText(m_call.common.workspace, workspace.error().front()));
    m_vault = std::make_unique<SystemVault>(m_clock, m_call.common.dataDirectory);
    m_credentials = std::make_unique<LoneCredentials>(m_vault->vault(), m_clock, *workspace, m_call.common.workspace,
                                                      m_call.common.dataDirectory);
    m_account = std::make_unique<LoneAccount>(account, *m_credentials, m_clock);
    m_work = std::make_unique<BatchWork>(
        BatchParts{.dataDirectory = m_call.common.dataDirectory,
                   .clock = m_clock,
                   .accounts = [this, account](const QString &name) -> std::optional<BatchAccount> {
                       return name == account ? m_account->now() : std::nullopt;
                   },
                   .by = operatorName() + u'@' + QSysInfo::machineHostName(),
                   .resumesItself = false});
    connect(m_work.get(), &BatchWork::planned, this, &BatchRun::planned);
    connect(m_work.get(), &BatchWork::done, this, &BatchRun::answered);
    connect(m_work.get(), &BatchWork::happened, this, &BatchRun::happened);
    connect(m_work.get(), &BatchWork::changed, this, &BatchRun::showProgress);
    auto *second = new QTimer(this);
    connect(second, &QTimer::timeout, this, [this] { m_work->tick(); });
    onStopRequest(this, [this] {
        if (!hasBegun())
            return end(Exit::Unable, QStringLiteral("ended before anything was sent"));
        m_work->pause(m_job); // happened() ends the program when what is out has been answered
    });
    m_vault->vault().probe(m_calls.context(), [this, workspace = *workspace, second](const VaultState &) {
        m_account->ask([this, workspace, second] {
            const std::optional<BatchAccount> now = m_account->now();
            if (!now || !now->accepted)
                return end(Exit::Unable,
                           now ? now->words
                               : QStringLiteral("the workspace has no account of that name; it has %1")
                                     .arg(workspace.accounts.empty() ? QStringLiteral("none")
                                                                     : workspace.accounts.front().name));
            m_work->apply(workspace);
            second->start(1s);
            switch (m_options.deed) {
            case Deed::Plan:
            case Deed::Run: return plan();
            case Deed::Resume: return run(m_job);
            case Deed::Undo: return undo(m_job);
            case Deed::Status: return;
            }
        });
    });
}

void BatchRun::plan()
{
    if (!m_options.mapping.isEmpty()) {
        QFile file(m_options.mapping);
        if (!file.open(QIODevice::ReadOnly))
            return end(Exit::Unable, QStringLiteral("%1: %2").arg(m_options.mapping, file.errorString()));
        const Result<SavedMapping> saved = parseMapping(file.readAll());
        if (!saved)
            return end(Exit::Unable, QStringLiteral("%1: %2").arg(m_options.mapping, saved.error().detail));
        m_options.spec.mapping = saved->columns;
        m_options.spec.constants = saved->constants;
        if (m_options.spec.idColumn.isEmpty())
            m_options.spec.idColumn = saved->idColumn;
        if (m_options.spec.idProperty.isEmpty())
            m_options.spec.idProperty = saved->idProperty;
    }
    std::optional<CsvFormat> format;
    if (m_options.encoding || m_options.delimiter)
        format = fileFormat(m_options.file, m_options.encoding, m_options.delimiter);
    const auto go = [this, format] {
        m_work->plan({.id = 1,
                      .spec = m_options.spec,
                      .path = m_options.file,
                      .format = format,
                      .encodingIsGuess = !m_options.encoding,
                      .search = m_options.search});
    };
    const bool mapped = !takesProperties(m_options.spec.operation) || !m_options.spec.mapping.empty()
        || !m_options.spec.constants.empty() || m_options.file.isEmpty();
    const CsvLook look = m_options.file.isEmpty() ? CsvLook() : lookAtCsv(m_options.file, format);
    if (mapped)
        return go();
    // Without --map: columns that are called as properties are.
    connect(m_work.get(), &BatchWork::definitionsFound, this, [this, look, go](const DefinitionsAnswer &answer) {
        for (const MappingProposal &one : proposeMapping(look.header, answer.definitions.properties)) {
            const bool certain = one.by == MappingProposal::By::Name || one.by == MappingProposal::By::Label;
            if (certain && one.column != m_options.spec.idColumn)
                m_options.spec.mapping.push_back({.column = one.column, .property = one.property});
        }
        go();
    });
    m_work->askDefinitions({.id = 1, .account = m_options.spec.account, .object = m_options.spec.object});
}

void BatchRun::planned(const PlanAnswer &answer)
{
    if (!answer.problem.isEmpty())
        return end(Exit::Unable, answer.problem);
    m_job = answer.job;
    const std::optional<JobRecord> job = m_folder.job(m_job);
    if (!job)
        return end(Exit::Unable, QStringLiteral("%1: the plan is gone").arg(m_job));
    print(m_call.common.json ? planLine(job->plan) : planSentences(job->plan).chopped(1).toUtf8());
    if (!m_options.rejects.isEmpty() && job->plan.rejected() > 0)
        return m_work->exportRows(m_job, {.path = m_options.rejects, .piles = {Pile::Failed}});
    if (m_options.deed == Deed::Plan)
        return showPlan(*job);
    run(m_job);
}

void BatchRun::showPlan(const JobRecord &job)
{
    if (m_options.sampleRows == 0)
        return end(job.plan.rejected() > 0 ? Exit::Bad : Exit::Good);
    m_work->dryRun(m_job, m_options.sampleRows);
}

void BatchRun::run(const QString &job)
{
    m_job = job;
    RunOrder order = m_options.order;
    order.job = job;
    m_work->run(order);
}

void BatchRun::undo(const QString &job)
{
    m_work->undo(job);
}

void BatchRun::answered(const BatchOutcome &outcome)
{
    if (outcome.command == BatchOutcome::Command::Remove)
        return;
    if (!outcome.good)
        return refused(outcome);
    if (outcome.command == BatchOutcome::Command::Undo) {
        const std::optional<JobRecord> job = m_folder.job(outcome.job);
        if (job)
            print(m_call.common.json ? planLine(job->plan) : planSentences(job->plan).chopped(1).toUtf8());
        return run(outcome.job);
    }
    const std::optional<JobRecord> job = m_folder.job(m_job);
    if (outcome.command == BatchOutcome::Command::DryRun && job) {
        const BatchState state = m_work->state();
        const auto shown
            = std::ranges::find_if(state.jobs, [this](const BatchJob &one) { return one.plan.id == m_job; });
        if (shown != state.jobs.end() && shown->dryRun)
            print(m_call.common.json ? dryRunLine(*shown->dryRun)
                                     : dryRunSentences(*shown->dryRun).chopped(1).toUtf8());
        return end(job->plan.rejected() > 0 ? Exit::Bad : Exit::Good);
    }
    if (outcome.command != BatchOutcome::Command::Export || !job)
        return;
    if (m_options.deed == Deed::Status)
        return status();
    if (hasEnded(job->state.phase))
        return endWith(*job);
    m_options.deed == Deed::Plan ? showPlan(*job) : run(m_job);
}

void BatchRun::refused(const BatchOutcome &outcome)
{
    const std::optional<JobRecord> known
        = outcome.command == BatchOutcome::Command::Run ? m_folder.job(m_job) : std::nullopt;
    // Killed between its last row and the list: it had ended, and there is nothing to resume.
    if (m_options.deed == Deed::Resume && known && hasEnded(known->state.phase))
        return finish(*known);
    if (m_options.deed != Deed::Undo || !known || known->state.startedAt)
        return end(Exit::Unable, outcome.words);
    // Left behind it would be run by whoever means another job. It answers from within: when the stack is empty.
    m_clock.after(Duration::zero(), m_calls.context(), [this, words = outcome.words] {
        m_work->remove(m_job);
        end(Exit::Unable, words);
    });
}

void BatchRun::happened(const Event &event)
{
    if (event.subject != m_job)
        return;
    const std::optional<Stage> phase = phaseNamed(event.to);
    const bool stands = phase && (hasEnded(*phase) || *phase == Stage::Paused || *phase == Stage::Asking);
    if (!stands) {
        if (!m_call.common.json)
            m_call.err << event.text << '\n';
        return m_call.err.flush();
    }
    // The runner tells us from within: what the job holds is let go before the next step.
    m_clock.after(Duration::zero(), m_calls.context(), [this] {
        const std::optional<JobRecord> job = m_folder.job(m_job);
        if (!job)
            return end(Exit::Unable, QStringLiteral("%1: the job is gone").arg(m_job));
        finish(*job);
    });
}

std::optional<BatchJob> BatchRun::ownJob() const
{
    if (!m_work)
        return std::nullopt;
    const BatchState state = m_work->state();
    const auto job = std::ranges::find_if(state.jobs, [this](const BatchJob &one) { return one.plan.id == m_job; });
    return job == state.jobs.end() ? std::nullopt : std::optional(*job);
}

std::optional<BatchJob> BatchRun::running() const
{
    const std::optional<BatchJob> known = ownJob();
    return known && known->open ? known : std::nullopt;
}

/// It is carried out, or waits for its window: then a stop request is a pause.
bool BatchRun::hasBegun() const
{
    const std::optional<BatchJob> known = ownJob();
    return known && (known->open || known->progress.state.phase == Stage::Scheduled);
}

void BatchRun::showProgress()
{
    const TimePoint now = m_clock.now();
    if (m_ended || m_job.isEmpty() || (now - m_shown < shownEvery && now >= m_shown))
        return;
    const std::optional<BatchJob> job = running();
    if (!job || !job->progress.state.startedAt)
        return;
    m_shown = now;
    if (m_call.common.json)
        return print(progressLine(job->plan, job->progress, now));
    if (m_terminal) {
        m_call.err << '\r' << progressSentence(job->plan, job->progress) << "\x1b[K";
        m_call.err.flush();
    }
}

void BatchRun::finish(const JobRecord &job)
{
    if (hasEnded(job.state.phase) && !m_options.results.isEmpty())
        return m_work->exportRows(job.plan.id, {.path = m_options.results});
    endWith(job);
}

void BatchRun::endWith(const JobRecord &job)
{
    if (m_terminal && !m_call.common.json)
        m_call.err << '\n';
    print(m_call.common.json ? jobLine(job) : (jobSentence(job) + u'\n' + reasonLines(job.reasons)).trimmed().toUtf8());
    const bool good = job.state.phase == Stage::Finished && job.piles.failed == 0 && job.piles.unknown == 0;
    end(good ? Exit::Good : Exit::Bad);
}

void BatchRun::print(const QByteArray &line)
{
    m_call.out << QString::fromUtf8(line) << '\n';
    m_call.out.flush();
}

void BatchRun::end(Exit code, const QString &complaint)
{
    if (std::exchange(m_ended, true))
        return;
    if (!complaint.isEmpty())
        m_call.err << "hubwatchctl batch: " << complaint << '\n';
    m_call.done(code);
}

} // namespace hubwatch
