// Whether rules and routes of the workspace would tell somebody, and whether a Prometheus has a rule of its own.
#pragma once

#include "base/result.h"
#include "checklist/probes/alert_probe.h"

namespace hubwatch {

struct AlertJudgement {
    Outcome outcome = Outcome::Fail;
    QString words = {};
    std::vector<Fact> facts = {}; ///< one a rule or missing rule, one a route

    bool operator==(const AlertJudgement &) const = default;
};

/// Both signals have a rule with a route that was test-fired within `order.within`: pass. One that was never
/// test-fired, too long ago, or in time to come counts for nothing; beside one that counts it is a warning.
AlertJudgement judgeAlerting(const AlertOrder &order, TimePoint now);

/// An alerting rule of a Prometheus.
struct ServerRule {
    QString group = {};
    QString name = {};
    QString query = {};
    QString health = {};    ///< "ok", "err", "unknown"
    QString lastError = {}; ///< where it is not ok

    bool operator==(const ServerRule &) const = default;
};

/// The alerting rules in the answer of GET /api/v1/rules. Malformed, with what was found, for anything else.
Result<std::vector<ServerRule>> parseServerRules(const QByteArray &json);
/// Whether the expression names the metric, or one of its parts in a histogram, as a whole word.
bool readsMetric(const QString &query, const QString &metric);
/// No rule on the metric: fail; one that the server cannot evaluate: warn.
AlertJudgement judgeServerRules(const QString &server, const std::vector<ServerRule> &rules, const QString &metric);

} // namespace hubwatch
