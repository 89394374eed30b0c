// EngineAlertDesk: carries commands on alerts to the engine's thread, and what became of them back.
#pragma once

#include "snapshot/alert_desk.h"

#include <functional>

namespace hubwatch {

class Engine;

class EngineAlertDesk : public AlertDesk
{
    Q_OBJECT

public:
    /// Runs a call on the engine's thread; drops it before the engine has begun.
    using Post = std::function<void(std::function<void(Engine &)>)>;

    explicit EngineAlertDesk(Post post, QObject *parent = nullptr);

    /// Hands on what the engine answers; once, before its thread begins.
    void follow(const Engine &engine);

    void acknowledge(const AcknowledgeAlerts &command) override;
    void unacknowledge(const AlertId &alert) override;
    void mute(const Mute &mute) override;
    void endMute(const QString &id) override;
    void command(const IncidentCommand &command) override;
    void annotate(const QString &service, const QString &text) override;
    void testFire(const QString &route) override;
    void retryRoute(const QString &route) override;
    void retryNotice(qint64 notice) override;
    void dropNotice(qint64 notice) override;
    void searchLedger(const LedgerQuery &query) override;
    void backtest(const BacktestQuestion &question) override;
    void forgetBacktest() override;
    void triage(const TriageQuestion &question) override;
    void findMoved(const MovedQuestion &question) override;
    void probe(const QString &account) override;
    void desktopShown(qint64 id, bool shown, const QString &words) override;

private:
    Post m_post;
};

} // namespace hubwatch
