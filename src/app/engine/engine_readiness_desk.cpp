#include "app/engine/engine_readiness_desk.h"

#include "app/checklist/readiness_work.h"
#include "app/engine/engine.h"

namespace hubwatch {

EngineReadinessDesk::EngineReadinessDesk(Post post, QObject *parent)
    : ReadinessDesk(parent)
    , m_post(std::move(post))
{ }

void EngineReadinessDesk::follow(const Engine &engine)
{
    connect(&engine, &Engine::readinessDone, this, &ReadinessDesk::done);
}

void EngineReadinessDesk::run(const CheckOrder &order)
{
    m_post([order](Engine &engine) { engine.readiness().run(order); });
}

void EngineReadinessDesk::cancel(const QString &service)
{
    m_post([service](Engine &engine) { engine.readiness().cancel(service); });
}

void EngineReadinessDesk::waive(const Waiver &waiver)
{
    m_post([waiver](Engine &engine) { engine.readiness().waive(waiver); });
}

void EngineReadinessDesk::endWaiver(const QString &service, const QString &item)
{
    m_post([service, item](Engine &engine) { engine.readiness().endWaiver(service, item); });
}

void EngineReadinessDesk::addProof(const Proof &proof)
{
    m_post([proof](Engine &engine) { engine.readiness().addProof(proof); });
}

void EngineReadinessDesk::removeProof(const Proof &proof)
{
    m_post([proof](Engine &engine) { engine.readiness().removeProof(proof); });
}

void EngineReadinessDesk::setBaseline(const QString &service)
{
    m_post([service](Engine &engine) { engine.readiness().setBaseline(service); });
}

void EngineReadinessDesk::report(const ReportOrder &order)
{
    m_post([order](Engine &engine) { engine.readiness().report(order); });
}

void EngineReadinessDesk::setUp(const ChecklistTarget &target)
{
    m_post([target](Engine &engine) { engine.readiness().setUp(target); });
}

} // namespace hubwatch
