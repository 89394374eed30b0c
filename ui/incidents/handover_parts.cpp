#include "ui/incidents/handover_parts.h"

#include "ui/incidents/cause_words.h"
#include "ui/incidents/incident_words.h"
#include "ui/incidents/probe_panel.h"
#include "ui/incidents/triage_cells.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace hubwatch::ui {

namespace {

QString partWord(const char *text)
{
    return QCoreApplication::translate("handover", text);
}

QString rowTime(TimePoint at, Zone zone)
{
    return dateTimeOf(at, zone).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QString wholeCount(double count)
{
    return countText(std::llround(count));
}

Unit unitOfSignal(const QString &signal)
{
    const SignalDefinition *definition = findSignal(signal);
    return definition ? unitOf(*definition) : Unit::Number;
}

HandoverTable tableOf(const TriageCells &cells)
{
    HandoverTable table;
    for (const TriageColumn &column : cells.columns) {
        if (column.right && table.rightFrom > table.head.size())
            table.rightFrom = int(table.head.size());
        table.head << column.title;
    }
    for (const TriageRow &row : cells.rows) {
        QStringList texts;
        for (const TriageCell &cell : row.cells)
            texts << (cell.mark && *cell.mark != Mark::Good ? cell.text + QStringLiteral(" ▲") : cell.text);
        table.rows.push_back(std::move(texts));
    }
    return table;
}

QString unanswered()
{
    return partWord("The engine did not answer when this was written.");
}

std::optional<TimePoint> firstDelivery(const HandoverFacts &facts)
{
    std::optional<TimePoint> first;
    if (!facts.ledger)
        return first;
    for (const LedgerEntry &entry : facts.ledger->entries) {
        if (entry.result == LedgerEntry::Result::Delivered && entry.event == Notice::Event::Trigger
            && entry.at >= facts.incident.openedAt - 1min && (!first || entry.at < *first))
            first = entry.at;
    }
    return first;
}

} // namespace

HandoverSection timelineSection(const HandoverFacts &facts)
{
    HandoverSection section{.heading = partWord("Timeline")};
    if (!facts.triage) {
        section.paragraphs << unanswered();
        return section;
    }
    section.table.head = {partWord("Time"), partWord("What")};
    for (const Event &event : facts.triage->timeline)
        section.table.rows.push_back({rowTime(event.at, facts.zone), event.text});
    return section;
}

HandoverSection impactSection(const HandoverFacts &facts)
{
    const Incident &incident = facts.incident;
    HandoverSection section{.heading = partWord("Impact")};
    section.bullets << partWord("Open for %1").arg(ageText(lengthOf(incident, facts.madeAt)));
    if (facts.triage && !facts.triage->endpoints.empty()) {
        double all = 0;
        double good = 0;
        for (const EndpointCalls &calls : facts.triage->endpoints) {
            all += calls.all.now;
            const auto success = calls.byStatus.find(QStringLiteral("success"));
            good += success == calls.byStatus.end() ? 0 : success->second.now;
        }
        const double failed = std::max(0.0, all - good);
        section.bullets << partWord("HubSpot calls in %1 – %2: %3, of which %4 failed (%5)")
                               .arg(clockText(facts.triage->question.from, facts.zone),
                                    clockText(facts.triage->question.to, facts.zone), wholeCount(all),
                                    wholeCount(failed), valueText(all > 0 ? failed / all : 0, Unit::Ratio));
        const QString worst = worstCalls(*facts.triage);
        if (!worst.isEmpty())
            section.bullets << partWord("Most: %1").arg(worst);
    }
    for (const Incident::Part &part : incident.parts) {
        const SignalDefinition *definition = findSignal(part.signal);
        QString words
            = QStringLiteral("%1: %2").arg(part.alert.service, definition ? definition->title : part.alert.rule);
        if (part.worst)
            words += partWord(", worst %1").arg(valueText(*part.worst, unitOfSignal(part.signal)));
        words += partWord(", fired %1").arg(rowTime(part.firedAt, facts.zone));
        words += part.firing  ? partWord(", still fires")
            : part.resolvedAt ? partWord(", resolved %1").arg(rowTime(*part.resolvedAt, facts.zone))
                              : QString();
        section.bullets << words;
    }
    if (const auto told = firstDelivery(facts))
        section.bullets << partWord("First told after %1").arg(ageText(*told - incident.openedAt));
    section.bullets
        << (incident.acknowledgedAt
                ? partWord("Acknowledged after %1").arg(ageText(*incident.acknowledgedAt - incident.openedAt))
                : partWord("Not acknowledged"));
    return section;
}

HandoverSection callsSection(const HandoverFacts &facts)
{
    HandoverSection section{.heading = partWord("Calls by endpoint and status")};
    if (!facts.triage) {
        section.paragraphs << unanswered();
        return section;
    }
    section.table = tableOf(callCells(*facts.triage));
    section.after = partWord("%1. ▲: changed by more than chance.").arg(callsNote(*facts.triage));
    if (!facts.triage->problem.isEmpty())
        section.paragraphs << facts.triage->problem;
    if (!facts.triage->note.isEmpty())
        section.paragraphs << facts.triage->note;
    for (const FailedCall &failure : facts.triage->failures)
        section.bullets << QStringLiteral("%1 %2: %3, %4, %5")
                               .arg(rowTime(failure.at, facts.zone), failure.call)
                               .arg(failure.error.status)
                               .arg(failure.error.message,
                                    failure.error.correlationId.isEmpty()
                                        ? partWord("no correlation id")
                                        : partWord("correlation id %1").arg(failure.error.correlationId));
    return section;
}

HandoverSection movedSection(const HandoverFacts &facts)
{
    HandoverSection section{.heading = partWord("What else moved")};
    if (!facts.moved || !facts.moved->problem.isEmpty()) {
        section.paragraphs << (facts.moved ? facts.moved->problem : unanswered());
        return section;
    }
    section.table = tableOf(movedCells(*facts.moved, *facts.snapshot));
    section.after = movedNote(*facts.moved);
    if (section.table.rows.empty())
        section.paragraphs << partWord("Nothing moved more than it usually does.");
    return section;
}

HandoverSection playbookSection(const HandoverFacts &facts)
{
    HandoverSection section{.heading = partWord("Playbook")};
    if (!facts.triage)
        return section;
    section.table.head = {partWord("Status"), partWord("Count"),     partWord("Before"), partWord("Cause"),
                          partWord("Here"),   partWord("Next step"), partWord("Owner")};
    for (const PlaybookRow &row : facts.triage->playbook) {
        if (row.count >= 0.5)
            section.table.rows.push_back({row.status, wholeCount(row.count), wholeCount(row.before), row.cause,
                                          row.here, row.action, row.owner});
    }
    for (const auto *causes : {&facts.triage->auth, &facts.triage->rate}) {
        for (const CauseCount &cause : *causes)
            section.bullets
                << QStringLiteral("%1 × %2: %3").arg(wholeCount(cause.count)).arg(cause.status).arg(cause.words);
    }
    return section;
}

HandoverSection deliverySection(const HandoverFacts &facts)
{
    HandoverSection section{.heading = partWord("Deliveries")};
    if (!facts.ledger || !facts.ledger->problem.isEmpty()) {
        section.paragraphs << (facts.ledger ? facts.ledger->problem : unanswered());
        return section;
    }
    section.table.head
        = {partWord("Time"), partWord("Route"), partWord("What"), partWord("Result"), partWord("Answer")};
    const auto &entries = facts.ledger->entries;
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
        section.table.rows.push_back(
            {rowTime(entry->at, facts.zone), entry->route, entry->subject, resultText(entry->result),
             entry->status > 0 ? QStringLiteral("%1 %2").arg(entry->status).arg(entry->words) : entry->words});
    if (entries.empty())
        section.paragraphs << partWord("Nobody was told of it.");
    return section;
}

HandoverSection probeSection(const HandoverFacts &facts)
{
    HandoverSection section{.heading = partWord("HubSpot from here")};
    for (const HubSpotProbe &probe : facts.probes)
        section.bullets << QStringLiteral("%1 %2: %3 (%4; %5)")
                               .arg(rowTime(probe.at, facts.zone),
                                    probe.account.isEmpty() ? partWord("without a token") : probe.account, probe.words,
                                    probeSteps(probe), probeFacts(probe));
    return section;
}

HandoverSection notesSection(const HandoverFacts &facts)
{
    HandoverSection section{.heading = partWord("Notes")};
    for (const IncidentNote &note : facts.incident.notes)
        section.bullets << QStringLiteral("%1 %2: %3").arg(rowTime(note.at, facts.zone), note.author, note.text);
    return section;
}

HandoverSection questionsSection(const HandoverFacts &facts)
{
    const Incident &incident = facts.incident;
    HandoverSection section{.heading = partWord("Open questions")};
    const bool over = incident.state == Incident::State::Resolved;
    if (!over && incident.owner.isEmpty())
        section.bullets << partWord("Who takes it on?");
    if (!over && incident.firing())
        section.bullets << partWord("It still fires: what ends it?");
    if (facts.ledger && std::ranges::any_of(facts.ledger->entries, [](const LedgerEntry &entry) {
            return entry.result == LedgerEntry::Result::Refused;
        }))
        section.bullets << partWord("A delivery was refused: who was not told?");
    if (facts.triage && std::ranges::any_of(facts.triage->timeline, [](const Event &event) {
            return event.kind == Event::Kind::Source && event.to == u"unreachable";
        }))
        section.bullets << partWord("Something was not seen meanwhile: did more fail than is counted here?");
    if (facts.triage && !facts.triage->failures.empty())
        section.bullets << partWord("Does HubSpot's support know the correlation ids?");
    if (over) {
        section.bullets << partWord("What would have shown it earlier?");
        section.bullets << partWord("What keeps it from coming back, and who does that by when?");
    }
    return section;
}

} // namespace hubwatch::ui
