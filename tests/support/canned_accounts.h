// Canned accounts: HubSpot accounts, their credentials and the vault in the states that the window must show.
#pragma once

#include "support/canned_history.h"

namespace hubwatch::testing {

/// Never a real one. Where a dialog is given it, it must be found nowhere on the screen.
inline constexpr auto canaryToken = "pat-na1-c0ffee00-dead-4bad-8bad-c0ffeec0ffee";

/// A production account that runs well and a sandbox whose token is refused; HubSpot degraded in one component.
Snapshot withAccounts(Snapshot snapshot);
Snapshot accountsSnapshot();
/// One account, nothing wrong with it or with HubSpot.
Snapshot calmAccountsSnapshot();
/// Right after the start: nothing asked yet.
Snapshot freshAccountsSnapshot();
/// Every trouble an account can have: wrong region, wrong portal, unreadable, missing scope, quota used up.
Snapshot troubledAccountsSnapshot();
/// The new secret of prod is in use, the old one kept.
Snapshot rotatingSnapshot();
Snapshot vaultSnapshot(VaultState::Mode mode, VaultState::Backend backend);
Snapshot lockedVaultSnapshot();
Snapshot sessionVaultSnapshot();

AccountState cannedAccount(const QString &name, TimePoint now);
LeakReport cannedLeakReport();
DoctorReport cannedDoctorReport();

} // namespace hubwatch::testing
