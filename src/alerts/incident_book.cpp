#include "alerts/incident_book.h"

#include "alerts/incident_json.h"
#include "alerts/incident_texts.h"
#include "alerts/json_values.h"

#include <algorithm>

namespace hubwatch {

namespace {

using ChangeKind = IncidentChange::Kind;
using IncidentState = Incident::State;

constexpr int incidentBookVersion = 1;
constexpr Duration flappingWithin = 15min;
constexpr Duration incidentsKept = 24h * 90;

std::pair<QString, QString> alertKey(const AlertId &alert)
{
    return {alert.service, alert.rule};
}

bool isOpen(const Incident &incident)
{
    return incident.state != IncidentState::Resolved;
}

std::optional<double> farther(const Rule &rule, std::optional<double> a, std::optional<double> b)
{
    if (!a || !b)
        return a ? a : b;
    return rule.side == Rule::Side::Above ? std::max(*a, *b) : std::min(*a, *b);
}

void putValue(Incident::Part &part, const Alert &alert, const Rule &rule)
{
    part.value = alert.value;
    part.worst = farther(rule, part.worst, alert.value);
}

/// An unseen source turns out to be a service that is down; one that was not ready is gone.
bool tellsMore(const Cause &cause, const Cause &than)
{
    return (than.kind == Cause::Kind::Console && cause.kind == Cause::Kind::Us)
        || (than.words == u"service not ready" && cause.words == u"service unreachable");
}

void endAcknowledgement(Incident &incident)
{
    incident.state = IncidentState::Open;
    incident.acknowledgedAt.reset();
}

} // namespace

Incident *IncidentBook::at(qint64 id)
{
    const auto found = std::ranges::lower_bound(m_incidents, id, {}, &Incident::id);
    return found == m_incidents.end() || found->id != id ? nullptr : &*found;
}

const Incident *IncidentBook::find(qint64 id) const
{
    const auto found = std::ranges::lower_bound(m_incidents, id, {}, &Incident::id);
    return found == m_incidents.end() || found->id != id ? nullptr : &*found;
}

const Incident *IncidentBook::of(const AlertId &alert) const
{
    const auto place = m_places.constFind(alertKey(alert));
    const Incident *incident = place == m_places.cend() ? nullptr : find(place->incident);
    return incident && incident->parts[place->part].firing ? incident : nullptr;
}

std::vector<IncidentChange> IncidentBook::take(const AlertChange &change, const Rule &rule, const CauseFacts &facts,
                                               const Inhibition *inhibition)
{
    return change.alert.state == Alert::State::Firing ? join(change, rule, facts, inhibition) : leave(change);
}

std::vector<IncidentChange> IncidentBook::join(const AlertChange &change, const Rule &rule, const CauseFacts &facts,
                                               const Inhibition *inhibition)
{
    const AlertId alert = idOf(change.alert);
    if (const auto place = m_places.constFind(alertKey(alert)); place != m_places.cend()) {
        Incident *holder = at(place->incident);
        if (holder && holder->parts[place->part].firing)
            return {};
    }

    const Cause cause = inhibition ? inhibition->cause : causeOf(change.alert, rule, facts);
    Incident *incident = incidentFor(cause, facts, change.at, !inhibition);
    if (!incident && inhibition)
        return {};
    if (!incident) {
        Incident &opened = add({.key = causeKey(cause),
                                .title = incidentTitle(cause, facts),
                                .cause = cause,
                                .severity = rule.severity,
                                .openedAt = change.at});
        addPart(opened, change, rule);
        return {incidentChange(ChangeKind::Opened, opened, change.at, openedText(opened), alert)};
    }

    const bool reopened = !isOpen(*incident);
    if (reopened) {
        endAcknowledgement(*incident);
        incident->resolvedAt.reset();
    }
    if (!inhibition && tellsMore(cause, incident->cause)) {
        incident->cause = cause;
        incident->title = incidentTitle(cause, facts);
    }
    addPart(*incident, change, rule);
    const Incident::Part &part = incident->parts[m_places[alertKey(alert)].part];
    std::vector<IncidentChange> changes{
        reopened
            ? partChange(ChangeKind::Reopened, *incident, change.at, reopenedText(*incident, alert), part)
            : partChange(ChangeKind::Joined, *incident, change.at, joinedText(*incident, alert, inhibition), part)};
    // What is hidden is told to nobody, and makes nothing worse for those who have it on.
    if (!inhibition && rule.severity < incident->severity) {
        incident->severity = rule.severity;
        endAcknowledgement(*incident);
        changes.push_back(
            partChange(ChangeKind::Worse, *incident, change.at, graverText(*incident, alert, rule.severity), part));
    }
    return changes;
}

std::vector<IncidentChange> IncidentBook::leave(const AlertChange &change)
{
    const AlertId alert = idOf(change.alert);
    const auto place = m_places.constFind(alertKey(alert));
    Incident *incident = place == m_places.cend() ? nullptr : at(place->incident);
    if (!incident || !incident->parts[place->part].firing)
        return {};
    Incident::Part &part = incident->parts[place->part];
    part.firing = false;
    part.resolvedAt = change.at;
    const int stillFiring = --m_firing[incident->id];
    if (stillFiring > 0 || !incident->openedBy.isEmpty())
        return {partChange(ChangeKind::Left, *incident, change.at, leftText(*incident, alert, stillFiring), part)};
    incident->state = IncidentState::Resolved;
    incident->resolvedAt = change.at;
    return {incidentChange(ChangeKind::Resolved, *incident, change.at, resolvedText(*incident), alert)};
}

/// The incident of the cause that is open, or was a moment ago.
Incident *IncidentBook::incidentFor(const Cause &cause, const CauseFacts &facts, TimePoint at, bool mayReopen)
{
    widenToken(cause, facts);
    const auto newest = m_newestOf.constFind(causeKey(cause));
    Incident *incident = newest == m_newestOf.cend() ? nullptr : this->at(*newest);
    if (!incident || isOpen(*incident))
        return incident;
    return mayReopen && incident->resolvedAt && at - *incident->resolvedAt <= flappingWithin ? incident : nullptr;
}

/// A token that one service saw refused turns out to be the account's: the incident becomes that of the account.
void IncidentBook::widenToken(const Cause &cause, const CauseFacts &facts)
{
    const QString key = causeKey(cause);
    const auto account = std::ranges::find(facts.accounts, cause.scope, &CauseFacts::Account::name);
    if (cause.kind != Cause::Kind::Token || account == facts.accounts.end() || !account->refused)
        return;
    if (const auto newest = m_newestOf.constFind(key); newest != m_newestOf.cend()) {
        const Incident *incident = find(*newest);
        if (incident && isOpen(*incident))
            return;
    }
    for (const CauseFacts::Service &service : facts.services) {
        if (service.account != account->name)
            continue;
        Cause narrow = cause;
        narrow.scope = service.name;
        const auto found = m_newestOf.constFind(causeKey(narrow));
        Incident *incident = found == m_newestOf.cend() ? nullptr : at(*found);
        if (!incident || !isOpen(*incident) || incident->key == key)
            continue;
        m_newestOf.erase(found);
        incident->key = key;
        incident->cause = cause;
        incident->title = incidentTitle(cause, facts);
        m_newestOf[key] = incident->id;
        return;
    }
}

void IncidentBook::addPart(Incident &incident, const AlertChange &change, const Rule &rule)
{
    const AlertId alert = idOf(change.alert);
    const auto place = m_places.constFind(alertKey(alert));
    size_t part = incident.parts.size();
    if (place != m_places.cend()) {
        part = place->incident == incident.id
            ? place->part
            : size_t(std::ranges::find(incident.parts, alert, &Incident::Part::alert) - incident.parts.begin());
    }
    if (part == incident.parts.size())
        incident.parts.push_back({.alert = alert});
    Incident::Part &joined = incident.parts[part];
    joined.severity = rule.severity;
    joined.signal = rule.signal;
    m_firing[incident.id] += joined.firing ? 0 : 1;
    joined.firing = true;
    joined.firedAt = change.alert.firedAt.value_or(change.at);
    joined.resolvedAt.reset();
    putValue(joined, change.alert, rule);
    if (!incident.services.contains(alert.service))
        incident.services += alert.service;
    m_places[alertKey(alert)] = {.incident = incident.id, .part = part};
}

void IncidentBook::refresh(std::span<const JudgedAlert> alerts)
{
    for (const auto &[alert, rule] : alerts) {
        if (!alert || !rule || alert->state != Alert::State::Firing)
            continue;
        const auto place = m_places.constFind({alert->service, alert->rule});
        Incident *incident = place == m_places.cend() ? nullptr : at(place->incident);
        if (incident && incident->parts[place->part].firing)
            putValue(incident->parts[place->part], *alert, *rule);
    }
}

Incident &IncidentBook::add(Incident incident)
{
    incident.id = m_next++;
    if (!incident.key.isEmpty())
        m_newestOf[incident.key] = incident.id;
    m_incidents.push_back(std::move(incident));
    return m_incidents.back();
}

std::vector<Incident> IncidentBook::newest(size_t most) const
{
    std::vector<const Incident *> order;
    order.reserve(m_incidents.size());
    for (const Incident &incident : m_incidents)
        order.push_back(&incident);
    const size_t count = std::min(most, order.size());
    std::ranges::partial_sort(order, order.begin() + std::ptrdiff_t(count), [](const Incident *a, const Incident *b) {
        if (isOpen(*a) != isOpen(*b))
            return isOpen(*a);
        return a->openedAt != b->openedAt ? a->openedAt > b->openedAt : a->id > b->id;
    });
    std::vector<Incident> found;
    found.reserve(count);
    for (size_t i = 0; i < count; ++i)
        found.push_back(*order[i]);
    return found;
}

void IncidentBook::trim(TimePoint now)
{
    const auto old = [now](const Incident &incident) {
        return !isOpen(incident) && incident.resolvedAt && now - *incident.resolvedAt > incidentsKept;
    };
    if (std::erase_if(m_incidents, old) > 0)
        index();
}

void IncidentBook::index()
{
    m_places.clear();
    m_newestOf.clear();
    m_firing.clear();
    for (const Incident &incident : m_incidents) {
        // A widened token's incident may be open and older than one that is over.
        const auto newest = m_newestOf.constFind(incident.key);
        const bool olderIsOpen = newest != m_newestOf.cend() && isOpen(*at(*newest)) && !isOpen(incident);
        if (!incident.key.isEmpty() && !olderIsOpen)
            m_newestOf[incident.key] = incident.id;
        for (size_t i = 0; i < incident.parts.size(); ++i) {
            m_firing[incident.id] += incident.parts[i].firing ? 1 : 0;
            const auto known = m_places.constFind(alertKey(incident.parts[i].alert));
            // An older incident may still hold what a newer one had for a while.
            const bool heldElsewhere = known != m_places.cend() && !incident.parts[i].firing
                && at(known->incident)->parts[known->part].firing;
            if (!heldElsewhere)
                m_places[alertKey(incident.parts[i].alert)] = {.incident = incident.id, .part = i};
        }
    }
}

QByteArray IncidentBook::toBytes() const
{
    QJsonArray values;
    for (const Incident &incident : m_incidents)
        values.append(incidentJson(incident));
    return versionedBytes(incidentBookVersion, QStringLiteral("incidents"), values, {{QStringLiteral("next"), m_next}});
}

IncidentBook::Restored IncidentBook::fromBytes(const QByteArray &bytes)
{
    const QString key = QStringLiteral("incidents");
    const auto damaged = [] {
        return Restored{.notice
                        = QStringLiteral("incidents are damaged: the list starts anew, and alerts that fire open "
                                         "new ones when they fire again")};
    };
    if (bytes.isEmpty())
        return {};
    const std::optional<QJsonObject> root = versionedObject(bytes, incidentBookVersion, key);
    if (!root)
        return damaged();
    Restored restored;
    for (const QJsonValue &value : root->value(key).toArray()) {
        std::optional<Incident> incident = incidentOf(value.toObject());
        if (!incident || incident->id < restored.book.m_next)
            return damaged();
        restored.book.m_next = incident->id + 1;
        restored.book.m_incidents.push_back(*std::move(incident));
    }
    restored.book.m_next = std::max(restored.book.m_next, root->value(QStringLiteral("next")).toInteger());
    restored.book.index();
    return restored;
}

} // namespace hubwatch
