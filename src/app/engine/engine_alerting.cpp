// What the engine does with alerts after the rules: it tells, triages, tests rules on the past.
#include "app/alerting/alert_facts.h"
#include "app/engine/alert_text.h"
#include "app/engine/engine_private.h"
#include "notify/couriers.h"

#include <QDir>
#include <QFileInfo>
#include <QMetaMethod>
#include <algorithm>
#include <utility>

namespace hubwatch {

namespace {

/// The polls of a second bring their alerts at almost the same time; they are told of together.
constexpr Duration collectFor = 50ms;
constexpr Duration aliveFor = 5min;

} // namespace

void Engine::Private::openAlerting()
{
    desktop = std::make_unique<DesktopDesk>(clock, [this](const DesktopNotice &notice) {
        static const QMetaMethod signal = QMetaMethod::fromSignal(&Engine::desktopNotice);
        if (!engine->isSignalConnected(signal))
            return false;
        emit engine->desktopNotice(notice);
        return true;
    });
    Secrets &known = accounts->secrets();
    alerting = std::make_unique<Alerting>(AlertingParts{
        .dataDirectory = recorder->inMemory() ? QString() : options.dataDirectory,
        .wire = http,
        .secrets = known.reader(),
        .clock = clock,
        .recorder = *recorder,
        .facts = [this] { return facts(); },
        .alive = [this] { return alive(); },
        .makeCourier =
            [this, &known](const Route &route) {
                return makeCourier(
                    route,
                    {.wire = http,
                     .secrets = known.reader(),
                     .clock = clock,
                     .desktop = *desktop,
                     .consoleName = QStringLiteral("Hubwatch on ") + consoleName(keeper->workspace().console),
                     .drop = [&known](const CredentialRef &ref, const Secret &refused) { known.drop(ref, refused); }});
            },
        .evidence = [this](const Alert &alert,
                           const CauseFacts &facts) { return refusalText(alert.service, facts, accounts->states()); }});
    QObject::connect(alerting.get(), &Alerting::happened, engine, [this](const Event &event) { note(event); });
    QObject::connect(alerting.get(), &Alerting::changed, engine, [this] { touch(); });
    QObject::connect(alerting.get(), &Alerting::done, engine, &Engine::alertDone);
    QObject::connect(alerting.get(), &Alerting::delivered, engine, &Engine::delivered);
    QObject::connect(console.get(), &ConsoleWatch::networkLost, alerting.get(), &Alerting::pause);
    QObject::connect(console.get(), &ConsoleWatch::networkBack, alerting.get(), &Alerting::resume);

    triage = std::make_unique<TriageDesk>(recorder->store(), clock, [this] { return triageFacts(); });
    QObject::connect(triage.get(), &TriageDesk::triaged, engine, &Engine::triaged);
    QObject::connect(triage.get(), &TriageDesk::movedFound, engine, &Engine::movedFound);
    backtests = std::make_unique<BacktestDesk>(recorder->store(), clock, [this] { return deskServices(); });
    QObject::connect(backtests.get(), &BacktestDesk::answered, engine, &Engine::backtested);
    prober = std::make_unique<HubSpotProber>(known.reader(), clock);
    if (!recorder->inMemory())
        marks = watchMarks(marksPath(options.dataDirectory));
}

void Engine::Private::applyAlerting()
{
    alerting->apply(keeper->workspace(), rules);
    const QString file = keeper->workspace().console.deploys;
    if (file != deploysFile) {
        deploysFile = file;
        const QDir folder = QFileInfo(keeper->path()).absoluteDir();
        deploys = file.isEmpty() ? nullptr : watchMarks(folder.filePath(file));
    }
}

std::unique_ptr<MarkFile> Engine::Private::watchMarks(const QString &path)
{
    auto file = std::make_unique<MarkFile>(path, *recorder, clock);
    QObject::connect(file.get(), &MarkFile::marked, engine, [this](const Event &event) { note(event); });
    QObject::connect(file.get(), &MarkFile::noticed, engine,
                     [this](const QString &notice) { noteConsole("marks", notice); });
    file->start();
    return file;
}

CauseFacts Engine::Private::facts() const
{
    return factsOf(keeper->workspace(), accounts->states(), accounts->hubspot(), console->state(), clock.now());
}

bool Engine::Private::alive() const
{
    if (replaying)
        return false;
    if (services.empty())
        return true;
    return std::ranges::any_of(services, [this](const auto &service) {
        const EndpointState &metrics = service->state().metrics;
        return metrics.lastTry && clock.now() - *metrics.lastTry < std::max(aliveFor, 3 * service->context().interval);
    });
}

TriageFacts Engine::Private::triageFacts() const
{
    TriageFacts known;
    for (const auto &service : services)
        known.services.push_back({.name = service->config().name,
                                  .names = service->context().names,
                                  .interval = service->context().interval,
                                  .account = service->state().kind == ServiceState::Kind::Account});
    const std::vector<AccountState> states = accounts->states();
    known.tokenGood = !states.empty();
    for (const AccountState &account : states) {
        known.failures.insert(known.failures.end(), account.failures.begin(), account.failures.end());
        known.tokenGood = known.tokenGood && account.token == TokenState::Accepted;
        if (account.quota && account.quota->resetsAt)
            known.quotaResetsAt = account.quota->resetsAt;
    }
    std::ranges::sort(known.failures, std::ranges::greater(), &FailedCall::at);
    const HubSpotStatus &hubspot = accounts->hubspot();
    known.hubspotGood
        = hubspot.page && hubspot.page->level == StatusPage::Level::Operational && !hubspotIsDown(hubspot, clock.now());
    return known;
}

void Engine::Private::tellChanges(const std::vector<AlertChange> &changes)
{
    for (const AlertChange &change : changes) {
        const auto rule = std::ranges::find(rules, change.alert.rule, &Rule::name);
        events->add(alertEvent(change, rule == rules.end() ? nullptr : &*rule));
        emit engine->alertChanged(change);
    }
    alertNews.insert(alertNews.end(), changes.begin(), changes.end());
    if (alertNews.empty() || replaying || std::exchange(alertsDue, true))
        return;
    clock.after(collectFor, calls.context(), [this] { tellAlerting(); });
}

void Engine::Private::tellAlerting()
{
    alertsDue = false;
    alerting->take(std::exchange(alertNews, {}), book.live());
}

void Engine::Private::lookAtAlerts()
{
    // Without a workspace that could be read nobody knows which alerts of the run before still stand.
    if (!alerting || replaying || !keeper->known())
        return;
    if (!looked || !alertNews.empty()) {
        looked = true;
        return tellAlerting();
    }
    alerting->look(book.live());
}

void Engine::annotate(const QString &service, const QString &text)
{
    const QString words = text.simplified();
    if (words.isEmpty()) {
        emit alertDone({.command = AlertOutcome::Command::Annotate,
                        .subject = service,
                        .words = QStringLiteral("a mark needs a word: say what was done")});
        return;
    }
    d->note({.at = d->clock.now(), .kind = Event::Kind::Mark, .service = service, .subject = words, .text = words});
    emit alertDone({.command = AlertOutcome::Command::Annotate, .subject = service, .good = true, .words = words});
}

void Engine::probe(const QString &account)
{
    const auto &known = d->keeper->workspace().accounts;
    const auto found = std::ranges::find(known, account, &AccountConfig::name);
    d->prober->probe(found == known.end() ? nullptr : &*found, d->calls.context(),
                     [this](const HubSpotProbe &probe) { emit probed(probe); });
}

void Engine::searchLedger(const LedgerQuery &query)
{
    emit ledgerFound(d->alerting->notifier().search(query));
}

Alerting &Engine::alerting()
{
    return *d->alerting;
}

TriageDesk &Engine::triage()
{
    return *d->triage;
}

BacktestDesk &Engine::backtests()
{
    return *d->backtests;
}

DesktopDesk &Engine::desktop()
{
    return *d->desktop;
}

} // namespace hubwatch
