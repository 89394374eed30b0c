#include "ui/now/service_words.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

using Reach = EndpointState::Reach;

QString serviceWord(const char *text)
{
    return QCoreApplication::translate("service", text);
}

const Reading *readingOf(const ServiceState &service, const QString &signal)
{
    const auto found = std::ranges::find(service.readings, signal, &Reading::signal);
    return found == service.readings.end() ? nullptr : &*found;
}

/// The goal lies inside the bucket the quantile fell into: it cannot be told whether it is met.
bool goalUndecided(const Reading &reading)
{
    const SignalDefinition *definition = findSignal(reading.signal);
    return definition && definition->goalSide != SignalDefinition::Goal::None && reading.low
        && *reading.low < definition->goal && (!reading.high || *reading.high > definition->goal);
}

/// A metric that a service does not have is no unknown figure: there is nothing to see.
bool neverExposed(const Reading &reading)
{
    return reading.validity == Reading::Validity::Unknown && reading.note.contains(u"is not exposed");
}

/// nullopt when there is no goal or the figure is not known well enough.
std::optional<bool> meetsGoal(const Reading &reading)
{
    const SignalDefinition *definition = findSignal(reading.signal);
    if (!definition || !reading.value || reading.validity != Reading::Validity::Known)
        return std::nullopt;
    if (goalUndecided(reading))
        return std::nullopt;
    switch (definition->goalSide) {
    case SignalDefinition::Goal::None: return std::nullopt;
    case SignalDefinition::Goal::Above: return *reading.value > definition->goal;
    case SignalDefinition::Goal::Below:
        // A goal of zero events is met by zero events.
        return definition->goal > 0 ? *reading.value < definition->goal : *reading.value <= 0;
    }
    Q_UNREACHABLE();
}

QString alertsWord(const ServiceState &service, Alert::State state)
{
    QStringList names;
    for (const Alert &alert : service.alerts) {
        if (alert.state == state)
            names << shortName(alert.rule);
    }
    if (names.isEmpty())
        return {};
    const QString format = state == Alert::State::Firing ? serviceWord("%1 firing") : serviceWord("%1 pending");
    const QString word = format.arg(names.mid(0, 2).join(QStringLiteral(", ")));
    return names.size() > 2 ? serviceWord("%1 and %2 more").arg(word).arg(names.size() - 2) : word;
}

/// It answers, as far as is known, but nothing has arrived for three polls: what it last said proves nothing now.
std::optional<ServiceSummary> blindSummary(const ServiceState &service)
{
    const bool blind = service.metrics.reach != Reach::Off
        && std::ranges::find(service.readings, Reading::Validity::NoData, &Reading::validity) != service.readings.end();
    if (!blind)
        return std::nullopt;
    return ServiceSummary{Mark::Blind,
                          service.metrics.lastGood
                              ? serviceWord("no data since %1").arg(minuteText(*service.metrics.lastGood))
                              : serviceWord("no data")};
}

ServiceSummary goalSummary(const ServiceState &service)
{
    bool proved = false;
    for (const Reading &reading : service.readings) {
        const std::optional<bool> met = meetsGoal(reading);
        if (met && !*met)
            return {Mark::Warn, serviceWord("%1 misses its goal").arg(shortName(reading.signal))};
        proved = proved || met.value_or(false);
    }
    // A figure is drawn amber then; the service beside it must not be green.
    const auto undecided = std::ranges::find_if(service.readings, [](const Reading &reading) {
        return reading.validity == Reading::Validity::Known && goalUndecided(reading);
    });
    if (undecided != service.readings.end())
        return {Mark::Warn, serviceWord("%1 may miss its goal").arg(shortName(undecided->signal))};
    if (service.metrics.reach == Reach::Off
        && (service.health.reach == Reach::Good || service.readiness.reach == Reach::Good))
        return {Mark::Good, serviceWord("answers; exposes no metrics")};
    if (!proved)
        return {Mark::NotYet, serviceWord("seen; no calls to judge yet")};
    return {Mark::Good, serviceWord("within goals")};
}

} // namespace

