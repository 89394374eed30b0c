#include "batch/journal.h"

#include "batch/job_json.h"
#include "batch/journal_file.h"
#include "batch/journal_private.h"

#include <QJsonDocument>

namespace hubwatch {

namespace {

const QString planKey = QStringLiteral("plan");
const QString stateKey = QStringLiteral("state");
const QString callsKey = QStringLiteral("calls");

} // namespace

Journal::Journal(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{ }

Journal::~Journal() = default;

Result<Journal::Opened> Journal::open(const QString &path)
{
    Result<OpenedFile> file = openFile(path, journalLayout());
    if (!file)
        return tl::unexpected(file.error());
    auto parts = std::make_unique<Private>();
    parts->database = std::move(file->database);
    std::unique_ptr<Journal> journal(new Journal(std::move(parts)));
    if (const Result<Plan> plan = journal->plan())
        journal->d->total = plan->rows;
    journal->d->calls = journal->get(callsKey).value_or("0").toLongLong();
    if (Result<void> counted = journal->d->count(); !counted)
        return tl::unexpected(counted.error());
    return Opened{.journal = std::move(journal), .notice = file->notice};
}

Result<void> Journal::Private::count()
{
    counts = {};
    Result<Rows> rows = database->query("SELECT pile, count(*) FROM rows GROUP BY pile");
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next())
        counts[size_t(std::clamp<qint64>(rows->number(0), 0, sentPile))] += rows->number(1);
    const Result<qint64> todo = database->number("SELECT EXISTS(SELECT 1 FROM todo)");
    hasTodo = todo.value_or(0) != 0;
    return todo.map([](qint64) {});
}

Result<void> Journal::Private::change(const std::function<Result<void>(PileCounts &)> &changes)
{
    PileCounts next = counts;
    Transaction transaction(*database);
    if (!transaction.begun())
        return transaction.begun();
    if (Result<void> done = changes(next); !done)
        return done;
    if (Result<void> kept
        = database->run("INSERT OR REPLACE INTO state VALUES(?, ?)", {callsKey, QByteArray::number(calls)});
        !kept)
        return kept;
    if (Result<void> done = transaction.commit(); !done)
        return done;
    counts = next;
    return {};
}

Result<int> Journal::Private::pileOf(std::int64_t row)
{
    Result<Rows> rows = database->query("SELECT pile FROM rows WHERE row = ?", {qint64(row)});
    if (!rows)
        return tl::unexpected(rows.error());
    return rows->next() ? int(rows->number(0)) : -1;
}

Result<void> Journal::Private::putOutcome(const RowOutcome &outcome, std::optional<std::int64_t> request,
                                          PileCounts &next)
{
    const Result<int> was = pileOf(outcome.row);
    if (!was)
        return tl::unexpected(was.error());
    if (*was >= 0)
        --next[size_t(*was)];
    ++next[size_t(outcome.pile)];
    return database->run(
        "INSERT INTO rows VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(row) DO UPDATE SET pile = excluded.pile, "
        "request = coalesce(excluded.request, request), record = excluded.record, code = excluded.code, words = "
        "excluded.words, reason = excluded.reason, sample = excluded.sample, is_new = excluded.is_new, changed = "
        "excluded.changed",
        {qint64(outcome.row), int(outcome.pile), request ? QVariant(qint64(*request)) : QVariant(), outcome.recordId,
         outcome.code, outcome.words, outcome.reason, outcome.sample.left(80), outcome.isNew,
         instantValue(outcome.changedAt)});
}

Result<void> Journal::Private::untouch(std::int64_t row, PileCounts &next)
{
    const Result<int> was = pileOf(row);
    if (!was)
        return tl::unexpected(was.error());
    if (*was < 0)
        return {};
    --next[size_t(*was)];
    if (Result<void> gone
        = database->run("DELETE FROM before WHERE row = ? AND row NOT IN (SELECT row FROM earlier)", {qint64(row)});
        !gone)
        return gone;
    return database->run("DELETE FROM rows WHERE row = ?", {qint64(row)});
}

Result<void> Journal::Private::putImages(std::span<const BeforeImage> images)
{
    for (const BeforeImage &image : images) {
        if (Result<void> put = database->run(
                "INSERT OR REPLACE INTO before VALUES(?, ?, ?, ?)",
                {qint64(image.row), image.recordId, instantValue(image.changedAt), encodedValues(image.values)});
            !put)
            return put;
    }
    return {};
}

Result<void> Journal::putImages(std::span<const BeforeImage> images)
{
    return d->change([&](PileCounts &) { return d->putImages(images); });
}

Result<void> Journal::putPlan(const Plan &plan)
{
    Result<void> kept = put(planKey, planJson(plan));
    if (kept)
        d->total = plan.rows;
    return kept;
}

Result<Plan> Journal::plan() const
{
    const std::optional<QByteArray> json = get(planKey);
    if (!json)
        return fail(
            Error::Kind::Malformed,
            QStringLiteral("%1: holds no plan: planning was not finished; plan again").arg(d->database->path()));
    return parsePlan(*json);
}

bool Journal::holdsPlan() const
{
    return get(planKey).has_value();
}

Result<void> Journal::putMarks(std::span<const RowMark> marks)
{
    return d->change([&](PileCounts &) -> Result<void> {
        for (const RowMark &mark : marks) {
            if (Result<void> done = d->database->run("INSERT OR REPLACE INTO marks VALUES(?, ?, ?)",
                                                     {qint64(mark.row), qint64(mark.line), qint64(mark.offset)});
                !done)
                return done;
        }
        return {};
    });
}

Result<void> Journal::putRows(std::span<const std::int64_t> rows)
{
    Result<void> done = d->change([&](PileCounts &) -> Result<void> {
        for (const std::int64_t row : rows) {
            if (Result<void> put = d->database->run("INSERT OR IGNORE INTO todo VALUES(?)", {qint64(row)}); !put)
                return put;
        }
        return {};
    });
    d->hasTodo = d->hasTodo || (done && !rows.empty());
    return done;
}

Result<void> Journal::putOutcomes(std::span<const RowOutcome> outcomes)
{
    return d->change([&](PileCounts &counts) -> Result<void> {
        for (const RowOutcome &outcome : outcomes) {
            if (Result<void> done = d->putOutcome(outcome, {}, counts); !done)
                return done;
        }
        return {};
    });
}

Result<std::int64_t> Journal::sending(const JournalRequest &request, std::span<const BeforeImage> before)
{
    std::int64_t id = 0;
    ++d->calls;
    const Result<void> done = d->change([&](PileCounts &counts) -> Result<void> {
        const qint64 first = request.rows.empty() ? 0 : qint64(request.rows.front());
        if (Result<void> put
            = d->database->run("INSERT INTO requests(kind, sent, first_row, row_count) VALUES(?, ?, ?, ?)",
                               {int(request.kind), instantValue(request.sentAt), first, qint64(request.rows.size())});
            !put)
            return put;
        const Result<qint64> made = d->database->number("SELECT last_insert_rowid()");
        if (!made)
            return tl::unexpected(made.error());
        id = *made;
        if (request.kind == JournalRequest::Kind::Check)
            return {};
        if (Result<void> put = d->putImages(before); !put)
            return put;
        for (const std::int64_t row : request.rows) {
            const Result<int> was = d->pileOf(row);
            if (!was)
                return tl::unexpected(was.error());
            if (*was >= 0)
                --counts[size_t(*was)];
            ++counts[sentPile];
            if (Result<void> put = d->database->run("INSERT OR REPLACE INTO rows(row, pile, request) VALUES(?, 4, ?)",
                                                    {qint64(row), qint64(id)});
                !put)
                return put;
        }
        return {};
    });
    if (!done) {
        --d->calls;
        return tl::unexpected(done.error());
    }
    return id;
}

Result<void> Journal::ended(std::int64_t request, const RequestEnd &end, std::span<const RowOutcome> outcomes)
{
    return d->change([&](PileCounts &counts) -> Result<void> {
        for (const RowOutcome &outcome : outcomes) {
            if (Result<void> done = d->putOutcome(outcome, request, counts); !done)
                return done;
        }
        const Result<qint64> left
            = d->database->number("SELECT count(*) FROM rows WHERE pile = 4 AND request = ?", {qint64(request)});
        if (!left)
            return tl::unexpected(left.error());
        counts[sentPile] -= *left;
        if (*left > 0) {
            if (Result<void> gone
                = d->database->run("DELETE FROM before WHERE row IN (SELECT row FROM rows WHERE pile = "
                                   "4 AND request = ?) AND row NOT IN (SELECT row FROM earlier)",
                                   {qint64(request)});
                !gone)
                return gone;
            if (Result<void> gone
                = d->database->run("DELETE FROM rows WHERE pile = 4 AND request = ?", {qint64(request)});
                !gone)
                return gone;
        }
        return endRequest(request, end);
    });
}

Result<void> Journal::endRequest(std::int64_t request, const RequestEnd &end)
{
    return d->database->run(
        "UPDATE requests SET ended = sent + ?, status = ?, correlation = ?, words = ?, took = ? WHERE id = ?",
        {qint64(end.took.count()), end.status, end.correlationId, end.words.left(500), qint64(end.took.count()),
         qint64(request)});
}

Result<void> Journal::unanswered(std::int64_t request, const RequestEnd &end)
{
    return d->change([&](PileCounts &) { return endRequest(request, end); });
}

Result<void> Journal::settled(std::int64_t check, std::span<const RowOutcome> outcomes,
                              std::span<const std::int64_t> untouched, std::span<const std::int64_t> late)
{
    return d->change([&](PileCounts &counts) -> Result<void> {
        for (const RowOutcome &outcome : outcomes) {
            if (Result<void> done = d->putOutcome(outcome, {}, counts); !done)
                return done;
        }
        for (const std::int64_t row : late) {
            if (Result<void> put
                = d->database->run("INSERT OR IGNORE INTO earlier(row, sent) SELECT row, sent FROM rows JOIN requests "
                                   "ON requests.id = rows.request WHERE row = ?",
                                   {qint64(row)});
                !put)
                return put;
        }
        for (const std::int64_t row : untouched) {
            if (Result<void> done = d->untouch(row, counts); !done)
                return done;
        }
        return endRequest(check, {.status = 200});
    });
}

Result<void> Journal::setState(const JobState &state)
{
    return put(stateKey, QJsonDocument(stateObject(state)).toJson(QJsonDocument::Compact));
}

Result<JobState> Journal::state() const
{
    const std::optional<QByteArray> json = get(stateKey);
    JobState state = json ? stateOf(QJsonDocument::fromJson(*json).object()) : JobState();
    state.calls = d->calls;
    return state;
}

Result<void> Journal::put(const QString &key, const QByteArray &value)
{
    return d->database->run("INSERT OR REPLACE INTO state VALUES(?, ?)", {key, value});
}

std::optional<QByteArray> Journal::get(const QString &key) const
{
    Result<Rows> rows = d->database->query("SELECT value FROM state WHERE key = ?", {key});
    if (!rows || !rows->next())
        return std::nullopt;
    return (*rows)[0].toByteArray();
}

Result<void> Journal::countCalls(std::int64_t count)
{
    d->calls += count;
    return put(callsKey, QByteArray::number(d->calls));
}

} // namespace hubwatch
