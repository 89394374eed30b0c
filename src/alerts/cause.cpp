#include "alerts/cause_topic.h"

#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

using CauseKind = Cause::Kind;

/// The account by name; where the facts do not know it, what the alert is about.
QString accountScope(const QString &service, const CausePlace &place)
{
    return place.account ? place.account->name : service;
}

Cause refusedCause(const QString &service, const CausePlace &place)
{
    // Only what is known of the account says that the token itself is refused, and not this service's use of it.
    const bool wholeAccount = place.account && (place.isAccount || place.account->refused);
    return tokenCause(wholeAccount ? place.account->name : service);
}

Cause stormCause(const QString &service, const CausePlace &place)
{
    // With the day's quota gone all services of the account are answered so, for one reason.
    const bool wholeAccount = place.account && (place.isAccount || place.account->quotaGone);
    return {.kind = CauseKind::Quota,
            .scope = wholeAccount ? place.account->name : service,
            .words = QStringLiteral("429 storm")};
}

Cause ownCause(const Alert &alert, const Rule &rule, CauseTopic topic, const CausePlace &place)
{
    const QString &service = alert.service;
    const auto us
        = [&service](const QString &words) { return Cause{.kind = CauseKind::Us, .scope = service, .words = words}; };
    switch (topic) {
    case CauseTopic::Errors: return us(QStringLiteral("error burst"));
    case CauseTopic::RateLimit: return stormCause(service, place);
    case CauseTopic::Refused: return refusedCause(service, place);
    case CauseTopic::Slow: return us(QStringLiteral("slow calls"));
    case CauseTopic::Webhooks: return us(QStringLiteral("webhooks late"));
    case CauseTopic::Sync: return us(QStringLiteral("sync stuck"));
    case CauseTopic::Ready:
    case CauseTopic::Health: return us(QStringLiteral("service not ready"));
    case CauseTopic::Unreachable: return us(QStringLiteral("service unreachable"));
    case CauseTopic::Fresh:
        return {.kind = CauseKind::Console, .scope = service, .words = QStringLiteral("console cannot see")};
    case CauseTopic::Quota:
        return {.kind = CauseKind::Quota,
                .scope = accountScope(service, place),
                .words = QStringLiteral("quota running out")};
    case CauseTopic::Age:
        return {.kind = CauseKind::Token,
                .scope = accountScope(service, place),
                .words = QStringLiteral("token to be rotated")};
    case CauseTopic::HubSpot: return hubspotCause();
    case CauseTopic::Other: return us(rule.signal);
    }
    Q_UNREACHABLE();
}

/// What of a service is broken, in a key: by what breaks together.
QString brokenPart(const QString &words)
{
    struct Part {
        QLatin1StringView words;
        QLatin1StringView part;
    };
    static constexpr std::array parts{Part{QLatin1StringView("error burst"), QLatin1StringView("errors")},
                                      Part{QLatin1StringView("slow calls"), QLatin1StringView("slow")},
                                      Part{QLatin1StringView("webhooks late"), QLatin1StringView("webhooks")},
                                      Part{QLatin1StringView("sync stuck"), QLatin1StringView("sync")},
                                      Part{QLatin1StringView("service not ready"), QLatin1StringView("reach")},
                                      Part{QLatin1StringView("service unreachable"), QLatin1StringView("reach")},
                                      Part{QLatin1StringView("console cannot see"), QLatin1StringView("reach")}};
    const auto found = std::ranges::find_if(parts, [&](const Part &part) { return part.words == words; });
    return found == parts.end() ? words : QString(found->part);
}

} // namespace

QString causeKindText(CauseKind kind)
{
    switch (kind) {
    case CauseKind::Us: return QStringLiteral("us");
    case CauseKind::HubSpot: return QStringLiteral("hubspot");
    case CauseKind::Token: return QStringLiteral("token");
    case CauseKind::Quota: return QStringLiteral("quota");
    case CauseKind::Network: return QStringLiteral("network");
    case CauseKind::Console: return QStringLiteral("console");
    }
    Q_UNREACHABLE();
}

std::optional<CauseKind> parseCauseKind(QStringView text)
{
    for (const CauseKind kind : {CauseKind::Us, CauseKind::HubSpot, CauseKind::Token, CauseKind::Quota,
                                 CauseKind::Network, CauseKind::Console}) {
        if (text == causeKindText(kind))
            return kind;
    }
    return std::nullopt;
}

Cause causeOf(const Alert &alert, const Rule &rule, const CauseFacts &facts)
{
    const CauseTopic topic = causeTopic(alert, rule);
    const CausePlace place = placeOf(alert.service, facts);
    if (std::optional<Cause> cause = factCause(topic, place, facts))
        return *cause;
    return ownCause(alert, rule, topic, place);
}

QString causeKey(const Cause &cause)
{
    switch (cause.kind) {
    case CauseKind::Network:
    case CauseKind::HubSpot: return causeKindText(cause.kind);
    case CauseKind::Token:
        // Due for rotation is another matter than refused.
        return cause.words == u"token to be rotated" ? QStringLiteral("token/%1/age").arg(cause.scope)
                                                     : QStringLiteral("token/%1").arg(cause.scope);
    case CauseKind::Quota: return QStringLiteral("quota/%1").arg(cause.scope);
    case CauseKind::Us:
    case CauseKind::Console:
        // A service that is down is first one that the console cannot see: both are one incident.
        return QStringLiteral("us/%1/%2").arg(cause.scope, brokenPart(cause.words));
    }
    Q_UNREACHABLE();
}

QString causeKey(const Alert &alert, const Rule &rule, const CauseFacts &facts)
{
    return causeKey(causeOf(alert, rule, facts));
}

AlertLabels labelsOf(const Alert &alert, const Rule &rule, const CauseFacts &facts)
{
    const CausePlace place = placeOf(alert.service, facts);
    AlertLabels labels;
    const auto put = [&labels](const QString &label, const QString &value) {
        if (!value.isEmpty())
            labels.insert(label, value);
    };
    put(QStringLiteral("rule"), alert.rule);
    put(QStringLiteral("signal"), rule.signal);
    put(QStringLiteral("severity"), severityText(rule.severity));
    put(QStringLiteral("service"), alert.service);
    if (place.account) {
        put(QStringLiteral("account"), place.account->name);
        put(QStringLiteral("portal"), place.account->portal);
        return labels;
    }
    const auto service = std::ranges::find(facts.services, alert.service, &CauseFacts::Service::name);
    if (service != facts.services.end())
        put(QStringLiteral("account"), service->account);
    return labels;
}

} // namespace hubwatch
