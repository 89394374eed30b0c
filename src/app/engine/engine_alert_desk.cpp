#include "app/engine/engine_alert_desk.h"

#include "app/alerting/alerting.h"
#include "app/engine/desktop_desk.h"
#include "app/engine/engine.h"
#include "app/triage/backtest_desk.h"
#include "app/triage/triage_desk.h"

namespace hubwatch {

EngineAlertDesk::EngineAlertDesk(Post post, QObject *parent)
    : AlertDesk(parent)
    , m_post(std::move(post))
{ }

void EngineAlertDesk::follow(const Engine &engine)
{
    connect(&engine, &Engine::alertDone, this, &AlertDesk::done);
    connect(&engine, &Engine::backtested, this, &AlertDesk::backtested);
    connect(&engine, &Engine::triaged, this, &AlertDesk::triaged);
    connect(&engine, &Engine::movedFound, this, &AlertDesk::movedFound);
    connect(&engine, &Engine::probed, this, &AlertDesk::probed);
    connect(&engine, &Engine::ledgerFound, this, &AlertDesk::ledgerFound);
    connect(&engine, &Engine::desktopNotice, this, &AlertDesk::desktopNotice);
}

void EngineAlertDesk::acknowledge(const AcknowledgeAlerts &command)
{
    m_post([command](Engine &engine) { engine.alerting().acknowledge(command); });
}

void EngineAlertDesk::unacknowledge(const AlertId &alert)
{
    m_post([alert](Engine &engine) { engine.alerting().unacknowledge(alert); });
}

void EngineAlertDesk::mute(const Mute &mute)
{
    m_post([mute](Engine &engine) { engine.alerting().mute(mute); });
}

void EngineAlertDesk::endMute(const QString &id)
{
    m_post([id](Engine &engine) { engine.alerting().endMute(id); });
}

void EngineAlertDesk::command(const IncidentCommand &command)
{
    m_post([command](Engine &engine) { engine.alerting().command(command); });
}

void EngineAlertDesk::annotate(const QString &service, const QString &text)
{
    m_post([service, text](Engine &engine) { engine.annotate(service, text); });
}

void EngineAlertDesk::testFire(const QString &route)
{
    m_post([route](Engine &engine) { engine.alerting().testFire(route); });
}

void EngineAlertDesk::retryRoute(const QString &route)
{
    m_post([route](Engine &engine) { engine.alerting().retryRoute(route); });
}

void EngineAlertDesk::retryNotice(qint64 notice)
{
    m_post([notice](Engine &engine) { engine.alerting().retryNotice(notice); });
}

void EngineAlertDesk::dropNotice(qint64 notice)
{
    m_post([notice](Engine &engine) { engine.alerting().dropNotice(notice); });
}

void EngineAlertDesk::searchLedger(const LedgerQuery &query)
{
    m_post([query](Engine &engine) { engine.searchLedger(query); });
}

void EngineAlertDesk::backtest(const BacktestQuestion &question)
{
    m_post([question](Engine &engine) { engine.backtests().ask(question); });
}

void EngineAlertDesk::forgetBacktest()
{
    m_post([](Engine &engine) { engine.backtests().forget(); });
}

void EngineAlertDesk::triage(const TriageQuestion &question)
{
    m_post([question](Engine &engine) { engine.triage().triage(question); });
}

void EngineAlertDesk::findMoved(const MovedQuestion &question)
{
    m_post([question](Engine &engine) { engine.triage().findMoved(question); });
}

void EngineAlertDesk::probe(const QString &account)
{
    m_post([account](Engine &engine) { engine.probe(account); });
}

void EngineAlertDesk::desktopShown(qint64 id, bool shown, const QString &words)
{
    m_post([id, shown, words](Engine &engine) { engine.desktop().answered(id, shown, words); });
}

} // namespace hubwatch
