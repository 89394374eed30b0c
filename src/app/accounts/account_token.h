// AccountToken: whether an account's secret is still the one we know, and what HubSpot says it may do.
#pragma once

#include "app/accounts/secrets.h"
#include "hubspot/oauth_tokens.h"
#include "hubspot/token_facts.h"
#include "workspace/workspace.h"

namespace hubwatch {

/// Reads the account's secret for its fingerprint alone. A secret that is not the one of the book is a new one: its age
/// begins now, its scopes are asked for anew; the portal it is bound to stays.
class AccountToken : public QObject
{
    Q_OBJECT

public:
    AccountToken(const AccountConfig &config, Secrets &secrets, HttpClient &wire, Clock &clock,
                 QObject *parent = nullptr);

    /// What calls carry: of OAuth, the access token.
    CredentialReader &reader() { return m_tokens; }
    void drop();
    /// HubSpot answered 401 to what the reader gave.
    void refused(const CredentialRef &ref, const Secret &secret);

    CredentialRecord record() const;
    /// HubSpot accepted it: notes the portal and the time, and looks at the fingerprint when it has not for a while.
    /// `http` is the account's own client.
    void accepted(const AccountDetails &details, TimePoint at, HttpClient &http);

signals:
    /// Another secret stands at the reference than the one known before.
    void replaced(const hubwatch::CredentialRecord &record);
    void recordChanged();
    /// OAuth: the token serves, and yet something is wrong that a person should know.
    void trouble(const QString &words);

private:
    void look(HttpClient &http);
    void takeSecret(const Secret &secret, HttpClient &http);
    void askScopes(const Secret &secret, HttpClient &http);

    AccountConfig m_config;
    Secrets &m_secrets;
    Clock &m_clock;
    OAuthTokens m_tokens;
    std::optional<Duration> m_looked = {}; ///< by uptime
    CallScope m_calls;
};

/// Whether the account's tokens may be sent there.
HostTrust trustOf(const AccountConfig &config);

} // namespace hubwatch
