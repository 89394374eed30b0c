// Alerting: what becomes of alerts after the rules: incidents, acknowledgements, mutes, causes, deliveries.
#pragma once

#include "alerts/alert_book.h"
#include "alerts/incident_book.h"
#include "base/call_scope.h"
#include "notify/heartbeat.h"
#include "notify/notifier.h"
#include "notify/silences.h"
#include "snapshot/alert_commands.h"
#include "workspace/workspace.h"

#include <QObject>
#include <functional>

namespace hubwatch {

class Recorder;

struct AlertingParts {
    QString dataDirectory = {}; ///< empty: nothing outlives the run
    HttpClient &wire;
    CredentialReader &secrets;
    Clock &clock;
    Recorder &recorder;
    std::function<CauseFacts()> facts; ///< as of now
    std::function<bool()> alive;       ///< whether polls come through, for the heartbeat
    /// How a route is spoken to.
    std::function<std::unique_ptr<Courier>(const Route &)> makeCourier;
    /// What HubSpot said of this alert's calls, for the details of what is told; may be empty.
    std::function<QString(const Alert &, const CauseFacts &)> evidence = {};
};

/// Its own name among the consoles of a team: as configured, else the host's.
QString consoleName(const ConsoleConfig &console);
/// Who acts here unless they say otherwise: the user of this machine.
QString operatorName();

/// Takes what the alert book says, and time. Decisions are those of src/alerts; what has to be told goes to the
/// notifier; what happened is told as events.
class Alerting : public QObject
{
    Q_OBJECT

public:
    Alerting(AlertingParts parts, QObject *parent = nullptr);
    ~Alerting() override;

    /// Rules, routes and console settings in force.
    void apply(const Workspace &workspace, const std::vector<Rule> &rules);
    /// The alerts of the run before are lost: what was told of is not taken for over because nobody knows of it. Until
    /// they have had time to fire again, an end is told only where it is seen.
    void doubtAbsence();
    /// After each evaluation that changed something; `live` are all alerts that are not inactive.
    void take(const std::vector<AlertChange> &changes, const std::vector<Alert> &live);
    /// Facts may be others now, or a second has passed: mutes begin and end, what was inhibited may be told.
    void look(const std::vector<Alert> &live);

    void acknowledge(const AcknowledgeAlerts &command);
    void unacknowledge(const AlertId &alert);
    void mute(Mute mute);
    void endMute(const QString &id);
    void command(const IncidentCommand &command);
    void testFire(const QString &route);
    void retryRoute(const QString &route);
    void retryNotice(qint64 notice);
    void dropNotice(qint64 notice);

    Notifier &notifier() { return *m_notifier; }
    AlertingState state() const;
    void pause();  ///< the network is lost
    void resume(); ///< it is back

signals:
    void happened(const hubwatch::Event &event);
    void delivered(const hubwatch::LedgerEntry &entry);
    void done(const hubwatch::AlertOutcome &outcome);
    void changed();

private:
    struct Private;
    std::unique_ptr<Private> d;
    std::unique_ptr<Notifier> m_notifier;
};

} // namespace hubwatch
