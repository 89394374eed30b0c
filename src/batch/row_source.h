// RowSource: where a job's rows come from: its file, or the journal of a job it takes back.
#pragma once

#include "base/result.h"
#include "batch/job.h"

#include <memory>
#include <span>

namespace hubwatch {

class CsvRows;
class Journal;
class RowCheck;
struct Plan;

class RowSource
{
public:
    virtual ~RowSource() = default;

    /// Those rows, `numbers` ascending, in that order.
    virtual Result<std::vector<JobRow>> rows(std::span<const std::int64_t> numbers) = 0;
};

/// Of the job's copy of its file; all of it outlives the source.
std::unique_ptr<RowSource> fileRows(CsvRows &rows, const RowCheck &check);

} // namespace hubwatch
