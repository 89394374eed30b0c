// FakeReadinessDesk: notes what it was asked; a test emits the answers.
#pragma once

#include "snapshot/readiness_desk.h"

namespace hubwatch::testing {

class FakeReadinessDesk : public ReadinessDesk
{
    Q_OBJECT

public:
    using ReadinessDesk::ReadinessDesk;

    void run(const CheckOrder &order) override { runs.push_back(order); }
    void cancel(const QString &service) override { cancelled << service; }
    void waive(const Waiver &waiver) override { waivers.push_back(waiver); }
    void endWaiver(const QString &service, const QString &item) override { endedWaivers.push_back({service, item}); }
    void addProof(const Proof &proof) override { proofs.push_back(proof); }
    void removeProof(const Proof &proof) override { removedProofs.push_back(proof); }
    void setBaseline(const QString &service) override { baselines << service; }
    void report(const ReportOrder &order) override { reports.push_back(order); }
    void setUp(const ChecklistTarget &target) override { targets.push_back(target); }

    std::vector<CheckOrder> runs = {};
    QStringList cancelled = {};
    std::vector<Waiver> waivers = {};
    std::vector<std::pair<QString, QString>> endedWaivers = {}; ///< service, item
    std::vector<Proof> proofs = {};
    std::vector<Proof> removedProofs = {};
    QStringList baselines = {};
    std::vector<ReportOrder> reports = {};
    std::vector<ChecklistTarget> targets = {};
};

} // namespace hubwatch::testing
