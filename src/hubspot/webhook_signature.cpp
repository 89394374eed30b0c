#include "hubspot/webhook_signature.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

constexpr char signatureName[] = "X-HubSpot-Signature";
constexpr char signatureVersionHeader[] = "X-HubSpot-Signature-Version";
constexpr char signatureV3Name[] = "X-HubSpot-Signature-v3";
constexpr char requestTimestampName[] = "X-HubSpot-Request-Timestamp";
constexpr qint64 oldestMillis = 300'000;

struct UriEscape {
    const char *escape;
    char character;
};

constexpr std::array decodedEscapes{
    UriEscape{"%3A", ':'}, UriEscape{"%2F", '/'}, UriEscape{"%3F", '?'},  UriEscape{"%40", '@'},
    UriEscape{"%21", '!'}, UriEscape{"%24", '$'}, UriEscape{"%27", '\''}, UriEscape{"%28", '('},
    UriEscape{"%29", ')'}, UriEscape{"%2A", '*'}, UriEscape{"%2C", ','},  UriEscape{"%3B", ';'},
};

QByteArray sha256Hex(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

bool sameInConstantTime(QByteArrayView a, QByteArrayView b)
{
    unsigned difference = a.size() == b.size() ? 0U : 1U;
    for (qsizetype i = 0; i < std::min(a.size(), b.size()); ++i)
        difference |= unsigned(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
    return difference == 0;
}

bool isTimely(const QByteArray &timestamp, TimePoint now)
{
    bool isNumber = false;
    const qint64 at = timestamp.toLongLong(&isNumber);
    // Digits alone, so that no sign can make the distance below overflow.
    return isNumber && std::ranges::all_of(timestamp, [](char c) { return c >= '0' && c <= '9'; })
        && std::abs(now.time_since_epoch().count() - at) <= oldestMillis;
}

} // namespace

QString signatureVersionName(SignatureVersion version)
{
    switch (version) {
    case SignatureVersion::V1: return QStringLiteral("v1");
    case SignatureVersion::V2: return QStringLiteral("v2");
    case SignatureVersion::V3: return QStringLiteral("v3");
    }
    Q_UNREACHABLE();
}

std::optional<SignatureVersion> signatureVersionNamed(QStringView name)
{
    for (const SignatureVersion version : {SignatureVersion::V1, SignatureVersion::V2, SignatureVersion::V3})
        if (name == signatureVersionName(version))
            return version;
    return std::nullopt;
}

QByteArray hashedUri(const QByteArray &uri)
{
    QByteArray decoded;
    decoded.reserve(uri.size());
    for (qsizetype at = 0; at < uri.size();) {
        const QByteArray three = uri.mid(at, 3);
        const auto escape = std::ranges::find_if(
            decodedEscapes, [&](const UriEscape &one) { return three.compare(one.escape, Qt::CaseInsensitive) == 0; });
        const bool isEscape = escape != decodedEscapes.end();
        decoded += isEscape ? escape->character : uri[at];
        at += isEscape ? 3 : 1;
    }
    return decoded;
}

QByteArray webhookSignature(SignatureVersion version, QByteArrayView secret, const SignedWebhook &webhook)
{
    const QByteArray key = secret.toByteArray();
    switch (version) {
    case SignatureVersion::V1: return sha256Hex(key + webhook.body);
    case SignatureVersion::V2: return sha256Hex(key + webhook.method + webhook.uri + webhook.body);
    case SignatureVersion::V3:
        return QMessageAuthenticationCode::hash(webhook.method + hashedUri(webhook.uri) + webhook.body
                                                    + webhook.timestamp,
                                                key, QCryptographicHash::Sha256)
            .toBase64();
    }
    Q_UNREACHABLE();
}

std::vector<HttpHeader> signatureHeaders(SignatureVersion version, const QByteArray &signature,
                                         const QByteArray &timestamp)
{
    if (version == SignatureVersion::V3)
        return {{.name = signatureV3Name, .value = signature}, {.name = requestTimestampName, .value = timestamp}};
    return {{.name = signatureName, .value = signature},
            {.name = signatureVersionHeader, .value = signatureVersionName(version).toLatin1()}};
}

bool isSignedWebhook(SignatureVersion version, QByteArrayView secret, SignedWebhook webhook,
                     const std::vector<HttpHeader> &headers, TimePoint now)
{
    if (version != SignatureVersion::V3)
        return headerValue(headers, signatureVersionHeader) == signatureVersionName(version).toLatin1()
            && sameInConstantTime(headerValue(headers, signatureName), webhookSignature(version, secret, webhook));
    const QByteArray given = headerValue(headers, signatureV3Name);
    webhook.timestamp = headerValue(headers, requestTimestampName);
    if (!isTimely(webhook.timestamp, now))
        return false;
    const QByteArray raw
        = QMessageAuthenticationCode::hash(webhook.method + webhook.uri + webhook.body + webhook.timestamp,
                                           secret.toByteArray(), QCryptographicHash::Sha256)
              .toBase64();
    return sameInConstantTime(given, webhookSignature(version, secret, webhook)) || sameInConstantTime(given, raw);
}

} // namespace hubwatch
