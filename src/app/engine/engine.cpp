#include "app/engine/engine.h"

#include "app/accounts/account_judgement.h"
#include "app/accounts/credential_news.h"
#include "app/engine/endpoint_urls.h"
#include "app/engine/engine_private.h"
#include "base/log.h"

#include <QFileInfo>
#include <algorithm>
#include <utility>

namespace hubwatch {

void Engine::Private::start()
{
    console = std::make_unique<ConsoleWatch>(
        ConsoleState{.demo = options.demo, .startedAt = clock.now(), .dataDirectory = options.dataDirectory}, clock);
    discoveries = std::make_unique<DiscoveryDesk>(
        http, clock, [this](const Discovery &discovery) { emit engine->discovered(discovery); });
    if (options.vault)
        vault = std::make_unique<QueuedSecrets>(options.vault, clock);
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
    accounts->apply(keeper->workspace());
    touch();
}

void Engine::Private::openStore()
{
    bool alertsLost = false;
    recorder = std::make_unique<Recorder>(StoreOptions{.directory = options.dataDirectory,
                                                       .keep = keeper->workspace().store.keep,
                                                       .maxBytes = keeper->workspace().store.maxBytes},
                                          options.storeRefused);
    events = std::make_unique<EventFeed>(*recorder);
    events->restore(clock.now());
    if (const auto stored = recorder->store().get(alertsKey)) {
        AlertBook::Restored restored = AlertBook::fromBytes(*stored);
        book = std::move(restored.book);
        book.noteUnwatched();
        alertsLost = !restored.notice.isEmpty();
        if (alertsLost)
            noteConsole("alerts", restored.notice);
    }
    charts = std::make_unique<ChartDesk>(
        recorder->store(), clock, [this] { return deskServices(); },
        [this](const ChartAnswerPtr &answer) { emit engine->answered(answer); });
    openAccounts();
    watchNetwork();
    openAlerting();
    openBatch();
    openReadiness();
    if (alertsLost)
        alerting->doubtAbsence();
    noteConsole("start", QStringLiteral("Hubwatch started"));
    if (!recorder->notice().isEmpty())
        noteConsole("store", recorder->notice());
}

void Engine::Private::openAccounts()
{
    SecretStore &secrets = vault ? static_cast<SecretStore &>(*vault) : session;
    accounts = std::make_unique<Accounts>(AccountsSetup{.workspaceFolder = QFileInfo(keeper->path()).absolutePath(),
                                                        .dataDirectory = options.dataDirectory},
                                          secrets, http, clock, *recorder);
    accounts->refusedServices = [this] { return refusedServices(); };
    QObject::connect(accounts.get(), &Accounts::polled, engine, [this](const PollResult &result) { take(result); });
    QObject::connect(accounts.get(), &Accounts::happened, engine, [this](const Event &event) { note(event); });
    QObject::connect(accounts.get(), &Accounts::tokenJudged, engine, &Engine::tokenJudged);
    QObject::connect(accounts.get(), &Accounts::changed, engine, [this] { touch(); });
    QObject::connect(&accounts->work(), &CredentialWork::done, engine, [this](const CredentialOutcome &outcome) {
        if (const auto news = credentialNews(outcome, clock.now()))
            note(*news);
        emit engine->credentialDone(outcome);
    });
    QObject::connect(&accounts->work(), &CredentialWork::authorizeUrl, engine, &Engine::authorizeUrl);
    QObject::connect(&accounts->work(), &CredentialWork::leakReported, engine, &Engine::leakReported);
    if (vault)
        QObject::connect(vault.get(), &QueuedSecrets::stateChanged, engine, [this] { accounts->vaultChanged(); });
    Secrets &known = accounts->secrets();
    serviceHttp = std::make_unique<CredentialHttp>(
        http, clock, known.reader(),
        [&known](const CredentialRef &ref, const Secret &refused) { known.drop(ref, refused); });
    poller = std::make_unique<ServicePoller>(*serviceHttp, clock);
    QObject::connect(poller.get(), &ServicePoller::polled, engine, [this](const PollResult &result) { take(result); });
    if (replaying)
        poller->pause(); // what is live comes after what is replayed
    endpoint = std::make_unique<OwnEndpoint>(
        clock, [this] { return QByteArray::fromStdString(accounts->metricsText()); },
        [this] { return accounts->hindrance(); });
}

void Engine::Private::watchNetwork()
{
    QObject::connect(console.get(), &ConsoleWatch::happened, engine, [this](const Event &event) { note(event); });
    QObject::connect(console.get(), &ConsoleWatch::wasAway, engine,
                     [this](TimePoint from, TimePoint to, bool remoteOnly) { addAway(from, to, remoteOnly); });
    QObject::connect(console.get(), &ConsoleWatch::networkLost, poller.get(), &ServicePoller::pauseRemote);
    QObject::connect(console.get(), &ConsoleWatch::networkBack, poller.get(), &ServicePoller::resume);
    QObject::connect(console.get(), &ConsoleWatch::networkLost, accounts.get(), &Accounts::pause);
    QObject::connect(console.get(), &ConsoleWatch::networkBack, accounts.get(), &Accounts::resume);
}

void Engine::Private::takeWorkspace()
{
    if (!recorder)
        openStore();
    rules = effectiveRules(keeper->workspace());
    batch->apply(keeper->workspace()); // first: it lets go of the clients of accounts that change
    if (!replaying)
        accounts->apply(keeper->workspace());
    applyAlerting();
    applyServices();
    applyEndpoint();
    QStringList names;
    for (const auto &service : services)
        names += service->config().name;
    // A file that cannot be read at the start says nothing of which rules still apply: their clocks stand.
    if (keeper->known())
        tellChanges(book.keepOnly(rules, names, clock.now()));
    readiness->apply(); // what it finds regressed is judged by the rules in force
    emit engine->workspaceRead();
    touch();
}

void Engine::Private::applyServices()
{
    std::vector<std::unique_ptr<ServicePipeline>> before = std::exchange(services, {});
    const auto keep = [&](const ServiceConfig &config, ServiceState::Kind kind) {
        const auto same = std::ranges::find_if(
            before, [&](const auto &pipeline) { return pipeline && pipeline->config() == config; });
        if (same != before.end()) {
            services.push_back(std::move(*same));
            return;
        }
        services.push_back(std::make_unique<ServicePipeline>(config, kind));
        services.back()->restore(recorder->store(), clock.now());
    };
    std::vector<ServiceTarget> targets;
    for (const ServiceConfig &config : keeper->workspace().services) {
        targets.push_back(targetOf(config));
        keep(config, ServiceState::Kind::Service);
    }
    for (const AccountConfig &account : keeper->workspace().accounts)
        keep(accountAsService(account), ServiceState::Kind::Account);
    poller->setTargets(targets);
}

void Engine::Private::applyEndpoint()
{
    const Result<void> listening = endpoint->listen(keeper->workspace().console.endpointPort);
    if (!listening)
        noteConsole("endpoint", listening.error().detail);
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
    d->discoveries->discover(urls);
}

void Engine::save(const Workspace &workspace)
{
    const Result<void> written = d->keeper->save(workspace);
    emit saved(written ? QString() : written.error().detail);
}

Accounts &Engine::accounts()
{
    return *d->accounts;
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