QString silenceText(const EndpointState &endpoint)
{
    if (!endpoint.error)
        return serviceWord("no answer");
    switch (endpoint.error->kind) {
    case Error::Kind::Unauthorized: return serviceWord("refused our credential");
    case Error::Kind::RateLimited: return serviceWord("asks us to slow down");
    case Error::Kind::Rejected: return serviceWord("no such page (%1)").arg(endpoint.error->status);
    case Error::Kind::ServerFault: return serviceWord("server fault (%1)").arg(endpoint.error->status);
    case Error::Kind::Malformed: return serviceWord("answer cannot be read");
    case Error::Kind::Storage: return serviceWord("credential cannot be read");
    case Error::Kind::Offline: break;
    }
    switch (endpoint.error->reach) {
    case Error::Reach::Dns: return serviceWord("name not found");
    case Error::Reach::Refused: return serviceWord("connection refused");
    case Error::Reach::Tls: return serviceWord("no secure connection");
    case Error::Reach::Timeout: return serviceWord("no answer in time");
    case Error::Reach::Reset: return serviceWord("connection cut");
    case Error::Reach::NoNetwork: return serviceWord("no network");
    case Error::Reach::Clock: return serviceWord("certificate out of date, or the clock");
    case Error::Reach::Proxy: return serviceWord("the proxy asks who we are");
    case Error::Reach::None: break;
    }
    return serviceWord("no answer");
}

bool anyAnswered(const ServiceState &service)
{
    return std::ranges::any_of(
        std::initializer_list<const EndpointState *>{&service.metrics, &service.health, &service.readiness},
        [](const EndpointState *endpoint) {
            return endpoint->reach == Reach::Good || endpoint->reach == Reach::NotReady;
        });
}

ServiceSummary summaryOf(const ServiceState &service)
{
    const EndpointState &seen = service.metrics.reach == Reach::Off ? service.health : service.metrics;
    if (seen.reach == Reach::Unreachable) {
        const QString why = silenceText(seen);
        return {Mark::Blind,
                seen.since ? serviceWord("unseen since %1, %2").arg(minuteText(*seen.since), why)
                           : serviceWord("unseen, %1").arg(why)};
    }
    if (const QString firing = alertsWord(service, Alert::State::Firing); !firing.isEmpty())
        return {Mark::Bad, firing};
    if (service.readiness.reach == Reach::NotReady)
        return {Mark::Warn, serviceWord("not ready")};
    if (service.health.reach == Reach::NotReady)
        return {Mark::Warn, serviceWord("not healthy")};
    if (const QString pending = alertsWord(service, Alert::State::Pending); !pending.isEmpty())
        return {Mark::Pending, pending};
    if (seen.reach == Reach::NotYet)
        return {Mark::NotYet, serviceWord("not polled yet")};
    return blindSummary(service).value_or(goalSummary(service));
}

QString reachText(const ServiceState &service, TimePoint now)
{
    QStringList words;
    const EndpointState &seen = service.metrics.reach == Reach::Off ? service.health : service.metrics;
    if (seen.reach == Reach::Unreachable) {
        words << serviceWord("unreachable");
        words << (seen.lastGood ? serviceWord("last good sample %1").arg(clockText(*seen.lastGood))
                                : serviceWord("never seen"));
        if (seen.next)
            words << (*seen.next > now ? serviceWord("next try in %1").arg(ageText(*seen.next - now))
                                       : serviceWord("trying now"));
        return words.join(QStringLiteral(" · "));
    }
    const auto probe = [&](const EndpointState &endpoint, const char *good, const char *bad, const char *silent) {
        switch (endpoint.reach) {
        case Reach::Good: words << serviceWord(good); break;
        case Reach::NotReady: words << serviceWord(bad); break;
        case Reach::Unreachable: words << serviceWord(silent); break;
        case Reach::Off:
        case Reach::NotYet: break;
        }
    };
    probe(service.readiness, "ready", "not ready", "readiness unknown");
    probe(service.health, "healthy", "not healthy", "health unknown");
    if (seen.lastTry)
        words << serviceWord("polled %1 ago").arg(ageText(now - *seen.lastTry));
    return words.join(QStringLiteral(" · "));
}

