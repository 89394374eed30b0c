#include "notify/couriers.h"

#include "notify/alertmanager.h"
#include "notify/desktop_courier.h"
#include "notify/pagerduty.h"
#include "notify/slack.h"
#include "notify/webhook.h"

namespace hubwatch {

std::unique_ptr<Courier> makeCourier(const Route &route, const CourierParts &parts)
{
    switch (route.kind) {
    case Route::Kind::Desktop: return std::make_unique<DesktopCourier>(parts.desktop);
    case Route::Kind::PagerDuty: return std::make_unique<PagerDutyCourier>(route, parts);
    case Route::Kind::Slack: return std::make_unique<SlackCourier>(route, parts);
    case Route::Kind::Alertmanager: return std::make_unique<AlertmanagerCourier>(route, parts);
    case Route::Kind::Webhook: return std::make_unique<WebhookCourier>(route, parts);
    }
    Q_UNREACHABLE();
}

QString routeLimits(const Route &route)
{
    return route.kind == Route::Kind::Slack ? slackLimits(route) : QString();
}

} // namespace hubwatch
