#include "app/engine/engine.h"

#include "app/engine/alert_text.h"
#include "app/engine/beat_gate.h"
#include "app/engine/chart_desk.h"
#include "app/engine/console_watch.h"
#include "app/engine/credential_work.h"
#include "app/engine/demo.h"
#include "app/engine/discovery_runner.h"
#include "app/engine/endpoint_urls.h"
#include "app/engine/event_feed.h"
#include "app/engine/recorder.h"
#include "app/engine/service_pipeline.h"
#include "app/engine/workspace_keeper.h"
#include "base/call_scope.h"
#include "base/log.h"
#include "base/system_clock.h"
#include "net/http_errors.h"
#include "net/qt_http.h"
#include "sources/service_poller.h"

#include <QMetaMethod>
#include <algorithm>
#include <map>
#include <utility>

namespace hubwatch {

namespace {

constexpr Duration beatEvery = 1s;
constexpr Duration snapshotsApart = 250ms;
constexpr Duration trimEvery = 10min;
constexpr Duration trimStep = 1s;
constexpr int beatsBetweenWrites = 3; // a hundred live alerts are 40 kB
const QString alertsKey = QStringLiteral("alerts");

} // namespace

struct Engine::Private {
    Engine *engine = nullptr;
    EngineOptions options = {};
    SystemClock clock = {};
    std::unique_ptr<Demo> demo = {};
    std::unique_ptr<WorkspaceKeeper> keeper = {};
    std::unique_ptr<Recorder> recorder = {};
    std::unique_ptr<EventFeed> events = {};
    QtHttp http = {};
    CredentialWork credentials;
    std::unique_ptr<ServicePoller> poller = {};
    std::unique_ptr<ConsoleWatch> console = {};
    std::vector<Rule> rules = {};
    AlertBook book = {};
    std::vector<std::unique_ptr<ServicePipeline>> services = {}; ///< in the workspace's order
    std::unique_ptr<ChartDesk> charts = {};
    std::map<std::uint64_t, std::unique_ptr<DiscoveryRunner>> discoveries = {};
    std::uint64_t discoveryCount = 0;
    BeatGate gate = {};
    int beats = 0;
    bool snapshotDue = false;
    bool replaying = false; ///< a demo's history is being taken in; time now says nothing yet
    CallScope calls = {};

