#include "alerts/cause_topic.h"

namespace hubwatch {

namespace {

const CauseFacts::Account *accountNamed(const QString &name, const CauseFacts &facts)
{
    for (const CauseFacts::Account &account : facts.accounts) {
        if (account.name == name && !name.isEmpty())
            return &account;
    }
    return nullptr;
}

} // namespace

CauseTopic causeTopic(const Alert &alert, const Rule &rule)
{
    const QString &signal = rule.signal;
    if (signal == u"api.error_rate" || signal.startsWith(u"api.burn."))
        return CauseTopic::Errors;
    if (signal == u"api.rate_limited")
        return CauseTopic::RateLimit;
    if (signal == u"api.auth_failures")
        return CauseTopic::Refused;
    if (signal == u"api.latency_p99")
        return CauseTopic::Slow;
    if (signal.startsWith(u"webhook."))
        return CauseTopic::Webhooks;
    if (signal.startsWith(u"sync."))
        return CauseTopic::Sync;
    if (signal.startsWith(u"service.")) {
        // Without a figure the rule itself says which: one that fires below 0 knows only the unreachable.
        const double state = alert.value.value_or(rule.threshold - 1);
        if (state < 0)
            return CauseTopic::Unreachable;
        return signal == u"service.healthy" ? CauseTopic::Health : CauseTopic::Ready;
    }
    if (signal == u"source.fresh")
        return CauseTopic::Fresh;
    if (signal.startsWith(u"quota."))
        return CauseTopic::Quota;
    if (signal == u"credential.age")
        return CauseTopic::Age;
    return signal == u"hubspot.status" ? CauseTopic::HubSpot : CauseTopic::Other;
}

bool hubspotExplains(CauseTopic topic)
{
    switch (topic) {
    case CauseTopic::Errors:
    case CauseTopic::Slow:
    case CauseTopic::Ready:
    case CauseTopic::Sync: return true;
    case CauseTopic::RateLimit:
    case CauseTopic::Refused:
    case CauseTopic::Webhooks:
    case CauseTopic::Health:
    case CauseTopic::Unreachable:
    case CauseTopic::Fresh:
    case CauseTopic::Quota:
    case CauseTopic::Age:
    case CauseTopic::HubSpot:
    case CauseTopic::Other: return false;
    }
    Q_UNREACHABLE();
}

bool tokenExplains(CauseTopic topic)
{
    switch (topic) {
    case CauseTopic::Errors:
    case CauseTopic::Ready:
    case CauseTopic::Sync:
    case CauseTopic::Webhooks: return true;
    case CauseTopic::RateLimit:
    case CauseTopic::Refused:
    case CauseTopic::Slow:
    case CauseTopic::Health:
    case CauseTopic::Unreachable:
    case CauseTopic::Fresh:
    case CauseTopic::Quota:
    case CauseTopic::Age:
    case CauseTopic::HubSpot:
    case CauseTopic::Other: return false;
    }
    Q_UNREACHABLE();
}

CausePlace placeOf(const QString &service, const CauseFacts &facts)
{
    for (const CauseFacts::Account &account : facts.accounts) {
        if (account.subject == service)
            return {.account = &account, .isAccount = true};
    }
    for (const CauseFacts::Service &known : facts.services) {
        if (known.name == service)
            return {.account = accountNamed(known.account, facts), .local = known.local};
    }
    return {};
}

Cause hubspotCause()
{
    return {.kind = Cause::Kind::HubSpot, .words = QStringLiteral("HubSpot incident")};
}

Cause tokenCause(const QString &scope)
{
    return {.kind = Cause::Kind::Token, .scope = scope, .words = QStringLiteral("token refused")};
}

std::optional<Cause> factCause(CauseTopic topic, const CausePlace &place, const CauseFacts &facts)
{
    if (facts.networkLost && !place.local)
        return Cause{.kind = Cause::Kind::Network, .words = QStringLiteral("network lost")};
    if (facts.hubspotDown && hubspotExplains(topic))
        return hubspotCause();
    if (place.account && place.account->refused && tokenExplains(topic))
        return tokenCause(place.account->name);
    return std::nullopt;
}

} // namespace hubwatch
