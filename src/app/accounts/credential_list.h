// Which credentials there are, and who uses them. Pure.
#pragma once

#include "snapshot/account_state.h"
#include "workspace/workspace.h"

namespace hubwatch {

/// Every reference the workspace names, in its order, then what the book knows besides; `usedBy` filled, `state`
/// NotYet. The state of an account's credential is the account's.
std::vector<CredentialState> credentialList(const Workspace &workspace, const CredentialBook &book,
                                            const std::vector<AccountState> &accounts);

} // namespace hubwatch
