#include "batch/planner.h"

#include "batch/cell_text.h"
#include "batch/count_text.h"
#include "batch/csv/csv_writer.h"
#include "batch/journal.h"
#include "batch/reason_groups.h"
#include "batch/row_keys.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace hubwatch {

namespace {

constexpr qint64 planSlice = 64 * 1024;      ///< of the file between two looks at the clock
constexpr std::int64_t rowsAMark = 1000;     ///< as CsvRows wants them
constexpr std::size_t marksAtOnce = 1000;    ///< a transaction
constexpr std::size_t rejectsAtOnce = 4'000; ///< the same
constexpr int mostGroups = 50;
constexpr double manyRejects = 0.1;

/// What a file was when it was opened.
struct FileStamp {
    qint64 bytes = 0;
    QDateTime changed = {};

    bool operator==(const FileStamp &) const = default;
};

FileStamp stampOf(const QString &path)
{
    const QFileInfo about(path);
    return {.bytes = about.size(), .changed = about.lastModified()};
}

QString percent(std::int64_t part, std::int64_t whole)
{
    const double share = 100.0 * double(part) / double(whole);
    return share < 1 ? u"less than 1 %"_s : u"%1 %"_s.arg(int(share));
}

/// What the rows themselves make one wonder about.
QStringList rowWarnings(const JobSpec &spec, const Plan &plan, const ReasonGroups &reasons)
{
    QStringList warnings;
    if (plan.rows == 0)
        return {u"the file has a header and no rows: there is nothing to do"_s};
    const std::int64_t rejected = plan.rejected();
    if (plan.accepted == 0)
        warnings << u"none of the %1 rows can be sent: see why, and correct the file or the mapping"_s.arg(
            countText(plan.rows));
    else if (double(rejected) > manyRejects * double(plan.rows))
        warnings << u"%1 of %2 rows (%3) cannot be sent: see why before you run the rest"_s.arg(
            countText(rejected), countText(plan.rows), percent(rejected, plan.rows));
    if (const std::int64_t emails = reasons.rowsOf(u"id-is-email"_s); emails > 0 && 2 * emails > rejected)
        warnings << u"column %1 holds e-mail addresses in %2 rows, not HubSpot's ids: "
                    u"choose email as what it holds (id property email)"_s.arg(spec.idColumn, countText(emails));
    const std::int64_t dates = reasons.rowsOf(u"not-a-date"_s) + reasons.rowsOf(u"not-a-datetime"_s);
    if (dates > 0)
        warnings << u"dates of %1 rows are written as people of one country write them, or name no time zone: "
                    u"HubSpot takes 2026-11-26 and 2026-11-26T09:00:00Z"_s.arg(countText(dates));
    return warnings;
}

/// The bytes of UTF-8 prove themselves; of the others most signs can be read as those of another.
bool isProven(CsvFormat::Encoding encoding)
{
    return encoding != CsvFormat::Encoding::ShiftJis && encoding != CsvFormat::Encoding::Windows1252;
}

bool isAscii(std::string_view cell)
{
    return std::ranges::all_of(cell, [](char sign) { return static_cast<unsigned char>(sign) < 0x80; });
}

} // namespace

struct Planner::Private {
    Private(Order what, Journal &into)
        : order(std::move(what))
        , journal(into)
        , began(stampOf(order.path))
    { }

    Result<bool> readOn(qint64 bytes);
    bool see(const CsvRow &row);
    bool seeHeader(const CsvRow &row);
    Result<void> judge(const CsvRow &row, std::span<const std::string_view> cells);
    void lookAtSigns(const CsvRow &row);
    QStringList guessWarnings() const;
    Result<void> reject(std::int64_t row, RowFault fault);
    Result<void> flush(std::size_t mostMarks, std::size_t mostOutcomes);
    Result<void> complete();
    tl::unexpected<Error> changed() const;

