// What the engine does with what it sees, and what time alone brings about.
#include "app/engine/engine_private.h"
#include "net/http_errors.h"

#include <algorithm>

namespace hubwatch {

namespace {

constexpr Duration beatEvery = 1s;
constexpr Duration trimEvery = 10min;
constexpr Duration trimStep = 1s;
constexpr int beatsBetweenWrites = 3; // a hundred live alerts are 40 kB
constexpr int beatsBetweenAges = 5;

} // namespace

ServicePipeline *Engine::Private::find(const QString &service) const
{
    for (const auto &pipeline : services)
        if (pipeline->config().name == service)
            return pipeline.get();
    return nullptr;
}

QStringList Engine::Private::refusedServices() const
{
    QStringList names;
    for (const auto &service : services)
        for (const Reading &reading : service->state().readings)
            if (reading.signal == QStringLiteral("api.auth_failures") && reading.value.value_or(0) > 0
                && service->state().kind == ServiceState::Kind::Service)
                names << service->config().name;
    return names;
}

void Engine::Private::take(const PollResult &result)
{
    ServicePipeline *service = find(result.service);
    if (!service)
        return;
    if (service->state().kind == ServiceState::Kind::Account)
        service->expectEvery(accounts->intervalOf(result.service));
    PipelineStep step = service->take(result);
    recorder->record(step.frames);
    for (const Event &event : step.events)
        events->add(event);
    judge(*service, step.readings);
}

void Engine::Private::judge(const ServicePipeline &service, const std::vector<Reading> &readings)
{
    const Duration gap = longestGap(service.context());
    const std::vector<AlertChange> changes = book.evaluate(rules, service.config().name, readings, gap);
    for (const Reading &reading : readings)
        emit engine->readingTaken(reading);
    tellChanges(changes);
    if (!changes.empty())
        rememberAlerts();
    touch();
}

void Engine::Private::rememberAlerts()
{
    if (recorder)
        recorder->remember(alertsKey, book.toBytes());
}

void Engine::Private::note(const Event &event)
{
    events->add(event);
    touch();
}

void Engine::Private::noteConsole(const char *subject, const QString &text)
{
    note({.at = clock.now(), .kind = Event::Kind::Console, .subject = QString::fromLatin1(subject), .text = text});
}

void Engine::Private::addAway(TimePoint from, TimePoint to, bool remoteOnly)
{
    for (const auto &service : services)
        if (!remoteOnly || !onLoopback(service->config().url))
            service->addAway(from, to);
}

void Engine::Private::beat()
{
    emit engine->beat();
    if (gate.open(clock.now()) && !replaying)
        readSilent(clock.now());
    lookAtAlerts();
    if (++beats % beatsBetweenWrites == 0)
        rememberAlerts();
    if (accounts && beats % beatsBetweenAges == 0)
        accounts->age();
    if (batch)
        batch->tick();
    if (readiness && !replaying)
        readiness->tick();
    clock.after(beatEvery, calls.context(), [this] { beat(); });
}

void Engine::Private::readSilent(TimePoint now)
{
    for (const auto &service : services) {
        const EndpointState &metrics = service->state().metrics;
        if (metrics.lastTry && now - *metrics.lastTry > 2 * service->context().interval)
            judge(*service, service->readAt(now));
    }
}

void Engine::Private::trim()
{
    const bool more = recorder->trim(clock.now());
    clock.after(more ? trimStep : trimEvery, calls.context(), [this] { trim(); });
}

} // namespace hubwatch
