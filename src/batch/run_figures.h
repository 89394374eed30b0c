// RunFigures: what a running job shows of itself.
#pragma once

#include "batch/job_progress.h"
#include "batch/walk_pool.h"

namespace hubwatch {

/// Cheap to ask: what needs the journal's tables is looked up once a second at most.
class RunFigures
{
public:
    RunFigures(const Plan &plan, const JobTools &tools);

    void answered(const WalkAnswer &answer);
    /// What the limiter or the job itself holds back now.
    void look(bool held);
    JobProgress progress(const JobState &state, const WalkPool &walks, std::int64_t checking);

private:
    Forecast forecastOf(const JobProgress &progress, int open) const;
    void refresh();

    const Plan &m_plan;
    const JobTools &m_tools;
    PaceMeter m_meter = {};
    std::vector<ReasonGroup> m_reasons = {};
    std::vector<PaceMeter::Point> m_points = {};
    std::optional<Duration> m_refreshedAt = {}; ///< uptime
};

} // namespace hubwatch
