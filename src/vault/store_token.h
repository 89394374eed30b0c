// TokenToStore: what a secret for the keychain may be called, and what is known of it.
#pragma once

#include "vault/credential_record.h"

namespace hubwatch {

struct TokenToStore {
    QString name = {}; ///< in the keychain: "prod"
    Secret secret = {};
    /// What a person or HubSpot said where the shape cannot tell; Unknown: by shape.
    CredentialKind kind = CredentialKind::Unknown;
};

/// What a name in the keychain may be made of; the sentence when it may not, empty otherwise. Never repeats it: it may
/// be a secret.
QString tokenNameComplaint(const QString &name);

/// The record of a secret that is stored now: what was known of the same secret stays known, of another one nothing.
/// Its portal stays 0 until somebody asks HubSpot.
CredentialRecord recordOfToken(const CredentialBook &book, const TokenToStore &token, TimePoint now);

} // namespace hubwatch
