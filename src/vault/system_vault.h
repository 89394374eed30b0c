// SystemVault: the vault of a running program, put together.
#pragma once

#include "vault/qt_keychain_wire.h"
#include "vault/system_keychain_probe.h"
#include "vault/vault.h"

namespace hubwatch {

/// On the main thread.
class SystemVault
{
public:
    SystemVault(Clock &clock, const QString &dataDirectory, KeychainPatience patience = {});

    Vault &vault() { return m_vault; }

private:
    QtKeychainWire m_wire = {};
    SystemKeychainProbe m_probe = {};
    KeychainStore m_keychain;
    Vault m_vault;
};

} // namespace hubwatch