    Order order;
    Journal &journal;
    FileStamp began;
    std::unique_ptr<CsvIntake> intake = {};
    std::optional<RowCheck> check = {};
    std::optional<RowKeys> keys = {};
    ReasonGroups reasons = {};
    std::vector<RowMark> marks = {};
    std::vector<RowOutcome> outcomes = {};
    std::optional<Error> failed = {};
    bool guarded = false; ///< the file is one of our exports
    std::vector<std::string_view> unguarded = {};
    bool guesses = false;     ///< the encoding is a guess
    std::int64_t signRow = 0; ///< the first that the guess decides about; 0: none so far
    QString signs = {};
    bool isComplete = false;
    Plan plan = {};
};

/// An error is the last word: whoever goes on hears it again.
Result<bool> Planner::Private::readOn(qint64 bytes)
{
    if (failed)
        return tl::unexpected(*failed);
    if (isComplete)
        return false;
    Result<bool> more = intake->step(bytes, [this](const CsvRow &row) { return see(row); });
    if (!failed && (!more || !*more) && stampOf(order.path) != began)
        failed = changed().value();
    else if (!failed && !more)
        failed = more.error();
    if (!failed && !*more) {
        if (const Result<void> done = complete(); !done)
            failed = done.error();
        isComplete = true;
    }
    if (failed)
        return tl::unexpected(*failed);
    return more;
}

bool Planner::Private::see(const CsvRow &row)
{
    if (row.row == 0)
        return seeHeader(row);
    plan.rows = row.row;
    // Beyond the ceiling rows are counted alone, so that the refusal can say how many there are.
    if (order.ceiling > 0 && plan.rows > order.ceiling)
        return true;
    if (guesses && signRow == 0)
        lookAtSigns(row);
    if (guarded) {
        unguarded.resize(row.cells.size());
        std::ranges::transform(row.cells, unguarded.begin(), withoutGuard);
    }
    if (const Result<void> done = judge(row, guarded ? unguarded : row.cells); !done)
        failed = done.error();
    return !failed;
}

bool Planner::Private::seeHeader(const CsvRow &row)
{
    for (const std::string_view cell : row.cells)
        plan.header << QString::fromUtf8(cell.data(), qsizetype(cell.size()));
    const QStringList faults = specFaults(order.spec, plan.header, order.definitions);
    if (!faults.isEmpty()) {
        failed = Error{.kind = Error::Kind::Rejected, .detail = faults.join(u"; "_s)};
        return false;
    }
    guarded = isExport(plan.header);
    check.emplace(order.spec, plan.header, order.definitions);
    keys.emplace(order.spec, plan.header, order.definitions, QRandomGenerator::global()->generate64());
    return true;
}

void Planner::Private::lookAtSigns(const CsvRow &row)
{
    const auto found = std::ranges::find_if_not(row.cells, isAscii);
    if (found == row.cells.end())
        return;
    signRow = row.row;
    signs = cellSample(*found);
}

QStringList Planner::Private::guessWarnings() const
{
    if (signRow == 0)
        return {};
    return {u"the encoding is a guess, %1: with it row %2 says \"%3\"; where that is wrong choose another, or save "
            u"the file as UTF-8"_s.arg(encodingName(intake->input().format.encoding), countText(signRow), signs)};
}

Result<void> Planner::Private::judge(const CsvRow &row, std::span<const std::string_view> cells)
{
    if (row.row % rowsAMark == 0)
        marks.push_back({.row = row.row, .line = row.line, .offset = row.offset});
    std::optional<RowFault> fault = check->fault(cells);
    if (!fault) // a row that is not sent itself is in no other one's way
        fault = keys->twice(row.row, cells, *check);
    if (fault)
        return reject(row.row, std::move(*fault));
    ++plan.accepted;
    return flush(marksAtOnce, rejectsAtOnce);
}

