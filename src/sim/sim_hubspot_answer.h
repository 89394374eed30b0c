// hubspotAnswer: what the simulated HubSpot answers to one call, given what it knows and the time.
#pragma once

#include "sim/sim_hubspot_state.h"

namespace hubwatch {

/// What befalls the call; asked once for each, in the order of their arrival. The status page has no weather.
std::optional<SimSpell> hubspotWeather(SimState &state, const ServedRequest &request, TimePoint now);
/// The answer under that weather. Nothing: the call is left hanging. Counts the call against the limits and remembers
/// it in the log. Who has weather that is late calls this late.
std::optional<ServedReply> hubspotAnswer(SimState &state, const ServedRequest &request,
                                         const std::optional<SimSpell> &weather, TimePoint now);
/// Both at once.
std::optional<ServedReply> hubspotAnswer(SimState &state, const ServedRequest &request, TimePoint now);

} // namespace hubwatch
