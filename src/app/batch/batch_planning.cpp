// Looking at files and definitions, planning and dry runs: nothing here writes to HubSpot.
#include "app/batch/batch_private.h"
#include "app/batch/job_guard.h"
#include "batch/chunk_walk.h"

#include <QFile>
#include <QRandomGenerator>
#include <algorithm>

namespace hubwatch {

namespace {

using Command = BatchOutcome::Command;

constexpr Duration definitionsLast = 24h;
constexpr Duration anyAge = 3650 * 24h;
constexpr Duration planSlice = 20ms; ///< polling goes on between two

/// What an archived record can be made again from.
QStringList writableProperties(const std::vector<PropertyDefinition> &definitions)
{
    QStringList names;
    for (const PropertyDefinition &one : definitions) {
        if (!one.isReadOnly && !one.isArchived)
            names << one.name;
    }
    return names;
}

/// By which a create whose answer was lost is found again: the first unique property that its rows write.
QString uniqueWritten(const JobSpec &spec, const std::vector<PropertyDefinition> &definitions)
{
    const auto isUnique = [&](const QString &property) {
        const auto found = std::ranges::find(definitions, property, &PropertyDefinition::name);
        return found != definitions.end()
            && (found->isUnique || (spec.object == u"contacts" && found->name == u"email"));
    };
    for (const ColumnMapping &column : spec.mapping) {
        if (isUnique(column.property))
            return column.property;
    }
    return {};
}

} // namespace

void BatchWork::look(const QString &path, const std::optional<CsvFormat> &format)
{
    emit looked({.path = path, .look = lookAtCsv(path, format)});
}

void BatchWork::askDefinitions(const DefinitionsQuestion &question)
{
    const std::optional<BatchAccount> account = d->parts.accounts(question.account);
    const auto refuse = [&](const QString &problem) {
        DefinitionsAnswer answer{.id = question.id, .problem = problem};
        if (account)
            answer.definitions
                = d->definitions.kept(account->config.portal, question.object, anyAge).value_or(Definitions());
        emit definitionsFound(answer);
    };
    if (!account || !account->client)
        return refuse(QStringLiteral("the workspace has no account called \"%1\"").arg(question.account));
    const std::int64_t portal = account->details ? account->details->portal : account->config.portal;
    if (!account->accepted && !d->definitions.kept(portal, question.object, definitionsLast))
        return refuse(account->words);
    d->definitions.get(account->client->http(), account->config.api, portal, question.object,
                       question.fresh ? Duration::zero() : definitionsLast, d->calls.context(),
                       [this, id = question.id, refuse](const Result<Definitions> &found) {
                           if (!found)
                               return refuse(found.error().detail);
                           emit definitionsFound({.id = id, .definitions = *found});
                       });
}

void BatchWork::plan(const PlanQuestion &question)
{
    dropPlanning();
    d->planning = std::make_unique<PlanWork>();
    d->planning->question = question;
    const std::optional<BatchAccount> account = d->parts.accounts(question.spec.account);
    if (d->parts.dataDirectory.isEmpty())
        return d->endPlan(d->fault); // any other may have passed, and is met again if not
    if (!account || !account->client)
        return d->endPlan(QStringLiteral("the workspace has no account called \"%1\"").arg(question.spec.account));
    if (writes(question.spec.operation) && account->config.readOnly)
        return d->endPlan(accountRefusal({.spec = question.spec}, *account));
    JobSpec &spec = d->planning->question.spec;
    spec.portal = account->details ? account->details->portal : account->config.portal;
    spec.production = false; // whatever the asker takes it for
    spec.production = isProduction({.spec = spec}, *account);
    d->definitions.get(
        account->client->http(), account->config.api, spec.portal, spec.object, definitionsLast,
        d->planning->calls.context(), [this](const Result<Definitions> &found) {
            const JobSpec &wanted = d->planning->question.spec;
            const std::optional<Definitions> kept = d->definitions.kept(wanted.portal, wanted.object, anyAge);
            if (!found && !kept)
                return d->endPlan(
                    QStringLiteral("the properties of %1 cannot be read: %2").arg(wanted.object, found.error().detail));
            d->beginPlan(found ? *found : *kept);
        });
    emit changed();
}

void BatchWork::Private::beginPlan(const Definitions &known)
{
    JobSpec &spec = planning->question.spec;
    if (spec.operation == JobOperation::Archive && spec.keepsBefore && spec.properties.isEmpty())
        spec.properties = writableProperties(known.properties);
    if (spec.operation == JobOperation::Create && spec.idProperty.isEmpty())
        spec.idProperty = uniqueWritten(spec, known.properties);
    planning->id = newJobId(spec, parts.clock.now(), QRandomGenerator::global()->generate());
    if (const Result<void> made = folder.create(planning->id); !made)
        return endPlan(made.error().detail);
    planning->lock = folder.lockJob(planning->id, nullptr);
    if (planning->question.search.isEmpty())
        return planRows(planning->question.path, known);
    const Result<SearchQuery> query = parseSearch(planning->question.search);
    if (!query)
        return endPlan(query.error().detail);
    const BatchAccount account = parts.accounts(spec.account).value_or(BatchAccount());
    if (!account.accepted)
        return endPlan(account.words);
    QStringList wanted;
    for (const ColumnMapping &column : spec.mapping)
        wanted << column.column;
    const QString path = folder.pathOf(planning->id) + QStringLiteral("/search.csv");
    planning->search
        = std::make_unique<SearchIntake>(account.client->http(), account.config.api, spec.object, *query, wanted, path);
    planning->search->start(planning->calls.context(), [this, path, known](const Result<SearchIntake::Found> &found) {
        if (!found)
            return endPlan(found.error().detail);
        planRows(path, known);
    });
}

void BatchWork::Private::planRows(const QString &path, const Definitions &known)
{
    Result<Journal::Opened> journal = Journal::open(folder.journalOf(planning->id));
    if (!journal)
        return endPlan(journal.error().detail);
    planning->journal = std::move(journal->journal);
    const PlanQuestion &question = planning->question;
    const BatchAccount account = parts.accounts(question.spec.account).value_or(BatchAccount());
    Result<std::unique_ptr<Planner>> planner
        = Planner::open({.spec = question.spec,
                         .path = path,
                         .format = question.format,
                         .encodingIsGuess = question.encodingIsGuess,
                         .definitions = known.properties,
                         .definitionsAt = known.readAt,
                         .by = parts.by,
                         .search = question.search,
                         .ceiling = account.config.batchCeiling},
                        planning->id, folder.pathOf(planning->id), *planning->journal, parts.clock.now());
    if (!planner)
        return endPlan(planner.error().detail);
    planning->planner = std::move(*planner);
    stepPlan();
}

void BatchWork::Private::stepPlan()
{
    const Result<bool> more = planning->planner->step(planSlice);
    if (!more)
        return endPlan(more.error().detail);
    emit work->changed();
    if (!*more)
        return endPlan({});
    parts.clock.after(Duration::zero(), planning->calls.context(), [this] { stepPlan(); });
}

void BatchWork::Private::endPlan(const QString &problem)
{
    const std::unique_ptr<PlanWork> ended = std::move(planning);
    PlanAnswer answer{.id = ended->question.id, .problem = problem};
    if (problem.isEmpty()) {
        answer.job = ended->id;
        records.insert(records.begin(), JobRecord{.plan = ended->planner->plan()});
        records.front().piles = ended->journal->piles().value_or(JobPiles());
        records.front().reasons = ended->journal->reasons().value_or(std::vector<ReasonGroup>());
        setFault(folder.note(records.front()));
        answer.problem = fault;
        QFile::remove(folder.pathOf(ended->id) + QStringLiteral("/search.csv"));
    }
    ended->planner.reset();
    ended->journal.reset();
    ended->lock.reset();
    if (!problem.isEmpty() && !ended->id.isEmpty())
        (void)folder.remove(ended->id); // what is half planned is nobody's
    emit work->planned(answer);
    emit work->changed();
}

void BatchWork::dropPlanning()
{
    if (!d->planning)
        return;
    d->planning->calls.cancelAll();
    d->endPlan(QStringLiteral("given up"));
}

void BatchWork::dryRun(const QString &id, std::int64_t sampleRows)
{
    OpenJob *job = d->opened(id, Command::DryRun);
    if (!job)
        return;
    const std::optional<BatchAccount> account = d->parts.accounts(job->plan.spec.account);
    if (!account || !account->client || !account->accepted)
        return d->answer(
            Command::DryRun, id, false,
            account ? account->words
                    : QStringLiteral("the workspace has no account called \"%1\"").arg(job->plan.spec.account));
    const LimiterState limiter = account->client->limiter();
    const PaceFacts pace{.burst = limiter.limit,
                         .concurrency = limiter.concurrency,
                         .dailyLeft = account->dailyLeft,
                         .resetsAt = account->resetsAt};
    DryRun::Tools tools{.http = account->client->http(),
                        .clock = d->parts.clock,
                        .journal = *job->journal,
                        .rows = *job->rows,
                        .api = account->config.api,
                        .pace = pace};
    if (job->undone)
        tools.judge = [job, with = runnerTools(*job, d->parts.accounts, d->parts.clock)](
                          const std::vector<JobRow> &rows, const HttpResponse &response) {
            return judgeRead(job->plan, with, rows, response);
        };
    auto &dry = d->dryRuns[id];
    dry = std::make_unique<DryRun>(job->plan, std::move(tools), sampleRows);
    dry->start([this, id](const Result<DryRunReport> &report) {
        if (report)
            d->reports[id] = *report;
        // The reply comes from within the dry run: it goes when the stack is empty.
        d->parts.clock.after(Duration::zero(), d->calls.context(), [this, id] { d->dryRuns.erase(id); });
        d->answer(Command::DryRun, id, report.has_value(),
                  report ? QStringLiteral("nothing was written") : report.error().detail);
    });
    emit changed();
}

} // namespace hubwatch
