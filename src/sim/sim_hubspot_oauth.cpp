#include "sim/sim_hubspot_oauth.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QUrl>
#include <QUrlQuery>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t oauthApp = 320'001;
constexpr std::chrono::seconds accessLife = 1800s;
constexpr Duration codeLife = 1min;

/// The error body of the token endpoints: OAuth's words and HubSpot's own.
ServedReply oauthFault(const char *error, const char *status, const QString &message)
{
    return jsonReply(400,
                     {{"error"_L1, QString::fromLatin1(error)},
                      {"error_description"_L1, message},
                      {"status"_L1, QString::fromLatin1(status)},
                      {"message"_L1, message}});
}

ServedReply formFault()
{
    return oauthFault("invalid_request", "BAD_REQUEST",
                      QStringLiteral("expected the fields in a body of type application/x-www-form-urlencoded"));
}

ServedReply authorizeFault(const QByteArray &why)
{
    return {.status = 400,
            .contentType = "text/html; charset=utf-8",
            .body = "<!DOCTYPE html><title>Authorization failed</title><p>Authorization failed: " + why + "</p>\n"};
}

bool isLoopbackRedirect(const QUrl &url)
{
    return url.isValid() && url.scheme() == "http"_L1 && url.port() > 0
        && (url.host() == "localhost"_L1 || url.host() == "127.0.0.1"_L1);
}

QStringList words(const QString &text)
{
    return text.split(u' ', Qt::SkipEmptyParts);
}

} // namespace

SimOAuth::SimOAuth(SimTokens &tokens, std::int64_t portal)
    : m_portal(portal)
    , m_app{.clientId = QStringLiteral("face0000-5eed-4000-8000-") + tokens.freshDigits(),
            .clientSecret = QStringLiteral("face0000-5eed-4000-9000-") + tokens.freshDigits(),
            .app = oauthApp,
            .scopes = allSimScopes()}
    , m_grants{{.refreshToken = madeUpRefresh(tokens), .scopes = allSimScopes()}}
{ }

QString SimOAuth::madeUpRefresh(SimTokens &tokens)
{
    return QStringLiteral("na1-face-0000-5eed-4000-") + tokens.freshDigits();
}

SimOAuth::Grant *SimOAuth::grantOf(const QString &refreshToken)
{
    const auto at = std::ranges::find(m_grants, refreshToken, &Grant::refreshToken);
    return at == m_grants.end() ? nullptr : &*at;
}

bool SimOAuth::revoke(const QString &refreshToken)
{
    Grant *grant = grantOf(refreshToken);
    if (grant)
        grant->revoked = true;
    return grant;
}

ServedReply SimOAuth::authorize(SimTokens &tokens, const ServedRequest &request, TimePoint now)
{
    const QUrl redirect(queryValue(request, QStringLiteral("redirect_uri")), QUrl::StrictMode);
    if (queryValue(request, QStringLiteral("client_id")) != m_app.clientId)
        return authorizeFault("no app has this client_id.");
    if (!isLoopbackRedirect(redirect))
        return authorizeFault("the redirect_uri must be http://localhost with a port.");
    // A scope's separator is %20; who sends a plus asks for one scope with a strange name.
    QStringList scopes = words(queryValue(request, QStringLiteral("scope")));
    const bool all = std::ranges::all_of(scopes, [this](const QString &scope) { return m_app.scopes.contains(scope); });
    if (scopes.isEmpty() || !all)
        return authorizeFault("a scope is missing or is not one of the app's.");
    for (const QString &scope : words(queryValue(request, QStringLiteral("optional_scope")))) {
        if (m_app.scopes.contains(scope) && !scopes.contains(scope))
            scopes += scope;
    }
    m_codes.push_back({.code = QStringLiteral("na1-code-") + tokens.freshDigits(),
                       .redirectUri = redirect.toString(QUrl::FullyEncoded),
                       .challenge = queryValue(request, QStringLiteral("code_challenge")),
                       .scopes = scopes,
                       .expiresAt = now + codeLife});
    QUrl back = redirect;
    QUrlQuery query(back);
    query.addQueryItem(QStringLiteral("code"), m_codes.back().code);
    const QString state = queryValue(request, QStringLiteral("state"));
    if (!state.isEmpty())
        query.addQueryItem(QStringLiteral("state"), QString::fromLatin1(QUrl::toPercentEncoding(state)));
    back.setQuery(query);
    return {.status = 302, .headers = {{"Location", back.toEncoded()}}};
}

std::optional<ServedReply> SimOAuth::clientRefusal(const Fields &fields) const
{
    if (fields.value(QStringLiteral("client_id")) != m_app.clientId)
        return oauthFault("invalid_client", "BAD_CLIENT_ID", QStringLiteral("missing or unknown client id"));
    if (fields.value(QStringLiteral("client_secret")) != m_app.clientSecret)
        return oauthFault("invalid_client", "BAD_CLIENT_SECRET", QStringLiteral("missing or invalid client secret"));
    return std::nullopt;
}

