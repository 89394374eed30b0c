#include "hubspot/oauth_secret.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace hubwatch {

namespace {

Secret secretField(const QJsonObject &json, const char *name)
{
    return Secret(json[QLatin1StringView(name)].toString().toUtf8());
}

} // namespace

bool looksLikeOAuth(const Secret &secret)
{
    const QByteArrayView text = secret.reveal();
    if (!text.startsWith('{'))
        return false;
    return QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), text.size()))
        .object()
        .contains(QStringLiteral("client_id"));
}

Result<OAuthSecret> parseOAuthSecret(const Secret &json)
{
    const QByteArrayView text = json.reveal();
    // The parser's own words may quote what it read, so only its position is told.
    QJsonParseError problem;
    const QJsonObject root
        = QJsonDocument::fromJson(QByteArray::fromRawData(text.data(), text.size()), &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return fail(
            Error::Kind::Malformed,
            QStringLiteral("OAuth secret: byte %1: expected JSON with client_id, client_secret and refresh_token")
                .arg(problem.offset));
    OAuthSecret secret{.clientId = root[QStringLiteral("client_id")].toString(),
                       .clientSecret = secretField(root, "client_secret"),
                       .refreshToken = secretField(root, "refresh_token")};
    const char *missing = secret.clientId.isEmpty() ? "client_id"
        : secret.clientSecret.isEmpty()             ? "client_secret"
        : secret.refreshToken.isEmpty()             ? "refresh_token"
                                                    : nullptr;
    if (missing)
        return fail(Error::Kind::Malformed,
                    QStringLiteral("OAuth secret: %1: missing; authorise the app in the browser to have it written")
                        .arg(QLatin1StringView(missing)));
    return secret;
}

Secret printOAuthSecret(const OAuthSecret &secret)
{
    const QJsonObject root{
        {QStringLiteral("client_id"), secret.clientId},
        {QStringLiteral("client_secret"), QString::fromUtf8(secret.clientSecret.reveal())},
        {QStringLiteral("refresh_token"), QString::fromUtf8(secret.refreshToken.reveal())},
    };
    return Secret(QJsonDocument(root).toJson(QJsonDocument::Compact));
}

} // namespace hubwatch
