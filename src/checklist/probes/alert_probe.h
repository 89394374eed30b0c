// The probe of "Error rate and rate limit alerts are set".
#pragma once

#include "checklist/probe.h"

#include <QUrl>

namespace hubwatch {

struct AlertOrder {
    struct Rule {
        QString name = {};
        QString signal = {}; ///< "api.error_rate"
        QStringList routes = {};
    };
    struct Route {
        QString name = {};
        std::optional<TimePoint> testFired = {}; ///< the newest test that arrived
    };
    struct Server {
        QString name = {};
        QUrl url = {};
        QString credential = {};
    };

    QString item = {};
    std::vector<Rule> rules = {};     ///< in force for the service, enabled ones
    std::vector<Route> routes = {};   ///< of the workspace; one that no rule names takes every rule that names none
    std::vector<Server> servers = {}; ///< Prometheus-compatible sources
    QString callsMetric = {};         ///< "hubspot_api_calls_total": what rules on a server are looked for with
    Duration within = 90 * 24h;
    Duration fresh = {};
};

/// A rule on api.error_rate and one on api.rate_limited, each with a route that was test-fired in time; on every
/// Prometheus (GET /api/v1/rules) an alerting rule whose expression reads the metric.
Probe alertProbe(ProbeDoors doors, AlertOrder order);

} // namespace hubwatch