    void start();
    void replay();
    void openStore();
    std::vector<DeskService> deskServices() const;
    void takeWorkspace();
    void applyServices();
    ServicePipeline *find(const QString &service) const;
    void take(const PollResult &result);
    void judge(const ServicePipeline &service, const std::vector<Reading> &readings);
    void tellChanges(const std::vector<AlertChange> &changes);
    void rememberAlerts();
    void note(const Event &event);
    void noteConsole(const char *subject, const QString &text);
    void beat();
    void readSilent(TimePoint now);
    void trim();
    void addAway(TimePoint from, TimePoint to, bool remoteOnly);
    void touch();
    SnapshotPtr makeSnapshot() const;
};

void Engine::Private::start()
{
    poller = std::make_unique<ServicePoller>(http, clock);
    QObject::connect(poller.get(), &ServicePoller::polled, engine, [this](const PollResult &result) { take(result); });
    console = std::make_unique<ConsoleWatch>(
        ConsoleState{.demo = options.demo, .startedAt = clock.now(), .dataDirectory = options.dataDirectory}, clock);
    QObject::connect(console.get(), &ConsoleWatch::happened, engine, [this](const Event &event) { note(event); });
    QObject::connect(console.get(), &ConsoleWatch::wasAway, engine,
                     [this](TimePoint from, TimePoint to, bool remoteOnly) { addAway(from, to, remoteOnly); });
    QObject::connect(console.get(), &ConsoleWatch::networkLost, poller.get(), &ServicePoller::pauseRemote);
    QObject::connect(console.get(), &ConsoleWatch::networkBack, poller.get(), &ServicePoller::resume);
    beat();
    if (options.demo) {
        demo = std::make_unique<Demo>(clock);
        const Result<QString> workspace = demo->prepare(options.demoPort, clock.now());
        if (!workspace)
            qCWarning(logApp).noquote() << "the demo cannot start:" << workspace.error().detail;
        options.workspacePath = workspace.value_or(QString());
    }
    keeper = std::make_unique<WorkspaceKeeper>(options.workspacePath, clock);
    QObject::connect(keeper.get(), &WorkspaceKeeper::changed, engine, [this] { takeWorkspace(); });
    if (demo)
        poller->pause(); // what is live comes after what is replayed
    replaying = demo != nullptr;
    keeper->load();
    if (demo)
        replay();
    trim();
}

void Engine::Private::replay()
{
    const bool more = demo->replay([this](const PollResult &result) { take(result); },
                                   [this](const Event &event) { events->add(event); });
    replaying = more;
    if (more) {
        clock.after(Duration::zero(), calls.context(), [this] { replay(); });
        return;
    }
    // Nobody looked while the history was taken in: without this a slow machine shows its sources as stale.
    addAway(console->state().startedAt, clock.now(), false);
    poller->resume();
    touch();
}

void Engine::Private::openStore()
{
    recorder = std::make_unique<Recorder>(StoreOptions{.directory = options.dataDirectory,
                                                       .keep = keeper->workspace().store.keep,
                                                       .maxBytes = keeper->workspace().store.maxBytes},
                                          options.storeRefused);
    events = std::make_unique<EventFeed>(*recorder);
    events->restore(clock.now());
    if (const auto stored = recorder->store().get(alertsKey)) {
        AlertBook::Restored restored = AlertBook::fromBytes(*stored);
        book = std::move(restored.book);
        if (!restored.notice.isEmpty())
            noteConsole("alerts", restored.notice);
    }
    charts = std::make_unique<ChartDesk>(
        recorder->store(), clock, [this] { return deskServices(); },
        [this](const ChartAnswerPtr &answer) { emit engine->answered(answer); });
    noteConsole("start", QStringLiteral("Hubwatch started"));
    if (!recorder->notice().isEmpty())
        noteConsole("store", recorder->notice());
}

std::vector<DeskService> Engine::Private::deskServices() const
{
    std::vector<DeskService> known;
    for (const auto &service : services)
        known.push_back({.context = service->context(), .alerts = book.alerts(rules, service->config().name)});
    return known;
}

ServicePipeline *Engine::Private::find(const QString &service) const
{
    for (const auto &pipeline : services)
        if (pipeline->config().name == service)
            return pipeline.get();
    return nullptr;
}

void Engine::Private::takeWorkspace()
{
    if (!recorder)
        openStore();
    rules = effectiveRules(keeper->workspace());
    applyServices();
    QStringList names;
    for (const auto &service : services)
        names += service->config().name;
    // A file that cannot be read at the start says nothing of which rules still apply: their clocks stand.
    if (keeper->known())
        tellChanges(book.keepOnly(rules, names, clock.now()));
    emit engine->workspaceRead();
    touch();
}

void Engine::Private::applyServices()
{
    std::vector<std::unique_ptr<ServicePipeline>> before = std::exchange(services, {});
    std::vector<ServiceTarget> targets;
    for (const ServiceConfig &config : keeper->workspace().services) {
        targets.push_back(targetOf(config));
        const auto same = std::ranges::find_if(
            before, [&](const auto &pipeline) { return pipeline && pipeline->config() == config; });
        if (same != before.end()) {
            services.push_back(std::move(*same));
            continue;
        }
        services.push_back(std::make_unique<ServicePipeline>(config));
        services.back()->restore(recorder->store(), clock.now());
    }
    poller->setTargets(targets);
}

void Engine::Private::take(const PollResult &result)
{
    ServicePipeline *service = find(result.service);
    if (!service)
        return;
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

void Engine::Private::tellChanges(const std::vector<AlertChange> &changes)
{
    for (const AlertChange &change : changes) {
        const auto rule = std::ranges::find(rules, change.alert.rule, &Rule::name);
        events->add(alertEvent(change, rule == rules.end() ? nullptr : &*rule));
        emit engine->alertChanged(change);
    }
}

/// At each change, and every few seconds for the clocks that move meanwhile: a crash costs a pending alert that much of
/// its clock. What stands as it was is not written again.
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
    if (++beats % beatsBetweenWrites == 0)
        rememberAlerts();
    clock.after(beatEvery, calls.context(), [this] { beat(); });
}

/// Services that no poll answers for are judged by time: windows empty and sources grow stale all the same.
void Engine::Private::readSilent(TimePoint now)
{
    for (const auto &service : services) {
        const EndpointState &metrics = service->state().metrics;
        if (metrics.lastTry && now - *metrics.lastTry > 2 * service->config().interval)
            judge(*service, service->readAt(now));
    }
}

void Engine::Private::trim()
{
    const bool more = recorder->trim(clock.now());
    clock.after(more ? trimStep : trimEvery, calls.context(), [this] { trim(); });
}

/// A snapshot will be sent soon; many changes share one.
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
    snapshot->events = events->newest(snapshot->at);
    snapshot->console = console->state();
    snapshot->console.storeNotice = recorder->notice();
    snapshot->console.storeFault = recorder->fault();
    snapshot->console.store = recorder->store().stats();
    snapshot->console.scrapesStored = recorder->stored();
    return snapshot;
}

Engine::Engine(EngineOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{ }

Engine::~Engine()
{
    if (d && d->recorder)
        d->recorder->remember(alertsKey, d->book.toBytes());
}

void Engine::start()
{
    // Made here and not before: whatever is made now belongs to the engine's own thread.
    d = std::make_unique<Private>();
    d->engine = this;
    d->options = m_options;
    d->start();
}

bool Engine::shown() const
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&Engine::snapshotReady);
    return isSignalConnected(signal);
}

void Engine::ask(const ChartQuery &query)
{
    d->charts->ask(query, d->rules);
}

void Engine::forget(std::uint64_t queryId)
{
    d->charts->forget(queryId);
}

void Engine::findChoices()
{
    emit choicesFound(d->charts->choices());
}

void Engine::pollNow(const QString &service)
{
    for (const Endpoint endpoint : {Endpoint::Metrics, Endpoint::Health, Endpoint::Readiness})
        d->poller->pollNow(service, endpoint);
}

void Engine::discover(const QStringList &urls)
{
    for (const QString &url : urls) {
        const std::uint64_t id = d->discoveryCount++;
        auto runner = std::make_unique<DiscoveryRunner>(d->http, [this, id](const Discovery &discovery) {
            // The runner calls this itself: it ends when its call has returned.
            d->clock.after(Duration::zero(), d->calls.context(), [this, id] { d->discoveries.erase(id); });
            emit discovered(discovery);
        });
        DiscoveryRunner &started = *runner;
        d->discoveries.emplace(id, std::move(runner));
        started.start(url);
    }
}

void Engine::save(const Workspace &workspace)
{
    const Result<void> written = d->keeper->save(workspace);
    emit saved(written ? QString() : written.error().detail);
}

void Engine::pollAccount(const QString &) { }

CredentialDesk &Engine::credentials()
{
    return d->credentials;
}

const std::vector<Rule> &Engine::rules() const
{
    return d->rules;
}

const std::vector<WorkspaceProblem> &Engine::problems() const
{
    return d->keeper->problems();
}

bool Engine::workspaceMissing() const
{
    return d->keeper->missing();
}

} // namespace hubwatch
