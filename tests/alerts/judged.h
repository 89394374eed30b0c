// Alerts with their rules, as tests of causes and incidents make them.
#pragma once

#include "alerts/cause.h"
#include "alerts/incident_book.h"

#include <deque>

namespace hubwatch::testing {

inline const TimePoint incidentStart(1'763'884'800s);

inline QString latin(const char *text)
{
    return QString::fromLatin1(text);
}

/// The rule of the signal, above 0; of states below 1.
inline Rule ruleOn(const char *signal, Rule::Severity severity = Rule::Severity::Page, const char *name = nullptr)
{
    const QString id = latin(signal);
    const bool state = id.startsWith(QStringLiteral("service.")) || id == QStringLiteral("hubspot.status");
    return {.name = name ? latin(name) : id,
            .signal = id,
            .side = state ? Rule::Side::Below : Rule::Side::Above,
            .threshold = state ? 1.0 : 0.0,
            .severity = severity};
}

inline Alert firingAlert(const QString &service, const Rule &rule, std::optional<double> value = {})
{
    const bool below = rule.side == Rule::Side::Below;
    return {.service = service,
            .rule = rule.name,
            .state = Alert::State::Firing,
            .firedAt = incidentStart,
            .value = value ? value : std::optional(below ? 0.0 : 1.0)};
}

/// Keeps alerts and rules where JudgedAlert can point to them.
class JudgedAlerts
{
public:
    JudgedAlerts &add(const char *service, const Rule &rule, std::optional<double> value = {})
    {
        m_rules.push_back(rule);
        m_alerts.push_back(firingAlert(latin(service), rule, value));
        m_judged.push_back({.alert = &m_alerts.back(), .rule = &m_rules.back()});
        return *this;
    }
    Alert &last() { return m_alerts.back(); }
    std::span<const JudgedAlert> all() const { return m_judged; }

private:
    std::deque<Rule> m_rules = {};
    std::deque<Alert> m_alerts = {};
    std::vector<JudgedAlert> m_judged = {};
};

/// Accounts prod (of contacts-sync and crm) and eu (of billing); local-sync of prod is on this machine.
inline CauseFacts twoAccounts()
{
    return {.accounts = {{.name = latin("prod"), .subject = latin("hubspot:prod"), .portal = latin("4711")},
                         {.name = latin("eu"), .subject = latin("hubspot:eu"), .portal = latin("4712")}},
            .services = {{.name = latin("contacts-sync"), .account = latin("prod")},
                         {.name = latin("crm"), .account = latin("prod")},
                         {.name = latin("billing"), .account = latin("eu")},
                         {.name = latin("local-sync"), .account = latin("prod"), .local = true},
                         {.name = latin("orphan")}}};
}

} // namespace hubwatch::testing
