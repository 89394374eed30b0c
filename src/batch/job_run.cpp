#include "batch/job_run.h"

#include "batch/check_walk.h"
#include "batch/chunk_walk.h"
#include "batch/run_end.h"

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

const QString trialKey = QStringLiteral("trial");

/// Said of this trial, not of the next one.
QByteArray goodTrial(const Plan &plan)
{
    return QByteArray::number(qlonglong(plan.spec.firstRows));
}

} // namespace

JobRun::JobRun(Plan plan, JobTools tools, Tell tell)
    : m_plan(std::move(plan))
    , m_tools(std::move(tools))
    , m_phaseChanged(std::move(tell.phaseChanged))
    , m_changes(m_tools.clock, std::move(tell.changed))
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
    if (const Result<void> kept = m_tools.journal.put(trialKey, goodTrial(m_plan)); !kept)
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
    return m_figures.progress(m_state, m_walks, m_walks.rowsChecking() + m_doubts.rows());
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
    m_changes.changed();
}

void JobRun::answered(const WalkAnswer &answer)
{
    if (answer.reached)
        m_gate.answered(m_tools.clock.now());
    else
        m_gate.unreachable(answer.reach, m_tools.clock.uptime());
    m_figures.answered(answer);
    m_changes.changed();
}

void JobRun::doubted(std::vector<JobRow> rows, TimePoint sentAt)
{
    m_doubts.add({.rows = numbersOfRows(rows), .sentAt = sentAt});
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
    const Result<std::vector<std::int64_t>> doubted = m_doubts.load(m_tools.journal, m_plan);
    if (!kept || !doubted) {
        rest(Phase::Paused,
             QStringLiteral("The job's journal cannot be read: %1. Resume when that is mended.")
                 .arg(!kept ? kept.error().detail : doubted.error().detail));
        return false;
    }
    m_state = *kept;
    m_feed.emplace(m_tools.journal, m_tools.rows);
    m_feed->hold(*doubted);
    if (const std::int64_t trial = m_plan.spec.firstRows;
        trial > 0 && m_tools.journal.get(trialKey) != goodTrial(m_plan)) {
        const std::int64_t tried = m_tools.journal.touched() - m_plan.rejected();
        m_feed->setBudget(std::max<std::int64_t>(trial - tried, 0));
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
        m_doubts.pop();
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
    case Aim::Run: break;
    case Aim::Pause:
        if (m_walks.open() == 0)
            rest(Phase::Paused, m_why);
        return;
    case Aim::Cancel:
        if (m_walks.open() == 0 && m_walks.rowsChecking() + m_doubts.rows() == 0)
            cancelled();
        return;
    }
    const bool out = m_walks.open() > 0;
    if (m_walks.empty() && m_doubts.empty() && m_undone.empty()) {
        const Result<RunEnd> end = runEnd(m_plan.spec, m_tools.journal, *m_feed);
        if (!end)
            return journalFailed(end.error());
        if (end->phase == Phase::Finished)
            m_state.endedAt = m_tools.clock.now();
        if (end->phase)
            return rest(*end->phase, end->why);
        if (end->looksAgain)
            m_feed.emplace(m_tools.journal, m_tools.rows);
    }
    const GateVerdict verdict = m_gate.verdict(facts());
    using Hold = GateVerdict::Hold;
    if (verdict.hold == Hold::StopBy && (!out || facts().parkedUntil)) // what the client holds back would go out later
        rest(Phase::Parked, verdict.words);
    else if (verdict.hold == Hold::Account || (verdict.hold != Hold::None && !out))
        setPhase(Phase::Parked, verdict.words, verdict.resumesAt);
    else if (verdict.hold == Hold::None)
        setPhase(Phase::Running, {});
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
    if (const Result<JobState> known = m_tools.journal.state())
        m_state.pinned = known->pinned; // others decide about that
    const Result<void> kept = m_tools.journal.setState(m_state);
    if (!kept && m_aim != Aim::Rest)
        return journalFailed(kept.error());
    m_changes.changed();
    if (before != phase && m_phaseChanged)
        m_phaseChanged(phase);
}

void JobRun::tick()
{
    m_ticks.cancelAll();
    m_tools.clock.after(tickEvery, m_ticks.context(), [this] {
        if (m_reads > 0 && m_tools.journal.countCalls(std::exchange(m_reads, 0)).has_value())
            m_changes.changed();
        m_figures.look(m_state.phase == Phase::Parked);
        tick();
        advance();
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

} // namespace hubwatch
