// The production checklist in the engine: with what is known live of accounts, rules, routes and jobs; and its watch.
#include "app/engine/engine_private.h"

#include <QFileInfo>
#include <QSysInfo>

namespace hubwatch {

void Engine::Private::openReadiness()
{
    Secrets &known = accounts->secrets();
    readiness = std::make_unique<ReadinessWork>(
        ChecklistParts{.dataDirectory = recorder->inMemory() ? QString() : options.dataDirectory,
                       .doors
                       = {.http = *serviceHttp, .clock = clock, .processes = processes, .secrets = known.reader()},
                       .facts = [this] { return readinessFacts(); },
                       .account = [this](const QString &account) { return accountOf(readinessAccounts(), account); },
                       .client = [this](const QString &account) -> HttpClient * {
                           const std::optional<BatchAccount> found = accounts->batchAccount(account);
                           return found && found->accepted && found->client ? &found->client->http() : nullptr;
                       },
                       .by = operatorName() + u'@' + QSysInfo::machineHostName()},
        [this](const Workspace &workspace) {
            const Result<void> written = keeper->save(workspace);
            return written ? QString() : written.error().detail;
        });
    QObject::connect(readiness.get(), &ReadinessWork::changed, engine, [this] { touch(); });
    QObject::connect(readiness.get(), &ReadinessWork::happened, engine, [this](const Event &event) { note(event); });
    QObject::connect(readiness.get(), &ReadinessWork::done, engine, &Engine::readinessDone);
    QObject::connect(readiness.get(), &ReadinessWork::regressed, engine,
                     [this](const QString &service, const QStringList &items) { judgeReadiness(service, items); });
}

std::map<QString, ReadinessFacts::Account> Engine::Private::readinessAccounts() const
{
    std::map<QString, ReadinessFacts::Account> known;
    for (const AccountState &account : accounts->states())
        known[account.config.name] = accountFacts(account.config, account.details);
    return known;
}

ReadinessFacts Engine::Private::readinessFacts() const
{
    ReadinessFacts facts{.workspace = keeper->workspace(),
                         .folder = QFileInfo(keeper->path()).absolutePath(),
                         .rules = rules,
                         .accounts = readinessAccounts(),
                         .jobs = loadJobs(batch->state().jobs)};
    for (LoadJob &job : facts.jobs)
        job.portal = accountOf(facts.accounts, job.account).portal;
    for (const RouteState &route : alerting->notifier().states())
        if (route.proof)
            facts.testFired[route.route.name] = route.proof->at;
    return facts;
}

/// An item that passed once and fails now is an alert like any other, so that somebody is told and an incident stays
/// open until it passes again, or is waived.
void Engine::Private::judgeReadiness(const QString &service, const QStringList &regressed)
{
    const ServicePipeline *pipeline = find(service);
    if (!pipeline)
        return;
    const TimePoint now = clock.now();
    Reading reading{.at = now,
                    .observedAt = now,
                    .service = service,
                    .signal = QStringLiteral("checklist.regressed"),
                    .validity = Reading::Validity::Known,
                    .value = double(regressed.size()),
                    .n = regressed.size(),
                    .note = regressed.join(QStringLiteral(", "))};
    judge(*pipeline, {reading});
}

ReadinessWork &Engine::readiness()
{
    return *d->readiness;
}

} // namespace hubwatch
