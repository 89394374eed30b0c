// The probe of "/health and /readiness are implemented".
#pragma once

#include "checklist/bench/bench_trace.h"
#include "checklist/probe.h"

#include <QUrl>

namespace hubwatch {

struct HealthOrder {
    QString item = {};
    QUrl health = {}; ///< of the test instance, else of the service; empty: it has none
    QUrl readiness = {};
    QString credential = {};
    /// The newest bench run, for whether readiness turned 503 while HubSpot refused the token.
    std::optional<BenchTrace> bench = {};
    Duration fresh = {};
};

/// /health answers 2xx, and so does /readiness or it says 503 with a reason; neither is a page that answers 200 to any
/// path, or a redirect to a login. Without a bench run that they lived through, at best a warning.
Probe healthProbe(ProbeDoors doors, HealthOrder order);

} // namespace hubwatch
