// Credential words: how a credential and the vault stand, in marks and words. Pure.
#pragma once

#include "snapshot/account_state.h"
#include "ui/mark.h"

namespace hubwatch::ui {

/// A state as everything shows it: shape and word.
struct MarkedWord {
    Mark mark = Mark::NotYet;
    QString word = {};

    bool operator==(const MarkedWord &) const = default;
};

inline constexpr int rotationDays = 90;         ///< of the house rule
inline constexpr int hubspotRotationDays = 180; ///< HubSpot's own advice

std::optional<Duration> ageOf(const CredentialRecord &record, TimePoint now);
/// When the house rule wants it rotated; nullopt while its age is not known.
std::optional<TimePoint> rotationDue(const CredentialRecord &record);
/// "61 d old, rotate in 29 d", "94 d old, rotation overdue by 4 d", "age not known".
MarkedWord ageWords(const CredentialRecord &record, TimePoint now);
/// "HubSpot advises 180 d: in 119 d"
QString adviceWords(const CredentialRecord &record, TimePoint now);

MarkedWord tokenWord(TokenState state);

/// "new one stored, not verified yet"; empty without a rotation.
QString rotationWords(const CredentialRecord &record, TimePoint now);
/// "the old one works until 30 Nov 09:41, 4 d left"; empty when HubSpot did not keep it.
QString graceWords(const Rotation &rotation, TimePoint now);

/// "open", "locked" ... with its shape; what the operator chose comes first where it is not the keychain.
MarkedWord vaultWord(const VaultState &vault);
/// What stands there as long as it is so: "2 secrets are in memory only and end with this program". Empty: nothing.
QString vaultStanding(const VaultState &vault);
/// Why nothing can be written into the keychain now; empty when it can.
QString vaultProblem(const VaultState &vault);

/// "private app token", "service key", "OAuth" ...
QString kindWord(CredentialKind kind);

/// "12 scopes", "not told"
QString scopesWord(const CredentialRecord &record);

} // namespace hubwatch::ui
