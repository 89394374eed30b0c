// The seat belt: what must be so before a job may write. Pure.
#pragma once

#include "app/batch/batch_account.h"
#include "snapshot/batch_commands.h"

namespace hubwatch {

/// Why the job may not run at all on this account as it is; empty when it may. A sentence, with the way out.
QString accountRefusal(const Plan &plan, const BatchAccount &account);
/// Whether the plan, the workspace as it is now, or HubSpot itself calls the portal production.
bool isProduction(const Plan &plan, const BatchAccount &account);
/// Whether the portal has to be typed: production, and something is written.
bool needsConfirmation(const Plan &plan, const BatchAccount &account);
/// Whether it was planned for a sandbox that is production now: then nobody was asked when it began.
bool wasNeverConfirmed(const Plan &plan, const BatchAccount &account);
/// Why what was typed does not confirm it: the portal's id or its name is expected. Empty: it does.
QString confirmationRefusal(const Plan &plan, const BatchAccount &account, const QString &typed);
/// Why the file of the plan is not what was planned; empty when it is, or when there is none any more to differ.
QString fileRefusal(const JobInput &input);

} // namespace hubwatch
