#include "workspace/rule_reader.h"

#include "workspace/rule_defaults.h"

namespace hubwatch {

namespace {

constexpr Duration longestHold = 30 * 24h;

void readCondition(TableReader &reader, Rule &rule)
{
    const QString above = QStringLiteral("above");
    const QString below = QStringLiteral("below");
    if (reader.has(above) && reader.has(below)) {
        const bool aboveIsLast = reader.line(above) > reader.line(below);
        return reader.wrong(aboveIsLast ? above : below,
                            QStringLiteral("a rule has above or below, not both; the other is on line %1")
                                .arg(reader.line(aboveIsLast ? below : above)));
    }
    if (!reader.has(above) && !reader.has(below)) {
        if (!isShippedRule(rule.name))
            reader.wrong(above, QStringLiteral("missing; give the rule above = NUMBER or below = NUMBER"));
        return;
    }
    rule.side = reader.has(above) ? Rule::Side::Above : Rule::Side::Below;
    const QString key = reader.has(above) ? above : below;
    rule.threshold = reader.number(key, QStringLiteral("0.05")).value_or(rule.threshold);
    const bool ratio
        = rule.signal == QStringLiteral("api.error_rate") || rule.signal == QStringLiteral("sync.success_rate");
    if (ratio && (rule.threshold < 0 || rule.threshold > 1))
        reader.wrong(key, QStringLiteral("expected a share from 0 to 1 (5 % is 0.05), found %1").arg(rule.threshold));
}

void readHold(TableReader &reader, Rule &rule)
{
    const QString holdKey = QStringLiteral("for");
    const QString pollsKey = QStringLiteral("polls");
    const auto holdFor = reader.duration(holdKey, QStringLiteral("5m"), 0s, longestHold);
    const auto polls = reader.integer(pollsKey, 1, 1000);
    if (reader.has(holdKey) && reader.has(pollsKey))
        reader.wrong(
            pollsKey,
            QStringLiteral("a rule has for or polls, not both; the other is on line %1").arg(reader.line(holdKey)));
    if (holdFor) {
        rule.holdFor = *holdFor;
        rule.polls = 0;
    } else if (polls) {
        rule.holdFor = 0s;
        rule.polls = int(*polls);
    }
    rule.keepFiringFor = reader.duration(QStringLiteral("keep_firing_for"), QStringLiteral("5m"), 0s, longestHold)
                             .value_or(rule.keepFiringFor);
}

} // namespace

Rule readRule(TableReader &reader, NameBooks &names)
{
    const QString signalKey = QStringLiteral("signal");
    const QStringList known = ruleSignals();
    const QString signal = reader
                               .text(signalKey, QStringLiteral("the name of a signal"),
                                     [&known](const QString &text) -> Complaint {
                                         if (known.contains(text))
                                             return std::nullopt;
                                         return QStringLiteral("unknown signal %1; valid: %2")
                                             .arg(shown(text), known.join(QStringLiteral(" ")));
                                     })
                               .value_or(QString());
    if (!reader.has(signalKey))
        reader.wrong(signalKey, QStringLiteral("missing; valid: %1").arg(known.join(QStringLiteral(" "))));
    const QString nameKey = QStringLiteral("name");
    const QString name = reader.text(nameKey, QStringLiteral("a name in quotes"), nameComplaint).value_or(signal);
    if (const Complaint complaint = name.isEmpty() ? std::nullopt : names.rules.add(name, reader.line(nameKey)))
        reader.wrong(nameKey, *complaint + QStringLiteral("; give this one another name"));

    Rule rule = ruleDefaults(name, signal);
    readCondition(reader, rule);
    readHold(reader, rule);
    rule.minimum = reader.integer(QStringLiteral("minimum"), 0, 1'000'000'000).value_or(rule.minimum);
    const QStringList severities{QStringLiteral("page"), QStringLiteral("notify"), QStringLiteral("ticket")};
    if (const auto severity = reader.word(QStringLiteral("severity"), severities))
        rule.severity = Rule::Severity(severities.indexOf(*severity));
    rule.routes
        = reader
              .texts(QStringLiteral("routes"), QStringLiteral("oncall"),
                     [&names](const QString &route) -> Complaint {
                         return names.routes.has(route) ? std::nullopt : std::optional(names.routes.unknown(route));
                     })
              .value_or(QStringList());
    const auto services = reader.texts(
        QStringLiteral("services"), QStringLiteral("contacts-sync"), [&names](const QString &service) -> Complaint {
            return names.services.has(service) ? std::nullopt : std::optional(names.services.unknown(service));
        });
    for (const QString &service : services.value_or(QStringList()))
        rule.services += names.groups.value(service, {service});
    rule.services.removeDuplicates();
    rule.enabled = reader.boolean(QStringLiteral("enabled")).value_or(rule.enabled);
    return rule;
}

} // namespace hubwatch
