// VaultSettings: what the vault remembers of itself between runs; no secret is in it.
#pragma once

#include "base/result.h"
#include "vault/vault_state.h"

#include <QStringList>
#include <functional>

namespace hubwatch {

struct VaultSettings {
    VaultState::Mode mode = VaultState::Mode::Keychain;
    QString backend = {};   ///< the name of the keychain that held our secrets when last asked
    QStringList names = {}; ///< of the secrets in it; names are not secret

    bool operator==(const VaultSettings &) const = default;
};

/// "vault.json" of the folder; what is missing or unreadable has its default. An empty folder keeps nothing.
VaultSettings loadVaultSettings(const QString &directory);
/// Reads the newest under a lock file, lets `change` alter them, and writes them: the window and hubwatchctl may both
/// be at work. In an empty folder it alters `before` alone.
Result<VaultSettings> changeVaultSettings(const QString &directory, const VaultSettings &before,
                                          const std::function<void(VaultSettings &)> &change);

} // namespace hubwatch
