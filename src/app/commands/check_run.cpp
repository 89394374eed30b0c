#include "app/commands/check_run.h"

#include "app/alerting/alerting.h"
#include "app/commands/check_lines.h"
#include "app/commands/stop_request.h"
#include "app/commands/terminal.h"
#include "base/write_file.h"
#include "batch/job_folder.h"
#include "notify/outbox.h"
#include "workspace/workspace_file.h"

#include <QFile>
#include <QFileInfo>
#include <QSysInfo>
#include <QTextStream>
#include <algorithm>

namespace hubwatch {

namespace {

constexpr qsizetype mostStandardInput = 4'000'000;
constexpr Duration patienceOfInput = 30s; // a pipe that goes on has shown enough by then

QString withServices(const Workspace &workspace)
{
    QStringList names;
    for (const ServiceConfig &service : workspace.services)
        names += service.name;
    return names.isEmpty() ? QStringLiteral("the workspace has none") : names.join(QStringLiteral(", "));
}

} // namespace

CheckRun::CheckRun(const CommandCall &call, CheckOptions options)
    : QObject(call.context)
    , m_call(call)
    , m_options(std::move(options))
    , m_terminal(isTerminal(Stream::Errors))
{ }

void CheckRun::start()
{
    if (!openWorkspace())
        return;
    const auto unwritable = std::ranges::find_if(m_options.reports, [](const CheckOptions::Report &report) {
        const QFileInfo file(report.path);
        const bool replaces = !file.exists() || file.isFile(); // else it is a pipe, or a folder
        return report.path != u"-"
            && (file.isDir() || !(replaces ? QFileInfo(file.absolutePath()) : file).isWritable());
    });
    // Before anything is run: nobody wants to hear of it after five minutes.
    if (unwritable != m_options.reports.end())
        return end(
            Exit::Unable,
            QStringLiteral("--report: %1 cannot be written; name a file in a folder that can").arg(unwritable->path));
    m_vault = std::make_unique<SystemVault>(m_clock, m_call.common.dataDirectory);
    m_credentials = std::make_unique<LoneCredentials>(m_vault->vault(), m_clock, m_workspace, m_call.common.workspace,
                                                      m_call.common.dataDirectory);
    Secrets &secrets = m_credentials->tools().secrets;
    m_http = std::make_unique<CredentialHttp>(
        m_wire, m_clock, secrets.reader(),
        [&secrets](const CredentialRef &ref, const Secret &refused) { secrets.drop(ref, refused); });
    onStopRequest(this, [this] { end(Exit::Unable, QStringLiteral("ended before the checklist was done")); });
    m_vault->vault().probe(m_calls.context(), [this](const VaultState &) { askAccounts(); });
}

bool CheckRun::openWorkspace()
{
    const WorkspaceResult workspace = loadWorkspace(m_call.common.workspace);
    if (!workspace) {
        for (const WorkspaceProblem &problem : workspace.error())
            m_call.err << problemText(m_call.common.workspace, problem) << '\n';
        end(Exit::Unable);
        return false;
    }
    m_workspace = *workspace;
    m_facts = {.workspace = m_workspace,
               .folder = QFileInfo(m_call.common.workspace).absolutePath(),
               .rules = effectiveRules(m_workspace),
               .pace = m_options.pace};
    const ChecklistTarget *target = findTarget(m_workspace, m_options.service);
    const Result<std::vector<ChecklistItem>> items = itemsOf(target ? *target : ChecklistTarget(), m_facts.folder);
    const auto unknown = std::ranges::find_if(m_options.items, [&items](const QString &id) {
        return items && std::ranges::find(*items, id, &ChecklistItem::id) == items->end();
    });
    QString complaint;
    if (!findService(m_workspace, m_options.service))
        complaint
            = QStringLiteral("--service: there is no %1; valid: %2").arg(m_options.service, withServices(m_workspace));
    else if (!items)
        complaint = items.error().detail;
    else if (unknown != m_options.items.end()) {
        QStringList ids;
        std::ranges::transform(*items, std::back_inserter(ids), &ChecklistItem::id);
        complaint = QStringLiteral("--item: there is no %1; valid: %2").arg(*unknown, ids.join(QStringLiteral(", ")));
    }
    if (!complaint.isEmpty())
        end(Exit::Unable, complaint);
    return complaint.isEmpty();
}

/// Those whose portal and zone the checklist needs.
QStringList CheckRun::accountsConcerned() const
{
    QStringList names;
    const ServiceConfig *service = findService(m_workspace, m_options.service);
    const ChecklistTarget *target = findTarget(m_workspace, m_options.service);
    if (service)
        names << service->account;
    if (target)
        names << target->account << target->sandbox << target->benchForward;
    names.removeDuplicates();
    names.removeAll(QString());
    return names;
}

void CheckRun::askAccounts()
{
    const QStringList names = accountsConcerned();
    m_asking = int(names.size());
    for (const QString &name : names) {
        m_accounts[name] = std::make_unique<LoneAccount>(name, *m_credentials, m_clock);
        m_accounts[name]->ask([this] {
            if (--m_asking == 0)
                begin();
        });
    }
    if (names.isEmpty())
        begin();
}

/// When each route was last test-fired, as the console that did it wrote down.
void CheckRun::readTests()
{
    if (!QFileInfo::exists(m_call.common.dataDirectory + QStringLiteral("/deliveries.db")))
        return;
    const Result<Outbox::Opened> opened = Outbox::open(m_call.common.dataDirectory);
    if (!opened) {
        m_facts.testsProblem
            = QStringLiteral("the ledger of deliveries cannot be read (%1); run this item in the console "
                             "that is open, or close it")
                  .arg(opened.error().detail);
        return;
    }
    for (const Route &route : m_workspace.routes)
        if (const auto entry = opened->outbox->lastTest(route))
            m_facts.testFired[route.name] = entry->at;
}

std::map<QString, ReadinessFacts::Account> CheckRun::accountsKnown() const
{
    std::map<QString, ReadinessFacts::Account> known;
    for (const AccountConfig &config : m_workspace.accounts) {
        const auto lone = m_accounts.find(config.name);
        const std::optional<BatchAccount> now = lone == m_accounts.end() ? std::nullopt : lone->second->now();
        known[config.name] = accountFacts(config, now ? now->details : std::nullopt);
    }
    return known;
}

ReadinessFacts CheckRun::facts() const
{
    ReadinessFacts facts = m_facts;
    facts.accounts = accountsKnown();
    for (LoadJob &job : facts.jobs)
        job.portal = accountOf(facts.accounts, job.account).portal;
    return facts;
}

void CheckRun::begin()
{
    readTests();
    std::vector<BatchJob> jobs;
    for (const JobRecord &job : JobFolder(m_call.common.dataDirectory).jobs())
        if (job.problem.isEmpty())
            jobs.push_back({.plan = job.plan, .progress = {.state = job.state, .piles = job.piles}});
    m_facts.jobs = loadJobs(jobs);
    m_work = std::make_unique<ReadinessWork>(
        ChecklistParts{.dataDirectory = m_call.common.dataDirectory,
                       .doors = {.http = *m_http,
                                 .clock = m_clock,
                                 .processes = m_processes,
                                 .secrets = m_credentials->tools().secrets.reader()},
                       .facts = [this] { return facts(); },
                       .account = [this](const QString &account) { return accountOf(accountsKnown(), account); },
                       .client = [this](const QString &account) -> HttpClient * {
                           AccountClient *client = m_credentials->clientOf(account);
                           return client ? &client->http() : nullptr;
                       },
                       .by = operatorName() + u'@' + QSysInfo::machineHostName()},
        ReadinessWork::Save());
    m_work->apply();
    ServiceChecklist *checklist = m_work->find(m_options.service);
    connect(checklist, &ServiceChecklist::progressed, this, &CheckRun::say);
    connect(checklist, &ServiceChecklist::judged, this, [this](const Verdict &verdict) {
        say(verdict.item, outcomeWord(verdict.outcome) + QStringLiteral(": ") + verdict.words);
    });
    connect(checklist, &ServiceChecklist::ended, this, &CheckRun::finish);
    CheckOrder order{.service = m_options.service, .items = m_options.items};
    const auto run = [this, checklist](const CheckOrder &wanted) {
        if (const QString problem = checklist->run(wanted); !problem.isEmpty())
            end(Exit::Unable, problem);
    };
    if (!wantsStandardInput())
        return run(order);
    if (m_terminal)
        m_call.err << "reading log lines from standard input\n" << Qt::flush;
    m_input = std::make_unique<StandardInput>(mostStandardInput);
    m_input->wait(m_clock, patienceOfInput, m_calls.context(), [order, run](const QByteArray &came) mutable {
        order.standardInput = came;
        run(order);
    });
}

/// A pipe that nobody closes must not keep an item waiting that does not ask for it.
bool CheckRun::wantsStandardInput() const
{
    const ChecklistTarget *target = findTarget(m_workspace, m_options.service);
    if (!target || target->logs != u"stdin" || isTerminal(Stream::Input))
        return false;
    const Result<std::vector<ChecklistItem>> items = itemsOf(*target, m_facts.folder);
    return items && std::ranges::any_of(*items, [this](const ChecklistItem &item) {
               return item.probe == u"logs" && (m_options.items.isEmpty() || m_options.items.contains(item.id));
           });
}

/// On a terminal all of it; elsewhere only what a person has to do.
void CheckRun::say(const QString &item, const QString &words)
{
    const bool asksSomebody = words.contains(benchAsks); // all items of the bench say the same
    const QString line = asksSomebody ? words : item + QStringLiteral(": ") + words;
    if (line == m_said || (!m_terminal && !asksSomebody))
        return;
    m_said = line;
    m_call.err << line << '\n';
    m_call.err.flush();
}

bool CheckRun::writeReports(const Readiness &readiness)
{
    bool good = true;
    for (const CheckOptions::Report &report : m_options.reports) {
        const QByteArray text = reportText(readiness, report.format);
        if (report.path == u"-") {
            m_call.out << QString::fromUtf8(text);
            continue;
        }
        const Result<void> written = writeFile(report.path, text);
        if (written)
            continue;
        good = false;
        m_call.err << "hubwatchctl check: " << report.path << " cannot be written: " << written.error().detail << '\n';
    }
    return good;
}

void CheckRun::finish(bool cancelled, const QString &problem)
{
    if (cancelled)
        return end(Exit::Unable, QStringLiteral("cancelled"));
    ServiceChecklist *checklist = m_work->find(m_options.service);
    const Readiness readiness = checklist->readiness();
    const bool toStandardOutput = std::ranges::any_of(
        m_options.reports, [](const CheckOptions::Report &report) { return report.path == u"-"; });
    if (m_call.common.json)
        m_call.out << readinessLine(readiness, m_options.items) << '\n';
    else if (!toStandardOutput)
        m_call.out << readinessText(readiness, m_options.items);
    const bool written = writeReports(readiness);
    m_call.out.flush();
    if (!problem.isEmpty())
        return end(Exit::Unable, QStringLiteral("the run could not be kept: %1").arg(problem));
    if (const QString refused = m_options.baseline ? checklist->setBaseline() : QString(); !refused.isEmpty())
        return end(Exit::Unable, refused);
    if (!written)
        return end(Exit::Unable);
    end(isGood(readiness, m_options.items) ? Exit::Good : Exit::Bad);
}

void CheckRun::end(Exit code, const QString &complaint)
{
    if (std::exchange(m_ended, true))
        return;
    if (!complaint.isEmpty())
        m_call.err << "hubwatchctl check: " << complaint << '\n';
    m_call.err.flush();
    // Later: this may be a probe's own call.
    m_clock.after({}, m_calls.context(), [this, code] { m_call.done(code); });
}

} // namespace hubwatch
