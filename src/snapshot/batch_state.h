// What the window sees of batch jobs.
#pragma once

#include "batch/csv/csv_intake.h"
#include "batch/dry_run.h"
#include "batch/job_progress.h"
#include "batch/mapping.h"
#include "batch/plan.h"

namespace hubwatch {

/// A job of the history, running ones among them.
struct BatchJob {
    Plan plan = {};
    JobProgress progress = {};
    std::optional<DryRunReport> dryRun = {}; ///< the newest
    QString problem = {};                    ///< why it cannot be read or run; empty: all is well
    QString notice = {};                     ///< what of it was damaged, and what was kept; it goes on all the same
    bool open = false;                       ///< this program carries it out

    bool operator==(const BatchJob &) const = default;
};

/// A plan in the making.
struct BatchPlanning {
    std::uint64_t id = 0; ///< the asker's
    QString name = {};    ///< of the file or search
    double share = 0;     ///< 0..1
    std::int64_t rows = 0;

    bool operator==(const BatchPlanning &) const = default;
};

struct BatchState {
    std::vector<BatchJob> jobs = {}; ///< newest first
    std::optional<BatchPlanning> planning = {};
    std::vector<SavedMapping> mappings = {};
    QString fault = {}; ///< why jobs cannot be kept at all

    bool operator==(const BatchState &) const = default;
};

} // namespace hubwatch
