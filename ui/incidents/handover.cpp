#include "ui/incidents/handover.h"

#include "ui/incidents/cause_words.h"
#include "ui/incidents/handover_parts.h"
#include "ui/incidents/incident_words.h"
#include "ui/incidents/support_text.h"
#include "ui/incidents/without_secrets.h"
#include "ui/severity_word.h"

#include <QCoreApplication>

namespace hubwatch::ui {

namespace {

QString handoverWord(const char *text)
{
    return QCoreApplication::translate("handover", text);
}

QString orNone(const QString &text)
{
    return text.isEmpty() ? handoverWord("nobody") : text;
}

HandoverSection summarySection(const HandoverFacts &facts)
{
    const Incident &incident = facts.incident;
    HandoverSection section{.heading = handoverWord("Summary")};
    const QString evidence = evidenceText(incident, *facts.snapshot, facts.triage ? &*facts.triage : nullptr);
    section.paragraphs << QStringLiteral("%1. %2.").arg(incidentTitle(incident, *facts.snapshot),
                                                        incidentState(incident));
    if (!evidence.isEmpty())
        section.paragraphs << handoverWord("Cause: %1 — %2.").arg(causeWord(incident.cause.kind), evidence);
    section.bullets << handoverWord("Severity: %1").arg(severityWord(incident.severity));
    section.bullets << handoverWord("Owner: %1").arg(orNone(incident.owner));
    section.bullets << handoverWord("Opened: %1").arg(instantText(incident.openedAt, facts.zone))
            + (incident.openedBy.isEmpty() ? QString() : handoverWord(", by %1").arg(incident.openedBy));
    if (incident.acknowledgedAt)
        section.bullets << handoverWord("Acknowledged: %1").arg(instantText(*incident.acknowledgedAt, facts.zone));
    if (incident.resolvedAt)
        section.bullets << handoverWord("Resolved: %1, after %2")
                               .arg(instantText(*incident.resolvedAt, facts.zone),
                                    ageText(*incident.resolvedAt - incident.openedAt));
    section.bullets << handoverWord("Services: %1").arg(incident.services.join(QStringLiteral(", ")));
    const QStringList portals = portalsOf(incident, *facts.snapshot);
    if (!portals.isEmpty())
        section.bullets << handoverWord("HubSpot portal: %1").arg(portals.join(QStringLiteral(", ")));
    section.charts = facts.charts;
    return section;
}

void redact(QString &text)
{
    text = withoutSecrets(text);
}

void redact(QStringList &texts)
{
    for (QString &text : texts)
        redact(text);
}

/// Here and nowhere else, so that no section can forget it.
void redact(HandoverDocument &document)
{
    redact(document.title);
    redact(document.subtitle);
    for (HandoverSection &section : document.sections) {
        redact(section.heading);
        redact(section.paragraphs);
        redact(section.bullets);
        redact(section.after);
        for (QStringList &row : section.table.rows)
            redact(row);
        for (HandoverChart &chart : section.charts) {
            redact(chart.title);
            redact(chart.summary);
        }
    }
}

} // namespace

HandoverDocument handoverDocument(const HandoverFacts &facts)
{
    const bool over = facts.incident.state == Incident::State::Resolved;
    HandoverDocument document;
    document.title = (over ? handoverWord("Post-mortem: #%1 %2") : handoverWord("Handover: #%1 %2"))
                         .arg(facts.incident.id)
                         .arg(facts.incident.title);
    document.subtitle
        = handoverWord("Written %1 by %2 with Hubwatch. Times in %3.")
              .arg(instantText(facts.madeAt, facts.zone), orNone(facts.madeBy), zoneText(facts.zone, facts.madeAt));
    document.sections = {summarySection(facts), timelineSection(facts), impactSection(facts),   callsSection(facts),
                         movedSection(facts),   playbookSection(facts), deliverySection(facts), probeSection(facts),
                         notesSection(facts),   questionsSection(facts)};
    std::erase_if(document.sections, [](const HandoverSection &section) {
        return section.paragraphs.isEmpty() && section.bullets.isEmpty() && section.table.rows.empty()
            && section.charts.empty();
    });
    redact(document);
    return document;
}

} // namespace hubwatch::ui
