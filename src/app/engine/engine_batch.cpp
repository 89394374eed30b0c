// Batch jobs in the engine: through the accounts that are polled, under one limit with them.
#include "app/batch/batch_work.h"

#include "app/engine/engine_private.h"

#include <QSysInfo>

namespace hubwatch {

namespace {

/// A job that stands or has ended is told of on the desktop: nobody looks at it for hours. One that a person has
/// paused needs nobody, and one that goes on takes its notice away.
std::optional<DesktopNotice> noticeOf(const Event &event)
{
    const std::optional<JobState::Phase> phase = phaseNamed(event.to);
    const QString key = QStringLiteral("batch:") + event.subject;
    if (phase == JobState::Phase::Running)
        return DesktopNotice{.key = key};
    const bool byAPerson = event.from == u"person";
    const bool needsSomebody = (phase == JobState::Phase::Paused && !byAPerson) || phase == JobState::Phase::Asking;
    if (!phase || !(needsSomebody || hasEnded(*phase)))
        return std::nullopt;
    return DesktopNotice{.key = key,
                         .title = needsSomebody ? QStringLiteral("A batch job needs you")
                                                : QStringLiteral("A batch job has ended"),
                         .body = event.text,
                         .severity = needsSomebody ? Rule::Severity::Notify : Rule::Severity::Ticket,
                         .resolved = !needsSomebody};
}

} // namespace

void Engine::Private::openBatch()
{
    batch = std::make_unique<BatchWork>(
        BatchParts{.dataDirectory = recorder->inMemory() ? QString() : options.dataDirectory,
                   .clock = clock,
                   .accounts = [this](const QString &account) { return accounts->batchAccount(account); },
                   .by = operatorName() + u'@' + QSysInfo::machineHostName()});
    QObject::connect(batch.get(), &BatchWork::changed, engine, [this] { touch(); });
    QObject::connect(batch.get(), &BatchWork::happened, engine, [this](const Event &event) {
        note(event);
        if (const std::optional<DesktopNotice> notice = noticeOf(event))
            desktop->show(*notice, calls.context(), [](const Delivery &) {});
    });
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
