// OAuthSecret: what an OAuth app needs to act for a portal, as one entry of the vault.
#pragma once

#include "base/result.h"
#include "vault/secret.h"

#include <QString>

namespace hubwatch {

struct OAuthSecret {
    QString clientId = {}; ///< not secret
    Secret clientSecret = {};
    Secret refreshToken = {}; ///< empty before the app was authorised

    bool operator==(const OAuthSecret &) const = default;
};

/// Whether it is meant to be one: a JSON object with a client_id. Whether it is whole, parseOAuthSecret() tells.
bool looksLikeOAuth(const Secret &secret);
/// {"client_id": ..., "client_secret": ..., "refresh_token": ...}; Malformed names what is missing and shows none of
/// it.
Result<OAuthSecret> parseOAuthSecret(const Secret &json);
/// The text that parses back to the same value.
Secret printOAuthSecret(const OAuthSecret &secret);

} // namespace hubwatch
