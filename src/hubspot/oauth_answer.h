// What HubSpot's token endpoint answers, and what a refusal means.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "vault/secret.h"

#include <QStringList>

namespace hubwatch {

/// POST /oauth/{version}/token
struct OAuthGrant {
    Secret accessToken = {};
    Secret refreshToken = {}; ///< the one to keep from now on; empty when the answer has none
    Duration lifetime = {};
    std::int64_t portal = 0; ///< 0: not told
    QStringList scopes = {};

    bool operator==(const OAuthGrant &) const = default;
};
Result<OAuthGrant> parseOAuthGrant(const QByteArray &json);

/// When to fetch the next access token, counted from the answer: after 80 % of its life, or five minutes before its end
/// where that is later; never later than the end itself.
Duration refreshAfter(Duration lifetime);

/// What a failed call of the token endpoint means.
enum class OAuthFailure {
    Revoked,    ///< the refresh token is dead: only the person can authorise again
    Configured, ///< our client id, secret or redirect is wrong: the refresh token may well be good
    Transient,  ///< later it may work
};
OAuthFailure oauthFailureOf(const Error &error);

/// The error of a refused token, for people: what is so and what to do; no secret in it.
Error oauthError(const Error &error);
/// The same for the code that a browser brought back: it is worthless after a refusal.
Error oauthCodeError(const Error &error);

} // namespace hubwatch
