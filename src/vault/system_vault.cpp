#include "vault/system_vault.h"

namespace hubwatch {

SystemVault::SystemVault(Clock &clock, const QString &dataDirectory, KeychainPatience patience)
    : m_keychain(m_wire, m_probe, clock, patience)
    , m_vault(m_keychain, clock, dataDirectory)
{ }

} // namespace hubwatch
