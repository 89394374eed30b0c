// What the causality needs to know besides the alerts, told from what is known of accounts, HubSpot and this machine.
#pragma once

#include "alerts/cause.h"
#include "snapshot/snapshot.h"

namespace hubwatch {

/// HubSpot's own open incident that is bad enough to explain what our services suffer: a partial or major outage of the
/// page, or an incident of major or critical impact, or one that names APIs, CRM or webhooks. Some small thing is open
/// there nearly always, and must not hide a page of ours. nullptr when there is none, or when the page was not read
/// within a quarter of an hour.
const StatusPage::Incident *explainingIncident(const HubSpotStatus &hubspot, TimePoint now);
bool hubspotIsDown(const HubSpotStatus &hubspot, TimePoint now);

CauseFacts factsOf(const Workspace &workspace, const std::vector<AccountState> &accounts, const HubSpotStatus &hubspot,
                   const ConsoleState &console, TimePoint now);

/// What HubSpot said when it refused the account of this alert's service: "401 token-invalid: The token is ...". Empty
/// when it refused nothing, or nobody knows.
QString refusalText(const QString &service, const CauseFacts &facts, const std::vector<AccountState> &accounts);

} // namespace hubwatch
