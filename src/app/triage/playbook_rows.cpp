#include "app/triage/playbook_rows.h"

#include "base/duration_text.h"
#include "hubspot/playbook.h"

#include <algorithm>

namespace hubwatch {

namespace {

PlaybookFacts playbookFactsOf(const TriageAnswer &answer, const TriageFacts &facts)
{
    PlaybookFacts known{.hubspotGood = facts.hubspotGood,
                        .tokenGood = facts.tokenGood,
                        .deploy = deployBefore(answer.timeline, answer.question.services, answer.question.from)};
    for (const EndpointCalls &row : answer.endpoints) {
        if (row.all.now > 0)
            ++known.endpoints;
        for (const auto &[status, cell] : row.byStatus) {
            PlaybookFacts::Count &count = known.counts[status];
            count.now += cell.now;
            count.before += cell.before;
            if (cell.now <= 0)
                continue;
            count.endpoints << (row.service + u' ' + row.endpoint).trimmed();
            if (!count.services.contains(row.service))
                count.services << row.service;
        }
    }
    for (const FailedCall &call : answer.failures) {
        ++known.causes[call.error.cause];
        for (const QString &scope : call.error.scopes)
            if (!known.scopes.contains(scope))
                known.scopes << scope;
        if (call.error.status == 429 && call.error.retryAfter)
            known.retryAfter = std::max(known.retryAfter.value_or(Duration::zero()), *call.error.retryAfter);
    }
    return known;
}

} // namespace

QString deployBefore(const std::vector<Event> &timeline, const QStringList &services, TimePoint start)
{
    for (auto event = timeline.rbegin(); event != timeline.rend(); ++event) {
        const bool near = event->at >= start - 30min && event->at <= start + 1min;
        const bool ours = event->service.isEmpty() || services.isEmpty() || services.contains(event->service);
        if (event->kind != Event::Kind::Mark || !near || !ours)
            continue;
        const Duration before = std::max(std::chrono::floor<std::chrono::minutes>(start - event->at), 0min);
        const QString when = before > Duration::zero() ? durationText(before) + QStringLiteral(" before the start")
                                                       : QStringLiteral("at the start");
        const QString whose = event->service.isEmpty() ? QString() : event->service + QStringLiteral(": ");
        return QStringLiteral("\"%1%2\" was marked %3").arg(whose, event->text, when);
    }
    return {};
}

std::vector<PlaybookRow> playbookRows(const TriageAnswer &answer, const TriageFacts &facts)
{
    const PlaybookFacts known = playbookFactsOf(answer, facts);
    std::vector<PlaybookRow> rows;
    for (const PlaybookEntry &entry : playbook()) {
        PlaybookRow row{.status = entry.status,
                        .cause = entry.cause,
                        .here = playbookHere(entry, known),
                        .action = entry.action,
                        .owner = entry.owner};
        if (const auto found = known.counts.find(entry.counted); found != known.counts.end()) {
            row.count = found->second.now;
            row.before = found->second.before;
        }
        rows.push_back(std::move(row));
    }
    std::ranges::stable_partition(rows, [](const PlaybookRow &row) { return row.count > 0; });
    return rows;
}

} // namespace hubwatch
