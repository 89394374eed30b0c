#include "app/accounts/lone_credentials.h"

#include "app/accounts/account_watch.h"

#include <QFileInfo>
#include <algorithm>

namespace hubwatch {

LoneCredentials::LoneCredentials(SecretStore &vault, Clock &clock, Workspace workspace, const QString &workspacePath,
                                 const QString &dataDirectory)
    : m_clock(clock)
    , m_workspace(std::move(workspace))
    , m_secrets(vault, m_wire, clock, QFileInfo(workspacePath).absolutePath(), dataDirectory)
    , m_log(dataDirectory.isEmpty() ? nullptr : std::make_unique<CallLog>(callLogPath(dataDirectory)))
    , m_tools{.secrets = m_secrets,
              .clock = clock,
              .wire = m_wire,
              .workspace = [this]() -> const Workspace & { return m_workspace; },
              .http = [this](const QString &account) -> HttpClient * {
                  AccountClient *client = clientOf(account);
                  return client ? &client->http() : nullptr;
              },
              .refusedServices = [] { return QStringList(); }}
{ }

AccountClient *LoneCredentials::clientOf(const QString &account)
{
    const auto config = std::ranges::find(m_workspace.accounts, account, &AccountConfig::name);
    if (config == m_workspace.accounts.end())
        return nullptr;
    std::unique_ptr<AccountClient> &client = m_clients[account];
    if (!client)
        client = std::make_unique<AccountClient>(
            m_wire, m_clock, m_secrets.reader(),
            [this](const CredentialRef &ref, const Secret &refused) { m_secrets.drop(ref, refused); },
            clientSetupOf(*config), AccountClient::Sinks{.log = m_log.get()});
    return client.get();
}

} // namespace hubwatch