ServedReply SimOAuth::tokensFor(SimTokens &tokens, const Grant &grant, TimePoint now) const
{
    SimToken access{.kind = SimToken::Kind::OAuth,
                    .token = u'C' + QStringLiteral("fake").repeated(14) + tokens.freshDigits(),
                    .name = QStringLiteral("oauth app"),
                    .portal = m_portal,
                    .app = m_app.app,
                    .scopes = grant.scopes,
                    .expiresAt = now + accessLife};
    const QString token = tokens.add(access);
    return jsonReply(200,
                     {{"access_token"_L1, token},
                      {"refresh_token"_L1, grant.refreshToken},
                      {"expires_in"_L1, int(accessLife.count())},
                      {"token_type"_L1, "bearer"_L1},
                      {"token_use"_L1, "access_token"_L1},
                      {"hub_id"_L1, qint64(m_portal)},
                      {"user_id"_L1, qint64(access.user)},
                      {"scopes"_L1, QJsonArray::fromStringList(grant.scopes)}});
}

ServedReply SimOAuth::byCode(SimTokens &tokens, const Fields &fields, TimePoint now)
{
    const auto at = std::ranges::find(m_codes, fields.value(QStringLiteral("code")), &Code::code);
    if (at == m_codes.end())
        return oauthFault("invalid_grant", "BAD_AUTH_CODE", QStringLiteral("missing or unknown auth code"));
    const Code code = *at;
    m_codes.erase(at); // whatever comes of it: a code opens once
    if (now >= code.expiresAt)
        return oauthFault("invalid_grant", "BAD_AUTH_CODE", QStringLiteral("auth code is expired"));
    const QUrl redirect(fields.value(QStringLiteral("redirect_uri")), QUrl::StrictMode);
    if (redirect.toString(QUrl::FullyEncoded) != code.redirectUri)
        return oauthFault("invalid_grant", "BAD_REDIRECT_URI", QStringLiteral("redirect URI mismatch"));
    if (!code.challenge.isEmpty()) {
        const QByteArray verifier = fields.value(QStringLiteral("code_verifier")).toUtf8();
        const QByteArray hash = QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
                                    .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        if (hash != code.challenge.toUtf8())
            return oauthFault("invalid_grant", "BAD_CODE_VERIFIER", QStringLiteral("code verifier mismatch"));
    }
    m_grants.push_back({.refreshToken = madeUpRefresh(tokens), .scopes = code.scopes});
    return tokensFor(tokens, m_grants.back(), now);
}

ServedReply SimOAuth::token(SimTokens &tokens, const SimCall &call)
{
    const std::optional<Fields> fields = formBody(call.request);
    if (!fields)
        return formFault();
    if (const auto refusal = clientRefusal(*fields))
        return *refusal;
    const QString grantType = fields->value(QStringLiteral("grant_type"));
    if (grantType == "authorization_code"_L1)
        return byCode(tokens, *fields, call.now);
    if (grantType != "refresh_token"_L1)
        return oauthFault("unsupported_grant_type", "BAD_GRANT_TYPE",
                          QStringLiteral("grant_type must be authorization_code or refresh_token"));
    const Grant *grant = grantOf(fields->value(QStringLiteral("refresh_token")));
    if (!grant || grant->revoked)
        return oauthFault("invalid_grant", "BAD_REFRESH_TOKEN", QStringLiteral("missing or invalid refresh token"));
    return tokensFor(tokens, *grant, call.now);
}

ServedReply SimOAuth::introspect(const SimTokens &tokens, const SimCall &call) const
{
    const std::optional<Fields> fields = formBody(call.request);
    if (!fields)
        return formFault();
    if (const auto refusal = clientRefusal(*fields))
        return *refusal;
    const QString asked = fields->value(QStringLiteral("token"));
    const SimToken *access = tokens.find(asked);
    const auto grant = std::ranges::find(m_grants, asked, &Grant::refreshToken);
    const bool isAccess
        = access && access->kind == SimToken::Kind::OAuth && standingOf(access, call.now) == SimToken::Standing::Good;
    const bool isRefresh = grant != m_grants.end() && !grant->revoked;
    if (!isAccess && !isRefresh)
        return jsonReply(200, {{"active"_L1, false}});
    QJsonObject body{{"active"_L1, true},
                     {"token"_L1, asked},
                     {"token_use"_L1, isAccess ? "access_token"_L1 : "refresh_token"_L1},
                     {"hub_id"_L1, qint64(m_portal)},
                     {"user_id"_L1, 7001},
                     {"app_id"_L1, qint64(m_app.app)},
                     {"client_id"_L1, m_app.clientId},
                     {"user"_L1, "admin@example.test"_L1},
                     {"hub_domain"_L1, "sim.example.test"_L1},
                     {"scopes"_L1, QJsonArray::fromStringList(isAccess ? access->scopes : grant->scopes)},
                     {"token_type"_L1, "bearer"_L1},
                     {"is_private_distribution"_L1, true}};
    if (isAccess)
        body.insert("expires_in"_L1, qint64((*access->expiresAt - call.now) / 1s));
    return jsonReply(200, body);
}

ServedReply SimOAuth::revoke(const SimCall &call)
{
    const std::optional<Fields> fields = formBody(call.request);
    if (!fields)
        return formFault();
    if (const auto refusal = clientRefusal(*fields))
        return *refusal;
    revoke(fields->value(QStringLiteral("token"))); // access tokens already given out live on
    return {.status = 200};
}

} // namespace hubwatch
