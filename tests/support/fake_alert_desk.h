// FakeAlertDesk: notes what it was asked; a test emits the answers.
#pragma once

#include "snapshot/alert_desk.h"

#include <QStringList>

namespace hubwatch::testing {

class FakeAlertDesk : public AlertDesk
{
    Q_OBJECT

public:
    using AlertDesk::AlertDesk;

    void acknowledge(const AcknowledgeAlerts &command) override { acknowledged.push_back(command); }
    void unacknowledge(const AlertId &alert) override { unacknowledged.push_back(alert); }
    void mute(const Mute &mute) override { muted.push_back(mute); }
    void endMute(const QString &id) override { endedMutes << id; }
    void command(const IncidentCommand &command) override { commands.push_back(command); }
    void annotate(const QString &service, const QString &text) override
    {
        annotations << service + QStringLiteral(": ") + text;
    }
    void testFire(const QString &route) override { fired << route; }
    void retryRoute(const QString &route) override { retried << route; }
    void retryNotice(qint64 notice) override { retriedNotices.push_back(notice); }
    void dropNotice(qint64 notice) override { droppedNotices.push_back(notice); }
    void searchLedger(const LedgerQuery &query) override { ledgerQueries.push_back(query); }
    void backtest(const BacktestQuestion &question) override { backtests.push_back(question); }
    void forgetBacktest() override { ++forgottenBacktests; }
    void triage(const TriageQuestion &question) override { triages.push_back(question); }
    void findMoved(const MovedQuestion &question) override { movedQuestions.push_back(question); }
    void probe(const QString &account) override { probes << account; }
    void desktopShown(qint64 id, bool shown, const QString &words) override
    {
        shownNotices << QStringLiteral("%1 %2 %3").arg(id).arg(shown).arg(words);
    }

    std::vector<AcknowledgeAlerts> acknowledged = {};
    std::vector<AlertId> unacknowledged = {};
    std::vector<Mute> muted = {};
    QStringList endedMutes = {};
    std::vector<IncidentCommand> commands = {};
    QStringList annotations = {};
    QStringList fired = {};
    QStringList retried = {};
    std::vector<qint64> retriedNotices = {};
    std::vector<qint64> droppedNotices = {};
    std::vector<LedgerQuery> ledgerQueries = {};
    std::vector<BacktestQuestion> backtests = {};
    int forgottenBacktests = 0;
    std::vector<TriageQuestion> triages = {};
    std::vector<MovedQuestion> movedQuestions = {};
    QStringList probes = {};
    QStringList shownNotices = {};
};

} // namespace hubwatch::testing
