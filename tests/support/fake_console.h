// FakeConsole: a Console that answers what a test gave it, when a test says so.
#pragma once

#include "snapshot/console.h"
#include "support/fake_alert_desk.h"
#include "support/fake_batch_desk.h"
#include "support/fake_credential_desk.h"
#include "support/fake_readiness_desk.h"

#include <functional>

namespace hubwatch::testing {

class FakeConsole : public Console
{
    Q_OBJECT

public:
    using Console::Console;

    SnapshotPtr snapshot() const override { return m_snapshot; }
    void ask(const ChartQuery &query) override;
    void forget(std::uint64_t queryId) override { forgotten.push_back(queryId); }
    void askChoices() override;
    void pollNow(const QString &service) override { polled << service; }
    void discover(const QStringList &urls) override { asked << urls; }
    void save(const Workspace &workspace) override { savedWorkspaces.push_back(workspace); }
    FakeCredentialDesk &credentials() override { return desk; }
    FakeAlertDesk &alerts() override { return alertDesk; }
    FakeBatchDesk &batch() override { return batchDesk; }
    FakeReadinessDesk &readiness() override { return readinessDesk; }
    void pollAccount(const QString &account) override { polledAccounts << account; }

    /// Becomes the newest snapshot and is told to everybody.
    void show(Snapshot snapshot);
    /// Gives the answer for a query asked before, through `history`; nothing when it was forgotten.
    void answer(const ChartQuery &query);
    void answerAll();

    /// How queries are answered; an answer without lines when empty.
    std::function<ChartAnswer(const ChartQuery &)> history = {};
    bool answersAtOnce = true; ///< else queries wait in `open` until answer() or answerAll()
    std::vector<MetricChoice> choices = {};

    std::vector<ChartQuery> queries = {}; ///< all ever asked
    std::vector<ChartQuery> open = {};
    std::vector<std::uint64_t> forgotten = {};
    FakeCredentialDesk desk;
    FakeAlertDesk alertDesk;
    FakeBatchDesk batchDesk;
    FakeReadinessDesk readinessDesk;
    QStringList polled = {};
    QStringList polledAccounts = {};
    QStringList asked = {};
    std::vector<Workspace> savedWorkspaces = {};

private:
    SnapshotPtr m_snapshot = std::make_shared<const Snapshot>();
};

} // namespace hubwatch::testing
