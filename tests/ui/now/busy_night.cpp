#include "ui/now/busy_night.h"

#include "support/canned_alerting.h"

#include <algorithm>

namespace hubwatch::testing {

namespace {

ServiceState &serviceOf(Snapshot &snapshot, const char *name)
{
    return *std::ranges::find(snapshot.services, QString::fromLatin1(name),
                              [](const ServiceState &service) { return service.config.name; });
}

/// The alert of that rule fires since `ago`.
AlertId fire(Snapshot &snapshot, const char *service, const char *rule, double value, Duration ago)
{
    ServiceState &state = serviceOf(snapshot, service);
    const QString name = QString::fromLatin1(rule);
    auto alert = std::ranges::find(state.alerts, name, &Alert::rule);
    if (alert == state.alerts.end())
        alert = state.alerts.insert(state.alerts.end(), Alert{.service = state.config.name, .rule = name});
    alert->state = Alert::State::Firing;
    alert->since = snapshot.at - ago;
    alert->firedAt = alert->since;
    alert->evaluatedAt = snapshot.at;
    alert->value = value;
    alert->n = 1200;
    const auto reading = std::ranges::find(state.readings, name, &Reading::signal);
    if (reading != state.readings.end()) {
        reading->validity = Reading::Validity::Known;
        reading->value = value;
        reading->low.reset();
        reading->high.reset();
        reading->note.clear();
    }
    return {state.config.name, name};
}

Event alertEvent(TimePoint at, const char *service, const char *rule, const char *from, const char *to)
{
    return {.at = at,
            .kind = Event::Kind::Alert,
            .service = QString::fromLatin1(service),
            .subject = QString::fromLatin1(rule),
            .from = QString::fromLatin1(from),
            .to = QString::fromLatin1(to),
            .text = QStringLiteral("%1 %2").arg(QLatin1StringView(rule), QLatin1StringView(to))};
}

} // namespace

Snapshot busyNight()
{
    Snapshot snapshot = alertingSnapshot();
    const TimePoint now = snapshot.at;
    AlertingState &alerting = snapshot.alerting;
    for (Rule &rule : snapshot.rules)
        rule.enabled = rule.enabled || rule.name == u"api.burn.1h";
    const AlertId limited = fire(snapshot, "webhook-receiver", "api.rate_limited", 64, 26min);
    alerting.acks = {{.alert = limited,
                      .owner = QStringLiteral("kenji"),
                      .note = QStringLiteral("import runs until ten"),
                      .at = now - 22min,
                      .severity = Rule::Severity::Notify,
                      .value = 61}};
    const QString why = QStringLiteral("token of prod is refused");
    for (const AlertId &hidden : {fire(snapshot, "quota-proxy", "api.error_rate", 0.41, 6min),
                                  fire(snapshot, "quota-proxy", "sync.overdue", 2400, 4min)})
        alerting.inhibitions.push_back(
            {.alert = hidden,
             .cause
             = {.kind = Cause::Kind::Token, .scope = QStringLiteral("prod"), .words = QStringLiteral("token refused")},
             .why = why});
    alerting.inhibitions.push_back({.alert = fire(snapshot, "contacts-sync", "api.burn.1h", 18, 2min),
                                    .by = AlertId{QStringLiteral("contacts-sync"), QStringLiteral("api.error_rate")},
                                    .why = QStringLiteral("the error rate of contacts-sync")});
    const std::vector<Event> older
        = {alertEvent(now - 26min, "webhook-receiver", "api.rate_limited", "inactive", "firing"),
           alertEvent(now - 4h, "webhook-receiver", "api.rate_limited", "firing", "resolved"),
           alertEvent(now - 5h, "webhook-receiver", "api.rate_limited", "inactive", "firing"),
           alertEvent(now - 9h, "contacts-sync", "api.error_rate", "firing", "resolved"),
           alertEvent(now - 9h - 40min, "contacts-sync", "api.error_rate", "pending", "firing"),
           alertEvent(now - 10h, "contacts-sync", "api.error_rate", "inactive", "pending"),
           alertEvent(now - 18h, "webhook-receiver", "api.rate_limited", "firing", "resolved"),
           alertEvent(now - 18h - 30min, "webhook-receiver", "api.rate_limited", "inactive", "firing")};
    std::ranges::copy(older, std::back_inserter(snapshot.events));
    std::ranges::stable_sort(snapshot.events, std::ranges::greater(), &Event::at);
    return snapshot;
}

Snapshot stormOf(int groups, int rules)
{
    Snapshot snapshot;
    snapshot.at = cannedNow();
    snapshot.loading = false;
    for (int i = 0; i < rules; ++i)
        snapshot.rules.push_back({.name = QStringLiteral("errors.%1").arg(i),
                                  .signal = QStringLiteral("api.error_rate"),
                                  .threshold = 0.01 * (i + 1),
                                  .severity = i == 0 ? Rule::Severity::Page : Rule::Severity::Ticket});
    for (int i = 0; i < groups; ++i) {
        ServiceState service;
        service.config.name = QStringLiteral("service-%1").arg(i, 3, 10, QLatin1Char('0'));
        service.metrics.reach = EndpointState::Reach::Good;
        for (const Rule &rule : snapshot.rules) {
            const TimePoint since = snapshot.at - 5min - i * 1s;
            service.alerts.push_back({.service = service.config.name,
                                      .rule = rule.name,
                                      .state = Alert::State::Firing,
                                      .since = since,
                                      .firedAt = since,
                                      .value = 0.3,
                                      .n = 900});
        }
        snapshot.alerting.incidents.push_back(
            {.id = i + 1, .title = service.config.name, .parts = {{.alert = idOf(service.alerts.front())}}});
        snapshot.services.push_back(std::move(service));
    }
    return snapshot;
}

} // namespace hubwatch::testing
