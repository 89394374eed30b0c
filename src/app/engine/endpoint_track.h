// What a poll does to what is known of its endpoint.
#pragma once

#include "snapshot/snapshot.h"

namespace hubwatch {

/// "metrics", "health", "readiness".
QString endpointName(Endpoint endpoint);

/// "good", "not ready", "unreachable", "not yet", "off".
QString reachText(EndpointState::Reach reach);

/// The state after one more poll.
EndpointState stateAfter(EndpointState before, const PollResult &result);

/// The event that tells people what changed, when `after.reach` differs from a known `before.reach`; the first answer
/// of an endpoint is news only when it is a bad one.
std::optional<Event> reachEvent(const EndpointState &before, const EndpointState &after, const PollResult &result);

} // namespace hubwatch
