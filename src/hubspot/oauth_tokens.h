// OAuthTokens: turns an OAuth secret of the vault into an access token that is good now.
#pragma once

#include "base/call_scope.h"
#include "base/clock.h"
#include "hubspot/oauth_answer.h"
#include "hubspot/oauth_secret.h"
#include "hubspot/secret_http.h"
#include "vault/credential_reader.h"
#include "vault/secret_store.h"

#include <QPointer>
#include <map>
#include <vector>

namespace hubwatch {

/// Stands between the vault and the client of one account; secrets that are not OAuth's pass through as they are.
///
/// An access token is fetched before its end by what time has passed here, so a wrong clock does no harm. One fetch is
/// in flight for each reference and all readers wait for it. When HubSpot has trouble the old token serves while it
/// lives, and the next try waits longer each time. A refused refresh token is not tried again until another secret
/// stands in the vault. A refresh token that HubSpot replaces is written to the store.
class OAuthTokens : public CredentialReader
{
public:
    struct Setup {
        QUrl api = QUrl(QStringLiteral("https://api.hubapi.com"));
        HostTrust trusted = {}; ///< where the client's secret may be sent
    };
    /// What the person should know although tokens still come: the new refresh token could not be kept.
    using Problem = std::function<void(const CredentialRef &ref, const QString &words)>;

    /// `wire` adds no token of its own.
    OAuthTokens(CredentialReader &next, SecretStore &store, HttpClient &wire, Clock &clock, Setup setup,
                Problem problem = {});

    void read(const CredentialRef &ref, QObject *context, Reply reply) override;
    /// HubSpot answered 401 to the token: the next reader fetches another one, though not more often than once a
    /// minute.
    void drop(const CredentialRef &ref);

private:
    struct Waiter {
        QPointer<QObject> context = {};
        Reply reply = {};
    };
    /// One instant on both clocks.
    struct Moment {
        Duration uptime = {};
        TimePoint wall = {};
    };
    /// One reference's tokens.
    struct Held {
        CredentialRef ref = {};
        Secret asRead = {};    ///< what the vault says; another one is another authorisation
        Secret asWritten = {}; ///< what we wrote there
        OAuthSecret oauth = {};
        Secret access = {};
        Moment asked = {};   ///< when a token was asked for last
        Moment fetched = {}; ///< when the access token was asked for
        Duration lifetime = {};
        std::optional<Duration> retryAt = {}; ///< uptime; after a failure not before
        int failures = 0;
        std::optional<Error> error = {}; ///< of the last try
        bool revoked = false;
        bool dropped = false;
        bool fetching = false;
        std::vector<Waiter> waiters = {};
    };

    void serve(const CredentialRef &ref, const Secret &secret, Waiter waiter);
    Duration ageOf(const Held &held) const;
    bool isAlive(const Held &held) const;
    bool wantsFetch(const Held &held) const;
    void fetch(const QString &key);
    void fetched(const QString &key, const Result<HttpResponse> &answer);
    void take(Held &held, const OAuthGrant &grant);
    void keepRefreshToken(Held &held);
    void failed(Held &held, const Error &error);
    void answerWaiters(const QString &key);

    CredentialReader &m_next;
    SecretStore &m_store;
    HttpClient &m_wire;
    Clock &m_clock;
    Setup m_setup;
    Problem m_problem;
    std::map<QString, Held> m_held = {}; ///< by credentialRefText()
    CallScope m_calls;
};

} // namespace hubwatch
