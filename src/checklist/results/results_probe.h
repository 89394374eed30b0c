// The probe of imported results: end-to-end tests, load tests.
#pragma once

#include "checklist/probe.h"
#include "checklist/proof.h"
#include "checklist/target.h"

namespace hubwatch {

/// A batch job against a sandbox that stands for a load test.
struct LoadJob {
    QString id = {};
    QString account = {};
    TimePoint endedAt = {};
    std::int64_t rows = 0;
    std::int64_t failed = 0; ///< and unknown ones
    Duration took = {};
    std::int64_t portal = 0;

    bool operator==(const LoadJob &) const = default;
};

struct ResultsOrder {
    enum class Kind { Tests, Load };

    QString item = {};
    Kind kind = Kind::Tests;
    std::vector<Proof> proofs = {}; ///< of this item, with absolute paths; the newest that holds counts
    std::vector<LoadJob> jobs = {};
    QString sandboxName = {};
    std::int64_t sandboxPortal = 0; ///< of the account named as the sandbox; 0: not known
    bool sandboxIsOne = false;      ///< by the workspace, and by HubSpot where it has said
    LoadThresholds load = {};
    int mostFailed = 0; ///< tests
    int leastTests = 1;
    Duration fresh = {};
};

/// Reads JUnit XML, k6 summary JSON, autocannon JSON, JMeter JTL (CSV or XML), told apart by what is in them. Of
/// another portal than the sandbox, of the future, cut off, or none of these: Error with the position.
Probe resultsProbe(ProbeDoors doors, ResultsOrder order);

} // namespace hubwatch
