// Undo: the job that takes another one back, row by row, unless somebody changed the record since.
#pragma once

#include "batch/chunk.h"
#include "batch/row_source.h"

namespace hubwatch {

/// The spec of the undo of `plan`: update <- update, archive <- create, both <- upsert, create <- archive, associate
/// <-> dissociate. Rejected with the reason when it cannot be taken back: a read, a job that kept no state before, an
/// undo of an undo, more than 90 days ago.
Result<JobSpec> undoSpec(const Plan &plan, const JobState &state, TimePoint now);
/// What an undo cannot bring back, for the one who confirms it.
QStringList undoCautions(const Plan &plan);
/// The plan of the undo: one row for each row that was done. Its rows keep the numbers of the job it undoes.
Result<Plan> planUndo(const Plan &of, const Journal &journal, const QString &id, TimePoint now, const QString &by);

/// The rows of an undo: what was there before, from the journal of the job it undoes, which outlives the source.
std::unique_ptr<RowSource> undoRows(const Plan &of, const Journal &journal);

/// Which rows may be taken back: those whose record is as the job left it. The others are skipped as "changed-since"
/// with what was found ("city is \"Kyoto\" now, the job wrote \"Osaka\""), or as "unchanged" when it is as before
/// already. `wrote` are the rows of the job undone, `now` the records as they are. A record that was found for a row
/// instead of named in an answer is archived only if it was created after the job was `startedAt`; else it is kept, as
/// "not-ours".
BeforeVerdict judgeUndo(const Plan &of, std::span<const JobRow> undo, std::span<const JobRow> wrote,
                        std::span<const BeforeImage> before, std::span<const RowOutcome> outcomes,
                        const BatchAnswer &now, std::optional<TimePoint> startedAt = {});

} // namespace hubwatch
