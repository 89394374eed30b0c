// EngineConsole: the Console of a running program; the engine lives behind it on a thread of its own.
#pragma once

#include "app/engine/engine.h"
#include "app/engine/engine_alert_desk.h"
#include "app/engine/engine_batch_desk.h"
#include "app/engine/engine_credential_desk.h"
#include "app/engine/engine_readiness_desk.h"
#include "base/system_clock.h"
#include "snapshot/console.h"
#include "vault/system_vault.h"

#include <QThread>
#include <QTimer>

namespace hubwatch {

/// Starts the engine's thread and carries calls there and values back. Two threads, no locks: everything that crosses
/// is an immutable value in a queued signal.
///
/// Watches the engine's heartbeat: three seconds without one turn the window blind. Each check must have gone through
/// the event loop without a beat, so a stall of the window itself does not count against the engine.
class EngineConsole : public Console
{
    Q_OBJECT

public:
    explicit EngineConsole(QObject *parent = nullptr);
    /// Ends the engine and its thread; what it had stored is on disk.
    ~EngineConsole() override;

    /// Begins, once: from here on files and the network are touched. Calls before it are dropped.
    void start(EngineOptions options);

    /// Lives on the engine's thread: what is posted to it runs there. Null before start().
    QObject *engineObject() const { return m_engine; }

    SnapshotPtr snapshot() const override { return m_snapshot; }
    void ask(const ChartQuery &query) override;
    void forget(std::uint64_t queryId) override;
    void askChoices() override;
    void pollNow(const QString &service) override;
    void discover(const QStringList &urls) override;
    void save(const hubwatch::Workspace &workspace) override;
    CredentialDesk &credentials() override { return m_desk; }
    AlertDesk &alerts() override { return m_alertDesk; }
    BatchDesk &batch() override { return m_batchDesk; }
    ReadinessDesk &readiness() override { return m_readinessDesk; }
    void pollAccount(const QString &account) override;

private:
    template<class Call>
    void post(Call call);
    void takeBeat();
    void checkBeat();

    SnapshotPtr m_snapshot = std::make_shared<Snapshot>();
    SystemClock m_clock = {};
    std::unique_ptr<SystemVault> m_vault = {}; ///< null before start()
    QThread m_thread;
    EngineCredentialDesk m_desk;
    EngineAlertDesk m_alertDesk;
    EngineBatchDesk m_batchDesk;
    EngineReadinessDesk m_readinessDesk;
    Engine *m_engine = nullptr; ///< lives on m_thread and dies with it; null before start()
    QTimer m_check;
    int m_checksWithoutBeat = 0;
    bool m_blind = false;
};

} // namespace hubwatch
