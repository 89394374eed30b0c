#include "app/engine/engine_batch_desk.h"

#include "app/batch/batch_work.h"
#include "app/engine/engine.h"

namespace hubwatch {

EngineBatchDesk::EngineBatchDesk(Post post, QObject *parent)
    : BatchDesk(parent)
    , m_post(std::move(post))
{ }

void EngineBatchDesk::follow(const Engine &engine)
{
    connect(&engine, &Engine::fileLooked, this, &BatchDesk::looked);
    connect(&engine, &Engine::definitionsFound, this, &BatchDesk::definitionsFound);
    connect(&engine, &Engine::batchPlanned, this, &BatchDesk::planned);
    connect(&engine, &Engine::batchRowsFound, this, &BatchDesk::rowsFound);
    connect(&engine, &Engine::batchDone, this, &BatchDesk::done);
}

void EngineBatchDesk::look(const QString &path, const std::optional<CsvFormat> &format)
{
    m_post([path, format](Engine &engine) { engine.batch().look(path, format); });
}

void EngineBatchDesk::askDefinitions(const DefinitionsQuestion &question)
{
    m_post([question](Engine &engine) { engine.batch().askDefinitions(question); });
}

void EngineBatchDesk::plan(const PlanQuestion &question)
{
    m_post([question](Engine &engine) { engine.batch().plan(question); });
}

void EngineBatchDesk::dropPlanning()
{
    m_post([](Engine &engine) { engine.batch().dropPlanning(); });
}

void EngineBatchDesk::dryRun(const QString &job, std::int64_t sampleRows)
{
    m_post([job, sampleRows](Engine &engine) { engine.batch().dryRun(job, sampleRows); });
}

void EngineBatchDesk::run(const RunOrder &order)
{
    m_post([order](Engine &engine) { engine.batch().run(order); });
}

void EngineBatchDesk::pause(const QString &job)
{
    m_post([job](Engine &engine) { engine.batch().pause(job); });
}

void EngineBatchDesk::cancel(const QString &job)
{
    m_post([job](Engine &engine) { engine.batch().cancel(job); });
}

void EngineBatchDesk::retry(const QString &job, const QString &code, const std::vector<std::int64_t> &rows)
{
    m_post([job, code, rows](Engine &engine) { engine.batch().retry(job, code, rows); });
}

void EngineBatchDesk::decide(const QString &job, Pile pile)
{
    m_post([job, pile](Engine &engine) { engine.batch().decide(job, pile); });
}

void EngineBatchDesk::undo(const QString &job)
{
    m_post([job](Engine &engine) { engine.batch().undo(job); });
}

void EngineBatchDesk::pin(const QString &job, bool pinned)
{
    m_post([job, pinned](Engine &engine) { engine.batch().pin(job, pinned); });
}

void EngineBatchDesk::remove(const QString &job)
{
    m_post([job](Engine &engine) { engine.batch().remove(job); });
}

void EngineBatchDesk::exportRows(const QString &job, const ResultsExport::Order &order)
{
    m_post([job, order](Engine &engine) { engine.batch().exportRows(job, order); });
}

void EngineBatchDesk::saveMapping(const SavedMapping &mapping)
{
    m_post([mapping](Engine &engine) { engine.batch().saveMapping(mapping); });
}

void EngineBatchDesk::removeMapping(const QString &name)
{
    m_post([name](Engine &engine) { engine.batch().removeMapping(name); });
}

void EngineBatchDesk::askRows(const QString &job, const RowQuery &query)
{
    m_post([job, query](Engine &engine) { engine.batch().askRows(job, query); });
}

} // namespace hubwatch
