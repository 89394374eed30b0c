// Batch jobs in the engine: through the accounts that are polled, under one limit with them.
#include "app/batch/batch_work.h"

#include "app/engine/engine_private.h"

#include <QSysInfo>

namespace hubwatch {

void Engine::Private::openBatch()
{
    batch = std::make_unique<BatchWork>(
        BatchParts{.dataDirectory = recorder->inMemory() ? QString() : options.dataDirectory,
                   .clock = clock,
                   .accounts = [this](const QString &account) { return accounts->batchAccount(account); },
                   .by = operatorName() + u'@' + QSysInfo::machineHostName()});
    QObject::connect(batch.get(), &BatchWork::changed, engine, [this] { touch(); });
    QObject::connect(batch.get(), &BatchWork::happened, engine, [this](const Event &event) { note(event); });
    QObject::connect(batch.get(), &BatchWork::looked, engine, &Engine::fileLooked);
    QObject::connect(batch.get(), &BatchWork::definitionsFound, engine, &Engine::definitionsFound);
    QObject::connect(batch.get(), &BatchWork::planned, engine, &Engine::batchPlanned);
    QObject::connect(batch.get(), &BatchWork::rowsFound, engine, &Engine::batchRowsFound);
    QObject::connect(batch.get(), &BatchWork::done, engine, &Engine::batchDone);
}

BatchWork &Engine::batch()
{
    return *d->batch;
}

} // namespace hubwatch
