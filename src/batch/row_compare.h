// What a job would do to rows, told by the records as they are. Pure; nothing here asks for a write.
#pragma once

#include "batch/dry_run.h"
#include "hubspot/batch_answer.h"

#include <span>

namespace hubwatch {

struct RowComparison {
    std::vector<RowDiff> diffs = {}; ///< one a row
    std::vector<JobRow> toSend = {}; ///< that the run would send of them
    std::vector<RowDiff> there = {}; ///< Create: those whose record exists already
};

/// By which property a create can be seen to exist already; empty: by none.
QString lookProperty(const JobSpec &spec);
/// The read that tells: also for a spec that would not read before. Nothing where no record can be named.
std::optional<HttpRequest> lookRequest(const QUrl &api, const JobSpec &spec, std::span<const JobRow> rows);
/// `answer` is that to lookRequest(), or an empty one where there was none.
RowComparison compareRows(const JobSpec &spec, std::span<const JobRow> rows, const BatchAnswer &answer);
/// Of associations.
RowComparison comparePairs(const JobSpec &spec, std::span<const JobRow> rows,
                           const QHash<QString, QStringList> &answer);
/// Whether lookRequest() asks for associations.
bool comparesPairs(const JobSpec &spec);

} // namespace hubwatch
