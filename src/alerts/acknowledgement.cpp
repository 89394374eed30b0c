#include "alerts/acknowledgement.h"

#include "alerts/json_values.h"
#include "signals/value_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hubwatch {

namespace {

constexpr int ackVersion = 1;

double beyondBy(const Rule &rule, double value)
{
    return std::max(0.0, rule.side == Rule::Side::Above ? value - rule.threshold : rule.threshold - value);
}

/// Whether the signal's figure grows by the mere passing of time for as long as nobody has mended anything.
bool onlyCountsUp(const QString &signal)
{
    static const std::array<QLatin1StringView, 4> counting{
        QLatin1StringView("api.auth_failures"), QLatin1StringView("sync.overdue"), QLatin1StringView("source.fresh"),
        QLatin1StringView("credential.age")};
    return std::ranges::find(counting, signal) != counting.end();
}

bool figureIsWorse(const Acknowledgement &ack, const Alert &alert, const Rule &rule)
{
    if (!ack.value || !alert.value || onlyCountsUp(rule.signal))
        return false;
    const double then = beyondBy(rule, *ack.value);
    const double now = beyondBy(rule, *alert.value);
    const double slack = 1e-9 * std::max(std::abs(rule.threshold), now); // decimals such as 7.5 % are not exact
    return now > then && now + slack >= 2 * then && now - then + slack >= std::abs(rule.threshold) / 10;
}

QString figureName(const QString &signal)
{
    struct Name {
        QLatin1StringView signal;
        QLatin1StringView words;
    };
    static constexpr std::array names{
        Name{QLatin1StringView("api.error_rate"), QLatin1StringView("error rate")},
        Name{QLatin1StringView("api.rate_limited"), QLatin1StringView("number of 429s in an hour")},
        Name{QLatin1StringView("api.latency_p99"), QLatin1StringView("response time p99")},
        Name{QLatin1StringView("webhook.delay_p99"), QLatin1StringView("webhook delay p99")},
        Name{QLatin1StringView("sync.success_rate"), QLatin1StringView("sync success rate")},
        Name{QLatin1StringView("quota.daily"), QLatin1StringView("quota expected at the reset")},
        Name{QLatin1StringView("quota.used"), QLatin1StringView("quota used")}};
    const auto found = std::ranges::find_if(names, [&](const Name &name) { return name.signal == signal; });
    if (found != names.end())
        return found->words;
    return signal.startsWith(QLatin1StringView("api.burn.")) ? QStringLiteral("budget burn") : signal;
}

QJsonObject ackObject(const Acknowledgement &ack)
{
    QJsonObject object{{QStringLiteral("owner"), ack.owner},
                       {QStringLiteral("note"), ack.note},
                       {QStringLiteral("at"), jsonTime(ack.at)},
                       {QStringLiteral("severity"), severityText(ack.severity)}};
    putAlertId(object, ack.alert);
    putFigure(object, QStringLiteral("value"), ack.value);
    return object;
}

std::optional<Acknowledgement> ackOf(const QJsonObject &object)
{
    const std::optional<AlertId> alert = alertIdOf(object);
    const auto severity = parseSeverity(object[QStringLiteral("severity")].toString());
    if (!alert || !severity)
        return std::nullopt;
    return Acknowledgement{.alert = *alert,
                           .owner = object[QStringLiteral("owner")].toString(),
                           .note = object[QStringLiteral("note")].toString(),
                           .at = timeOfJson(object[QStringLiteral("at")]),
                           .severity = *severity,
                           .value = optionalFigureOf(object, QStringLiteral("value"))};
}

} // namespace

AckEnd judgeAck(const Acknowledgement &ack, const Alert &alert, const Rule &rule)
{
    switch (alert.state) {
    case Alert::State::Inactive:
    case Alert::State::Resolved: return AckEnd::Resolved;
    case Alert::State::Pending:
    case Alert::State::Firing: break;
    }
    const bool graver = rule.severity < ack.severity;
    return graver || figureIsWorse(ack, alert, rule) ? AckEnd::Worse : AckEnd::Holds;
}

QString worseText(const Acknowledgement &ack, const Alert &alert, const Rule &rule)
{
    if (rule.severity < ack.severity)
        return QStringLiteral("it was a %1 and is a %2 now")
            .arg(severityText(ack.severity), severityText(rule.severity));
    if (!ack.value || !alert.value)
        return {};
    const SignalDefinition *signal = findSignal(rule.signal);
    const auto text = [signal](double value) { return signal ? valueText(*signal, value) : QString::number(value); };
    if (signal && signal->unit == SignalDefinition::Unit::State) {
        const bool hubspot = rule.signal == u"hubspot.status";
        return QStringLiteral("%1 was %2 and is %3 now")
            .arg(hubspot ? QStringLiteral("HubSpot") : QStringLiteral("the service"), text(*ack.value),
                 text(*alert.value));
    }
    return QStringLiteral("the %1 %2 from %3 to %4")
        .arg(figureName(rule.signal), rule.side == Rule::Side::Above ? QStringLiteral("grew") : QStringLiteral("fell"),
             text(*ack.value), text(*alert.value));
}

const Acknowledgement *AckList::find(const AlertId &alert) const
{
    const auto found = std::ranges::find(acks, alert, &Acknowledgement::alert);
    return found == acks.end() ? nullptr : &*found;
}

QByteArray AckList::toBytes() const
{
    QJsonArray values;
    for (const Acknowledgement &ack : acks)
        values.append(ackObject(ack));
    return versionedBytes(ackVersion, QStringLiteral("acknowledgements"), values);
}

AckList AckList::fromBytes(const QByteArray &bytes)
{
    const QString key = QStringLiteral("acknowledgements");
    const auto damaged = [] {
        return AckList{.notice = QStringLiteral("acknowledgements are damaged: nobody has an alert on, and those that "
                                                "fire are told again")};
    };
    if (bytes.isEmpty())
        return {};
    const std::optional<QJsonObject> root = versionedObject(bytes, ackVersion, key);
    if (!root)
        return damaged();
    AckList list;
    for (const QJsonValue &value : root->value(key).toArray()) {
        const std::optional<Acknowledgement> ack = ackOf(value.toObject());
        if (!ack)
            return damaged();
        list.acks.push_back(*ack);
    }
    return list;
}

} // namespace hubwatch
