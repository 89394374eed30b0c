// EngineReadinessDesk: carries commands on the checklist to the engine's thread, and what became of them back.
#pragma once

#include "snapshot/readiness_desk.h"

#include <functional>

namespace hubwatch {

class Engine;

class EngineReadinessDesk : public ReadinessDesk
{
    Q_OBJECT

public:
    /// Runs a call on the engine's thread; drops it before the engine has begun.
    using Post = std::function<void(std::function<void(Engine &)>)>;

    explicit EngineReadinessDesk(Post post, QObject *parent = nullptr);

    /// Hands on what the engine answers; once, before its thread begins.
    void follow(const Engine &engine);

    void run(const CheckOrder &order) override;
    void cancel(const QString &service) override;
    void waive(const Waiver &waiver) override;
    void endWaiver(const QString &service, const QString &item) override;
    void addProof(const Proof &proof) override;
    void removeProof(const Proof &proof) override;
    void setBaseline(const QString &service) override;
    void report(const ReportOrder &order) override;
    void setUp(const ChecklistTarget &target) override;

private:
    Post m_post;
};

} // namespace hubwatch
