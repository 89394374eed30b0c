// OpenJob: a job whose files this program has in hand.
#pragma once

#include "app/batch/batch_account.h"
#include "batch/definition_cache.h"
#include "batch/job_folder.h"
#include "batch/job_runner.h"
#include "batch/row_check.h"

namespace hubwatch {

struct OpenJob {
    Plan plan = {};
    QString notice = {}; ///< what was damaged, and what was kept
    std::unique_ptr<QLockFile> lock = {};
    std::unique_ptr<QLockFile> accountLock = {}; ///< while it writes
    std::unique_ptr<Journal> journal = {};
    std::unique_ptr<CsvRows> file = {}; ///< null: an undo has none of its own
    std::unique_ptr<RowCheck> check = {};
    std::unique_ptr<RowSource> rows = {};
    std::unique_ptr<OpenJob> undone = {};    ///< of an undo: the job that it takes back
    AccountConfig account = {};              ///< as the runner has it
    std::vector<PaceMeter::Point> pace = {}; ///< of its last run, for as long as its files are open
    std::unique_ptr<JobRunner> runner = {};  ///< null unless it runs; dies first

    bool busy() const { return runner != nullptr; }
};

/// Opens the files of a job, or says in whose hands they are. `definitions` are those that its rows are judged by.
Result<std::unique_ptr<OpenJob>> openJob(const JobFolder &folder, const QString &id,
                                         const DefinitionCache &definitions);
/// What a runner of `job` is made with.
JobTools runnerTools(OpenJob &job, const BatchAccounts &accounts, Clock &clock);

} // namespace hubwatch
