// The 401s, 403s and 429s of an incident, by why they came.
#pragma once

#include "snapshot/triage.h"

#include <span>

namespace hubwatch {

/// Of 401 and 403: by what HubSpot said in the failed calls. A status that only metrics show has one row that says what
/// they cannot tell.
std::vector<CauseCount> authSplit(std::span<const FailedCall> failures, std::span<const EndpointCalls> calls);
/// Of 429. `resetsAt` is when the portal's day ends. Where only metrics show it, searches are told apart from the rest.
std::vector<CauseCount> rateSplit(std::span<const FailedCall> failures, std::span<const EndpointCalls> calls,
                                  std::optional<TimePoint> resetsAt);

} // namespace hubwatch
