#include "app/commands/watch_lines.h"

#include "base/time_text.h"
#include "signals/signal.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cmath>

namespace hubwatch {

namespace {

/// JSON has no infinities and no NaN; what cannot be written is null, as an unknown value is.
QJsonValue numberOrNull(const std::optional<double> &value)
{
    return value && std::isfinite(*value) ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QByteArray jsonLine(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

bool ruleApplies(const Rule &rule, const Reading &reading)
{
    return rule.signal == reading.signal && (rule.services.isEmpty() || rule.services.contains(reading.service));
}

QString clockText(TimePoint at)
{
    return utcText(at).mid(11, 8) + u'Z';
}

QString valueSentence(const Reading &reading)
{
    if (!reading.value)
        return reading.note.isEmpty() ? QStringLiteral("?") : QStringLiteral("? (%1)").arg(reading.note);
    const SignalDefinition *definition = findSignal(reading.signal);
    const bool ratio = definition && definition->unit == SignalDefinition::Unit::Ratio;
    const bool seconds = definition && definition->unit == SignalDefinition::Unit::Seconds;
    QString text = QString::number(ratio ? *reading.value * 100 : *reading.value, 'g', 4);
    if (ratio)
        text += QStringLiteral(" %");
    if (seconds)
        text += QStringLiteral(" s");
    if (reading.low && !reading.high)
        text.prepend(QStringLiteral(">= "));
    return text;
}

} // namespace

QString readingSentence(const Reading &reading, std::span<const Rule> rules)
{
    return QStringLiteral("%1 %2 %3 %4 (n %5) %6")
        .arg(clockText(reading.at), reading.service, reading.signal, valueSentence(reading), QString::number(reading.n),
             readingState(reading, rules));
}

QString alertSentence(const AlertChange &change)
{
    return QStringLiteral("%1 %2 ALERT %3: %4 -> %5 since %6")
        .arg(clockText(change.at), change.alert.service, change.alert.rule, stateText(change.from),
             stateText(change.alert.state), clockText(change.alert.since));
}

QString readingState(const Reading &reading, std::span<const Rule> rules)
{
    switch (reading.validity) {
    case Reading::Validity::Unknown: return QStringLiteral("unknown");
    case Reading::Validity::NoData: return QStringLiteral("no-data");
    case Reading::Validity::Known: break;
    }
    const bool breach = std::ranges::any_of(
        rules, [&](const Rule &rule) { return ruleApplies(rule, reading) && breaches(rule, reading); });
    return breach ? QStringLiteral("breach") : QStringLiteral("ok");
}

QByteArray readingLine(const Reading &reading, std::span<const Rule> rules)
{
    return jsonLine({{QStringLiteral("type"), QStringLiteral("reading")},
                     {QStringLiteral("at"), utcText(reading.at)},
                     {QStringLiteral("service"), reading.service},
                     {QStringLiteral("signal"), reading.signal},
                     {QStringLiteral("value"), numberOrNull(reading.value)},
                     {QStringLiteral("n"), qint64(reading.n)},
                     {QStringLiteral("low"), numberOrNull(reading.low)},
                     {QStringLiteral("high"), numberOrNull(reading.high)},
                     {QStringLiteral("state"), readingState(reading, rules)}});
}

QByteArray alertLine(const AlertChange &change)
{
    return jsonLine({{QStringLiteral("type"), QStringLiteral("alert")},
                     {QStringLiteral("at"), utcText(change.at)},
                     {QStringLiteral("service"), change.alert.service},
                     {QStringLiteral("rule"), change.alert.rule},
                     {QStringLiteral("from"), stateText(change.from)},
                     {QStringLiteral("to"), stateText(change.alert.state)},
                     {QStringLiteral("since"), utcText(change.alert.since)},
                     {QStringLiteral("value"), numberOrNull(change.alert.value)}});
}

} // namespace hubwatch
