// What the engine shows: snapshots, and what charts need to know of the services.
#include "app/engine/engine_private.h"

#include <QMetaMethod>
#include <utility>

namespace hubwatch {

namespace {

constexpr Duration snapshotsApart = 250ms;

} // namespace

std::vector<DeskService> Engine::Private::deskServices() const
{
    std::vector<DeskService> known;
    for (const auto &service : services)
        known.push_back({.context = service->context(), .alerts = book.alerts(rules, service->config().name)});
    return known;
}

void Engine::Private::touch()
{
    if (!engine->shown() || replaying || std::exchange(snapshotDue, true))
        return;
    clock.after(snapshotsApart, calls.context(), [this] {
        snapshotDue = false;
        emit engine->snapshotReady(makeSnapshot());
    });
}

SnapshotPtr Engine::Private::makeSnapshot() const
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->at = clock.now();
    snapshot->loading = false;
    snapshot->workspacePath = keeper->path();
    snapshot->workspaceMissing = keeper->missing();
    snapshot->workspaceProblems = keeper->problems();
    snapshot->workspace = keeper->workspace();
    snapshot->rules = rules;
    for (const auto &service : services) {
        snapshot->services.push_back(service->state());
        snapshot->services.back().alerts = book.alerts(rules, service->config().name);
    }
    snapshot->accounts = accounts->states();
    snapshot->credentials = accounts->credentials();
    snapshot->hubspot = accounts->hubspot();
    snapshot->vault
        = vault ? vault->state() : VaultState{.mode = VaultState::Mode::Session, .heldInSession = session.held()};
    snapshot->alerting = alerting->state();
    snapshot->batch = batch->state();
    snapshot->readiness = readiness->state();
    snapshot->events = events->newest(snapshot->at);
    snapshot->console = console->state();
    snapshot->console.storeNotice = recorder->notice();
    snapshot->console.storeFault = recorder->fault();
    snapshot->console.store = recorder->store().stats();
    snapshot->console.scrapesStored = recorder->stored();
    return snapshot;
}

bool Engine::shown() const
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&Engine::snapshotReady);
    return isSignalConnected(signal);
}

} // namespace hubwatch
