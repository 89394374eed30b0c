// What hubwatchctl batch says: sentences for people, JSON lines for scripts.
#pragma once

#include "batch/dry_run.h"
#include "batch/job_folder.h"
#include "batch/mapping.h"

#include <QByteArray>

namespace hubwatch {

/// {"type":"job","id":...,"phase":"finished","rows":N,"done":..,"failed":..,"unknown":..,"skipped":..,...}
QByteArray jobLine(const JobRecord &job);
/// {"type":"progress", ...}: as jobLine(), with how fast it goes and what binds.
QByteArray progressLine(const Plan &plan, const JobProgress &progress, TimePoint now);
QByteArray planLine(const Plan &plan);
QByteArray dryRunLine(const DryRunReport &report);

QString jobSentence(const JobRecord &job);
/// "41.2 %  82,311 done, 62 failed  2m27s left (the bucket binds)"
QString progressSentence(const Plan &plan, const JobProgress &progress);
QString planSentences(const Plan &plan);
QString dryRunSentences(const DryRunReport &report);
/// A list of jobs, one a line.
QString jobTable(const std::vector<JobRecord> &jobs);
/// Failed and unknown rows by reason, indented; empty when there are none.
QString reasonLines(const std::vector<ReasonGroup> &reasons);

} // namespace hubwatch
