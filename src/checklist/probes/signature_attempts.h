// What is sent to a webhook to see whether it verifies signatures: right requests, and one for each way to be wrong.
#pragma once

#include "hubspot/webhook_signature.h"
#include "vault/secret.h"

#include <QUrl>

namespace hubwatch {

struct SignatureAttempt {
    enum class Hope {
        Accepted, ///< 2xx, or the webhook loses events
        Likely,   ///< 2xx; refusing it is a warning
        Refused,  ///< 401 or 403
        Told,     ///< either is right
    };

    QString name = {}; ///< "v3: no signature"
    QString what = {}; ///< in a sentence: "a request without a signature (v3)"
    Hope hope = Hope::Refused;
    std::vector<HttpHeader> headers = {};
    QByteArray body = {};

    bool operator==(const SignatureAttempt &) const = default;
};

/// What attempts are made of.
struct SigningGround {
    QByteArray uri = {}; ///< that signatures cover
    Secret secret = {};
    std::int64_t portal = 0;
    TimePoint now = {}; ///< good for five minutes
};

/// Each with an event of its own, the right ones first. What a version does not cover is not tried: v1 covers the body
/// alone, and only v3 knows the time.
std::vector<SignatureAttempt> signatureAttempts(SignatureVersion version, const SigningGround &ground);

/// Headers of a right request, for events whose signature is not what is looked at.
std::vector<HttpHeader> rightHeaders(SignatureVersion version, const SigningGround &ground, const QByteArray &body);

/// Of a webhook's URL, as signatures cover it: escaped, without user, password and fragment.
QByteArray signedUriOf(const QUrl &url);

} // namespace hubwatch
