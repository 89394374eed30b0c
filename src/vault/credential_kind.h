// CredentialKind and Fingerprint: what a secret is by its shape, and all that may be shown of it.
#pragma once

#include "base/result.h"
#include "vault/secret.h"

namespace hubwatch {

/// The kinds of credentials HubSpot knows. By shape alone a service key and a private app's token are one: both are
/// pat-REGION-UUID; what HubSpot says of the token tells them apart.
enum class CredentialKind {
    Unknown,
    PrivateAppToken,   ///< pat-na1-...: a legacy private app, or a project app with static auth
    ServiceKey,        ///< pat-na1-..., made under Development > Keys > Service keys
    OAuthRefresh,      ///< JSON with client_id, client_secret and refresh_token
    OAuthAccess,       ///< lives half an hour; no use in a vault
    DeveloperKey,      ///< a UUID; app-webhook settings only
    PersonalAccessKey, ///< the CLI's; local development only
    Bearer,            ///< of the team's own services
    Basic,             ///< "user:password" of the team's own services
};

/// By shape; `Unknown` when it has none we know.
CredentialKind kindOfSecret(const Secret &secret);
/// "na1" or "eu1" where the secret begins with it as HubSpot's do; empty otherwise.
QString regionOfSecret(const Secret &secret);
/// For people: "private app token", "service key", "OAuth", "developer key" ...
QString credentialKindName(CredentialKind kind);
/// In files: "private-app", "service-key", "oauth", "developer-key" ...; and back, Unknown for other words.
QString credentialKindId(CredentialKind kind);
CredentialKind parseCredentialKind(QStringView id);

/// What may be shown of a secret, and how it is recognised again: never enough to find it.
struct Fingerprint {
    QString shown = {}; ///< "pat-na1-...c0de": kind, region and the last four characters
    QString hash = {};  ///< the first 12 hex digits of SHA-256 over a salt of this machine and the secret

    bool isEmpty() const { return hash.isEmpty(); }
    bool operator==(const Fingerprint &) const = default;
};

/// Of an OAuth secret the hash is that of the app: its refresh token changes without a person's doing.
Fingerprint fingerprintOf(const Secret &secret, const QByteArray &salt);

/// What a person pasted or a pipe delivered, made usable: a line end, surrounding white space and quotes fall away.
/// Rejected, with the way out, when what is left is empty, has inner white space or control characters, is longer than
/// 2,000 bytes (what every system's keychain takes), or is a HubSpot token that lost its end.
Result<Secret> cleanedSecret(QByteArray &&pasted);

} // namespace hubwatch
