#include "ui/incidents/triage_feed.h"

#include "ui/charts/chart_feed.h"
#include "ui/incidents/incident_words.h"

#include <algorithm>

namespace hubwatch::ui {

namespace {

bool isOver(const Incident &incident)
{
    return incident.state == Incident::State::Resolved;
}

} // namespace

TriageQuestion triageQuestion(const Incident &incident, const Snapshot &snapshot)
{
    TriageQuestion question{.incident = incident.id, .services = incident.services};
    question.from = onsetOf(incident, snapshot);
    question.to = incident.resolvedAt.value_or(snapshot.at);
    question.to = std::min(std::max(question.to, question.from + 5min), question.from + 24h);
    if (question.to > snapshot.at) {
        question.to = snapshot.at;
        question.from = std::min(question.from, snapshot.at - 5min);
    }
    return question;
}

TriageFeed::TriageFeed(Console &console, QObject *parent)
    : QObject(parent)
    , m_console(console)
{
    connect(&console.alerts(), &AlertDesk::triaged, this, [this](const TriageAnswer &answer) {
        if (answer.id != m_triageAsked || m_triageAsked == 0)
            return;
        m_triageAsked = 0;
        m_triage = answer;
        emit triaged();
    });
    connect(&console.alerts(), &AlertDesk::movedFound, this, [this](const MovedAnswer &answer) {
        if (answer.id != m_movedAsked || m_movedAsked == 0)
            return;
        m_movedAsked = 0;
        m_moved = answer;
        emit movedFound();
    });
}

void TriageFeed::show(const Incident &incident, const Snapshot &snapshot)
{
    const bool other = incident.id != m_incident;
    if (other) {
        clear();
        m_incident = incident.id;
    }
    if (isOver(incident) && m_resolvedAsked)
        return;
    const Duration sinceTriage = snapshot.at - m_triageAt;
    if (other || (m_triageAsked == 0 && (isOver(incident) || sinceTriage >= again || sinceTriage < 0s))) {
        askTriage(incident, snapshot);
        m_resolvedAsked = isOver(incident);
    }
    // The quarter of an hour after the start is what is ranked: once that is over, nothing changes.
    const Duration sinceMoved = snapshot.at - m_movedAt;
    const bool growing = m_movedAt < onsetOf(incident, snapshot) + MovedQuestion().after;
    if (other || (m_movedAsked == 0 && growing && sinceMoved >= again))
        askMoved(incident, snapshot);
}

void TriageFeed::clear()
{
    m_incident = 0;
    m_triageAsked = m_movedAsked = 0;
    m_resolvedAsked = false;
    m_triage.reset();
    m_moved.reset();
}

void TriageFeed::askTriage(const Incident &incident, const Snapshot &snapshot)
{
    TriageQuestion question = triageQuestion(incident, snapshot);
    question.id = m_triageAsked = nextQueryId();
    m_triageAt = snapshot.at;
    m_console.alerts().triage(question);
}

void TriageFeed::askMoved(const Incident &incident, const Snapshot &snapshot)
{
    MovedQuestion question{.around = onsetOf(incident, snapshot)};
    question.id = m_movedAsked = nextQueryId();
    m_movedAt = snapshot.at;
    m_console.alerts().findMoved(question);
}

} // namespace hubwatch::ui
