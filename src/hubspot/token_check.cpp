#include "hubspot/token_check.h"

#include "hubspot/api_paths.h"
#include "hubspot/api_requests.h"
#include "hubspot/oauth_answer.h"
#include "hubspot/oauth_secret.h"

#include <QObject>
#include <utility>

namespace hubwatch {

namespace {

using TokenReply = std::function<void(TokenAnswer)>;

/// One check under way; the callbacks share it, so it lives as long as a call waits.
struct RunningCheck {
    HttpClient &http;
    QUrl api;
    HostTrust trusted;
    QObject *context;
    TokenReply reply;
    Secret token = {}; ///< what goes into the header: of OAuth, the access token
    std::optional<OAuthSecret> oauth = {};
    TokenFacts facts = {};
};
using RunningCheckPtr = std::shared_ptr<RunningCheck>;

tl::unexpected<ApiError> refused(QString why)
{
    return tl::unexpected(ApiError{.cause = ApiError::Cause::Other, .message = std::move(why)});
}

/// Why HubSpot need not be asked about a credential of this kind.
QString uselessKind(CredentialKind kind)
{
    switch (kind) {
    case CredentialKind::OAuthAccess:
        return QStringLiteral("an OAuth access token lives half an hour: authorise the app in the browser instead");
    case CredentialKind::DeveloperKey:
        return QStringLiteral("a developer key opens app-webhook settings only: store a service key or a private app's "
                              "token");
    case CredentialKind::PersonalAccessKey:
        return QStringLiteral(
            "a personal access key is for the HubSpot CLI only: store a service key or a private app's "
            "token");
    case CredentialKind::Basic: return QStringLiteral("HubSpot takes no user and password");
    case CredentialKind::Unknown:
    case CredentialKind::PrivateAppToken:
    case CredentialKind::ServiceKey:
    case CredentialKind::OAuthRefresh:
    case CredentialKind::Bearer: return {};
    }
    Q_UNREACHABLE();
}

/// Whether the answer means that HubSpot read the question and says no, rather than that nobody could tell.
bool isRefusal(const Error &error)
{
    return error.status >= 400 && error.status < 500 && error.status != 408 && error.status != 423
        && error.status != 429 && error.status != 477;
}

void takeInfo(TokenFacts &facts, const TokenInfo &info)
{
    if (facts.portal == 0)
        facts.portal = info.portal;
    facts.app = info.app;
    facts.scopes = info.scopes;
    facts.scopesKnown = true;
}

void askPrivateApp(const RunningCheckPtr &check)
{
    if (check->facts.kind == CredentialKind::ServiceKey)
        return check->reply(check->facts);
    SecretHttp http(check->http, check->token, check->trusted);
    http.send(privateAppTokenRequest(check->api, check->token), check->context, [check](Result<HttpResponse> answer) {
        const Result<TokenInfo> info
            = answer ? parseTokenInfo(answer->body) : Result<TokenInfo>(tl::unexpected(answer.error()));
        if (info && info->active) {
            takeInfo(check->facts, *info);
            check->facts.kind = CredentialKind::PrivateAppToken;
        } else if (!answer && isRefusal(answer.error()) && check->facts.kind != CredentialKind::Bearer) {
            // Alive, and no private app's: HubSpot tells nobody what a service key may do.
            check->facts.kind = CredentialKind::ServiceKey;
        }
        check->reply(check->facts);
    });
}

void introspect(const RunningCheckPtr &check)
{
    check->http.send(oauthIntrospectRequest(check->api, *check->oauth, check->token), check->context,
                     [check](Result<HttpResponse> answer) {
                         const auto info = answer ? parseTokenInfo(answer->body)
                                                  : Result<TokenInfo>(tl::unexpected(answer.error()));
                         if (info && info->active)
                             takeInfo(check->facts, *info);
                         check->reply(check->facts);
                     });
}

void askDetails(const RunningCheckPtr &check)
{
    SecretHttp http(check->http, check->token, check->trusted);
    http.send(accountDetailsRequest(check->api), check->context, [check](Result<HttpResponse> answer) {
        if (!answer && answer.error().status != 403) {
            ApiError error = apiErrorOf(answer.error(), apiPath(ApiCall::AccountDetails));
            if (error.message.isEmpty())
                error.message = answer.error().detail; // ours: no host was asked, or none answered
            return check->reply(tl::unexpected(error));
        }
        if (answer) {
            const auto details = parseAccountDetails(answer->body);
            if (!details)
                return check->reply(tl::unexpected(apiErrorOf(details.error(), apiPath(ApiCall::AccountDetails))));
            check->facts.details = *details;
            check->facts.portal = details->portal;
            check->facts.region = details->region;
        }
        return check->oauth ? introspect(check) : askPrivateApp(check);
    });
}

/// An access token of its own: the one in use elsewhere stays good beside it.
void fetchAccessToken(const RunningCheckPtr &check)
{
    if (!check->trusted || !check->trusted(check->api)) {
        QMetaObject::invokeMethod(
            check->context,
            [check] {
                check->reply(refused(QStringLiteral("%1: no secret is sent to this host").arg(check->api.host())));
            },
            Qt::QueuedConnection);
        return;
    }
    check->http.send(oauthRefreshRequest(check->api, *check->oauth), check->context,
                     [check](Result<HttpResponse> answer) {
                         const QString path = apiPath(ApiCall::OAuthToken);
                         if (!answer) {
                             ApiError error = apiErrorOf(answer.error(), path);
                             error.message = oauthError(answer.error()).detail;
                             if (oauthFailureOf(answer.error()) == OAuthFailure::Revoked)
                                 error.cause = ApiError::Cause::TokenInvalid;
                             return check->reply(tl::unexpected(error));
                         }
                         const auto grant = parseOAuthGrant(answer->body);
                         if (!grant)
                             return check->reply(tl::unexpected(apiErrorOf(grant.error(), path)));
                         check->token = grant->accessToken;
                         check->facts.portal = grant->portal;
                         if (!grant->refreshToken.isEmpty() && !(grant->refreshToken == check->oauth->refreshToken)) {
                             check->oauth->refreshToken = grant->refreshToken;
                             check->facts.renewed = printOAuthSecret(*check->oauth);
                         }
                         askDetails(check);
                     });
}

} // namespace

void checkToken(HttpClient &http, TokenQuestion question, QObject *context, std::function<void(TokenAnswer)> reply)
{
    const auto answerLater = [&](TokenAnswer answer) {
        QMetaObject::invokeMethod(
            context, [reply, answer = std::move(answer)] { reply(answer); }, Qt::QueuedConnection);
    };
    if (const QString why = uselessKind(question.kind); !why.isEmpty())
        return answerLater(refused(why));
    auto check = std::make_shared<RunningCheck>(RunningCheck{.http = http,
                                                             .api = std::move(question.api),
                                                             .trusted = std::move(question.trusted),
                                                             .context = context,
                                                             .reply = reply,
                                                             .token = question.secret});
    check->facts.kind = question.kind;
    check->facts.region = regionOfToken(question.secret);
    if (question.kind != CredentialKind::OAuthRefresh)
        return askDetails(check);
    const auto oauth = parseOAuthSecret(question.secret);
    if (!oauth)
        return answerLater(refused(oauth.error().detail));
    check->oauth = *oauth;
    fetchAccessToken(check);
}

} // namespace hubwatch
