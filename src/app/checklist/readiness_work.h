// ReadinessWork: the checklists of all services, for whoever asks: the window, or hubwatchctl.
#pragma once

#include "app/checklist/service_checklist.h"
#include "store/event.h"

namespace hubwatch {

/// Lives on one thread, as the engine does. What was asked for is answered by done().
class ReadinessWork : public QObject
{
    Q_OBJECT

public:
    /// Writes the workspace file and takes it into force; answers what went wrong.
    using Save = std::function<QString(const Workspace &)>;

    ReadinessWork(ChecklistParts parts, Save save, QObject *parent = nullptr);
    ~ReadinessWork() override;

    /// The workspace is another.
    void apply();
    /// Once a second: the watch looks again at what it may.
    void tick();
    ReadinessState state() const;
    /// Null for a service that the workspace does not have.
    ServiceChecklist *find(const QString &service) const;

    void run(const CheckOrder &order);
    void cancel(const QString &service);
    void waive(const Waiver &waiver);
    void endWaiver(const QString &service, const QString &item);
    void addProof(const Proof &proof);
    void removeProof(const Proof &proof);
    void setBaseline(const QString &service);
    void report(const ReportOrder &order);
    void setUp(const ChecklistTarget &target);

signals:
    void done(const hubwatch::ReadinessOutcome &outcome);
    /// A run ended, an item regressed.
    void happened(const hubwatch::Event &event);
    /// Which items of the service passed once and fail now; after each run, when the workspace is read, and when a
    /// waiver ends. Of services with a checklist.
    void regressed(const QString &service, const QStringList &items);
    void changed();

private:
    std::unique_ptr<ServiceChecklist> make(const QString &service);
    void tellRegressed();
    void tellRun(ServiceChecklist &checklist, const QString &service, bool cancelled, const QString &problem);
    void edit(ReadinessOutcome outcome, const std::function<QString(Workspace &)> &change);

    ChecklistParts m_parts;
    Save m_save;
    std::map<QString, std::unique_ptr<ServiceChecklist>> m_checklists = {};
    QStringList m_services = {}; ///< in the workspace's order
    std::map<QString, QStringList> m_regressed = {};
    mutable std::optional<ReadinessState> m_state = {}; ///< made when it is asked for
    mutable TimePoint m_stateAt = {};
    TimePoint m_began = {};
    TimePoint m_toldAt = {};
};

} // namespace hubwatch
