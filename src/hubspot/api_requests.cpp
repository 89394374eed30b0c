#include "hubspot/api_requests.h"

#include "hubspot/api_paths.h"
#include "hubspot/oauth_secret.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>
#include <utility>

namespace hubwatch {

namespace {

constexpr Duration normalTimeout = 30s; // HubSpot's own edge gives up after 100 s
constexpr int securityPageSize = 100;

HttpRequest readRequest(QUrl url)
{
    return {.url = std::move(url),
            .headers = {{.name = "Accept", .value = "application/json"}},
            .timeout = normalTimeout,
            .repeatable = true};
}

HttpRequest posted(QUrl url, const char *type, QByteArray body)
{
    HttpRequest request = readRequest(std::move(url));
    request.method = HttpRequest::Method::Post;
    request.headers.push_back({.name = "Content-Type", .value = type});
    request.body = std::move(body);
    request.confidential = true;
    return request;
}

using Field = std::pair<const char *, QByteArray>;

/// As the standard wants a form: everything but letters, digits and "-._~" escaped.
HttpRequest formRequest(const QUrl &api, ApiCall call, std::initializer_list<Field> fields)
{
    QByteArray form;
    for (const auto &[name, value] : fields) {
        if (!form.isEmpty())
            form += '&';
        form += name;
        form += '=' + value.toPercentEncoding();
    }
    return posted(apiUrl(api, apiPath(call)), "application/x-www-form-urlencoded", std::move(form));
}

} // namespace

HttpRequest accountDetailsRequest(const QUrl &api)
{
    return readRequest(apiUrl(api, apiPath(ApiCall::AccountDetails)));
}

HttpRequest dailyUsageRequest(const QUrl &api)
{
    return readRequest(apiUrl(api, apiPath(ApiCall::DailyUsage)));
}

HttpRequest securityActivityRequest(const QUrl &api, TimePoint from, const QString &after)
{
    QUrlQuery query{{QStringLiteral("fromTimestamp"), QString::number(from.time_since_epoch().count())},
                    {QStringLiteral("limit"), QString::number(securityPageSize)}};
    if (!after.isEmpty())
        query.addQueryItem(QStringLiteral("after"), QString::fromLatin1(QUrl::toPercentEncoding(after)));
    QUrl url = apiUrl(api, apiPath(ApiCall::SecurityActivity));
    url.setQuery(query);
    return readRequest(url);
}

HttpRequest privateAppTokenRequest(const QUrl &api, const Secret &token)
{
    const QJsonObject body{{QStringLiteral("tokenKey"), QString::fromUtf8(token.reveal())}};
    return posted(apiUrl(api, apiPath(ApiCall::PrivateAppToken)), "application/json",
                  QJsonDocument(body).toJson(QJsonDocument::Compact));
}

HttpRequest oauthRefreshRequest(const QUrl &api, const OAuthSecret &secret)
{
    // Not repeatable: the answer may replace the refresh token, and the second asking would come with the old one.
    HttpRequest request = formRequest(api, ApiCall::OAuthToken,
                                      {{"grant_type", "refresh_token"},
                                       {"client_id", secret.clientId.toUtf8()},
                                       {"client_secret", secret.clientSecret.reveal().toByteArray()},
                                       {"refresh_token", secret.refreshToken.reveal().toByteArray()}});
    request.repeatable = false;
    return request;
}

HttpRequest oauthCodeRequest(const QUrl &api, const OAuthSecret &secret, const QString &code, const QUrl &redirect,
                             const QByteArray &verifier)
{
    HttpRequest request = formRequest(api, ApiCall::OAuthToken,
                                      {{"grant_type", "authorization_code"},
                                       {"client_id", secret.clientId.toUtf8()},
                                       {"client_secret", secret.clientSecret.reveal().toByteArray()},
                                       {"redirect_uri", redirect.toEncoded()},
                                       {"code", code.toUtf8()},
                                       {"code_verifier", verifier}});
    request.repeatable = false;
    return request;
}

HttpRequest oauthIntrospectRequest(const QUrl &api, const OAuthSecret &secret, const Secret &token)
{
    return formRequest(api, ApiCall::OAuthIntrospect,
                       {{"client_id", secret.clientId.toUtf8()},
                        {"client_secret", secret.clientSecret.reveal().toByteArray()},
                        {"token", token.reveal().toByteArray()},
                        {"token_type_hint", "access_token"}});
}

HttpRequest statusPageRequest(const QUrl &page)
{
    // A mirror may be named by the page itself or by its summary.
    const QString summary = QStringLiteral("/api/v2/summary.json");
    return readRequest(page.path().endsWith(summary) ? page : apiUrl(page, summary));
}

} // namespace hubwatch
