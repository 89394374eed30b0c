// Canned batch: jobs in every state that the window must show.
#pragma once

#include "snapshot/batch_commands.h"
#include "support/canned_history.h"

namespace hubwatch::testing {

/// 200,000 contacts of prod, not begun.
BatchJob plannedJob();
/// 41.2 % done, a 429 a while ago, three reasons of failures.
BatchJob runningJob();
/// Interrupted: nobody has it in hand.
BatchJob interruptedJob();
BatchJob parkedJob();  ///< the day's quota is used up
BatchJob pausedJob();  ///< by a 401
BatchJob trialJob();   ///< 500 rows are done, the rest waits
BatchJob unknownJob(); ///< creates that cannot be read back
BatchJob scheduledJob();
BatchJob missedJob(); ///< its window went by
BatchJob finishedJob();
BatchJob mixedJob();      ///< finished: some rows failed, some have no answer
BatchJob cleanJob();      ///< every row done
BatchJob undoneJob();     ///< finished, and undoJob() takes it back
BatchJob undoJob();       ///< finished: 50 kept
BatchJob cancelledJob();  ///< in a sandbox
BatchJob unreadableJob(); ///< its journal is damaged

/// All of them, newest first.
BatchState cannedBatch();
Snapshot batchSnapshot(BatchState batch);
Snapshot batchSnapshot(const BatchJob &job);

RowsAnswer cannedRows(const QString &job, const RowQuery &query);

} // namespace hubwatch::testing
