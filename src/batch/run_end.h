// What a job is that has nothing under way: at its end, at the end of its trial, or not there yet.
#pragma once

#include "batch/row_feed.h"

namespace hubwatch {

struct RunEnd {
    std::optional<JobState::Phase> phase = {}; ///< Finished or Asking; none: rows are left to be done
    QString why = {};
    bool looksAgain = false; ///< failed ones were made untouched meanwhile, which the feed has passed

    bool operator==(const RunEnd &) const = default;
};

/// Storage when the journal cannot be read.
Result<RunEnd> runEnd(const JobSpec &spec, const Journal &journal, RowFeed &feed);

} // namespace hubwatch
