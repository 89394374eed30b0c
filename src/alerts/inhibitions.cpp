#include "alerts/cause_topic.h"
#include "signals/signal.h"

#include <QHash>
#include <algorithm>

namespace hubwatch {

namespace {

/// One dead service fails each of its endpoints: the gravest alert speaks for all, among equals the first.
bool isGraver(const JudgedAlert &a, const JudgedAlert &b)
{
    if (a.rule->severity != b.rule->severity)
        return a.rule->severity < b.rule->severity;
    if (a.alert->firedAt != b.alert->firedAt)
        return a.alert->firedAt < b.alert->firedAt;
    return a.alert->rule < b.alert->rule;
}

/// What fires and may explain others, and the facts, found by name: thousands of alerts are judged at once.
class Explainers
{
public:
    Explainers(std::span<const JudgedAlert> alerts, const CauseFacts &facts);

    std::optional<Inhibition> judge(const JudgedAlert &judged) const;

private:
    void add(const JudgedAlert &judged);
    CausePlace placeAt(const QString &service) const;
    Inhibition inhibitionBy(const Alert &alert, const Cause &cause) const;
    const Alert *aftermathOf(const JudgedAlert &judged) const;
    std::optional<Inhibition> byService(const JudgedAlert &judged, CauseTopic topic) const;

