// HubSpot verdicts: what the strip says of HubSpot itself, the tokens and the quota. Pure.
#pragma once

#include "ui/shell/verdicts.h"

namespace hubwatch::ui {

/// HubSpot's own word on itself; blind when its status page was not read for a quarter of an hour.
Verdict verdictOnHubSpot(const Snapshot &snapshot);
/// The worst token; good only while an acceptance newer than three polls stands for each.
Verdict verdictOnToken(const Snapshot &snapshot);
/// The fullest quota, and what it will come to.
Verdict verdictOnQuota(const Snapshot &snapshot);

} // namespace hubwatch::ui
