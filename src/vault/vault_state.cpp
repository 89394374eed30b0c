#include "vault/vault_state.h"

#include <algorithm>

namespace hubwatch {

bool DoctorReport::good() const
{
    return !steps.empty()
        && std::ranges::none_of(steps, [](const DoctorStep &step) { return step.outcome == DoctorStep::Outcome::Bad; });
}

QString vaultModeText(VaultState::Mode mode)
{
    switch (mode) {
    case VaultState::Mode::Keychain: return QStringLiteral("keychain");
    case VaultState::Mode::Session: return QStringLiteral("session");
    case VaultState::Mode::Refuse: return QStringLiteral("refuse");
    }
    Q_UNREACHABLE();
}

std::optional<VaultState::Mode> parseVaultMode(QStringView text)
{
    for (const VaultState::Mode mode :
         {VaultState::Mode::Keychain, VaultState::Mode::Session, VaultState::Mode::Refuse})
        if (text == vaultModeText(mode))
            return mode;
    return std::nullopt;
}

QString vaultBackendText(VaultState::Backend backend)
{
    switch (backend) {
    case VaultState::Backend::Unknown: return QStringLiteral("unknown");
    case VaultState::Backend::Open: return QStringLiteral("open");
    case VaultState::Backend::Locked: return QStringLiteral("locked");
    case VaultState::Backend::Absent: return QStringLiteral("absent");
    case VaultState::Backend::Slow: return QStringLiteral("slow");
    case VaultState::Backend::Replaced: return QStringLiteral("replaced");
    case VaultState::Backend::Faulty: return QStringLiteral("faulty");
    }
    Q_UNREACHABLE();
}

} // namespace hubwatch
