// What the simulated HubSpot tells of accounts and tokens: details, usage, activity, introspection of private apps.
#pragma once

#include "sim/sim_hubspot_state.h"

namespace hubwatch {

/// Answers paths below /account-info/VERSION; `parts` are what follows. Nothing for a path it does not know.
std::optional<ServedReply> accountAnswer(SimState &state, const SimCall &call, const QList<QByteArray> &parts);

/// POST /oauth/v2/private-apps/get/access-token-info, which takes the token in its body and needs no other.
ServedReply tokenInfoAnswer(const SimState &state, const SimCall &call);

} // namespace hubwatch
