// What HubSpot's faults are called in a job's results, and in words for the one who owns the file.
#pragma once

#include "batch/job.h"
#include "hubspot/batch_answer.h"

namespace hubwatch {

QString conflictCode(); ///< "conflict"
/// "conflict", "not-found", or HubSpot's own: "INVALID_OPTION".
QString faultCode(const BatchFault &fault);
QString faultWords(const JobSpec &spec, const BatchFault &fault);
/// A row that failed by it.
RowOutcome faultOutcome(const JobSpec &spec, const JobRow &row, const BatchFault &fault);
/// A row whose key names nothing.
RowOutcome notFoundOutcome(const JobSpec &spec, const JobRow &row);

} // namespace hubwatch
