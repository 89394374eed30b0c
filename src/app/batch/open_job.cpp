#include "app/batch/open_job.h"

#include "batch/chunk.h"

namespace hubwatch {

namespace {

constexpr Duration atAnyAge = Duration::max();

/// What a record of a read job holds, under the row that asked for it.
std::vector<BeforeImage> imagesOf(const JobSpec &spec, std::span<const JobRow> rows, const BatchAnswer &answer)
{
    std::vector<BeforeImage> images;
    for (const JobRow &row : rows) {
        const auto found = std::ranges::find_if(answer.records, [&](const BatchRecord &record) {
            return spec.idProperty.isEmpty()
                ? record.id == row.key
                : record.properties.value(spec.idProperty).compare(row.key, Qt::CaseInsensitive) == 0;
        });
        if (found == answer.records.end())
            continue;
        BeforeImage image{.row = row.row, .recordId = found->id, .changedAt = found->updatedAt};
        for (const QString &property : spec.properties)
            image.values.push_back({.property = property, .value = found->properties.value(property)});
        images.push_back(std::move(image));
    }
    return images;
}

Result<void> openRows(OpenJob &job, const JobFolder &folder, const DefinitionCache &definitions)
{
    if (!job.plan.spec.undoes.isEmpty()) {
        Result<std::unique_ptr<OpenJob>> undone = openJob(folder, job.plan.spec.undoes, definitions);
        if (!undone)
            return tl::unexpected(undone.error());
        job.undone = std::move(*undone);
        job.rows = undoRows(job.undone->plan, *job.undone->journal);
        return {};
    }
    Result<std::vector<RowMark>> marks = job.journal->marks();
    if (!marks)
        return tl::unexpected(marks.error());
    Result<std::unique_ptr<CsvRows>> file
        = CsvRows::open(folder.inputOf(job.plan.id), job.plan.input.format.delimiter, std::move(*marks));
    if (!file)
        return tl::unexpected(file.error());
    job.file = std::move(*file);
    const Definitions known
        = definitions.kept(job.plan.spec.portal, job.plan.spec.object, atAnyAge).value_or(Definitions());
    job.check = std::make_unique<RowCheck>(job.plan.spec, job.file->header(), known.properties);
    job.rows = fileRows(*job.file, *job.check);
    return {};
}

} // namespace

Result<std::unique_ptr<OpenJob>> openJob(const JobFolder &folder, const QString &id, const DefinitionCache &definitions)
{
    if (!folder.job(id))
        return fail(Error::Kind::Rejected, QStringLiteral("%1: there is no such job; batch status lists them").arg(id));
    auto job = std::make_unique<OpenJob>();
    QString who;
    job->lock = folder.lockJob(id, &who);
    if (!job->lock)
        return fail(Error::Kind::Rejected, QStringLiteral("%1 is in the hands of %2").arg(id, who));
    Result<Journal::Opened> opened = Journal::open(folder.journalOf(id));
    if (!opened)
        return tl::unexpected(opened.error());
    job->journal = std::move(opened->journal);
    job->notice = opened->notice;
    Result<Plan> plan = job->journal->plan();
    if (!plan)
        return tl::unexpected(plan.error());
    job->plan = std::move(*plan);
    if (Result<void> rows = openRows(*job, folder, definitions); !rows)
        return tl::unexpected(rows.error());
    return job;
}

JobTools runnerTools(OpenJob &job, const BatchAccounts &accounts, Clock &clock)
{
    const QString name = job.plan.spec.account;
    const BatchAccount account = accounts(name).value_or(BatchAccount());
    JobTools tools{.http = account.client->http(),
                   .clock = clock,
                   .journal = *job.journal,
                   .rows = *job.rows,
                   .api = account.config.api,
                   .concurrency = account.config.concurrency,
                   .limiter = [client = account.client] { return client->limiter(); },
                   .dailyLeft =
                       [accounts, name] {
                           const std::optional<BatchAccount> now = accounts(name);
                           return now ? now->dailyLeft : std::nullopt;
                       },
                   .resetsAt =
                       [accounts, name] {
                           const std::optional<BatchAccount> now = accounts(name);
                           return now ? now->resetsAt : std::nullopt;
                       }};
    if (job.undone) {
        tools.undone = &job.undone->plan;
        tools.undoneJournal = job.undone->journal.get();
        tools.undoneRows = job.undone->rows.get();
    }
    if (job.plan.spec.operation == JobOperation::Read)
        tools.keep = [&job](std::span<const JobRow> rows, const BatchAnswer &answer) {
            return job.journal->putImages(imagesOf(job.plan.spec, rows, answer));
        };
    return tools;
}

} // namespace hubwatch