Result<void> Planner::Private::reject(std::int64_t row, RowFault fault)
{
    reasons.add(row, fault);
    outcomes.push_back(
        {.row = row, .pile = Pile::Failed, .code = std::move(fault.code), .words = std::move(fault.words)});
    return flush(marksAtOnce, rejectsAtOnce);
}

Result<void> Planner::Private::flush(std::size_t mostMarks, std::size_t mostOutcomes)
{
    if (!marks.empty() && marks.size() >= mostMarks) {
        if (Result<void> done = journal.putMarks(marks); !done)
            return done;
        marks.clear();
    }
    if (!outcomes.empty() && outcomes.size() >= mostOutcomes) {
        if (Result<void> done = journal.putOutcomes(outcomes); !done)
            return done;
        outcomes.clear();
    }
    return {};
}

Result<void> Planner::Private::complete()
{
    if (!check)
        return fail(Error::Kind::Malformed, u"line 1: %1 has no header"_s.arg(intake->input().name));
    if (order.ceiling > 0 && plan.rows > order.ceiling)
        return fail(Error::Kind::Rejected,
                    u"%1 has %2 rows, and the workspace allows %3 a job: "
                    u"split the file, or raise batch_ceiling in the workspace"_s.arg(
                        intake->input().name, countText(plan.rows), countText(order.ceiling)));
    if (Result<void> done = flush(1, 1); !done)
        return done;
    plan.input = intake->input();
    if (!order.search.isEmpty()) { // the file that its answers were written to is nobody's
        plan.input.search = order.search;
        plan.input.name = u"search of %1"_s.arg(order.spec.object);
        plan.input.path.clear();
        plan.input.changedAt.reset();
    }
    plan.rejects = reasons.groups(mostGroups);
    plan.requests = requestsFor(plan.spec, plan.accepted);
    plan.warnings
        = guessWarnings() + specWarnings(order.spec, order.definitions) + rowWarnings(order.spec, plan, reasons);
    return journal.putPlan(plan);
}

tl::unexpected<Error> Planner::Private::changed() const
{
    return fail(
        Error::Kind::Malformed,
        u"%1 changed while it was read: plan again when it is complete"_s.arg(QFileInfo(order.path).fileName()));
}

Planner::Planner(std::unique_ptr<Private> parts)
    : d(std::move(parts))
{ }

Planner::~Planner() = default;

Result<std::unique_ptr<Planner>> Planner::open(Order order, const QString &id, const QString &folder, Journal &journal,
                                               TimePoint now)
{
    auto parts = std::make_unique<Private>(std::move(order), journal);
    auto intake = CsvIntake::open(parts->order.path, QDir(folder).filePath(u"input.csv"_s), parts->order.format);
    if (!intake)
        return tl::unexpected(intake.error());
    parts->intake = std::move(*intake);
    parts->guesses
        = (!parts->order.format || parts->order.encodingIsGuess) && !isProven(parts->intake->input().format.encoding);
    parts->plan = {.id = id,
                   .spec = parts->order.spec,
                   .plannedAt = now,
                   .plannedBy = parts->order.by,
                   .definitionsAt = parts->order.definitionsAt};
    // The header tells whether the spec fits the file. A file of one slice is done by this.
    while (!parts->check && !parts->isComplete) {
        if (const Result<bool> more = parts->readOn(planSlice); !more)
            return tl::unexpected(more.error());
    }
    return std::unique_ptr<Planner>(new Planner(std::move(parts)));
}

Result<bool> Planner::step(Duration most)
{
    const auto until = std::chrono::steady_clock::now() + most;
    for (;;) {
        Result<bool> more = d->readOn(planSlice);
        if (!more || !*more || std::chrono::steady_clock::now() >= until)
            return more;
    }
}

double Planner::share() const
{
    return d->isComplete ? 1.0 : d->intake->share();
}

std::int64_t Planner::rows() const
{
    return d->plan.rows;
}

const Plan &Planner::plan() const
{
    return d->plan;
}

} // namespace hubwatch
