// Accounts: all HubSpot accounts of the workspace, HubSpot's word on itself, and the credentials that open them.
#pragma once

#include "app/accounts/account_watch.h"
#include "app/accounts/credential_work.h"
#include "app/accounts/status_news.h"
#include "app/batch/batch_account.h"
#include "sources/status_page_poller.h"

namespace hubwatch {

struct AccountsSetup {
    QString workspaceFolder = {};
    QString dataDirectory = {}; ///< empty: nothing is kept
};

class Accounts : public QObject
{
    Q_OBJECT

public:
    Accounts(AccountsSetup setup, SecretStore &vault, HttpClient &wire, Clock &clock, Recorder &recorder,
             QObject *parent = nullptr);

    /// Takes the accounts of a workspace into force; unchanged ones go on as they were.
    void apply(const Workspace &workspace);
    void pause();  ///< the network is lost
    void resume(); ///< and back
    /// The vault opened, closed or was replaced: what could not be read may be there now.
    void vaultChanged();
    /// Once in a while: acceptances age, another program may have written the book.
    void age();

    void poll(const QString &account);
    CredentialWork &work() { return m_work; }
    Secrets &secrets() { return m_secrets; }
    void drillLeak(const QString &account);

    std::vector<AccountState> states() const;
    std::vector<CredentialState> credentials() const;
    /// As batch jobs use it; its client lives until the workspace changes the account.
    std::optional<BatchAccount> batchAccount(const QString &account) const;
    const HubSpotStatus &hubspot() const { return m_hubspot; }
    /// What keeps us from HubSpot, in a sentence; nothing when every account's token is accepted.
    std::optional<QString> hindrance() const;
    /// Between two samples of an account, as its budget allows them now.
    Duration intervalOf(const QString &subject) const;
    /// Our own calls and gauges, for the /metrics endpoint.
    std::string metricsText() const;

    /// Services that were answered 401 or 403 lately; asked before an old secret is forgotten.
    std::function<QStringList()> refusedServices = {};

signals:
    void polled(const hubwatch::PollResult &result);
    void happened(const hubwatch::Event &event);
    void tokenJudged(const hubwatch::AccountState &account);
    void changed();

private:
    AccountWatch *find(const QString &account) const;
    std::unique_ptr<AccountWatch> watch(const AccountConfig &config);
    void retire(std::unique_ptr<AccountWatch> gone);
    /// The workspace's page, or HubSpot's own as long as an account talks to HubSpot itself.
    void applyStatusPage();
    void takeStatus(const Result<StatusPage> &page, TimePoint at);
    void showStatus(const HubSpotStatus &status);
    bool talksToHubSpot() const;
    CredentialTools tools();

    AccountsSetup m_setup;
    HttpClient &m_wire;
    Clock &m_clock;
    Recorder &m_recorder;
    Secrets m_secrets;
    CallLog m_log;
    CallMetrics m_metrics = {}; ///< of all accounts together
    Workspace m_workspace = {};
    std::vector<std::unique_ptr<AccountWatch>> m_watches = {}; ///< in the workspace's order
    std::vector<std::unique_ptr<AccountWatch>> m_gone = {};    ///< until what is out through their clients has ended
    QUrl m_statusUrl = {};
    std::unique_ptr<StatusPagePoller> m_statusPage = {};
    HubSpotStatus m_hubspot = {};
    KnownIncidents m_incidents = {};
    CredentialWork m_work;
    bool m_paused = false;
    CallScope m_calls;
};

} // namespace hubwatch
