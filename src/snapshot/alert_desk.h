// AlertDesk: what the window may ask about alerts, incidents and routes.
#pragma once

#include "snapshot/alert_commands.h"

#include <QObject>

namespace hubwatch {

/// Like Console: lives on the GUI thread, never blocks, answers by signal.
class AlertDesk : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// These are answered by done().
    virtual void acknowledge(const AcknowledgeAlerts &command) = 0;
    virtual void unacknowledge(const hubwatch::AlertId &alert) = 0;
    /// A mute without an id is a new one; with one it replaces that.
    virtual void mute(const hubwatch::Mute &mute) = 0;
    virtual void endMute(const QString &id) = 0;
    virtual void command(const IncidentCommand &command) = 0;
    virtual void annotate(const QString &service, const QString &text) = 0;
    /// Answered when the other side has answered, or could not.
    virtual void testFire(const QString &route) = 0;
    virtual void retryRoute(const QString &route) = 0;
    virtual void retryNotice(qint64 notice) = 0;
    virtual void dropNotice(qint64 notice) = 0;

    virtual void searchLedger(const LedgerQuery &query) = 0;     ///< ledgerFound()
    virtual void backtest(const BacktestQuestion &question) = 0; ///< backtested(), several times
    virtual void forgetBacktest() = 0;
    virtual void triage(const TriageQuestion &question) = 0;   ///< triaged()
    virtual void findMoved(const MovedQuestion &question) = 0; ///< movedFound()
    /// Of an account by name, or empty: HubSpot without a token. Answered by probed().
    virtual void probe(const QString &account) = 0;

    /// The answer to desktopNotice(): whether it was shown.
    virtual void desktopShown(qint64 id, bool shown, const QString &words) = 0;

signals:
    void done(const hubwatch::AlertOutcome &outcome);
    void ledgerFound(const hubwatch::LedgerAnswer &answer);
    void backtested(const hubwatch::BacktestAnswer &answer);
    void triaged(const hubwatch::TriageAnswer &answer);
    void movedFound(const hubwatch::MovedAnswer &answer);
    void probed(const hubwatch::HubSpotProbe &probe);
    /// To be shown as a notification of the desktop, and answered by desktopShown().
    void desktopNotice(const hubwatch::DesktopNotice &notice);
};

} // namespace hubwatch
