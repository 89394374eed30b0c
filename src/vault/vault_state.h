// VaultState: where secrets are kept at this moment, and whether that works.
#pragma once

#include "base/clock.h"

#include <QString>
#include <optional>
#include <vector>

namespace hubwatch {

struct VaultState {
    /// What the operator chose. There is no plaintext file among the choices.
    enum class Mode {
        Keychain, ///< the operating system's
        Session,  ///< in memory, gone when the program ends; shown by a standing mark
        Refuse,   ///< store nothing; references to the keychain stay unreadable
    };
    enum class Backend {
        Unknown,  ///< not asked yet
        Open,     ///< reads and writes
        Locked,   ///< there, and waiting for its password
        Absent,   ///< no keychain service on this system or session
        Slow,     ///< asked, and silent beyond the watchdog's time: hung, or a prompt stands open
        Replaced, ///< another backend than the one that holds the secrets we know of
        Faulty,   ///< answers with an error of its own
    };

    Mode mode = Mode::Keychain;
    Backend backend = Backend::Unknown;
    QString name = {};  ///< "Secret Service (gnome-keyring)", "KWallet", "macOS Keychain", "Credential Manager"
    QString words = {}; ///< one sentence: what is so and what to do; English
    std::optional<TimePoint> since = {};
    int heldInSession = 0; ///< secrets in memory only

    bool operator==(const VaultState &) const = default;
};

/// One step of the keychain doctor.
struct DoctorStep {
    enum class Outcome { Good, Bad, Skipped };

    QString name = {}; ///< "backend", "unlocked", "write", "read back", "delete", "size limit"
    Outcome outcome = Outcome::Skipped;
    QString words = {};

    bool operator==(const DoctorStep &) const = default;
};

struct DoctorReport {
    TimePoint at = {};
    VaultState vault = {};
    std::vector<DoctorStep> steps = {};

    bool good() const;
    bool operator==(const DoctorReport &) const = default;
};

/// "keychain", "session", "refuse"; and back, nullopt for other words.
QString vaultModeText(VaultState::Mode mode);
std::optional<VaultState::Mode> parseVaultMode(QStringView text);
/// "open", "locked", "absent", "slow", "replaced", "faulty", "unknown"
QString vaultBackendText(VaultState::Backend backend);

} // namespace hubwatch
