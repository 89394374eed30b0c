#include "alerts/route.h"

#include <algorithm>

namespace hubwatch {

using Severity = Rule::Severity;

QString routeKindText(Route::Kind kind)
{
    switch (kind) {
    case Route::Kind::Desktop: return QStringLiteral("desktop");
    case Route::Kind::PagerDuty: return QStringLiteral("pagerduty");
    case Route::Kind::Slack: return QStringLiteral("slack");
    case Route::Kind::Alertmanager: return QStringLiteral("alertmanager");
    case Route::Kind::Webhook: return QStringLiteral("webhook");
    }
    Q_UNREACHABLE();
}

std::vector<Severity> defaultSeverities(Route::Kind kind)
{
    switch (kind) {
    case Route::Kind::PagerDuty: return {Severity::Page};
    case Route::Kind::Slack: return {Severity::Notify, Severity::Ticket};
    case Route::Kind::Desktop:
    case Route::Kind::Alertmanager:
    case Route::Kind::Webhook: return {Severity::Page, Severity::Notify, Severity::Ticket};
    }
    Q_UNREACHABLE();
}

std::vector<Route> routesOf(const Rule &rule, const std::vector<Route> &routes)
{
    std::vector<Route> found;
    std::ranges::copy_if(routes, std::back_inserter(found), [&rule](const Route &route) {
        if (!rule.routes.isEmpty())
            return rule.routes.contains(route.name);
        const std::vector<Severity> taken = route.severities.empty() ? defaultSeverities(route.kind) : route.severities;
        return std::ranges::find(taken, rule.severity) != taken.end();
    });
    return found;
}

} // namespace hubwatch
