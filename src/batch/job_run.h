// JobRun: the course of a job: which walks are under way, and when it pauses, parks, asks and ends.
#pragma once

#include "batch/calm_signal.h"
#include "batch/doubtful_rows.h"
#include "batch/row_feed.h"
#include "batch/run_figures.h"
#include "batch/run_gate.h"
#include "batch/walk_pool.h"

#include <deque>

namespace hubwatch {

/// What JobRunner does, without its signals.
class JobRun : private WalkHost
{
public:
    struct Tell {
        std::function<void()> changed;
        std::function<void(JobState::Phase)> phaseChanged;
    };

    JobRun(Plan plan, JobTools tools, Tell tell);
    ~JobRun() override;

    void start(const QString &by);
    void pause(const QString &why);
    void cancel(const QString &by);
    void goOn();

    const Plan &plan() const { return m_plan; }
    JobProgress progress();
    bool busy() const { return m_walks.open() > 0; }

private:
    /// What it works towards. At Rest nothing of it is in memory: the journal knows all.
    enum class Aim { Rest, Run, Pause, Cancel };

    bool mayBegin(WalkCall call) override;
    void began(WalkCall call) override;
    void answered(const WalkAnswer &answer) override;
    void doubted(std::vector<JobRow> rows, TimePoint sentAt) override;
    void notDone(std::vector<JobRow> rows) override;
    void mustPause(const QString &why) override;
    void journalFailed(const Error &error) override;
    void stepped() override { advance(); }

    bool begin(Aim aim);
    void advance();
    void addChecks();
    void addChunks();
    void settle();
    void cancelled();
    void rest(JobState::Phase phase, const QString &why);
    void setPhase(JobState::Phase phase, const QString &why, std::optional<TimePoint> resumesAt = {});
    void tick();
    GateFacts facts() const;

    Plan m_plan;
    JobTools m_tools;
    std::function<void(JobState::Phase)> m_phaseChanged;
    CalmSignal m_changes;
    RunGate m_gate = {};
    RunFigures m_figures;
    std::optional<RowFeed> m_feed = {};
    WalkPool m_walks;
    DoubtfulRows m_doubts = {};
    std::deque<std::vector<JobRow>> m_undone = {}; ///< to be sent again
    Aim m_aim = Aim::Rest;
    JobState m_state = {};
    QString m_why = {}; ///< of the pause or the cancelling
    std::optional<TimePoint> m_stopBy = {};
    std::int64_t m_reads = 0; ///< that the journal has not counted yet
    bool m_advancing = false;
    bool m_more = false; ///< to be looked at when advancing
    CallScope m_ticks;
    CallScope m_deadline;
};

} // namespace hubwatch
