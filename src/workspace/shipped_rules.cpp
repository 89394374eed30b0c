#include "workspace/rule_defaults.h"

#include "signals/signal.h"
#include "workspace/workspace.h"

#include <algorithm>

namespace hubwatch {

namespace {

using Severity = Rule::Severity;
using Side = Rule::Side;

/// Few events prove nothing: a ratio or a quantile over fewer than this many calls does not raise an alert.
constexpr std::int64_t smallVolume = 20;

Rule shippedRule(const char *signal, Side side, double threshold, Duration holdFor, Severity severity)
{
    const QString id = QString::fromLatin1(signal);
    return {.name = id, .signal = id, .side = side, .threshold = threshold, .holdFor = holdFor, .severity = severity};
}

Rule named(Rule rule, const char *suffix)
{
    rule.name += u' ' + QString::fromLatin1(suffix);
    return rule;
}

Rule withMinimum(Rule rule)
{
    rule.minimum = smallVolume;
    return rule;
}

Rule afterPolls(Rule rule, int polls)
{
    rule.polls = polls;
    return rule;
}

/// Shipped with its number, but silent until the team switches it on.
Rule switchedOff(Rule rule)
{
    rule.enabled = false;
    return rule;
}

} // namespace

std::vector<Rule> shippedRules()
{
    const auto burn = [](const char *signal, double factor, Severity severity) {
        return switchedOff(withMinimum(shippedRule(signal, Side::Above, factor, 0s, severity)));
    };
    return {
        withMinimum(shippedRule("api.error_rate", Side::Above, 0.05, 5min, Severity::Page)),
        shippedRule("api.auth_failures", Side::Above, 0, 0s, Severity::Page),
        shippedRule("api.rate_limited", Side::Above, 50, 0s, Severity::Notify),
        switchedOff(withMinimum(shippedRule("api.latency_p99", Side::Above, 3, 10min, Severity::Ticket))),
        switchedOff(withMinimum(shippedRule("webhook.delay_p99", Side::Above, 5, 10min, Severity::Ticket))),
        switchedOff(shippedRule("sync.success_rate", Side::Below, 0.995, 1h, Severity::Ticket)),
        shippedRule("sync.overdue", Side::Above, 1800, 0s, Severity::Notify),
        // States: 1 is good, 0 is "not ready", -1 is unreachable.
        afterPolls(shippedRule("service.ready", Side::Below, 1, 0s, Severity::Ticket), 2),
        named(afterPolls(shippedRule("service.ready", Side::Below, 0, 0s, Severity::Page), 3), "unreachable"),
        afterPolls(shippedRule("service.healthy", Side::Below, 1, 0s, Severity::Ticket), 2),
        named(afterPolls(shippedRule("service.healthy", Side::Below, 0, 0s, Severity::Page), 3), "unreachable"),
        // Counted in polls missed: blind from the third on.
        shippedRule("source.fresh", Side::Above, 2, 0s, Severity::Ticket),
        named(shippedRule("source.fresh", Side::Above, 2, 15min, Severity::Page), "blind"),
        burn("api.burn.1h", 14.4, Severity::Page),
        burn("api.burn.6h", 6, Severity::Page),
        burn("api.burn.1d", 3, Severity::Ticket),
        burn("api.burn.3d", 1, Severity::Ticket),
        switchedOff(shippedRule("quota.daily", Side::Above, 1, 10min, Severity::Ticket)),
        // In days. Rotation is due at 90; the marks before leave time to plan it.
        shippedRule("credential.age", Side::Above, 75, 0s, Severity::Notify),
        named(shippedRule("credential.age", Side::Above, 85, 0s, Severity::Notify), "85 days"),
        named(shippedRule("credential.age", Side::Above, 90, 0s, Severity::Ticket), "90 days"),
        shippedRule("checklist.regressed", Side::Above, 0, 0s, Severity::Ticket),
    };
}

Rule ruleDefaults(const QString &name, const QString &signal)
{
    Rule bare{.name = name, .signal = signal};
    for (Rule &shipped : shippedRules()) {
        if (shipped.name == name && shipped.signal == signal)
            return shipped;
        if (shipped.name == signal)
            bare.minimum = shipped.minimum;
    }
    return bare;
}

bool isShippedRule(const QString &name)
{
    return std::ranges::any_of(shippedRules(), [&](const Rule &rule) { return rule.name == name; });
}

QStringList ruleSignals()
{
    QStringList ids;
    for (const Rule &rule : shippedRules())
        if (!ids.contains(rule.signal))
            ids += rule.signal;
    for (const SignalDefinition &signal : signalDefinitions())
        if (!ids.contains(signal.id))
            ids += signal.id;
    return ids;
}

std::vector<Rule> effectiveRules(const Workspace &workspace)
{
    std::vector<Rule> rules = workspace.rules;
    for (Rule &shipped : shippedRules()) {
        const bool redefined
            = std::ranges::any_of(workspace.rules, [&](const Rule &rule) { return rule.name == shipped.name; });
        if (!redefined)
            rules.push_back(std::move(shipped));
    }
    return rules;
}

} // namespace hubwatch
