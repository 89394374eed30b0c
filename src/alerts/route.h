// Route: where alerts go, as the workspace says it.
#pragma once

#include "alerts/rule.h"

#include <QStringList>
#include <QUrl>
#include <vector>

namespace hubwatch {

struct Route {
    enum class Kind { Desktop, PagerDuty, Slack, Alertmanager, Webhook };

    QString name = {};
    Kind kind = Kind::Desktop;
    QString key = {}; ///< a credential reference
    QUrl url = {};
    QString channel = {}; ///< Slack, with a bot token
    /// What it takes of rules that name no routes of their own.
    std::vector<Rule::Severity> severities = {};
    Duration groupWait = 30s;      ///< before the first notice of a group, for its other alerts to come
    Duration groupInterval = 5min; ///< before a changed group is told again
    Duration repeatInterval = 4h;  ///< before an unchanged one is
    bool sendResolved = true;

    bool operator==(const Route &) const = default;
};

QString routeKindText(Route::Kind kind); ///< "pagerduty" ... as in the workspace

/// PagerDuty takes pages, one event an alert, at once. Slack takes what notifies and tickets; desktop, webhook and
/// Alertmanager take everything.
std::vector<Rule::Severity> defaultSeverities(Route::Kind kind);

/// The routes that a rule's alerts go to: those it names; else all that take its severity.
std::vector<Route> routesOf(const Rule &rule, const std::vector<Route> &routes);

} // namespace hubwatch
