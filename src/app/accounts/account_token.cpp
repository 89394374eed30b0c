#include "app/accounts/account_token.h"

#include "hubspot/token_check.h"
#include "net/authorized_http.h"

namespace hubwatch {

namespace {

/// How often the secret's fingerprint is looked at; the cache makes it cheap.
constexpr Duration lookEvery = 10min;
/// How old the book's word on the last acceptance may be: not every poll writes a file.
constexpr Duration noteEvery = 1h;

} // namespace

HostTrust trustOf(const AccountConfig &config)
{
    return [hosts = config.trustedHosts](const QUrl &url) { return mayCarryToken(url, hosts); };
}

AccountToken::AccountToken(const AccountConfig &config, Secrets &secrets, HttpClient &wire, Clock &clock,
                           QObject *parent)
    : QObject(parent)
    , m_config(config)
    , m_secrets(secrets)
    , m_clock(clock)
    , m_tokens(secrets.reader(), secrets.vault(), wire, clock, {.api = config.api, .trusted = trustOf(config)},
               [this](const CredentialRef &, const QString &words) { emit trouble(words); })
{
    connect(&m_secrets, &Secrets::bookChanged, this, &AccountToken::recordChanged);
}

void AccountToken::drop()
{
    m_looked.reset();
    if (const auto ref = parseCredentialRef(m_config.credential)) {
        m_tokens.drop(*ref);
        m_secrets.drop(*ref);
    }
}

void AccountToken::refused(const CredentialRef &ref, const Secret &secret)
{
    m_looked.reset();
    m_tokens.drop(ref);
    m_secrets.drop(ref, secret);
}

CredentialRecord AccountToken::record() const
{
    return m_secrets.record(m_config.credential);
}

void AccountToken::accepted(const AccountDetails &details, TimePoint at, HttpClient &http)
{
    CredentialRecord record = this->record();
    const bool stale = !record.verifiedAt || at - *record.verifiedAt >= noteEvery || record.portal != details.portal;
    if (stale) {
        record.portal = details.portal;
        record.region = details.region;
        record.verifiedAt = at;
        m_secrets.put(record);
    }
    if (!m_looked || m_clock.uptime() - *m_looked >= lookEvery)
        look(http);
}

void AccountToken::look(HttpClient &http)
{
    const auto ref = parseCredentialRef(m_config.credential);
    if (!ref)
        return;
    m_looked = m_clock.uptime();
    m_secrets.reader().read(*ref, m_calls.context(), [this, &http](const Result<Secret> &secret) {
        if (secret)
            takeSecret(*secret, http);
    });
}

void AccountToken::takeSecret(const Secret &secret, HttpClient &http)
{
    const CredentialRecord known = this->record();
    const CredentialRecord record = withSecret(known, secret, m_secrets.book().salt, m_clock.now());
    if (record != known) {
        m_secrets.put(record);
        if (!known.fingerprint.isEmpty())
            emit replaced(record);
    }
    if (!record.scopesKnown && record.kind != CredentialKind::ServiceKey)
        askScopes(secret, http);
}

void AccountToken::askScopes(const Secret &secret, HttpClient &http)
{
    // Of OAuth the refresh token is not sent about for this: its access token's scopes stand in the grant.
    if (kindOfSecret(secret) == CredentialKind::OAuthRefresh)
        return;
    checkToken(http,
               {.api = m_config.api, .secret = secret, .kind = kindOfSecret(secret), .trusted = trustOf(m_config)},
               m_calls.context(), [this, hash = this->record().fingerprint.hash](const TokenAnswer &facts) {
                   CredentialRecord record = this->record();
                   if (!facts || record.fingerprint.hash != hash) // another secret has come meanwhile
                       return;
                   record.kind = facts->kind;
                   record.app = facts->app;
                   record.scopes = facts->scopes;
                   record.scopesKnown = facts->scopesKnown;
                   m_secrets.put(record);
               });
}

} // namespace hubwatch
