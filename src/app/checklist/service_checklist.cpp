#include "app/checklist/service_checklist.h"

#include "app/checklist/look_at.h"
#include "workspace/checklist_items.h"

#include <algorithm>

namespace hubwatch {

namespace {

constexpr int itemsAtOnce = 4; // most wait for somebody else
constexpr size_t pastShown = 20;

} // namespace

ServiceChecklist::ServiceChecklist(QString service, const ChecklistParts &parts, QObject *parent)
    : QObject(parent)
    , m_service(std::move(service))
    , m_parts(parts)
    , m_runner(parts.doors.clock)
{
    if (!parts.dataDirectory.isEmpty())
        m_history.emplace(parts.dataDirectory, m_service, parts.doors.clock);
    connect(&m_runner, &CheckRunner::began, this, [this](const QString &item) {
        if (ItemProgress *progress = progressOf(item))
            progress->waiting = false;
        emit changed();
    });
    connect(&m_runner, &CheckRunner::progressed, this, [this](const QString &item, const QString &words, double share) {
        if (ItemProgress *progress = progressOf(item)) {
            progress->words = words;
            progress->share = share;
        }
        emit progressed(item, words);
        emit changed();
    });
    connect(&m_runner, &CheckRunner::judged, this, &ServiceChecklist::take);
    connect(&m_runner, &CheckRunner::finished, this, &ServiceChecklist::finish);
    readRecords();
    apply();
}

ServiceChecklist::~ServiceChecklist() = default;

void ServiceChecklist::readRecords()
{
    if (!m_history)
        return;
    m_records = m_history->records();
    m_baseline = m_history->baseline();
}

void ServiceChecklist::apply()
{
    m_facts = m_parts.facts();
    const ChecklistTarget *target = findTarget(m_facts.workspace, m_service);
    m_configured = target != nullptr;
    m_target = target ? *target : ChecklistTarget{.service = m_service};
    Result<std::vector<ChecklistItem>> items = itemsOf(m_target, m_facts.folder);
    m_problem = items ? QString() : items.error().detail;
    m_items = items ? std::move(*items) : shippedItems();
    if (m_history && m_problem.isEmpty())
        m_problem = m_history->notice();
    emit changed();
}

Result<ServiceChecklist::Plan> ServiceChecklist::plan(const CheckOrder &order, bool quietly)
{
    for (const QString &id : order.items)
        if (std::ranges::find(m_items, id, &ChecklistItem::id) == m_items.end())
            return fail(Error::Kind::Rejected, QStringLiteral("%1: there is no such item").arg(id));
    if (!m_target.testUrl.isEmpty()) {
        BenchOrder bench = benchOrder(m_facts, m_target);
        if (!m_target.benchForward.isEmpty() && m_parts.client) {
            bench.forward = m_parts.client(m_target.benchForward);
            for (const AccountConfig &account : m_facts.workspace.accounts)
                if (account.name == m_target.benchForward)
                    bench.forwardApi = account.api;
        }
        m_bench = std::make_unique<BenchShare>(m_parts.doors, bench);
        connect(m_bench.get(), &BenchShare::progressed, this, [this](const QString &words, double) {
            m_benchWords = words;
            emit changed();
        });
    }
    const CheckSetting setting{.doors = m_parts.doors, .facts = m_facts, .target = m_target, .bench = m_bench.get()};
    Plan plan(stagesOfChecks);
    for (const ChecklistItem &item : m_items) {
        const bool wanted = quietly ? isQuiet(item, m_target) : order.items.isEmpty() || order.items.contains(item.id);
        if (wanted)
            plan[size_t(stageOf(item))].push_back(plannedCheck(item, setting));
    }
    return plan;
}

QString ServiceChecklist::run(const CheckOrder &order, bool quietly)
{
    if (m_runner.isRunning())
        return QStringLiteral("the checklist of %1 is being run; wait for it, or cancel it").arg(m_service);
    readRecords(); // another program may have run it meanwhile
    apply();
    m_facts.standardInput = order.standardInput;
    m_bench.reset();
    m_benchWords.clear();
    Result<Plan> plan = this->plan(order, quietly);
    if (!plan)
        return plan.error().detail;
    m_lookAt.clear(); // of the settings this run goes by: the workspace may change meanwhile
    for (const ChecklistItem &item : m_items)
        m_lookAt[item.id] = lookAt(item, m_facts, m_target);
    m_run = {.service = m_service, .by = quietly ? QStringLiteral("watch") : m_parts.by};
    m_progress.clear();
    for (const std::vector<PlannedCheck> &stage : *plan)
        for (const PlannedCheck &check : stage)
            m_progress.push_back({.item = check.item, .waiting = true});
    m_planned = int(m_progress.size());
    m_stages = std::move(*plan);
    beginStage();
    emit changed();
    return {};
}

void ServiceChecklist::beginStage()
{
    std::vector<PlannedCheck> checks = std::move(m_stages.front());
    m_stages.pop_front();
    // All that wait for the bench wait for one run of it.
    const int atOnce = m_stages.empty() ? std::max(itemsAtOnce, int(checks.size())) : itemsAtOnce;
    m_runner.start(std::move(checks), atOnce);
}

QString ServiceChecklist::cancel()
{
    if (!m_runner.isRunning())
        return QStringLiteral("nothing is being run for %1").arg(m_service);
    m_runner.cancel();
    return {};
}

ItemProgress *ServiceChecklist::progressOf(const QString &item)
{
    const auto at = std::ranges::find(m_progress, item, &ItemProgress::item);
    return at == m_progress.end() ? nullptr : &*at;
}

void ServiceChecklist::take(const Verdict &verdict)
{
    std::erase_if(m_progress, [&verdict](const ItemProgress &progress) { return progress.item == verdict.item; });
    m_run.verdicts.push_back(verdict);
    m_run.verdicts.back().lookedAt = m_lookAt[verdict.item];
    emit judged(verdict);
    emit changed();
}

void ServiceChecklist::finish(bool cancelled)
{
    if (!cancelled && !m_stages.empty())
        return beginStage();
    m_stages.clear();
    m_progress.clear();
    m_benchWords.clear();
    if (m_bench)
        m_bench.release()->deleteLater(); // this may be its own call
    QString problem;
    m_run.at = m_parts.doors.clock.now();
    if (!m_run.verdicts.empty()) {
        m_records.insert(m_records.begin(), m_run);
        if (m_history) {
            const Result<void> kept = m_history->add(m_run);
            problem = kept ? QString() : kept.error().detail;
            if (kept)
                readRecords();
        }
    }
    m_problem = problem.isEmpty() ? m_problem : problem;
    emit changed();
    emit ended(cancelled, problem);
}

QString ServiceChecklist::setBaseline()
{
    const RunRecord now{.service = m_service,
                        .at = m_parts.doors.clock.now(),
                        .by = m_parts.by,
                        .verdicts = newestVerdicts({m_records.rbegin(), m_records.rend()})};
    if (now.verdicts.empty())
        return QStringLiteral("nothing was run yet that could be a baseline");
    if (m_history)
        if (const Result<void> kept = m_history->setBaseline(now); !kept)
            return kept.error().detail;
    m_baseline = now;
    emit changed();
    return {};
}

std::optional<TimePoint> ServiceChecklist::nextWatch() const
{
    if (!m_configured || m_target.watch <= Duration::zero() || m_records.empty())
        return std::nullopt;
    const TimePoint now = m_parts.doors.clock.now();
    // A run of a time to come was made before the clock was put right.
    return m_records.front().at > now ? now : m_records.front().at + m_target.watch;
}

Readiness ServiceChecklist::readiness() const
{
    std::vector<RunRecord> records(m_records.rbegin(), m_records.rend());
    records.push_back(m_run.at == TimePoint() ? m_run : RunRecord());
    const ServiceConfig *service = findService(m_facts.workspace, m_service);
    const QString account = m_target.account.isEmpty() && service ? service->account : m_target.account;
    const ReadinessFacts::Account known = m_parts.account(account);
    std::map<QString, QString> lookAtNow;
    for (const ChecklistItem &item : m_items)
        lookAtNow[item.id] = lookAt(item, m_facts, m_target);
    return readinessOf({.service = m_service,
                        .level = m_target.level,
                        .account = account,
                        .portal = known.portal,
                        .zone = known.zone,
                        .owner = m_target.owner,
                        .by = m_records.empty() ? m_parts.by : m_records.front().by,
                        .items = m_items,
                        .verdicts = newestVerdicts(records),
                        .lookAt = std::move(lookAtNow),
                        .waivers = m_facts.workspace.waivers,
                        .baseline = m_baseline},
                       m_parts.doors.clock.now());
}

bool ServiceChecklist::hasRegressed(const QString &item) const
{
    bool failed = false;
    for (const RunRecord &record : m_records)
        for (const Verdict &verdict : record.verdicts) {
            if (verdict.item != item)
                continue;
            if (verdict.outcome == Outcome::Pass)
                return failed;
            if (verdict.outcome == Outcome::Warn && !failed)
                return false;
            failed = failed || verdict.outcome == Outcome::Fail;
        }
    return false;
}

QStringList ServiceChecklist::regressedIn(const Readiness &readiness) const
{
    QStringList items;
    for (const ItemStanding &standing : readiness.items)
        if (standing.waived != WaiverStanding::Holds && hasRegressed(standing.item.id))
            items += standing.item.id;
    return items;
}

std::map<QString, std::vector<PastVerdict>> ServiceChecklist::history() const
{
    std::map<QString, std::vector<PastVerdict>> past;
    for (const RunRecord &record : m_records)
        for (const Verdict &verdict : record.verdicts)
            if (std::vector<PastVerdict> &of = past[verdict.item]; of.size() < pastShown)
                of.push_back({.at = record.at, .outcome = verdict.outcome, .words = verdict.words, .by = record.by});
    return past;
}

ServiceReadiness ServiceChecklist::state() const
{
    ServiceReadiness state{.readiness = readiness(),
                           .configured = m_configured,
                           .target = m_target,
                           .progress = m_progress,
                           .planned = m_runner.isRunning() ? m_planned : 0,
                           .ended = m_runner.isRunning() ? m_planned - int(m_progress.size()) : 0,
                           .benchWords = m_benchWords,
                           .history = history(),
                           .problem = m_problem};
    state.regressed = regressedIn(state.readiness);
    if (!m_records.empty())
        state.ranAt = m_records.front().at;
    if (m_bench && m_bench->url().isValid())
        state.benchUrl = m_bench->url().toString();
    std::ranges::copy_if(m_facts.workspace.proofs, std::back_inserter(state.proofs),
                         [this](const Proof &proof) { return proof.service == m_service; });
    return state;
}

} // namespace hubwatch
