#include "support/canned_history.h"

#include <algorithm>

namespace hubwatch::testing {

namespace {

using Severity = Rule::Severity;

Reading readingOf(const SignalDefinition &definition, const QString &service, TimePoint now)
{
    Reading reading{.at = now, .service = service, .signal = definition.id, .covered = definition.window};
    const ChartAnswer answer = cannedAnswer(
        {.question = SignalQuestion{definition.id, {service}}, .from = cannedNow() - 30min, .to = cannedNow()});
    if (answer.lines.empty()) {
        reading.note = QStringLiteral("metric not exposed");
        return reading;
    }
    if (!answer.gaps.empty() && answer.gaps.back().to >= cannedNow()) {
        reading.validity = Reading::Validity::NoData;
        reading.note = answer.gaps.back().why;
        return reading;
    }
    if (answer.lines.front().runs.empty())
        return reading;
    const ChartPoint &last = answer.lines.front().runs.back().back();
    reading.validity = Reading::Validity::Known;
    reading.value = last.value;
    reading.low = last.low;
    reading.high = last.high;
    reading.n = last.n;
    if (definition.id == u"api.latency_p99" && last.value > 2)
        reading.note = QStringLiteral("goal undecidable: add a bucket edge at 3 s");
    return reading;
}

Trace traceOf(const SignalDefinition &definition, const QString &service)
{
    Trace trace{.signal = definition.id};
    const ChartAnswer answer = cannedAnswer({.question = SignalQuestion{definition.id, {service}},
                                             .from = cannedNow() - 1h,
                                             .to = cannedNow(),
                                             .columns = 120});
    for (const ChartLine &line : answer.lines) {
        for (const auto &run : line.runs) {
            if (!trace.points.empty())
                trace.points.push_back({.at = run.front().at - 30s});
            for (const ChartPoint &point : run)
                trace.points.push_back({.at = point.at, .value = point.value});
        }
    }
    return trace;
}

Alert alertOf(const Rule &rule, const Reading &reading, TimePoint now)
{
    Alert alert{.service = reading.service, .rule = rule.name, .since = now - 6h, .evaluatedAt = now};
    alert.value = reading.value;
    alert.n = reading.n;
    if (reading.validity == Reading::Validity::NoData)
        alert.noDataSince = now - 9min - 23s;
    if (rule.signal == u"api.error_rate" && reading.service == u"contacts-sync") {
        alert.state = Alert::State::Firing;
        alert.since = now - 3min - 10s;
        alert.firedAt = alert.since;
        alert.lastBreach = now;
    } else if (rule.signal == u"api.latency_p99" && reading.service == u"deals-sync") {
        alert.state = Alert::State::Pending;
        alert.since = now - 7min;
        alert.held = 7min;
    } else if (rule.signal == u"source.fresh" && reading.service == u"nightly-export") {
        alert.state = Alert::State::Firing;
        alert.since = now - 8min;
        alert.firedAt = alert.since;
        alert.lastBreach = now;
    }
    return alert;
}

EndpointState endpointOf(const ServiceConfig &config, const QString &path, Duration interval, TimePoint now)
{
    EndpointState state{.reach = EndpointState::Reach::Good, .interval = interval};
    state.url = config.url.resolved(QUrl(path));
    state.lastTry = now - 3s;
    state.lastGood = now - 3s;
    state.next = now + interval - 3s;
    state.since = now - 6h;
    state.took = 12ms;
    state.polls = 1440;
    state.status = 200;
    if (config.name == u"nightly-export") {
        state.reach = EndpointState::Reach::Unreachable;
        state.lastGood = now - 9min - 23s;
        state.since = now - 9min - 23s;
        state.failures = 37;
        state.status = 0;
        state.error = Error{.kind = Error::Kind::Offline,
                            .detail = QStringLiteral("connection refused"),
                            .reach = Error::Reach::Refused};
    }
    return state;
}

} // namespace

std::vector<SignalDefinition> cannedDefinitions()
{
    const std::span<const SignalDefinition> definitions = signalDefinitions();
    return {definitions.begin(), definitions.end()};
}

std::vector<Rule> cannedRules()
{
    const auto rule = [](const char *signal, double threshold, Duration hold, Severity severity, bool enabled) {
        Rule made{.name = QString::fromLatin1(signal), .signal = QString::fromLatin1(signal), .threshold = threshold};
        made.holdFor = hold;
        made.severity = severity;
        made.enabled = enabled;
        return made;
    };
    std::vector<Rule> rules{
        rule("api.error_rate", 0.05, 5min, Severity::Page, true),
        rule("api.rate_limited", 50, {}, Severity::Notify, true),
        rule("api.latency_p99", 3, 10min, Severity::Ticket, true),
        rule("api.auth_failures", 0, {}, Severity::Page, true),
        rule("webhook.delay_p99", 5, 10min, Severity::Ticket, false),
        rule("sync.success_rate", 0.995, 1h, Severity::Ticket, false),
        rule("sync.overdue", 1800, {}, Severity::Notify, true),
        rule("source.fresh", 3, {}, Severity::Ticket, true),
        rule("api.burn.1h", 14.4, {}, Severity::Page, false),
        rule("api.burn.6h", 6, {}, Severity::Page, false),
        rule("api.burn.1d", 3, {}, Severity::Ticket, false),
        rule("api.burn.3d", 1, {}, Severity::Ticket, false),
    };
    rules[1].routes = QStringList{QStringLiteral("team")};
    rules[6].routes = QStringList{QStringLiteral("team")};
    rules[5].side = Rule::Side::Below;
    return rules;
}

Snapshot cannedSnapshot(TimePoint now)
{
    Snapshot snapshot{.at = now, .loading = false, .workspacePath = QStringLiteral("/home/ops/hubwatch.toml")};
    snapshot.workspace.accounts = {{.name = QStringLiteral("prod"), .portal = 4242}};
    snapshot.workspace.routes = {{.name = QStringLiteral("team"), .kind = Route::Kind::Slack}};
    snapshot.rules = cannedRules();
    for (const char *name : {"contacts-sync", "deals-sync", "webhook-receiver", "nightly-export", "quota-proxy"}) {
        ServiceConfig config{.name = QString::fromLatin1(name), .account = QStringLiteral("prod")};
        config.url = QUrl(QStringLiteral("https://%1.example.test").arg(config.name));
        snapshot.workspace.services.push_back(config);
        ServiceState service{.config = config};
        service.metrics = endpointOf(config, config.metrics, config.interval, now);
        service.metrics.seriesCount = 512;
        service.metrics.wireBytes = 48'000;
        service.health = endpointOf(config, config.health, config.interval, now);
        service.readiness = endpointOf(config, config.readiness, config.readinessInterval, now);
        for (const SignalDefinition &definition : cannedDefinitions()) {
            if (!definition.concerns(false))
                continue;
            service.readings.push_back(readingOf(definition, config.name, now));
            if (Trace trace = traceOf(definition, config.name); !trace.points.empty())
                service.traces.push_back(std::move(trace));
        }
        for (const Rule &rule : snapshot.rules) {
            const auto reading = std::ranges::find(service.readings, rule.signal, &Reading::signal);
            if (rule.enabled && reading != service.readings.end())
                service.alerts.push_back(alertOf(rule, *reading, now));
        }
        snapshot.services.push_back(std::move(service));
    }
    snapshot.events = {
        {now - 3min - 10s, Event::Kind::Alert, QStringLiteral("contacts-sync"), QStringLiteral("api.error_rate"),
         QStringLiteral("pending"), QStringLiteral("firing"), QStringLiteral("Error rate firing: 6.1 % for 5:00")},
        {now - 9min - 23s, Event::Kind::Source, QStringLiteral("nightly-export"), QStringLiteral("metrics"),
         QStringLiteral("good"), QStringLiteral("unreachable"), QStringLiteral("Unreachable: connection refused")},
        {now - 16min,
         Event::Kind::Mark,
         QStringLiteral("contacts-sync"),
         QStringLiteral("deploy 1.42"),
         {},
         {},
         QStringLiteral("Deploy 1.42 of contacts-sync")},
    };
    snapshot.console.startedAt = now - 6h;
    snapshot.console.network = ConsoleState::Network::Online;
    snapshot.console.dataDirectory = QStringLiteral("/home/ops/.local/share/hubwatch");
    snapshot.console.scrapesStored = 41'213;
    snapshot.console.store = {.bytes = 96'000'000, .scrapes = 41'213, .series = 2560, .oldest = now - 12 * 24h};
    return snapshot;
}

} // namespace hubwatch::testing
