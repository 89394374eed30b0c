// AuthorizeJob: a person authorises an OAuth app in the browser; what comes of it goes into the vault.
#pragma once

#include "app/accounts/credential_job.h"
#include "hubspot/oauth_login.h"

namespace hubwatch {

class AuthorizeJob : public CredentialJob
{
    Q_OBJECT

public:
    AuthorizeJob(AuthorizeOAuth command, const CredentialTools &tools);

    void start() override;
    /// Nothing is stored after this, unless the vault is already writing it.
    void cancel();

signals:
    void authorizeUrl(const QUrl &url);

private:
    void take(const Result<OAuthLoginResult> &result);
    void write(const OAuthLoginResult &result, const TokenFacts &facts);

    AuthorizeOAuth m_command;
    AccountConfig m_account = {};
    OAuthLogin m_login;
    bool m_cancelled = false;
};

/// Where the browser is sent: HubSpot's own page, or that of the stand-in an account's `api` names on this machine.
QUrl authorizePage(const QUrl &api);

} // namespace hubwatch
