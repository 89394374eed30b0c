// What is known of an account as metrics: stored, charted and served like everybody's.
#pragma once

#include "snapshot/account_state.h"

#include <string>

namespace hubwatch {

/// Gauges of accounts in the text format, with the label `account` where `labelled`: hubwatch_quota_used,
/// hubwatch_quota_limit, hubwatch_quota_resets_timestamp_seconds, hubwatch_credential_created_timestamp_seconds,
/// hubwatch_hubspot_status (1 operational, 0 degraded or maintained, -1 outage), hubwatch_probe_duration_seconds,
/// hubwatch_ratelimit_remaining. What is not known is left out: a gauge at zero would be a lie.
std::string accountGauges(const std::vector<AccountState> &accounts, const HubSpotStatus &status, bool labelled = true);

} // namespace hubwatch
