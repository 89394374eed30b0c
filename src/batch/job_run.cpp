#include "batch/job_run.h"

#include "batch/check_walk.h"
#include "batch/chunk_walk.h"

#include <algorithm>
#include <utility>

namespace hubwatch {

namespace {

using Phase = JobState::Phase;

/// In the client's queue, so that a free slot or permit never waits for us.
constexpr int chunksInQueue = 3;
/// Of those that may wait for a check: a HubSpot that answers nothing must not make every row doubtful.
constexpr size_t chunksASlot = 3;

/// HubSpot's edge cuts every call at 100 s.
constexpr Duration answersTake = 100s;

constexpr Duration tickEvery = 1s;
constexpr Duration changesEvery = 250ms;

const QString trialKey = QStringLiteral("trial");

/// Rows that nothing can settle and nobody has decided about.
Result<std::int64_t> undecidedRows(const Journal &journal)
{
    constexpr int aPage = 2'000;
    std::int64_t count = 0;
    for (RowQuery query{.piles = {Pile::Unknown}, .most = aPage};;) {
        const Result<std::vector<RowOutcome>> page = journal.outcomes(query);
        if (!page)
            return tl::unexpected(page.error());
        if (page->empty())
            return count;
        count += std::ranges::count_if(
            *page, [](const RowOutcome &outcome) { return outcome.code != QLatin1StringView("decided"); });
        query.after = page->back().row;
    }
}

QString countedRows(std::int64_t rows)
{
    return rows == 1 ? QStringLiteral("1 row") : QStringLiteral("%1 rows").arg(rows);
}

} // namespace

JobRun::JobRun(Plan plan, JobTools tools, Tell tell)
    : m_plan(std::move(plan))
    , m_tools(std::move(tools))
    , m_tell(std::move(tell))
    , m_figures(m_plan, m_tools)
    , m_walks(m_tools.clock)
    , m_state(m_tools.journal.state().value_or(JobState()))
{ }

JobRun::~JobRun()
{
    m_walks.dropAll();
}

void JobRun::start(const QString &by)
{
    if (m_aim == Aim::Run || m_aim == Aim::Cancel)
        return;
    if (m_aim == Aim::Pause) { // answers are still awaited
        m_aim = Aim::Run;
        m_deadline.cancelAll();
        setPhase(Phase::Running, {});
        return advance();
    }
    const Phase before = m_state.phase;
    m_stopBy = m_plan.spec.stopBy;
    if (m_stopBy && m_tools.clock.now() >= *m_stopBy && (before == Phase::Parked || before == Phase::Paused))
        m_stopBy.reset(); // it was told so, and a person wants it to go on
    if (!begin(Aim::Run))
        return;
    m_state.by = by;
    m_state.startedAt = m_state.startedAt.value_or(m_tools.clock.now());
    m_state.endedAt.reset();
    setPhase(Phase::Running, {});
    advance();
}

void JobRun::pause(const QString &why)
{
    if (m_aim == Aim::Run) {
        m_aim = Aim::Pause;
        m_why = why;
        setPhase(m_state.phase, QStringLiteral("Pausing: nothing more is begun, answers are waited for."));
        m_tools.clock.after(answersTake, m_deadline.context(), [this] {
            m_walks.dropAll(); // they are read back when the job goes on
            advance();
        });
        advance();
    } else if (m_aim == Aim::Rest && m_state.phase == Phase::Parked) {
        setPhase(Phase::Paused, why);
    }
}

void JobRun::cancel(const QString &by)
{
    if (m_aim == Aim::Cancel || (m_aim == Aim::Rest && hasEnded(m_state.phase)))
        return;
    if (m_aim == Aim::Rest && !begin(Aim::Cancel))
        return;
    m_aim = Aim::Cancel;
    m_why = by;
    m_deadline.cancelAll();
    m_tools.clock.after(answersTake, m_deadline.context(), [this] { cancelled(); });
    advance();
}

void JobRun::goOn()
{
    if (const Result<void> kept = m_tools.journal.put(trialKey, "good"); !kept)
        return journalFailed(kept.error());
    if (m_feed)
        m_feed->setBudget({});
    if (m_aim == Aim::Rest && m_state.phase == Phase::Asking)
        start(m_state.by);
    else
        advance();
}

JobProgress JobRun::progress()
{
    return m_figures.progress(m_state, m_walks, rowsToCheck());
}

bool JobRun::mayBegin(WalkCall call)
{
    if (m_aim == Aim::Cancel ? call != WalkCall::Check : m_aim != Aim::Run)
        return false;
    return m_gate.verdict(facts()).hold == GateVerdict::Hold::None;
}

void JobRun::began(WalkCall call)
{
    ++m_state.calls;
    m_reads += call == WalkCall::Read ? 1 : 0; // the journal counts what it records
    changed();
}

void JobRun::answered(const WalkAnswer &answer)
{
    if (answer.reached)
        m_gate.answered(m_tools.clock.now());
    else
        m_gate.unreachable(answer.reach, m_tools.clock.uptime());
    m_figures.answered(answer);
    changed();
}

void JobRun::doubted(std::vector<JobRow> rows, TimePoint sentAt)
{
    m_doubts.push_back({.rows = numbersOfRows(rows), .sentAt = sentAt});
}

void JobRun::notDone(std::vector<JobRow> rows)
{
    m_undone.push_back(std::move(rows));
}

void JobRun::mustPause(const QString &why)
{
    if (m_aim == Aim::Run)
        pause(why);
}

/// Whoever called this begins nothing more; answers that still come cannot be recorded and are read back later.
void JobRun::journalFailed(const Error &error)
{
    const QString why
        = QStringLiteral(
              "The job's journal cannot be written: %1. Nothing more goes out: free some space, then resume.")
              .arg(error.detail);
    m_aim = Aim::Rest;
    rest(Phase::Paused, why);
}

/// Reads from the journal where the job stands.
bool JobRun::begin(Aim aim)
{
    const Result<JobState> kept = m_tools.journal.state();
    const Result<std::vector<JournalRequest>> open = m_tools.journal.openRequests();
    if (!kept || !open) {
        rest(Phase::Paused,
             QStringLiteral("The job's journal cannot be read: %1. Resume when that is mended.")
                 .arg(!kept ? kept.error().detail : open.error().detail));
        return false;
    }
    m_state = *kept;
    m_feed.emplace(m_tools.journal, m_tools.rows);
    if (const std::int64_t trial = m_plan.spec.firstRows; trial > 0 && m_tools.journal.get(trialKey) != "good") {
        const std::int64_t tried = m_tools.journal.touched() - m_plan.rejected();
        m_feed->setBudget(std::max<std::int64_t>(trial - tried, 0));
    }
    const size_t most = size_t(rowsPerRequest(m_plan.spec));
    for (const JournalRequest &request : *open) {
        m_feed->hold(request.rows);
        for (size_t first = 0; first < request.rows.size(); first += most) {
            const size_t end = std::min(first + most, request.rows.size());
            m_doubts.push_back(
                {.rows = {request.rows.begin() + std::ptrdiff_t(first), request.rows.begin() + std::ptrdiff_t(end)},
                 .sentAt = request.sentAt});
        }
    }
    m_gate = {};
    m_why.clear();
    m_aim = aim;
    tick();
    return true;
}

void JobRun::advance()
{
    m_more = true;
    if (m_advancing)
        return;
    m_advancing = true;
    while (std::exchange(m_more, false)) {
        m_walks.go();
        addChecks();
        addChunks();
    }
    m_advancing = false;
    settle();
}

void JobRun::addChecks()
{
    const size_t most = size_t(m_tools.concurrency) * chunksASlot + chunksInQueue;
    while ((m_aim == Aim::Run || m_aim == Aim::Cancel) && !m_doubts.empty() && m_walks.size() < most) {
        Result<std::vector<JobRow>> rows = m_tools.rows.rows(m_doubts.front().rows);
        if (!rows)
            return mustPause(QStringLiteral("The rows cannot be read: %1").arg(rows.error().detail));
        m_walks.add(std::make_unique<CheckWalk>(Walk::Surroundings{m_plan, m_tools, *this}, std::move(*rows),
                                                m_doubts.front().sentAt));
        m_doubts.pop_front();
        m_more = true;
    }
}

void JobRun::addChunks()
{
    const int awake = m_tools.concurrency + chunksInQueue;
    const size_t most = size_t(m_tools.concurrency) * chunksASlot + chunksInQueue;
    while (m_walks.awake() < awake && m_walks.size() < most && mayBegin(WalkCall::Read)) {
        std::vector<JobRow> chunk;
        if (!m_undone.empty()) {
            chunk = std::move(m_undone.front());
            m_undone.pop_front();
        } else if (auto rows = m_feed->take(rowsPerRequest(m_plan.spec)); rows) {
            chunk = std::move(*rows);
        } else {
            return mustPause(QStringLiteral("The rows cannot be read: %1").arg(rows.error().detail));
        }
        if (chunk.empty())
            return;
        m_walks.add(std::make_unique<ChunkWalk>(Walk::Surroundings{m_plan, m_tools, *this}, std::move(chunk)));
        m_walks.go();
    }
}

void JobRun::settle()
{
    switch (m_aim) {
    case Aim::Rest: return;
    case Aim::Run: return settleRun();
    case Aim::Pause:
        if (m_walks.open() == 0)
            rest(Phase::Paused, m_why);
        return;
    case Aim::Cancel:
        if (m_walks.open() == 0 && rowsToCheck() == 0)
            cancelled();
        return;
    }
    Q_UNREACHABLE();
}

void JobRun::settleRun()
{
    const bool out = m_walks.open() > 0;
    if (m_walks.empty() && m_doubts.empty() && m_undone.empty() && reachedEnd())
        return;
    const GateVerdict verdict = m_gate.verdict(facts());
    using Hold = GateVerdict::Hold;
    if (verdict.hold == Hold::StopBy && (!out || facts().parkedUntil)) // what the client holds back would go out later
        rest(Phase::Parked, verdict.words);
    else if (verdict.hold == Hold::Account || (verdict.hold != Hold::None && !out))
        setPhase(Phase::Parked, verdict.words, verdict.resumesAt);
    else if (verdict.hold == Hold::None)
        setPhase(Phase::Running, {});
}

/// Nothing is under way. Whether that is because nothing is left, or the trial is over.
bool JobRun::reachedEnd()
{
    const Result<bool> more = m_feed->hasMore();
    if (more && *more && !m_feed->spent())
        return false;
    const Result<std::vector<std::int64_t>> untouched = m_tools.journal.untouched(0, 1);
    const Result<std::int64_t> undecided = undecidedRows(m_tools.journal);
    if (!more || !untouched || !undecided) {
        journalFailed(!more ? more.error() : !untouched ? untouched.error() : undecided.error());
        return true;
    }
    if (!untouched->empty() && !m_feed->spent()) { // somebody made failed ones untouched meanwhile
        m_feed.emplace(m_tools.journal, m_tools.rows);
        return false;
    }
    const QString unknown = *undecided == 0
        ? QString()
        : QStringLiteral("Of %1 nobody knows whether they were done: look them up in HubSpot and say what they are.")
              .arg(countedRows(*undecided));
    if (*more) {
        const QString tried = QStringLiteral("The trial of %1 is over: look at what became of them, then let the rest "
                                             "go, or cancel the job.")
                                  .arg(countedRows(m_plan.spec.firstRows));
        rest(Phase::Asking, unknown.isEmpty() ? tried : tried + u' ' + unknown);
    } else if (*undecided > 0) {
        rest(Phase::Asking, unknown);
    } else {
        m_state.endedAt = m_tools.clock.now();
        rest(Phase::Finished, {});
    }
    return true;
}

void JobRun::cancelled()
{
    const QString words = m_why.isEmpty() ? QStringLiteral("The job was cancelled.")
                                          : QStringLiteral("The job was cancelled by %1.").arg(m_why);
    m_walks.dropAll();
    const auto skipped = m_tools.journal.skipRest(QStringLiteral("cancelled"), words);
    if (!skipped)
        return journalFailed(skipped.error());
    m_state.endedAt = m_tools.clock.now();
    rest(Phase::Cancelled, words);
}

void JobRun::rest(Phase phase, const QString &why)
{
    m_aim = Aim::Rest;
    m_walks.dropAll();
    m_doubts.clear();
    m_undone.clear();
    m_ticks.cancelAll();
    m_deadline.cancelAll();
    setPhase(phase, why);
}

void JobRun::setPhase(Phase phase, const QString &why, std::optional<TimePoint> resumesAt)
{
    const Phase before = m_state.phase;
    if (before == phase && m_state.why == why && m_state.resumesAt == resumesAt)
        return;
    m_state.phase = phase;
    m_state.why = why;
    m_state.resumesAt = resumesAt;
    if (m_reads > 0 && m_tools.journal.countCalls(m_reads))
        m_reads = 0;
    const Result<void> kept = m_tools.journal.setState(m_state);
    if (!kept && m_aim != Aim::Rest)
        return journalFailed(kept.error());
    changed();
    if (before != phase && m_tell.phaseChanged)
        m_tell.phaseChanged(phase);
}

void JobRun::tick()
{
    m_ticks.cancelAll();
    m_tools.clock.after(tickEvery, m_ticks.context(), [this] {
        if (m_reads > 0 && m_tools.journal.countCalls(std::exchange(m_reads, 0)).has_value())
            changed();
        m_figures.look(m_state.phase == Phase::Parked);
        tick();
        advance();
    });
}

/// At most four times a second.
void JobRun::changed()
{
    if (std::exchange(m_changePending, true))
        return;
    m_tools.clock.after(changesEvery, m_calls.context(), [this] {
        m_changePending = false;
        if (m_tell.changed)
            m_tell.changed();
    });
}

GateFacts JobRun::facts() const
{
    const LimiterState limiter = m_tools.limiter ? m_tools.limiter() : LimiterState();
    return {.now = m_tools.clock.now(),
            .uptime = m_tools.clock.uptime(),
            .stopBy = m_aim == Aim::Cancel ? std::nullopt : m_stopBy,
            .dailyLeft = m_tools.dailyLeft ? m_tools.dailyLeft() : std::nullopt,
            .reserve = m_plan.spec.dailyReserve,
            .resetsAt = m_tools.resetsAt ? m_tools.resetsAt() : std::nullopt,
            .parkedUntil = limiter.parkedUntil,
            .parkedWhy = limiter.parkedWhy,
            .open = m_walks.open()};
}

std::int64_t JobRun::rowsToCheck() const
{
    std::int64_t rows = m_walks.rowsChecking();
    for (const Doubt &doubt : m_doubts)
        rows += std::int64_t(doubt.rows.size());
    return rows;
}

} // namespace hubwatch
