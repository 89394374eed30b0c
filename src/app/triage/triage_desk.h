// TriageDesk: answers what an incident is looked into by, from the store, a bounded piece of work at a time.
#pragma once

#include "base/call_scope.h"
#include "signals/metric_names.h"
#include "snapshot/triage.h"
#include "store/store.h"

#include <QObject>
#include <functional>

namespace hubwatch {

class Clock;

/// What triage must know of a service.
struct TriageService {
    QString name = {};
    MetricNames names = {};
    Duration interval = 15s;
    bool account = false; ///< of HubSpot, seen by our own calls
};

/// What triage must know besides stored samples.
struct TriageFacts {
    std::vector<TriageService> services = {};
    std::vector<FailedCall> failures = {}; ///< of all accounts, newest first
    std::optional<TimePoint> quotaResetsAt = {};
    bool hubspotGood = false;
    bool tokenGood = false;
};

/// Questions are answered in the order they were asked; between two pieces of work the event loop runs. A newer
/// question of the same id makes an older one void.
class TriageDesk : public QObject
{
    Q_OBJECT

public:
    TriageDesk(const Store &store, Clock &clock, std::function<TriageFacts()> facts, QObject *parent = nullptr);
    ~TriageDesk() override;

    void triage(const TriageQuestion &question);
    void findMoved(const MovedQuestion &question);

signals:
    void triaged(const hubwatch::TriageAnswer &answer);
    void movedFound(const hubwatch::MovedAnswer &answer);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hubwatch
