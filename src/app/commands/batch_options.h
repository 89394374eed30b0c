// What hubwatchctl batch was asked, read from its arguments.
#pragma once

#include "base/result.h"
#include "snapshot/batch_commands.h"

#include <QStringList>

namespace hubwatch {

struct BatchOptions {
    enum class Deed { Plan, Run, Resume, Status, Undo };

    Deed deed = Deed::Status;
    QString file = {}; ///< Plan, Run: empty when there is a search
    QString job = {};  ///< Resume, Status, Undo: empty: the newest
    JobSpec spec = {};
    QString search = {};
    QString mapping = {};                             ///< a saved mapping's file
    std::optional<CsvFormat::Encoding> encoding = {}; ///< what is not chosen is looked for
    std::optional<char> delimiter = {};
    RunOrder order = {};           ///< the job is filled in later
    std::int64_t sampleRows = 100; ///< of Plan's dry run; 0: none
    QString rejects = {};          ///< where rows that cannot be sent are written
    QString results = {};          ///< where every row's outcome is written at the end; Status: of a job that is there

    bool operator==(const BatchOptions &) const = default;
};

/// Rejected with what is wrong with which argument, and what would be valid. `now` is for --stop-by 05:00.
Result<BatchOptions> parseBatchOptions(QStringList arguments, TimePoint now);
QString batchUsage();

} // namespace hubwatch
