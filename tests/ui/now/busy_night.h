// Busy night: one alert of each standing: live, taken on, hidden by a fact and by another alert, muted.
#pragma once

#include "snapshot/snapshot.h"

namespace hubwatch::testing {

/// contacts-sync is loud and hides its burn rate; deals-sync is pending; webhook-receiver was taken on by kenji;
/// quota-proxy's are hidden by a refused token; nightly-export is muted.
Snapshot busyNight();

/// `groups` services, each with `rules` alerts on one signal that fire.
Snapshot stormOf(int groups, int rules);

} // namespace hubwatch::testing
