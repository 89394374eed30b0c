// The requests that Hubwatch sends to HubSpot, without the token: that is added on the way.
#pragma once

#include "net/http.h"
#include "vault/secret.h"

#include <QString>

namespace hubwatch {

struct OAuthSecret;

HttpRequest accountDetailsRequest(const QUrl &api);
HttpRequest dailyUsageRequest(const QUrl &api);
/// Security activity since `from`, a page of at most 100; `after` is that of the page before, empty for the first.
HttpRequest securityActivityRequest(const QUrl &api, TimePoint from, const QString &after = {});
/// Asks to whom a private app's token belongs. The token stands in the body: the request is confidential.
HttpRequest privateAppTokenRequest(const QUrl &api, const Secret &token);

/// Without a token of their own: the form carries the client's secret, so these are confidential.
HttpRequest oauthRefreshRequest(const QUrl &api, const OAuthSecret &secret);
/// Exchanges the code that the browser brought back. A code works once: never repeated.
HttpRequest oauthCodeRequest(const QUrl &api, const OAuthSecret &secret, const QString &code, const QUrl &redirect,
                             const QByteArray &verifier);
HttpRequest oauthIntrospectRequest(const QUrl &api, const OAuthSecret &secret, const Secret &token);

/// HubSpot's status page; needs no token.
HttpRequest statusPageRequest(const QUrl &page = QUrl(QStringLiteral("https://status.hubspot.com")));

} // namespace hubwatch
