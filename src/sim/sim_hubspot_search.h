// The simulated HubSpot's search.
#pragma once

#include "sim/sim_hubspot_checks.h"
#include "sim/sim_hubspot_records.h"

namespace hubwatch {

/// POST /crm/objects/VERSION/TYPE/search, within the documented bounds: 200 a page, 10,000 in all, 5 groups of 6
/// filters, 18 together, 3,000 characters.
ServedReply searchAnswer(const SimCall &call, const SimRecords &records);

} // namespace hubwatch