    const CauseFacts &m_facts;
    QHash<QString, CausePlace> m_places = {};
    QHash<QString, const Alert *> m_refused = {};          ///< by service
    QHash<QString, const Alert *> m_refusedLately = {};    ///< by service: resolved
    QHash<QString, const Alert *> m_refusedOfAccount = {}; ///< by account: one that shows it
    QHash<QString, JudgedAlert> m_unreachable = {};        ///< by service: the gravest
    const Alert *m_hubspot = nullptr;
};

Explainers::Explainers(std::span<const JudgedAlert> alerts, const CauseFacts &facts)
    : m_facts(facts)
{
    QHash<QString, const CauseFacts::Account *> accounts;
    for (const CauseFacts::Account &account : facts.accounts) {
        accounts.insert(account.name, &account);
        m_places.insert(account.subject, {.account = &account, .isAccount = true});
    }
    for (const CauseFacts::Service &service : facts.services) {
        if (!m_places.contains(service.name))
            m_places.insert(service.name, {.account = accounts.value(service.account), .local = service.local});
    }
    for (const JudgedAlert &judged : alerts) {
        if (!judged.alert || !judged.rule)
            continue;
        if (judged.alert->state == Alert::State::Firing)
            add(judged);
        else if (judged.alert->state == Alert::State::Resolved
                 && causeTopic(*judged.alert, *judged.rule) == CauseTopic::Refused)
            m_refusedLately.insert(judged.alert->service, judged.alert);
    }
}

void Explainers::add(const JudgedAlert &judged)
{
    const Alert &alert = *judged.alert;
    const CausePlace place = placeAt(alert.service);
    switch (causeTopic(alert, *judged.rule)) {
    case CauseTopic::Refused:
        if (!m_refused.contains(alert.service))
            m_refused.insert(alert.service, &alert);
        // The account's own calls show it best.
        if (place.account && (place.isAccount || !m_refusedOfAccount.contains(place.account->name)))
            m_refusedOfAccount.insert(place.account->name, &alert);
        return;
    case CauseTopic::Unreachable: {
        const auto known = m_unreachable.constFind(alert.service);
        if (known == m_unreachable.cend() || isGraver(judged, *known))
            m_unreachable.insert(alert.service, judged);
        return;
    }
    case CauseTopic::HubSpot:
        if (!m_hubspot)
            m_hubspot = &alert;
        return;
    case CauseTopic::Errors:
    case CauseTopic::RateLimit:
    case CauseTopic::Slow:
    case CauseTopic::Webhooks:
    case CauseTopic::Sync:
    case CauseTopic::Ready:
    case CauseTopic::Health:
    case CauseTopic::Fresh:
    case CauseTopic::Quota:
    case CauseTopic::Age:
    case CauseTopic::Other: return;
    }
}

CausePlace Explainers::placeAt(const QString &service) const
{
    return m_places.value(service);
}

/// A fact's cause, shown below the alert that tells of it where one fires.
Inhibition Explainers::inhibitionBy(const Alert &alert, const Cause &cause) const
{
    Inhibition inhibition{.alert = idOf(alert), .cause = cause};
    const Alert *by = nullptr;
    switch (cause.kind) {
    case Cause::Kind::Network: inhibition.why = QStringLiteral("the network of this machine is lost"); break;
    case Cause::Kind::HubSpot:
        by = m_hubspot;
        inhibition.why = m_facts.hubspotIncident.isEmpty()
            ? QStringLiteral("HubSpot reports an incident")
            : QStringLiteral("HubSpot reports an incident: %1").arg(m_facts.hubspotIncident);
        break;
    case Cause::Kind::Token:
        by = m_refusedOfAccount.value(cause.scope);
        inhibition.why = QStringLiteral("token of %1 is refused").arg(cause.scope);
        break;
    case Cause::Kind::Us:
    case Cause::Kind::Quota:
    case Cause::Kind::Console: break;
    }
    if (by)
        inhibition.by = idOf(*by);
    return inhibition;
}

/// A figure over a window goes on showing what happened in it after the cause has gone.
const Alert *Explainers::aftermathOf(const JudgedAlert &judged) const
{
    constexpr Duration shortest = 2min; // a state is polled again within it
    const Alert *refused = m_refusedLately.value(judged.alert->service);
    if (!refused || !refused->firedAt || judged.alert->since < *refused->firedAt)
        return nullptr;
    const SignalDefinition *signal = findSignal(judged.rule->signal);
    const Duration window = std::max(shortest, signal ? signal->window + judged.rule->keepFiringFor : shortest);
    return judged.alert->evaluatedAt - refused->since <= window ? refused : nullptr;
}

std::optional<Inhibition> Explainers::byService(const JudgedAlert &judged, CauseTopic topic) const
{
    const Alert &alert = *judged.alert;
    const Alert *refused = tokenExplains(topic) ? m_refused.value(alert.service) : nullptr;
    const bool lately = !refused;
    if (lately && tokenExplains(topic))
        refused = aftermathOf(judged);
    if (refused) {
        const CausePlace place = placeAt(alert.service);
        return Inhibition{.alert = idOf(alert),
                          .by = idOf(*refused),
                          .cause = tokenCause(place.isAccount ? place.account->name : alert.service),
                          .why = (lately ? QStringLiteral("calls of %1 were refused a moment ago")
                                         : QStringLiteral("calls of %1 are refused"))
                                     .arg(alert.service)};
    }
    const bool ofReach = topic == CauseTopic::Fresh || topic == CauseTopic::Ready || topic == CauseTopic::Health
        || topic == CauseTopic::Unreachable;
    const auto unreachable = m_unreachable.constFind(alert.service);
    if (!ofReach || unreachable == m_unreachable.cend() || unreachable->alert == judged.alert
        || judged.rule->severity < unreachable->rule->severity)
        return std::nullopt;
    return Inhibition{
        .alert = idOf(alert),
        .by = idOf(*unreachable->alert),
        .cause = {.kind = Cause::Kind::Us, .scope = alert.service, .words = QStringLiteral("service unreachable")},
        .why = QStringLiteral("%1 cannot be reached").arg(alert.service)};
}

std::optional<Inhibition> Explainers::judge(const JudgedAlert &judged) const
{
    if (!judged.alert || !judged.rule)
        return std::nullopt;
    const Alert &alert = *judged.alert;
    if (alert.state != Alert::State::Pending && alert.state != Alert::State::Firing)
        return std::nullopt;
    const CauseTopic topic = causeTopic(alert, *judged.rule);
    if (const auto cause = factCause(topic, placeAt(alert.service), m_facts))
        return inhibitionBy(alert, *cause);
    if (m_hubspot && hubspotExplains(topic))
        return inhibitionBy(alert, hubspotCause());
    return byService(judged, topic);
}

} // namespace

std::vector<Inhibition> inhibitions(std::span<const JudgedAlert> alerts, const CauseFacts &facts)
{
    const Explainers explainers(alerts, facts);
    std::vector<Inhibition> found;
    for (const JudgedAlert &judged : alerts) {
        if (std::optional<Inhibition> inhibition = explainers.judge(judged))
            found.push_back(*std::move(inhibition));
    }
    return found;
}

} // namespace hubwatch
