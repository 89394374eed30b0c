#include "app/engine/engine_alert_desk.h"

namespace hubwatch {

EngineAlertDesk::EngineAlertDesk(Post post, QObject *parent)
    : AlertDesk(parent)
    , m_post(std::move(post))
{ }

void EngineAlertDesk::acknowledge(const AcknowledgeAlerts &) { }
void EngineAlertDesk::unacknowledge(const AlertId &) { }
void EngineAlertDesk::mute(const Mute &) { }
void EngineAlertDesk::endMute(const QString &) { }
void EngineAlertDesk::command(const IncidentCommand &) { }
void EngineAlertDesk::annotate(const QString &, const QString &) { }
void EngineAlertDesk::testFire(const QString &) { }
void EngineAlertDesk::retryRoute(const QString &) { }
void EngineAlertDesk::retryNotice(qint64) { }
void EngineAlertDesk::dropNotice(qint64) { }
void EngineAlertDesk::searchLedger(const LedgerQuery &) { }
void EngineAlertDesk::backtest(const BacktestQuestion &) { }
void EngineAlertDesk::forgetBacktest() { }
void EngineAlertDesk::triage(const TriageQuestion &) { }
void EngineAlertDesk::findMoved(const MovedQuestion &) { }
void EngineAlertDesk::probe(const QString &) { }
void EngineAlertDesk::desktopShown(qint64, bool, const QString &) { }

} // namespace hubwatch
