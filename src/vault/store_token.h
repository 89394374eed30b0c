// storeToken and removeToken: a secret into the vault with its record, and out again.
#pragma once

#include "vault/credential_record.h"
#include "vault/secret_store.h"

namespace hubwatch {

struct TokenToStore {
    QString name = {}; ///< in the keychain: "prod"
    Secret secret = {};
    /// What a person or HubSpot said where the shape cannot tell; Unknown: by shape.
    CredentialKind kind = CredentialKind::Unknown;
};

using TokenStored = std::function<void(Result<CredentialRecord>)>;

/// What a name in the keychain may be made of; the sentence when it may not, empty otherwise. Never repeats it: it may
/// be a secret.
QString tokenNameComplaint(const QString &name);

/// The record of a secret that is stored now: what was known of the same secret stays known, of another one nothing.
CredentialRecord recordOfToken(const CredentialBook &book, const TokenToStore &token, TimePoint now);

/// Writes the secret, then its record into the book of the data folder. Answers once, later; never if `context` dies
/// first. Not verified here: the record's portal stays 0 until somebody asks HubSpot.
void storeToken(SecretStore &store, const QString &dataDirectory, const TokenToStore &token, TimePoint now,
                QObject *context, TokenStored reply);

/// Both out again; the store must outlive the answer. False when neither was there.
void removeToken(SecretStore &store, const QString &dataDirectory, const QString &name, QObject *context,
                 std::function<void(Result<bool>)> reply);

} // namespace hubwatch
