#include "app/accounts/authorize_job.h"

#include "app/accounts/account_token.h"
#include "net/http_errors.h"
#include "vault/store_token.h"

namespace hubwatch {

AuthorizeJob::AuthorizeJob(AuthorizeOAuth command, const CredentialTools &tools)
    : CredentialJob(
        {.command = CredentialOutcome::Command::Authorize, .reference = QStringLiteral("keychain:") + command.name},
        tools)
    , m_command(std::move(command))
    , m_login(tools.wire, tools.clock)
{
    connect(&m_login, &OAuthLogin::authorizeUrl, this, &AuthorizeJob::authorizeUrl);
    connect(&m_login, &OAuthLogin::finished, this, &AuthorizeJob::take);
}

QUrl authorizePage(const QUrl &api)
{
    return onLoopback(api) ? api.resolved(QUrl(QStringLiteral("/oauth/authorize"))) : OAuthLoginRequest().page;
}

void AuthorizeJob::start()
{
    if (const QString complaint = tokenNameComplaint(m_command.name); !complaint.isEmpty())
        return end(false, complaint);
    const AccountConfig *account = accountOf(m_outcome.reference, m_command.account);
    if (!account)
        return end(false, QStringLiteral("The workspace has no account %1; add it first.").arg(m_command.account));
    m_account = *account;
    m_login.start({.page = authorizePage(m_account.api),
                   .api = m_account.api,
                   .trusted = trustOf(m_account),
                   .clientId = m_command.clientId,
                   .clientSecret = m_command.clientSecret,
                   .scopes = m_command.scopes,
                   // A stand-in compares no redirect address: several may wait at once.
                   .port = onLoopback(m_account.api) ? quint16(0) : oauthRedirectPort});
}

void AuthorizeJob::cancel()
{
    m_cancelled = true;
    m_login.cancel();
}

void AuthorizeJob::take(const Result<OAuthLoginResult> &result)
{
    if (!result)
        return failWith(result.error());
    check(m_account, printOAuthSecret(result->secret), CredentialKind::OAuthRefresh,
          [this, result = *result](const TokenAnswer &answer) {
              if (m_cancelled)
                  return end(false, QStringLiteral("The authorisation was cancelled; nothing was stored."));
              if (!answer)
                  return end(false, refusalText(answer.error()));
              const CredentialRecord known = secrets().record(m_outcome.reference);
              if (const QString complaint = bindingComplaint(*answer, m_account.portal, known.portal);
                  !complaint.isEmpty())
                  return endRefused(complaint + QStringLiteral(" Nothing was stored."));
              write(result, *answer);
          });
}

void AuthorizeJob::write(const OAuthLoginResult &result, const TokenFacts &facts)
{
    const Secret secret = facts.renewed.isEmpty() ? printOAuthSecret(result.secret) : facts.renewed;
    vault().write(m_command.name, secret, context(), [this, secret, facts](const Result<void> &written) {
        if (!written)
            return failWith(written.error());
        const CredentialRecord record = withFacts(
            recordOfToken(secrets().book(),
                          {.name = m_command.name, .secret = secret, .kind = CredentialKind::OAuthRefresh}, now()),
            facts, now());
        if (const Result<void> kept = secrets().put(record); !kept)
            return failWith(kept.error());
        end(true,
            QStringLiteral("Authorised: %1. The refresh token is in the vault as %2.")
                .arg(factsText(facts), m_outcome.reference));
    });
}

} // namespace hubwatch
