// Alerting::Private: what alerting is made of. For the files that carry it out, and nobody else.
#pragma once

#include "app/alerting/alerting.h"

#include "app/alerting/quieting.h"

#include <QHash>
#include <set>

namespace hubwatch {

struct Alerting::Private {
    Alerting *alerting = nullptr;
    AlertingParts parts;
    Workspace workspace = {};
    std::vector<Rule> rules = {};
    QHash<QString, size_t> ruleAt = {};
    std::vector<Alert> live = {}; ///< all that are not inactive, as of the newest evaluation
    CauseFacts facts = {};
    Quieting quieting = {};
    std::vector<Inhibition> inhibited = {};
    std::vector<MuteState> muteStates = {};
    QString heldBy = {}; ///< which mutes and silences hold: a change makes the quiet anew
    IncidentBook incidents = {};
    AckList acks = {};
    MuteList mutes = {};
    std::unique_ptr<Silences> silences = {};
    std::unique_ptr<Heartbeat> heartbeat = {};
    std::set<AlertId> grown = {};             ///< worse than when somebody took them on; to be told again
    std::map<AlertId, Quiet::Kind> told = {}; ///< the quiet under which the notifier last heard of it
    QString notice = {};
    std::optional<TimePoint> reconciledAt = {};
    std::optional<TimePoint> trimmedAt = {};
    bool applied = false;
    CallScope calls = {};

    TimePoint now() const { return parts.clock.now(); }
    const Rule *ruleOf(const Alert &alert) const;
    std::vector<JudgedAlert> judged() const;
    const Alert *liveAlert(const AlertId &id) const;

    void restore();
    void remember();
    /// Facts, inhibitions, mutes: whether what keeps alerts quiet is another now.
    bool refresh();
    void countMutes();
    AlertNews newsOf(const Alert &alert, const Rule &rule) const;
    std::vector<AlertNews> changedQuiet();
    std::vector<AlertNews> firing() const;
    void recall(const std::vector<AlertChange> &changes);
    void takeIncident(const AlertChange &change, const Rule &rule);
    void takeIncidents(const std::vector<AlertChange> &changes);
    void judgeAcks();
    void reconcile();
    void trim();

    void tell(const IncidentChange &change);
    void tell(Event event);
    void tellDelivery(const LedgerEntry &entry);
    void answer(AlertOutcome::Command command, const QString &subject, const Result<void> &result,
                const QString &words);
    void acknowledgeOne(const Alert &alert, const Rule &rule, const AcknowledgeAlerts &command);
};

} // namespace hubwatch
