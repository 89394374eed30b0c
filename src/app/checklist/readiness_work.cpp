#include "app/checklist/readiness_work.h"

#include "base/write_file.h"

#include <algorithm>

namespace hubwatch {

namespace {

using Command = ReadinessOutcome::Command;

constexpr Duration restAtStart = 1min; // polls come first
constexpr Duration toldAgain = 1min;   // waivers end by themselves
constexpr Duration stateFresh = 10s;   // evidence goes stale by itself

bool sameItem(const Waiver &one, const QString &service, const QString &item)
{
    return one.service == service && one.item == item;
}

QString write(const QString &path, const QByteArray &text)
{
    const Result<void> written = writeFile(path, text);
    return written ? QString() : QStringLiteral("%1 cannot be written: %2").arg(path, written.error().detail);
}

} // namespace

ReadinessWork::ReadinessWork(ChecklistParts parts, Save save, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
    , m_save(std::move(save))
    , m_began(m_parts.doors.clock.now())
{ }

ReadinessWork::~ReadinessWork() = default;

std::unique_ptr<ServiceChecklist> ReadinessWork::make(const QString &service)
{
    auto checklist = std::make_unique<ServiceChecklist>(service, m_parts);
    ServiceChecklist *made = checklist.get();
    connect(made, &ServiceChecklist::changed, this, [this] {
        m_state.reset();
        emit changed();
    });
    connect(made, &ServiceChecklist::ended, this, [this, made, service](bool cancelled, const QString &problem) {
        tellRun(*made, service, cancelled, problem);
    });
    return checklist;
}

void ReadinessWork::apply()
{
    m_services.clear();
    for (const ServiceConfig &service : m_parts.facts().workspace.services)
        m_services += service.name;
    std::erase_if(m_checklists, [this](const auto &entry) { return !m_services.contains(entry.first); });
    for (const QString &service : m_services) {
        std::unique_ptr<ServiceChecklist> &checklist = m_checklists[service];
        if (checklist)
            checklist->apply();
        else
            checklist = make(service);
    }
    tellRegressed();
    m_state.reset();
    emit changed();
}

void ReadinessWork::tellRegressed()
{
    m_toldAt = m_parts.doors.clock.now();
    for (const auto &[service, checklist] : m_checklists) {
        const QStringList failing = checklist->isConfigured() ? checklist->regressed() : QStringList();
        const QStringList before = std::exchange(m_regressed[service], failing);
        if (checklist->isConfigured() || !before.isEmpty())
            emit regressed(service, failing);
    }
}

void ReadinessWork::tick()
{
    const TimePoint now = m_parts.doors.clock.now();
    if (now - m_toldAt > toldAgain || now < m_toldAt)
        tellRegressed();
    if (now - m_began < restAtStart)
        return;
    for (const auto &[service, checklist] : m_checklists)
        if (const std::optional<TimePoint> next = checklist->nextWatch();
            next && *next <= now && !checklist->isRunning()) {
            checklist->run({.service = service}, true);
            return; // one at a time
        }
}

ServiceChecklist *ReadinessWork::find(const QString &service) const
{
    const auto at = m_checklists.find(service);
    return at == m_checklists.end() ? nullptr : at->second.get();
}

ReadinessState ReadinessWork::state() const
{
    const TimePoint now = m_parts.doors.clock.now();
    if (!m_state || now - m_stateAt > stateFresh || now < m_stateAt) {
        m_state.emplace();
        m_stateAt = now;
        for (const QString &service : m_services)
            m_state->services.push_back(find(service)->state());
        if (m_parts.dataDirectory.isEmpty())
            m_state->fault = QStringLiteral("there is no data folder: runs are forgotten when the console ends");
    }
    return *m_state;
}

void ReadinessWork::tellRun(ServiceChecklist &checklist, const QString &service, bool cancelled, const QString &problem)
{
    const TimePoint now = m_parts.doors.clock.now();
    const ReadinessCounts counts = countsOf(checklist.readiness());
    emit happened({.at = now,
                   .kind = Event::Kind::Checklist,
                   .service = service,
                   .to = cancelled ? QStringLiteral("cancelled") : QStringLiteral("run"),
                   .text = QStringLiteral("checklist %1: %2%3")
                               .arg(cancelled ? QStringLiteral("cancelled") : QStringLiteral("run"), countsText(counts),
                                    problem.isEmpty() ? QString() : QStringLiteral("; not kept: ") + problem)});
    const QStringList failing = checklist.regressed();
    for (const ItemStanding &standing : checklist.readiness().items)
        if (failing.contains(standing.item.id) && !m_regressed[service].contains(standing.item.id))
            emit happened({.at = now,
                           .kind = Event::Kind::Checklist,
                           .service = service,
                           .subject = standing.item.id,
                           .from = outcomeName(Outcome::Pass),
                           .to = outcomeName(Outcome::Fail),
                           .text = QStringLiteral("%1 passed before and fails now: %2")
                                       .arg(standing.item.title, standing.verdict.words)});
    m_regressed[service] = failing;
    emit regressed(service, failing);
}

void ReadinessWork::run(const CheckOrder &order)
{
    ServiceChecklist *checklist = find(order.service);
    emit done({.command = Command::Run,
               .service = order.service,
               .problem = checklist ? checklist->run(order)
                                    : QStringLiteral("%1: there is no such service").arg(order.service)});
}

void ReadinessWork::cancel(const QString &service)
{
    ServiceChecklist *checklist = find(service);
    emit done(
        {.command = Command::Cancel,
         .service = service,
         .problem = checklist ? checklist->cancel() : QStringLiteral("%1: there is no such service").arg(service)});
}

void ReadinessWork::edit(ReadinessOutcome outcome, const std::function<QString(Workspace &)> &change)
{
    Workspace workspace = m_parts.facts().workspace;
    outcome.problem = change(workspace);
    if (outcome.problem.isEmpty())
        outcome.problem = m_save ? m_save(workspace) : QStringLiteral("the workspace cannot be written from here");
    emit done(outcome);
}

void ReadinessWork::waive(const Waiver &waiver)
{
    edit({.command = Command::Waive, .service = waiver.service, .item = waiver.item}, [&waiver](Workspace &workspace) {
        std::erase_if(workspace.waivers,
                      [&waiver](const Waiver &other) { return sameItem(other, waiver.service, waiver.item); });
        workspace.waivers.push_back(waiver);
        return waiverComplaint(waiver);
    });
}

void ReadinessWork::endWaiver(const QString &service, const QString &item)
{
    edit({.command = Command::EndWaiver, .service = service, .item = item}, [&](Workspace &workspace) {
        const auto gone
            = std::erase_if(workspace.waivers, [&](const Waiver &waiver) { return sameItem(waiver, service, item); });
        return gone > 0 ? QString() : QStringLiteral("%1 has no waiver").arg(item);
    });
}

void ReadinessWork::addProof(const Proof &proof)
{
    edit({.command = Command::AddProof, .service = proof.service, .item = proof.item}, [&proof](Workspace &workspace) {
        if (std::ranges::find(workspace.proofs, proof) == workspace.proofs.end())
            workspace.proofs.push_back(proof);
        return proofComplaint(proof);
    });
}

void ReadinessWork::removeProof(const Proof &proof)
{
    edit({.command = Command::RemoveProof, .service = proof.service, .item = proof.item},
         [&proof](Workspace &workspace) {
             return std::erase(workspace.proofs, proof) > 0 ? QString()
                                                            : QStringLiteral("that proof is not there any more");
         });
}

void ReadinessWork::setBaseline(const QString &service)
{
    ServiceChecklist *checklist = find(service);
    emit done({.command = Command::Baseline,
               .service = service,
               .problem
               = checklist ? checklist->setBaseline() : QStringLiteral("%1: there is no such service").arg(service)});
}

void ReadinessWork::report(const ReportOrder &order)
{
    ReadinessOutcome outcome{.command = Command::Report, .service = order.service, .path = order.path};
    if (const ServiceChecklist *checklist = find(order.service)) {
        const QByteArray text = reportText(checklist->readiness(), order.format);
        if (order.path.isEmpty())
            outcome.report = text;
        else
            outcome.problem = write(order.path, text);
    } else {
        outcome.problem = QStringLiteral("%1: there is no such service").arg(order.service);
    }
    emit done(outcome);
}

void ReadinessWork::setUp(const ChecklistTarget &target)
{
    edit({.command = Command::SetUp, .service = target.service}, [&target](Workspace &workspace) {
        const auto at = std::ranges::find(workspace.checklists, target.service, &ChecklistTarget::service);
        if (at == workspace.checklists.end())
            workspace.checklists.push_back(target);
        else
            *at = target;
        return QString();
    });
}

} // namespace hubwatch