QString shortName(const QString &signal)
{
    static const std::initializer_list<std::pair<QLatin1StringView, const char *>> names{
        {QLatin1StringView("api.error_rate"), "error rate"},
        {QLatin1StringView("api.rate_limited"), "429 / h"},
        {QLatin1StringView("api.latency_p99"), "p99"},
        {QLatin1StringView("api.auth_failures"), "401 / 403"},
        {QLatin1StringView("webhook.delay_p99"), "webhook delay p99"},
        {QLatin1StringView("sync.success_rate"), "sync success"},
        {QLatin1StringView("sync.overdue"), "sync overdue"},
        {QLatin1StringView("service.ready"), "readiness"},
        {QLatin1StringView("service.healthy"), "health"},
        {QLatin1StringView("source.fresh"), "freshness"},
        {QLatin1StringView("quota.daily"), "quota forecast"},
        {QLatin1StringView("quota.used"), "quota"},
        {QLatin1StringView("credential.age"), "token age"},
        {QLatin1StringView("hubspot.status"), "HubSpot status"},
        {QLatin1StringView("api.burn.1h"), "burn 1 h"},
        {QLatin1StringView("api.burn.6h"), "burn 6 h"},
        {QLatin1StringView("api.burn.1d"), "burn 1 d"},
        {QLatin1StringView("api.burn.3d"), "burn 3 d"},
    };
    for (const auto &[id, name] : names) {
        if (signal == id)
            return serviceWord(name);
    }
    return signal;
}

bool nearsLevel(Rule::Side side, double level, double value)
{
    constexpr double close = 0.75;
    return side == Rule::Side::Above && level > 1 && value >= level * close;
}

const Trace *traceOf(const ServiceState &service, const QString &signal)
{
    const auto found = std::ranges::find(service.traces, signal, &Trace::signal);
    return found == service.traces.end() ? nullptr : &*found;
}

std::vector<Figure> figuresOf(const ServiceState &service, const std::vector<Rule> &rules)
{
    static const QStringList wanted{QStringLiteral("api.error_rate"), QStringLiteral("api.rate_limited"),
                                    QStringLiteral("api.latency_p99"), QStringLiteral("webhook.delay_p99"),
                                    QStringLiteral("sync.success_rate")};
    constexpr size_t most = 4;
    const bool blind = service.metrics.reach == Reach::Unreachable;
    std::vector<Figure> figures;
    if (service.metrics.reach == Reach::Off)
        return figures;
    const auto isExposed = [&](const QString &signal) {
        const Reading *reading = readingOf(service, signal);
        if (reading && reading->validity == Reading::Validity::Known)
            return true;
        if (reading && neverExposed(*reading))
            return false;
        const Trace *trace = traceOf(service, signal);
        return trace && std::ranges::any_of(trace->points, [](const auto &point) { return point.value.has_value(); });
    };
    const bool anyExposed = std::ranges::any_of(wanted, isExposed);
    for (const QString &signal : wanted) {
        const Reading *reading = readingOf(service, signal);
        const bool known = reading && reading->validity == Reading::Validity::Known;
        // Of a service that shows nothing yet, the three that most services have are drawn as unknown.
        if (figures.size() == most || (anyExposed ? !isExposed(signal) : !signal.startsWith(u"api.")))
            continue;
        const SignalDefinition *definition = findSignal(signal);
        Figure figure{.signal = signal, .label = shortName(signal)};
        figure.unit = definition ? unitOf(*definition) : Unit::Number;
        figure.value = reading && definition && !blind ? readingText(*reading, figure.unit) : serviceWord("unknown");
        figure.details = reading ? reading->note : QString();
        if (known && reading->n > 0)
            figure.details = QStringList{sampleText(reading->n), figure.details}.join(QStringLiteral(" · "));
        if (!known)
            figure.mark
                = blind || (reading && reading->validity == Reading::Validity::NoData) ? Mark::Blind : Mark::NotYet;
        else
            figure.mark = meetsGoal(*reading).value_or(!goalUndecided(*reading)) ? Mark::Good : Mark::Warn;
        for (const Alert &alert : service.alerts) {
            const auto rule = std::ranges::find(rules, alert.rule, &Rule::name);
            if (rule == rules.end() || rule->signal != signal)
                continue;
            figure.thresholds.push_back(rule->threshold);
            if (known && rule->enabled && figure.mark == Mark::Good && reading->value
                && nearsLevel(rule->side, rule->threshold, *reading->value))
                figure.mark = Mark::Warn;
            if (blind)
                continue;
            if (alert.state == Alert::State::Firing)
                figure.mark = Mark::Bad;
            else if (alert.state == Alert::State::Pending && figure.mark != Mark::Bad)
                figure.mark = Mark::Pending;
        }
        if (blind)
            figure.mark = Mark::Blind;
        figures.push_back(std::move(figure));
    }
    return figures;
}

} // namespace hubwatch::ui
