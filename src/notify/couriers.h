// The couriers there are, made from a route of the workspace.
#pragma once

#include "alerts/route.h"
#include "notify/courier.h"
#include "notify/desktop_door.h"
#include "vault/credential_reader.h"

#include <memory>

namespace hubwatch {

class Clock;
class HttpClient;

/// What couriers are made from. `wire` sends each request once, without retrying: the sender decides that.
struct CourierParts {
    HttpClient &wire;
    CredentialReader &secrets;
    Clock &clock;
    DesktopDoor &desktop;
    QString consoleName = {}; ///< "client" of PagerDuty: "Hubwatch on HOST"
    /// Told of a key with which something was refused, so that a cache does not keep it once it has been replaced.
    std::function<void(const CredentialRef &, const Secret &refused)> drop = {};
};

/// pagerduty: Events API v2. slack: incoming webhook, or a bot token (xoxb-) with `channel`. alertmanager: API v2.
/// webhook: JSON with an HMAC signature where the route has a key. desktop: through the door.
std::unique_ptr<Courier> makeCourier(const Route &route, const CourierParts &parts);

/// What a route as it stands in the workspace cannot do, and how it could; empty where there is nothing to say.
QString routeLimits(const Route &route);

} // namespace hubwatch
