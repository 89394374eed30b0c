#include "app/engine/engine_batch_desk.h"

namespace hubwatch {

EngineBatchDesk::EngineBatchDesk(Post post, QObject *parent)
    : BatchDesk(parent)
    , m_post(std::move(post))
{ }

void EngineBatchDesk::look(const QString &, const std::optional<CsvFormat> &) { }

void EngineBatchDesk::askDefinitions(const DefinitionsQuestion &) { }

void EngineBatchDesk::plan(const PlanQuestion &) { }

void EngineBatchDesk::dropPlanning() { }

void EngineBatchDesk::dryRun(const QString &, std::int64_t) { }

void EngineBatchDesk::run(const RunOrder &) { }

void EngineBatchDesk::pause(const QString &) { }

void EngineBatchDesk::cancel(const QString &) { }

void EngineBatchDesk::retry(const QString &, const QString &, const std::vector<std::int64_t> &) { }

void EngineBatchDesk::decide(const QString &, Pile) { }

void EngineBatchDesk::undo(const QString &) { }

void EngineBatchDesk::pin(const QString &, bool) { }

void EngineBatchDesk::remove(const QString &) { }

void EngineBatchDesk::exportRows(const QString &, const ResultsExport::Order &) { }

void EngineBatchDesk::saveMapping(const SavedMapping &) { }

void EngineBatchDesk::removeMapping(const QString &) { }

void EngineBatchDesk::askRows(const QString &, const RowQuery &) { }

} // namespace hubwatch
