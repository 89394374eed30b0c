#include "support/canned_batch.h"

#include "support/canned_accounts.h"

#include <cmath>

namespace hubwatch::testing {

namespace {

using Phase = JobState::Phase;

BatchJob jobOf(const char *id, std::int64_t rows)
{
    BatchJob job;
    job.plan.id = QString::fromLatin1(id);
    job.plan.spec.account = QStringLiteral("prod");
    job.plan.spec.portal = 4242;
    job.plan.spec.idColumn = QStringLiteral("Email");
    job.plan.spec.idProperty = QStringLiteral("email");
    job.plan.spec.mapping = {{QStringLiteral("Stage"), QStringLiteral("lifecyclestage")}};
    job.plan.spec.dailyReserve = 10'000;
    job.plan.input.name = QStringLiteral("lifecycle-fix.csv");
    job.plan.input.path = QStringLiteral("/home/ops/lifecycle-fix.csv");
    job.plan.input.sha256 = QStringLiteral("9f3c81aa51b64f0e8a76d1c2b3f4e5d6a7b8c9d0e1f2a3b4c5d6e7f8091a2b3c");
    job.plan.header = {QStringLiteral("Email"), QStringLiteral("Stage"), QStringLiteral("Owner")};
    job.plan.rows = rows;
    job.plan.accepted = rows;
    job.plan.requests = {.reads = (rows + 99) / 100, .writes = (rows + 99) / 100};
    job.plan.plannedAt = cannedNow() - 40min;
    job.plan.plannedBy = QStringLiteral("anna@ops-7");
    job.progress.rows = rows;
    job.progress.limiter = {.limit = {80, 10s}, .concurrency = 5, .accountLimit = 190, .others = 31};
    return job;
}

void begin(BatchJob &job, Phase phase, Duration ago)
{
    job.progress.state.phase = phase;
    job.progress.state.startedAt = cannedNow() - ago;
    job.progress.state.by = QStringLiteral("anna@ops-7");
    job.progress.state.calls = job.progress.piles.all() / 50;
    job.progress.dailyLeft = 170'250;
    job.open = true;
}

void end(BatchJob &job, Phase phase, Duration ago, Duration took)
{
    begin(job, phase, ago + took);
    job.progress.state.endedAt = cannedNow() - ago;
    job.open = false;
}

std::vector<PaceMeter::Point> pacePoints(int count, Duration grain, int heldFrom, int heldTo)
{
    std::vector<PaceMeter::Point> points;
    for (int at = 0; at < count; ++at) {
        const bool held = at >= heldFrom && at < heldTo;
        const double wave = 786 + 9 * std::sin(at * 0.7) + 7 * std::sin(at * 2.3);
        const double ramp = std::min(1.0, (at + 1) / 3.0);
        points.push_back(
            {.at = cannedNow() - grain * (count - at), .rowsPerSecond = held ? 0 : wave * ramp, .held = held});
    }
    return points;
}

std::vector<ReasonGroup> reasons()
{
    return {{.code = QStringLiteral("INVALID_OPTION"),
             .reason = QStringLiteral("lifecyclestage is not an option"),
             .rows = 41,
             .firstRow = 1204,
             .sample = QStringLiteral("MQL "),
             .hubspotSays = QStringLiteral("MQL was not one of the allowed options: [subscriber, lead, customer]")},
            {.code = QStringLiteral("OBJECT_NOT_FOUND"),
             .reason = QStringLiteral("contact does not exist"),
             .rows = 19,
             .firstRow = 9877,
             .sample = QStringLiteral("88123"),
             .hubspotSays = QStringLiteral("OBJECT_NOT_FOUND")},
            {.code = QStringLiteral("not-an-email"),
             .reason = QStringLiteral("e-mail is not valid"),
             .rows = 2,
             .firstRow = 31'002,
             .sample = QStringLiteral("kenji@")}};
}

Forecast forecastOf(PaceBound bound, double perSecond, Duration left, const char *words)
{
    return {.bound = bound,
            .requestsPerSecond = perSecond,
            .left = left,
            .endsAt = cannedNow() + left,
            .words = QString::fromLatin1(words)};
}

} // namespace

BatchJob plannedJob()
{
    BatchJob job = jobOf("20261123-0901-update-contacts-0b1c", 200'000);
    job.plan.accepted = 199'938;
    return job;
}

BatchJob runningJob()
{
    BatchJob job = jobOf("20261123-0938-update-contacts-3f2a", 200'000);
    job.plan.spec.schedule = JobSchedule{};
    job.progress.piles = {.done = 82'311, .failed = 62, .unknown = 100, .skipped = 18};
    job.progress.inFlight = 0;
    job.progress.checking = 100;
    begin(job, Phase::Running, 106s);
    job.progress.reasons = reasons();
    job.progress.limiter.used = 74;
    job.progress.limiter.inFlight = 4;
    job.progress.limiter.waiting = 3;
    job.progress.limiter.bound = LimiterBound::Window;
    job.progress.limiter.due = cannedNow() + 120ms;
    job.progress.forecast
        = forecastOf(PaceBound::Bucket, 16, 147s, "the bucket allows 16 requests/s; 5 slots would allow 25");
    job.progress.pace = pacePoints(100, 1s, 62, 72);
    return job;
}

BatchJob interruptedJob()
{
    BatchJob job = runningJob();
    job.plan.id = QStringLiteral("20261123-0930-update-contacts-77aa");
    job.progress.checking = 0; // nobody reads back, paces or counts what nobody carries out
    job.progress.forecast = {};
    job.progress.pace.clear();
    job.progress.limiter.used = job.progress.limiter.inFlight = job.progress.limiter.waiting = 0;
    job.progress.limiter.bound = LimiterBound::None;
    job.progress.limiter.due.reset();
    job.open = false;
    return job;
}

BatchJob parkedJob()
{
    BatchJob job = jobOf("20261122-2310-upsert-companies-91d0", 1'000'000);
    job.plan.spec.operation = JobOperation::Upsert;
    job.plan.spec.object = QStringLiteral("companies");
    job.plan.input.name = QStringLiteral("all-companies-of-the-old-crm-2026-11-22-final.csv");
    job.progress.piles = {.done = 612'400, .failed = 0, .unknown = 0, .skipped = 3'100};
    begin(job, Phase::Parked, 10h);
    job.progress.state.why = QStringLiteral("HubSpot's daily limit is used up (DAILY). It resets at midnight of the "
                                            "portal; raise the limit or let the job wait.");
    job.progress.state.resumesAt = cannedNow() + 14h + 19min;
    job.progress.dailyLeft = 10'000;
    job.progress.limiter.parkedUntil = cannedNow() + 14h + 19min;
    job.progress.limiter.parkedWhy = QStringLiteral("the day's limit is used up");
    job.progress.forecast = forecastOf(PaceBound::Daily, 8, 15h, "the day's quota ends before the job");
    job.progress.pace = pacePoints(120, 5min, 80, 120);
    return job;
}

BatchJob pausedJob()
{
    BatchJob job = jobOf("20261123-0912-update-deals-5e11", 48'230);
    job.plan.spec.object = QStringLiteral("deals");
    job.plan.input.name = QStringLiteral("deal-owners.csv");
    job.progress.piles = {.done = 12'900, .failed = 3, .unknown = 0, .skipped = 0};
    begin(job, Phase::Paused, 26min);
    job.progress.reasons = {reasons()[1]};
    job.progress.reasons[0].rows = 3;
    job.progress.state.why
        = QStringLiteral("HubSpot refused the token (401). Nothing was done by the last request. Store "
                         "the new token under Sources ▸ prod, then resume.");
    job.progress.pace = pacePoints(60, 1s, 0, 0);
    return job;
}

BatchJob trialJob()
{
    BatchJob job = jobOf("20261123-0920-update-contacts-c0de", 200'000);
    job.plan.spec.firstRows = 500;
    job.progress.piles = {.done = 496, .failed = 2, .unknown = 0, .skipped = 2};
    begin(job, Phase::Asking, 3min);
    job.progress.reasons = {reasons()[0]};
    job.progress.reasons[0].rows = 2;
    job.progress.pace = pacePoints(8, 1s, 0, 0);
    return job;
}

BatchJob unknownJob()
{
    BatchJob job = jobOf("20261123-0850-create-tickets-aa01", 5'000);
    job.plan.spec.operation = JobOperation::Create;
    job.plan.spec.object = QStringLiteral("tickets");
    job.plan.spec.idColumn.clear();
    job.plan.input.name = QStringLiteral("tickets.csv");
    job.progress.piles = {.done = 4'900, .failed = 0, .unknown = 100, .skipped = 0};
    begin(job, Phase::Asking, 50min);
    job.progress.state.why
        = QStringLiteral("One request had no answer, and tickets have no unique property to find them by.");
    job.progress.reasons = {{.pile = Pile::Unknown,
                             .code = QStringLiteral("no-answer"),
                             .reason = QStringLiteral("no answer, and no way to read it back"),
                             .rows = 100,
                             .firstRow = 2'301,
                             .sample = QStringLiteral("Printer on fire"),
                             .hubspotSays = {}}};
    job.progress.pace = pacePoints(12, 1s, 0, 0);
    return job;
}

BatchJob scheduledJob()
{
    BatchJob job = jobOf("20261123-0905-update-contacts-beef", 84'000);
    job.plan.spec.schedule = JobSchedule{};
    job.plan.input.name = QStringLiteral("tonight.csv");
    job.progress.state.phase = Phase::Scheduled;
    job.progress.state.by = QStringLiteral("anna@ops-7");
    job.progress.state.resumesAt = cannedNow() + 14h + 18min + 53s;
    job.progress.state.why = QStringLiteral("Waits for its window 00:00-05:00 Asia/Tokyo.");
    job.progress.state.startedAt = job.plan.plannedAt; // the schedule was confirmed then
    return job;
}

BatchJob missedJob()
{
    BatchJob job = scheduledJob();
    job.plan.id = QStringLiteral("20261122-1805-update-contacts-dead");
    job.plan.plannedAt = cannedNow() - 15h - 36min;
    job.progress.state.startedAt = job.plan.plannedAt;
    job.progress.state.phase = Phase::Asking;
    job.progress.state.resumesAt.reset();
    job.progress.state.why = QStringLiteral("This computer slept from 23:40 to 06:10, through the whole window.");
    return job;
}

BatchJob finishedJob()
{
    BatchJob job = jobOf("20261122-0000-update-contacts-1a2b", 200'000);
    job.plan.spec.schedule = JobSchedule{};
    job.progress.piles = {.done = 199'902, .failed = 62, .unknown = 0, .skipped = 36};
    end(job, Phase::Finished, 9h, 250s);
    job.progress.reasons = reasons();
    job.progress.pace = pacePoints(125, 2s, 62, 67);
    job.progress.forecast.bound = PaceBound::Bucket;
    job.progress.forecast.requestsPerSecond = 16;
    return job;
}

BatchJob mixedJob()
{
    BatchJob job = finishedJob();
    job.plan.id = QStringLiteral("20261122-0100-update-contacts-5c5c");
    job.progress.piles = {.done = 199'802, .failed = 62, .unknown = 100, .skipped = 36};
    job.progress.reasons.insert(job.progress.reasons.begin(), unknownJob().progress.reasons.front());
    job.progress.reasons.front().reason.clear(); // no words came: there was no answer to take them from
    return job;
}

BatchJob cleanJob()
{
    BatchJob job = finishedJob();
    job.plan.id = QStringLiteral("20261121-0000-update-contacts-9988");
    job.progress.piles = {.done = 199'990, .failed = 0, .unknown = 0, .skipped = 10};
    job.progress.reasons.clear();
    job.progress.state.pinned = true;
    return job;
}

BatchJob undoneJob()
{
    BatchJob job = jobOf("20261120-1500-update-contacts-4444", 10'000);
    job.plan.input.name = QStringLiteral("wrong-city.csv");
    job.progress.piles = {.done = 10'000, .failed = 0, .unknown = 0, .skipped = 0};
    end(job, Phase::Finished, 66h, 13s);
    return job;
}

BatchJob undoJob()
{
    BatchJob job = undoneJob();
    job.plan.id = QStringLiteral("20261120-1540-undo-contacts-4445");
    job.plan.spec.undoes = undoneJob().plan.id;
    job.progress.piles = {.done = 9'950, .failed = 0, .unknown = 0, .skipped = 50};
    end(job, Phase::Finished, 65h, 27s);
    return job;
}

BatchJob cancelledJob()
{
    BatchJob job = jobOf("20261119-1500-archive-deals-7777", 900);
    job.plan.spec.account = QStringLiteral("sandbox");
    job.plan.spec.production = false;
    job.plan.spec.portal = 77;
    job.plan.spec.operation = JobOperation::Archive;
    job.plan.spec.object = QStringLiteral("deals");
    job.progress.piles = {.done = 300, .failed = 0, .unknown = 0, .skipped = 600};
    end(job, Phase::Cancelled, 90h, 4s);
    return job;
}

BatchJob unreadableJob()
{
    BatchJob job;
    job.plan.id = QStringLiteral("20261118-1100-update-contacts-ffff");
    job.problem = QStringLiteral("journal.db is damaged: file is not a database. Copy its folder from a backup, or "
                                 "delete the job.");
    return job;
}

BatchState cannedBatch()
{
    return {.jobs = {runningJob(), trialJob(), pausedJob(), scheduledJob(), plannedJob(), unknownJob(), parkedJob(),
                     missedJob(), finishedJob(), cleanJob(), undoJob(), undoneJob(), cancelledJob(), unreadableJob()}};
}

Snapshot batchSnapshot(BatchState batch)
{
    Snapshot snapshot = calmAccountsSnapshot();
    snapshot.batch = std::move(batch);
    return snapshot;
}

Snapshot batchSnapshot(const BatchJob &job)
{
    return batchSnapshot(BatchState{.jobs = {job}});
}

RowsAnswer cannedRows(const QString &job, const RowQuery &query)
{
    RowsAnswer answer{.job = job, .query = query};
    answer.header = {QStringLiteral("Email"), QStringLiteral("Stage"), QStringLiteral("Owner"), QStringLiteral("City"),
                     QStringLiteral("Notes")};
    const Pile pile = query.piles.empty() ? Pile::Done : query.piles.front();
    const std::int64_t count = query.after > 0 ? 12 : query.most;
    for (std::int64_t at = 1; at <= count; ++at) {
        const std::int64_t row = query.after + at * 7;
        RowsAnswer::Row shown;
        shown.outcome = {.row = row, .pile = pile, .recordId = QString::number(88'000 + row), .code = query.code};
        if (pile == Pile::Failed)
            shown.outcome.words = QStringLiteral("column Stage: \"MQL \" is none of subscriber, lead, customer");
        else if (pile == Pile::Skipped)
            shown.outcome.words = QStringLiteral("city is \"Kyoto\" now, the job wrote \"Osaka\"");
        shown.cells
            = {QStringLiteral("person%1@example.com").arg(row), QStringLiteral("MQL "), QStringLiteral("anna"),
               QStringLiteral("Osaka"), QStringLiteral("called twice, no answer; try again after the holidays")};
        answer.rows.push_back(std::move(shown));
    }
    return answer;
}

} // namespace hubwatch::testing
