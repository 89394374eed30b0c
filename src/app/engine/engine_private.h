// Engine::Private: what the engine is made of. For the files that carry it out, and nobody else.
#pragma once

#include "app/engine/engine.h"

#include "app/accounts/accounts.h"
#include "app/alerting/alerting.h"
#include "app/batch/batch_work.h"
#include "app/checklist/readiness_work.h"
#include "app/engine/beat_gate.h"
#include "app/engine/chart_desk.h"
#include "app/engine/console_watch.h"
#include "app/engine/demo.h"
#include "app/engine/desktop_desk.h"
#include "app/engine/discovery_desk.h"
#include "app/engine/event_feed.h"
#include "app/engine/own_endpoint.h"
#include "app/engine/recorder.h"
#include "app/engine/service_pipeline.h"
#include "app/engine/workspace_keeper.h"
#include "app/triage/backtest_desk.h"
#include "app/triage/hubspot_prober.h"
#include "app/triage/mark_file.h"
#include "app/triage/triage_desk.h"
#include "base/call_scope.h"
#include "base/qt_process_runner.h"
#include "base/system_clock.h"
#include "net/credential_http.h"
#include "net/qt_http.h"
#include "sources/service_poller.h"
#include "vault/queued_secrets.h"
#include "vault/session_secrets.h"

namespace hubwatch {

/// Under what name the store keeps the alert book.
inline const QString alertsKey = QStringLiteral("alerts");

struct Engine::Private {
    Engine *engine = nullptr;
    EngineOptions options = {};
    SystemClock clock = {};
    std::unique_ptr<Demo> demo = {};
    std::unique_ptr<WorkspaceKeeper> keeper = {};
    std::unique_ptr<Recorder> recorder = {};
    std::unique_ptr<EventFeed> events = {};
    QtHttp http = {};
    SessionSecrets session = {}; ///< where there is no vault
    std::unique_ptr<QueuedSecrets> vault = {};
    std::unique_ptr<Accounts> accounts = {};
    std::unique_ptr<CredentialHttp> serviceHttp = {};
    std::unique_ptr<ServicePoller> poller = {};
    std::unique_ptr<OwnEndpoint> endpoint = {};
    std::unique_ptr<ConsoleWatch> console = {};
    std::vector<Rule> rules = {};
    AlertBook book = {};
    std::vector<std::unique_ptr<ServicePipeline>> services = {}; ///< in the workspace's order
    std::unique_ptr<ChartDesk> charts = {};
    std::unique_ptr<DiscoveryDesk> discoveries = {};
    std::unique_ptr<DesktopDesk> desktop = {};
    std::unique_ptr<Alerting> alerting = {};
    std::unique_ptr<TriageDesk> triage = {};
    std::unique_ptr<BacktestDesk> backtests = {};
    std::unique_ptr<HubSpotProber> prober = {};
    std::unique_ptr<BatchWork> batch = {};
    QtProcessRunner processes = {}; ///< of probes
    std::unique_ptr<ReadinessWork> readiness = {};
    std::unique_ptr<MarkFile> marks = {};   ///< left by hubwatchctl annotate
    std::unique_ptr<MarkFile> deploys = {}; ///< of the workspace
    QString deploysFile = {};
    std::vector<AlertChange> alertNews = {}; ///< not told yet
    bool alertsDue = false;
    bool looked = false; ///< at the alerts that a run before left
    BeatGate gate = {};
    int beats = 0;
    bool snapshotDue = false;
    bool replaying = false; ///< a demo's history is being taken in; time now says nothing yet
    CallScope calls = {};

    void start();
    void replay();
    void openStore();
    void openAccounts();
    void watchNetwork();
    std::vector<DeskService> deskServices() const;
    void takeWorkspace();
    void applyServices();
    void applyEndpoint();
    QStringList refusedServices() const;
    ServicePipeline *find(const QString &service) const;
    void take(const PollResult &result);
    void judge(const ServicePipeline &service, const std::vector<Reading> &readings);
    void tellChanges(const std::vector<AlertChange> &changes);
    void openAlerting();
    void openBatch();
    void openReadiness();
    ReadinessFacts readinessFacts() const;
    std::map<QString, ReadinessFacts::Account> readinessAccounts() const;
    void judgeReadiness(const QString &service, const QStringList &regressed);
    void applyAlerting();
    std::unique_ptr<MarkFile> watchMarks(const QString &path);
    CauseFacts facts() const;
    bool alive() const;
    TriageFacts triageFacts() const;
    void tellAlerting();
    void lookAtAlerts();
    void rememberAlerts();
    void note(const Event &event);
    void noteConsole(const char *subject, const QString &text);
    void beat();
    void readSilent(TimePoint now);
    void trim();
    void addAway(TimePoint from, TimePoint to, bool remoteOnly);
    void touch();
    SnapshotPtr makeSnapshot() const;
};

} // namespace hubwatch
