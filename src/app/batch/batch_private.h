// BatchWork::Private: for the files that carry it out, and nobody else.
#pragma once

#include "app/batch/batch_work.h"
#include "app/batch/keep_awake.h"
#include "app/batch/open_job.h"
#include "base/call_scope.h"
#include "batch/planner.h"
#include "batch/search_intake.h"

#include <map>

namespace hubwatch {

/// A plan in the making.
struct PlanWork {
    PlanQuestion question = {};
    QString id = {};                      ///< of the job to be
    std::unique_ptr<QLockFile> lock = {}; ///< else whoever tidies up would take it for left behind
    std::unique_ptr<Journal> journal = {};
    std::unique_ptr<Planner> planner = {};
    std::unique_ptr<SearchIntake> search = {};
    CallScope calls = {};
};

struct BatchWork::Private {
    BatchWork *work = nullptr;
    BatchParts parts;
    JobFolder folder;
    DefinitionCache definitions;
    KeepAwake awake = {};
    std::vector<JobRecord> records = {}; ///< newest first
    std::map<QString, std::unique_ptr<OpenJob>> open = {};
    std::map<QString, std::unique_ptr<DryRun>> dryRuns = {};
    std::map<QString, DryRunReport> reports = {};
    std::unique_ptr<PlanWork> planning = {};
    std::vector<SavedMapping> mappings = {};
    Duration keep = 90 * 24h;
    QString fault = {};
    TimePoint noted = {}; ///< when running jobs were written down last
    TimePoint trimmed = {};
    bool taken = false; ///< what a run before left was looked at
    CallScope calls = {};

    explicit Private(BatchParts given);

    JobRecord *record(const QString &id);
    void answer(BatchOutcome::Command command, const QString &job, bool good, const QString &words);
    /// The job with its files open; on failure the command is answered and null comes back.
    OpenJob *opened(const QString &id, BatchOutcome::Command command);
    Result<OpenJob *> openNow(const QString &id);
    /// Files of jobs that do nothing are let go, all but `but`.
    void closeIdle(const QString &but);
    void noteRecord(const QString &id);
    /// What was written, or why not: for as long as nothing can be.
    void setFault(const Result<void> &written);
    void setState(OpenJob &job, const JobState &state);
    void tell(const OpenJob &job, JobState::Phase phase);
    BatchJob shown(const JobRecord &record) const;

    // planning
    void stepPlan();
    void planRows(const QString &path, const Definitions &definitions);
    void endPlan(const QString &problem);
    void beginPlan(const Definitions &definitions);

    // running
    void begin(const QString &id, const RunOrder &order, const Definitions &now);
    void startRunner(OpenJob &job, const QString &by, bool cancels = false);
    void phaseChanged(const QString &id, JobState::Phase phase);
    void letGo(const Workspace &workspace);
    void takeUp(const JobRecord &record);
    bool mayWrite(OpenJob &job);

    // by the clock
    void tryScheduled(const JobRecord &record);
    void tryResume(const JobRecord &record);
    bool standsByTheClock(OpenJob &job);
    void stopByTheClock(OpenJob &job, const QString &why);
    void letStopByGo();
    Result<void> dropStopBy(OpenJob &job);
    QString earlierUndo(const Plan &undo) const;
    void stepExport(const QString &id, std::shared_ptr<ResultsExport> work, const QString &path);
};

} // namespace hubwatch
