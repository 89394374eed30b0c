#include "batch/run_figures.h"

#include <algorithm>

namespace hubwatch {

namespace {

constexpr Duration figuresKeep = 1s;
constexpr Duration chartGrain = 5s;
constexpr int chartPoints = 240;

} // namespace

RunFigures::RunFigures(const Plan &plan, const JobTools &tools)
    : m_plan(plan)
    , m_tools(tools)
{ }

void RunFigures::answered(const WalkAnswer &answer)
{
    if (answer.took)
        m_meter.answered(m_tools.clock.uptime(), answer.rows, *answer.took);
}

void RunFigures::look(bool held)
{
    if (held || (m_tools.limiter && m_tools.limiter().bound == LimiterBound::Paused))
        m_meter.held(m_tools.clock.uptime());
}

JobProgress RunFigures::progress(const JobState &state, const WalkPool &walks, std::int64_t checking)
{
    refresh();
    JobProgress progress{.state = state,
                         .rows = m_plan.rows,
                         .piles = m_tools.journal.piles().value_or(JobPiles()),
                         .inFlight = walks.rowsSent(),
                         .checking = checking,
                         .limiter = m_tools.limiter ? m_tools.limiter() : LimiterState(),
                         .reasons = m_reasons,
                         .pace = m_points,
                         .dailyLeft = m_tools.dailyLeft ? m_tools.dailyLeft() : std::nullopt};
    progress.forecast = forecastOf(progress, walks.open());
    return progress;
}

Forecast RunFigures::forecastOf(const JobProgress &progress, int open) const
{
    const std::int64_t rowsLeft = std::max<std::int64_t>(m_plan.rows - m_tools.journal.touched(), 0);
    const LimiterState &limiter = progress.limiter;
    std::optional<TimePoint> heldUntil;
    if (progress.state.phase == JobState::Phase::Parked)
        heldUntil = progress.state.resumesAt;
    else if (limiter.bound == LimiterBound::Paused)
        heldUntil = limiter.due;
    std::optional<std::int64_t> usable = progress.dailyLeft;
    if (usable)
        *usable = std::max<std::int64_t>(*usable - m_plan.spec.dailyReserve, 0);
    return forecast({.requestsLeft = requestsFor(m_plan.spec, rowsLeft).all() + open,
                     .burst = limiter.limit,
                     .concurrency = m_tools.concurrency,
                     .perCall = m_meter.perCall(),
                     .dailyLeft = usable,
                     .resetsAt = m_tools.resetsAt ? m_tools.resetsAt() : std::nullopt,
                     .heldUntil = heldUntil,
                     .answeredAgo = m_meter.answeredAgo(m_tools.clock.uptime(), limiter.limit.window)},
                    m_tools.clock.now());
}

void RunFigures::refresh()
{
    const Duration uptime = m_tools.clock.uptime();
    if (m_refreshedAt && uptime - *m_refreshedAt < figuresKeep)
        return;
    m_refreshedAt = uptime;
    if (Result<std::vector<ReasonGroup>> reasons = m_tools.journal.reasons())
        m_reasons = std::move(*reasons);
    m_points = m_meter.points(m_tools.clock.now(), uptime, chartGrain, chartPoints);
}

} // namespace hubwatch
