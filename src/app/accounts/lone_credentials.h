// LoneCredentials: what the credential jobs work with where no engine runs.
#pragma once

#include "app/accounts/credential_job.h"
#include "hubspot/account_client.h"
#include "net/qt_http.h"

#include <map>
#include <memory>

namespace hubwatch {

/// For hubwatchctl: the accounts of a workspace, each with its client, and nobody who polls.
class LoneCredentials
{
public:
    /// `vault` and `clock` must outlive it. `workspacePath` is where relative paths begin.
    LoneCredentials(SecretStore &vault, Clock &clock, Workspace workspace, const QString &workspacePath,
                    const QString &dataDirectory);

    const CredentialTools &tools() const { return m_tools; }
    const Workspace &workspace() const { return m_workspace; }
    /// Made when it is first asked for; null for an account that the workspace does not have.
    AccountClient *clientOf(const QString &account);

private:
    Clock &m_clock;
    Workspace m_workspace;
    QtHttp m_wire = {};
    Secrets m_secrets;
    std::unique_ptr<CallLog> m_log; ///< null: nothing is kept
    std::map<QString, std::unique_ptr<AccountClient>> m_clients = {};
    CredentialTools m_tools;
};

} // namespace hubwatch
