// CredentialJob: one command on a credential, from its first question to its outcome.
#pragma once

#include "app/accounts/secrets.h"
#include "base/call_scope.h"
#include "hubspot/token_check.h"
#include "snapshot/credential_commands.h"
#include "workspace/workspace.h"

#include <QObject>
#include <memory>
#include <vector>

namespace hubwatch {

/// What the jobs work with; all of it outlives them.
struct CredentialTools {
    Secrets &secrets;
    Clock &clock;
    HttpClient &wire;
    /// The workspace in force.
    std::function<const Workspace &()> workspace;
    /// The client of an account, so that a check shares its limits and its log; never null for an account of the
    /// workspace.
    std::function<HttpClient *(const QString &account)> http;
    /// Services that were answered with 401 or 403 lately, by name.
    std::function<QStringList()> refusedServices;
};

/// Runs once. The owner drops it after finished(), which comes once, or at any time before, silently.
class CredentialJob : public QObject
{
    Q_OBJECT

public:
    CredentialJob(CredentialOutcome begun, const CredentialTools &tools);

    virtual void start() = 0;

signals:
    void finished(const hubwatch::CredentialOutcome &outcome);

protected:
    void end(bool good, const QString &words);
    void endRefused(const QString &words);
    void endUnreached(const QString &words); ///< bad, but the person may insist
    void failWith(const Error &error) { end(false, error.detail); }

    /// The account of the workspace that uses this reference, or the named one; nullptr when there is none.
    const AccountConfig *accountOf(const QString &reference, const QString &name = {}) const;
    /// Asks HubSpot about a secret through the account's client.
    void check(const AccountConfig &account, const Secret &secret, CredentialKind kind,
               std::function<void(const TokenAnswer &)> reply);
    QObject *context() const { return m_calls.context(); }
    TimePoint now() const { return m_tools.clock.now(); }
    Secrets &secrets() const { return m_tools.secrets; }
    SecretStore &vault() const { return m_tools.secrets.vault(); }

    CredentialOutcome m_outcome;
    const CredentialTools &m_tools;

private:
    std::vector<std::unique_ptr<HttpClient>> m_clients = {}; ///< of the checks
    CallScope m_calls;
};

/// The record with what HubSpot told of its secret.
CredentialRecord withFacts(CredentialRecord record, const TokenFacts &facts, TimePoint now);
/// "portal 4242, na1, 12 scopes"
QString factsText(const TokenFacts &facts);
/// Whether the answer says nothing of the token, only that HubSpot could not be asked.
bool couldNotAsk(const ApiError &error);
/// Why HubSpot does not take a token, for the person who has just given it.
QString refusalText(const ApiError &error);
/// "prod" of "keychain:prod"; empty for other sources.
QString keychainName(const QString &reference);

} // namespace hubwatch
