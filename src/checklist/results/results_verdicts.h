// What imported results, or a batch job instead of them, come to.
#pragma once

#include "checklist/results/results_file.h"
#include "checklist/results/results_probe.h"

namespace hubwatch {

/// Where results came from.
struct ResultsOrigin {
    QString source = {};              ///< the file, or the job
    QString sha256 = {};              ///< of the file; empty: of a job
    std::int64_t portal = 0;          ///< that the proof names; 0: none
    std::optional<TimePoint> at = {}; ///< of the run by the proof, else of the file, where its text says none
    bool atIsOfFile = false;          ///< when it was written, that is

    bool operator==(const ResultsOrigin &) const = default;
};

/// What stands against any results at all: no sandbox named, one that is none.
std::optional<Verdict> resultsRefusal(const ResultsOrder &order, TimePoint now);
Verdict resultsVerdict(const ResultsOrder &order, const ImportedResults &results, const ResultsOrigin &origin,
                       TimePoint now);
Verdict loadJobVerdict(const ResultsOrder &order, const LoadJob &job, TimePoint now);
/// The one that counts: the newest that was measured; else the first error; else what is not run. With a note on what
/// else could not be read.
Verdict chosenResults(const std::vector<Verdict> &verdicts);

} // namespace hubwatch
