// OAuthLogin: a person authorises an OAuth app in the browser.
#pragma once

#include "base/call_scope.h"
#include "base/clock.h"
#include "hubspot/oauth_secret.h"
#include "hubspot/secret_http.h"

#include <QObject>
#include <QStringList>
#include <QUrl>
#include <memory>

class QOAuthHttpServerReplyHandler;

namespace hubwatch {

/// HubSpot compares the redirect address with the one in the app's settings, port included: it is always the same.
inline constexpr quint16 oauthRedirectPort = 47'831;
/// "http://localhost:47831/hubwatch": for the app's settings in HubSpot.
QUrl oauthRedirectUrl(quint16 port = oauthRedirectPort);

struct OAuthLoginRequest {
    QUrl page = QUrl(QStringLiteral("https://app.hubspot.com/oauth/authorize"));
    QUrl api = QUrl(QStringLiteral("https://api.hubapi.com"));
    HostTrust trusted = {}; ///< where the client's secret may be sent
    QString clientId = {};
    Secret clientSecret = {};
    QStringList scopes = {};
    QStringList optionalScopes = {};
    quint16 port = oauthRedirectPort; ///< 0: any free one, for HubSpot stand-ins that do not compare
};

/// What the browser is sent to; scopes are joined with %20, as HubSpot wants them.
QUrl oauthAuthorizeUrl(const OAuthLoginRequest &request, const QUrl &redirect, const QByteArray &state,
                       const QByteArray &challenge);
/// PKCE: the challenge of a verifier.
QByteArray oauthChallenge(const QByteArray &verifier);

struct OAuthLoginResult {
    OAuthSecret secret = {}; ///< to be stored in the vault
    std::int64_t portal = 0; ///< 0: HubSpot did not tell
    QStringList scopes = {};

    bool operator==(const OAuthLoginResult &) const = default;
};

/// One login at a time: authorizeUrl() comes first, then finished() once: with the secret, or why not. Ten minutes are
/// given. The redirect is awaited on this machine only, and an answer that does not carry our state is not ours.
class OAuthLogin : public QObject
{
    Q_OBJECT

public:
    OAuthLogin(HttpClient &wire, Clock &clock, QObject *parent = nullptr);
    ~OAuthLogin() override;

    /// Ends a login that is under way.
    void start(OAuthLoginRequest request);
    /// finished() comes at once, when there is something to cancel.
    void cancel();
    bool isRunning() const { return m_handler != nullptr; }

signals:
    void authorizeUrl(const QUrl &url);
    void finished(const hubwatch::Result<hubwatch::OAuthLoginResult> &result);

private:
    void cameBack(const QVariantMap &answer);
    void exchangeCode(const QString &code);
    void finish(const Result<OAuthLoginResult> &result);

    HttpClient &m_wire;
    Clock &m_clock;
    OAuthLoginRequest m_request = {};
    QUrl m_redirect = {};
    QByteArray m_state = {};
    QByteArray m_verifier = {};
    bool m_answered = false; ///< the browser has come back
    QOAuthHttpServerReplyHandler *m_handler = nullptr;
    CallScope m_calls;
};

} // namespace hubwatch
