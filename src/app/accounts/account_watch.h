// AccountWatch: one HubSpot account, asked, judged and measured.
#pragma once

#include "app/accounts/account_token.h"
#include "app/batch/batch_account.h"
#include "app/engine/recorder.h"
#include "hubspot/account_client.h"
#include "metrics/quota_pace.h"
#include "metrics/scrape_reader.h"
#include "snapshot/account_state.h"
#include "sources/hubspot_poller.h"
#include "sources/poll_result.h"

#include <QObject>

namespace hubwatch {

AccountClient::Setup clientSetupOf(const AccountConfig &config);
/// Where our own calls are logged; empty for an empty folder.
QString callLogPath(const QString &dataDirectory);

/// What an account is watched with; all of it outlives the watch.
struct WatchTools {
    HttpClient &wire;
    Clock &clock;
    Secrets &secrets;
    Recorder &recorder;
    CallMetrics &metrics; ///< of all accounts together
    CallLog *log = nullptr;
};

/// Asks HubSpot about one account through the one client that everything of the account uses, keeps what is known, and
/// hands on what it measured as if it had scraped a service: the metrics of our own calls and the gauges of the
/// account.
///
/// Must not be deleted from within a slot of its own: deleteLater() is for that.
class AccountWatch : public QObject
{
    Q_OBJECT

public:
    AccountWatch(AccountConfig config, const WatchTools &tools, QObject *parent = nullptr);

    /// Begins to ask, unless the account has no credential or one that may not be used.
    void start();
    /// The network is lost: nothing is asked until start().
    void pause();
    /// Asks at once, unless paused.
    void pollNow();
    /// The secret may be another one now: what is cached of it is dropped, and HubSpot is asked at once.
    void credentialChanged();
    /// For the gauges: HubSpot's word on itself.
    void takeStatus(const HubSpotStatus &status) { m_status = status; }
    /// What time alone changes: an acceptance ages, a day begins.
    void age();

    const AccountConfig &config() const { return m_state.config; }
    /// Between probes, as the budget allows them now.
    Duration interval() const { return m_interval; }
    /// As the window shows it, limiter and costs included.
    AccountState state() const;
    /// As batch jobs use it.
    BatchAccount batchAccount();
    /// Token, limits, retries and log of the account.
    AccountClient &client() { return m_client; }
    std::string metricsText() const;

signals:
    void polled(const hubwatch::PollResult &result);
    void happened(const hubwatch::Event &event);
    /// The token is in another state now.
    void tokenJudged(const hubwatch::AccountState &account);
    void changed();

private:
    void settle(TokenState token, const QString &words);
    void take(const HubSpotAnswer &answer);
    void takeQuota();
    void tell(const char *subject, TimePoint at, const QString &text);
    void tellToken(TokenState before, TimePoint at);
    void tellAudit();
    void measure(const HubSpotAnswer &answer);
    void countCalls();
    void restoreCalls();
    void plan();

    Clock &m_clock;
    Recorder &m_recorder;
    AccountState m_state;
    CallMetrics m_metrics = {};
    AccountToken m_token;
    AccountClient m_client;
    HubSpotPoller m_poller;
    HubSpotStatus m_status = {};
    ScrapeReader m_reader = ScrapeReader();
    QuotaPace m_pace = {};
    std::int64_t m_counted = 0; ///< of the client's calls
    TimePoint m_dayEnds = {};
    Duration m_interval = {};
    Duration m_detailsAt = {}; ///< by uptime: when HubSpot told them last
    std::optional<TimePoint> m_auditTold = {};
    bool m_started = false;
    CallScope m_calls;
};

} // namespace hubwatch
