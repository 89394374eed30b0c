#include "app/alerting/told_alert.h"

#include "base/duration_text.h"
#include "signals/value_text.h"

namespace hubwatch {

namespace {

QString thresholdText(const Rule &rule, const SignalDefinition &signal)
{
    if (signal.unit == SignalDefinition::Unit::State)
        return rule.threshold > 0 ? QStringLiteral("not ready") : QStringLiteral("unreachable");
    return (rule.side == Rule::Side::Above ? QStringLiteral("above %1") : QStringLiteral("below %1"))
        .arg(valueText(signal, rule.threshold));
}

QString titleText(const Alert &alert, const Rule &rule)
{
    const SignalDefinition *signal = findSignal(rule.signal);
    if (!signal)
        return QStringLiteral("%1: %2").arg(alert.service, rule.name);
    if (!alert.value)
        return QStringLiteral("%1: %2").arg(alert.service, signal->title);
    return QStringLiteral("%1: %2 %3").arg(alert.service, signal->title, valueText(*signal, *alert.value));
}

} // namespace

QString ruleText(const Rule &rule)
{
    const SignalDefinition *signal = findSignal(rule.signal);
    QString text = signal ? thresholdText(rule, *signal) : rule.name;
    if (rule.polls > 1)
        text += QStringLiteral(" for %1 polls").arg(rule.polls);
    else if (rule.holdFor > 0s)
        text += QStringLiteral(" for %1").arg(durationText(rule.holdFor));
    if (rule.minimum > 0)
        text += QStringLiteral(", of at least %1").arg(rule.minimum);
    return text;
}

ToldAlert toldAlert(const Alert &alert, const Rule &rule, const CauseFacts &facts, const Incident *incident,
                    const QString &evidence)
{
    ToldAlert told{.id = idOf(alert), .firing = alert.state == Alert::State::Firing, .severity = rule.severity};
    told.title = titleText(alert, rule);
    told.details = ruleText(rule);
    if (alert.n > 0)
        told.details += QStringLiteral("; n %1").arg(alert.n);
    if (!alert.note.isEmpty())
        told.details += QStringLiteral("; %1").arg(alert.note);
    if (!evidence.isEmpty())
        told.details += QStringLiteral("; %1").arg(evidence);
    told.cause = causeOf(alert, rule, facts).words;
    told.incident = incident ? incident->id : 0;
    told.value = alert.value;
    told.n = alert.n;
    told.startedAt = alert.firedAt.value_or(alert.since);
    if (!told.firing)
        told.endedAt = alert.since;
    told.labels = labelsOf(alert, rule, facts);
    return told;
}

} // namespace hubwatch
