// ReadinessDesk: what the window may ask about the production checklist.
#pragma once

#include "snapshot/readiness_commands.h"

#include <QObject>

namespace hubwatch {

/// Like Console: lives on the GUI thread, never blocks; each call is answered by done(). Waivers, proofs and targets
/// are written into the workspace file.
class ReadinessDesk : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void run(const CheckOrder &order) = 0; ///< done() at once; what it comes to is in the snapshot
    virtual void cancel(const QString &service) = 0;
    virtual void waive(const Waiver &waiver) = 0; ///< in place of one that the item has
    virtual void endWaiver(const QString &service, const QString &item) = 0;
    virtual void addProof(const Proof &proof) = 0;
    virtual void removeProof(const Proof &proof) = 0;
    /// The newest verdicts are what later ones are compared with.
    virtual void setBaseline(const QString &service) = 0;
    virtual void report(const ReportOrder &order) = 0;
    virtual void setUp(const ChecklistTarget &target) = 0;

signals:
    void done(const hubwatch::ReadinessOutcome &outcome);
};

} // namespace hubwatch
