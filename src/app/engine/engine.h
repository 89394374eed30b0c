// Engine: the core, put together.
#pragma once

#include "alerts/alert_book.h"
#include "app/engine/engine_options.h"
#include "snapshot/alert_commands.h"
#include "snapshot/batch_commands.h"
#include "snapshot/chart_query.h"
#include "snapshot/credential_commands.h"
#include "snapshot/discovery.h"
#include "snapshot/readiness_commands.h"
#include "snapshot/snapshot.h"

#include <QObject>
#include <memory>

namespace hubwatch {

class Accounts;
class Alerting;
class BacktestDesk;
class BatchWork;
class DesktopDesk;
class ReadinessWork;
class TriageDesk;

/// Polls, stores, evaluates and tells. Lives on one thread, which needs an event loop, and owns all state there.
///
/// Values leave by signal and may cross threads; calls must be made on the engine's own thread, after start().
class Engine : public QObject
{
    Q_OBJECT

public:
    explicit Engine(EngineOptions options, QObject *parent = nullptr);
    ~Engine() override;

    /// Opens the store, reads the workspace, begins to poll. Called once, on the engine's thread.
    void start();

    void ask(const ChartQuery &query);
    void forget(std::uint64_t queryId);
    void findChoices();
    void pollNow(const QString &service);
    void discover(const QStringList &urls);
    void save(const Workspace &workspace);
    /// HubSpot's side of it: accounts, credentials, what may be done with them.
    Accounts &accounts();
    /// What becomes of alerts after the rules.
    Alerting &alerting();
    /// Batch jobs.
    BatchWork &batch();
    /// The production checklist.
    ReadinessWork &readiness();
    TriageDesk &triage();
    BacktestDesk &backtests();
    DesktopDesk &desktop();
    void searchLedger(const LedgerQuery &query);
    /// Leaves a mark in the timelines.
    void annotate(const QString &service, const QString &text);
    /// Looks at HubSpot from here, with the account's token or without one.
    void probe(const QString &account);

    /// Rules in force; for faces that judge readings.
    const std::vector<Rule> &rules() const;
    const std::vector<WorkspaceProblem> &problems() const;
    bool workspaceMissing() const;

signals:
    /// Once a second: the engine's thread is alive.
    void beat();
    /// At most four a second.
    void snapshotReady(const hubwatch::SnapshotPtr &snapshot);
    void readingTaken(const hubwatch::Reading &reading);
    void alertChanged(const hubwatch::AlertChange &change);
    /// The token of an account is in another state now.
    void tokenJudged(const hubwatch::AccountState &account);
    /// The workspace was read, for the first time or again; `problems()` says how it went.
    void workspaceRead();
    void answered(const hubwatch::ChartAnswerPtr &answer);
    void choicesFound(const std::vector<hubwatch::MetricChoice> &choices);
    void discovered(const hubwatch::Discovery &discovery);
    void saved(const QString &problem);
    void credentialDone(const hubwatch::CredentialOutcome &outcome);
    void authorizeUrl(const QUrl &url);
    void leakReported(const hubwatch::LeakReport &report);
    void alertDone(const hubwatch::AlertOutcome &outcome);
    /// An attempt to tell somebody, or something withheld.
    void delivered(const hubwatch::LedgerEntry &entry);
    void ledgerFound(const hubwatch::LedgerAnswer &answer);
    void backtested(const hubwatch::BacktestAnswer &answer);
    void triaged(const hubwatch::TriageAnswer &answer);
    void movedFound(const hubwatch::MovedAnswer &answer);
    void probed(const hubwatch::HubSpotProbe &probe);
    void desktopNotice(const hubwatch::DesktopNotice &notice);
    void fileLooked(const hubwatch::LookAnswer &answer);
    void definitionsFound(const hubwatch::DefinitionsAnswer &answer);
    void batchPlanned(const hubwatch::PlanAnswer &answer);
    void batchRowsFound(const hubwatch::RowsAnswer &answer);
    void batchDone(const hubwatch::BatchOutcome &outcome);
    void readinessDone(const hubwatch::ReadinessOutcome &outcome);

private:
    /// Whether anybody looks at snapshots; without a window none is made.
    bool shown() const;

    struct Private;
    EngineOptions m_options;
    std::unique_ptr<Private> d;
};

} // namespace hubwatch
