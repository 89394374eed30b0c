// How HubSpot signs the webhooks it sends: versions v1, v2 and v3.
#pragma once

#include "base/clock.h"
#include "base/http_header.h"

#include <QString>
#include <optional>
#include <vector>

namespace hubwatch {

enum class SignatureVersion { V1, V2, V3 };

QString signatureVersionName(SignatureVersion version); ///< "v1"
std::optional<SignatureVersion> signatureVersionNamed(QStringView name);

/// What a signature covers. v1 covers the body alone, v2 not the timestamp.
struct SignedWebhook {
    QByteArray method = "POST";
    QByteArray uri = {};       ///< whole and public, escaped as on the wire
    QByteArray body = {};      ///< the bytes as sent, never JSON that was written again
    QByteArray timestamp = {}; ///< milliseconds since 1970, as text: it is hashed unchanged

    bool operator==(const SignedWebhook &) const = default;
};

/// The URI as it is hashed: HubSpot decodes twelve escapes first ("%2F" to "/") and leaves all others.
QByteArray hashedUri(const QByteArray &uri);

/// Lower-case hex for v1 and v2, padded base64 for v3. v2 hashes the URI as it is.
QByteArray webhookSignature(SignatureVersion version, QByteArrayView secret, const SignedWebhook &webhook);

/// The headers that carry it, by HubSpot's names; `timestamp` is v3's alone.
std::vector<HttpHeader> signatureHeaders(SignatureVersion version, const QByteArray &signature,
                                         const QByteArray &timestamp);

/// Whether HubSpot signed this and, for v3, within five minutes of `now`. Compares in constant time; reads the
/// timestamp from the headers. Of a URI with escapes, both the decoded and the raw form count: HubSpot's own SDKs do
/// not decode.
bool isSignedWebhook(SignatureVersion version, QByteArrayView secret, SignedWebhook webhook,
                     const std::vector<HttpHeader> &headers, TimePoint now);

} // namespace hubwatch
