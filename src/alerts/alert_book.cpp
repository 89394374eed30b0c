#include "alerts/alert_book.h"

#include "alerts/json_values.h"

#include <algorithm>

namespace hubwatch {

namespace {

constexpr int bookVersion = 1;

QJsonObject alertObject(const Alert &alert)
{
    QJsonObject object{{QStringLiteral("service"), alert.service},
                       {QStringLiteral("rule"), alert.rule},
                       {QStringLiteral("state"), stateText(alert.state)},
                       {QStringLiteral("since"), jsonTime(alert.since)},
                       {QStringLiteral("held"), qint64(alert.held.count())},
                       {QStringLiteral("polls"), alert.polls},
                       {QStringLiteral("evaluatedAt"), jsonTime(alert.evaluatedAt)},
                       {QStringLiteral("polledAt"), jsonTime(alert.polledAt)},
                       {QStringLiteral("n"), qint64(alert.n)},
                       {QStringLiteral("note"), alert.note}};
    putTime(object, QStringLiteral("firedAt"), alert.firedAt);
    putTime(object, QStringLiteral("lastBreach"), alert.lastBreach);
    putTime(object, QStringLiteral("noDataSince"), alert.noDataSince);
    putFigure(object, QStringLiteral("value"), alert.value);
    return object;
}

std::optional<Alert> alertOf(const QJsonObject &object)
{
    const auto state = parseState(object[QStringLiteral("state")].toString());
    Alert alert{.service = object[QStringLiteral("service")].toString(),
                .rule = object[QStringLiteral("rule")].toString(),
                .state = state.value_or(Alert::State::Inactive),
                .since = timeOfJson(object[QStringLiteral("since")]),
                .held = Duration(object[QStringLiteral("held")].toInteger()),
                .polls = object[QStringLiteral("polls")].toInt(),
                .evaluatedAt = timeOfJson(object[QStringLiteral("evaluatedAt")]),
                .polledAt = timeOfJson(object[QStringLiteral("polledAt")]),
                .firedAt = optionalTimeOf(object, QStringLiteral("firedAt")),
                .lastBreach = optionalTimeOf(object, QStringLiteral("lastBreach")),
                .noDataSince = optionalTimeOf(object, QStringLiteral("noDataSince")),
                .value = optionalFigureOf(object, QStringLiteral("value")),
                .n = object[QStringLiteral("n")].toInteger(),
                .note = object[QStringLiteral("note")].toString()};
    if (!state || alert.service.isEmpty() || alert.rule.isEmpty())
        return std::nullopt;
    return alert;
}

} // namespace

bool appliesTo(const Rule &rule, const QString &service)
{
    return rule.enabled && (rule.services.isEmpty() || rule.services.contains(service));
}

std::vector<AlertChange> AlertBook::evaluate(std::span<const Rule> rules, const QString &service,
                                             std::span<const Reading> readings, Duration longestGap)
{
    std::vector<AlertChange> changes;
    for (const Rule &rule : rules) {
        if (!appliesTo(rule, service))
            continue;
        const auto reading = std::ranges::find(readings, rule.signal, &Reading::signal);
        if (reading == readings.end())
            continue;
        Alert &alert = m_alerts[{service, rule.name}];
        if (alert.service.isEmpty()) {
            alert.service = service;
            alert.rule = rule.name;
            alert.since = reading->at;
        }
        const Alert::State from = alert.state;
        alert = step(rule, alert, *reading, longestGap);
        if (alert.state != from)
            changes.push_back({.at = reading->at, .from = from, .alert = alert});
    }
    return changes;
}

std::vector<AlertChange> AlertBook::keepOnly(std::span<const Rule> rules, const QStringList &services, TimePoint at)
{
    std::vector<AlertChange> changes;
    for (auto entry = m_alerts.begin(); entry != m_alerts.end();) {
        const auto &[service, name] = entry->first;
        const auto rule = std::ranges::find(rules, name, &Rule::name);
        if (services.contains(service) && rule != rules.end() && appliesTo(*rule, service)) {
            ++entry;
            continue;
        }
        Alert alert = entry->second;
        entry = m_alerts.erase(entry);
        const Alert::State from = alert.state;
        if (from != Alert::State::Pending && from != Alert::State::Firing)
            continue;
        alert.state = Alert::State::Inactive;
        alert.since = at;
        alert.note = QStringLiteral("the rule no longer applies: it was changed in the workspace");
        changes.push_back({.at = at, .from = from, .alert = std::move(alert)});
    }
    return changes;
}

std::vector<Alert> AlertBook::alerts(std::span<const Rule> rules, const QString &service) const
{
    std::vector<Alert> found;
    for (const Rule &rule : rules) {
        if (!appliesTo(rule, service))
            continue;
        const Alert *alert = find(rule.name, service);
        found.push_back(alert ? *alert : Alert{.service = service, .rule = rule.name});
    }
    return found;
}

const Alert *AlertBook::find(const QString &rule, const QString &service) const
{
    const auto found = m_alerts.find({service, rule});
    return found == m_alerts.end() ? nullptr : &found->second;
}

std::vector<Alert> AlertBook::live() const
{
    std::vector<Alert> live;
    for (const auto &[key, alert] : m_alerts)
        if (alert.state != Alert::State::Inactive)
            live.push_back(alert);
    return live;
}

void AlertBook::noteUnwatched()
{
    // A clock runs only between two evaluations in breach that follow each other.
    for (auto &[key, alert] : m_alerts)
        alert.evaluatedAt = TimePoint();
}

QByteArray AlertBook::toBytes() const
{
    QJsonArray alerts;
    // An inactive alert has no clock to lose: with every rule on fifty services it would be most of the bytes.
    for (const auto &[key, alert] : m_alerts)
        if (alert.state != Alert::State::Inactive)
            alerts.append(alertObject(alert));
    return versionedBytes(bookVersion, QStringLiteral("alerts"), alerts);
}

AlertBook::Restored AlertBook::fromBytes(const QByteArray &bytes)
{
    const auto damaged = [] {
        return Restored{.notice = QStringLiteral("alert states are damaged: all alerts start anew, and a pending one "
                                                 "starts its clock over")};
    };
    if (bytes.isEmpty())
        return {};
    const std::optional<QJsonObject> root = versionedObject(bytes, bookVersion, QStringLiteral("alerts"));
    if (!root)
        return damaged();
    Restored restored;
    for (const QJsonValue &value : root->value(QStringLiteral("alerts")).toArray()) {
        const std::optional<Alert> alert = alertOf(value.toObject());
        if (!alert)
            return damaged();
        restored.book.m_alerts[{alert->service, alert->rule}] = *alert;
    }
    return restored;
}

} // namespace hubwatch
