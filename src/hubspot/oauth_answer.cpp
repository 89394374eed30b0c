#include "hubspot/oauth_answer.h"

#include "hubspot/json_fields.h"

#include <QJsonDocument>
#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

constexpr Duration usualLifetime = 1800s;
constexpr Duration longestLifetime = 24h;

struct Refusal {
    QString error = {};  ///< of the OAuth standard: "invalid_grant"
    QString status = {}; ///< HubSpot's own: "BAD_REFRESH_TOKEN"
};

/// A word of the answer that may be shown: one of theirs, not something pasted from our request.
QString safeWord(const QJsonValue &value)
{
    const QString word = value.toString();
    const auto plain = [](QChar c) { return c == u'_' || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); };
    return word.size() <= 40 && std::ranges::all_of(word, plain) ? word : QString();
}

Refusal refusalOf(const Error &error)
{
    const QJsonObject root = QJsonDocument::fromJson(error.body).object();
    return {.error = safeWord(root[QStringLiteral("error")]), .status = safeWord(root[QStringLiteral("status")])};
}

/// "HTTP 400, invalid_grant BAD_REFRESH_TOKEN"; without an answer what the wire said.
QString answerText(const Error &error)
{
    if (error.status == 0)
        return error.detail;
    const Refusal refusal = refusalOf(error);
    QStringList words{refusal.error, refusal.status};
    words.removeAll(QString());
    return QStringLiteral("HTTP %1%2")
        .arg(error.status)
        .arg(words.isEmpty() ? QString() : QStringLiteral(", ") + words.join(u' '));
}

/// Without body and headers: the layers above need no more of a token's answer.
Error bareError(const Error &error)
{
    return {.kind = error.kind, .retryAfter = error.retryAfter, .reach = error.reach, .status = error.status};
}

bool isTransientStatus(int status)
{
    return status == 0 || status == 408 || status == 423 || status == 429 || status == 477 || status >= 500;
}

} // namespace

Result<OAuthGrant> parseOAuthGrant(const QByteArray &json)
{
    const auto root = jsonObject(json, "OAuth token");
    if (!root)
        return tl::unexpected(root.error());
    const QJsonValue token = (*root)[QStringLiteral("access_token")];
    if (token.toString().isEmpty())
        return fail(Error::Kind::Malformed,
                    QStringLiteral("OAuth token: access_token: expected text, found %1").arg(jsonTypeName(token)));
    const auto seconds = integerField((*root)[QStringLiteral("expires_in")]);
    const Duration lifetime
        = seconds && *seconds > 0 ? std::min<Duration>(std::chrono::seconds(*seconds), longestLifetime) : usualLifetime;
    return OAuthGrant{.accessToken = Secret(token.toString().toUtf8()),
                      .refreshToken = Secret((*root)[QStringLiteral("refresh_token")].toString().toUtf8()),
                      .lifetime = lifetime,
                      .portal = integerField((*root)[QStringLiteral("hub_id")]).value_or(0),
                      .scopes = wordsField((*root)[QStringLiteral("scopes")])};
}

Duration refreshAfter(Duration lifetime)
{
    const Duration share = lifetime * 4 / 5;
    const Duration before = lifetime - 5min;
    return std::min(std::max(share, before), lifetime);
}

OAuthFailure oauthFailureOf(const Error &error)
{
    if (error.kind == Error::Kind::Offline || error.kind == Error::Kind::Malformed || isTransientStatus(error.status))
        return OAuthFailure::Transient;
    const Refusal refusal = refusalOf(error);
    // HubSpot's own word is the finer one: a bad client secret comes as invalid_grant with some versions.
    constexpr std::array ours{"BAD_CLIENT_ID", "BAD_CLIENT_SECRET", "BAD_REDIRECT_URI", "BAD_GRANT_TYPE"};
    if (std::ranges::any_of(ours, [&](const char *word) { return refusal.status == QLatin1StringView(word); }))
        return OAuthFailure::Configured;
    const bool revoked = refusal.error == u"invalid_grant" || refusal.error == u"access_denied"
        || refusal.status == u"BAD_REFRESH_TOKEN" || refusal.status == u"BAD_HUB";
    return revoked ? OAuthFailure::Revoked : OAuthFailure::Configured;
}

Error oauthError(const Error &error)
{
    Error told = bareError(error);
    switch (oauthFailureOf(error)) {
    case OAuthFailure::Revoked:
        told.kind = Error::Kind::Unauthorized;
        told.detail
            = QStringLiteral("OAuth: HubSpot refused the refresh token (%1): the app was uninstalled or its access "
                             "revoked; authorise it again in the browser")
                  .arg(answerText(error));
        return told;
    case OAuthFailure::Configured:
        told.kind = Error::Kind::Rejected;
        told.detail
            = QStringLiteral("OAuth: HubSpot refused our request (%1): compare the client id, the client secret "
                             "and the redirect address with the app's settings in HubSpot; the authorisation "
                             "itself was not revoked")
                  .arg(answerText(error));
        return told;
    case OAuthFailure::Transient:
        told.detail = QStringLiteral("OAuth: no new access token (%1); asked again later").arg(answerText(error));
        return told;
    }
    Q_UNREACHABLE();
}

Error oauthCodeError(const Error &error)
{
    Error told = bareError(error);
    switch (oauthFailureOf(error)) {
    case OAuthFailure::Revoked:
        told.kind = Error::Kind::Rejected;
        told.detail = QStringLiteral("OAuth: HubSpot did not take the browser's code (%1): authorise again, and finish "
                                     "within a minute")
                          .arg(answerText(error));
        return told;
    case OAuthFailure::Configured:
        told.kind = Error::Kind::Rejected;
        told.detail
            = QStringLiteral("OAuth: HubSpot refused our request (%1): compare the client id, the client secret "
                             "and the redirect address with the app's settings in HubSpot")
                  .arg(answerText(error));
        return told;
    case OAuthFailure::Transient:
        told.detail = QStringLiteral("OAuth: HubSpot could not be asked for the token (%1): authorise again in a while")
                          .arg(answerText(error));
        return told;
    }
    Q_UNREACHABLE();
}

} // namespace hubwatch
