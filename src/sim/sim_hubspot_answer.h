// hubspotAnswer: what the simulated HubSpot answers to one call, given what it knows and the time.
#pragma once

#include "sim/sim_hubspot_state.h"

namespace hubwatch {

/// Nothing: the call is left hanging. Counts the call against the limits and remembers it in the log.
std::optional<ServedReply> hubspotAnswer(SimState &state, const ServedRequest &request, TimePoint now);

} // namespace hubwatch
