#include "support/canned_history.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hubwatch::testing {

namespace {

using Unit = SignalDefinition::Unit;
using Goal = SignalDefinition::Goal;

const QString contacts = QStringLiteral("contacts-sync");
const QString deals = QStringLiteral("deals-sync");
const QString webhooks = QStringLiteral("webhook-receiver");
const QString nightly = QStringLiteral("nightly-export");
const QString proxy = QStringLiteral("quota-proxy");

/// -1..1, the same in every run: a slow walk with some grain, as measured figures have.
double noise(const QString &of, double x)
{
    unsigned seed = 0; // not qHash(): it differs from one run to the next
    for (const QChar letter : of)
        seed = (seed * 31 + letter.unicode()) % 1009;
    const auto grain = [&](double at) {
        const double big = std::sin(at * 12.9898 + seed) * 43'758.5453;
        return (big - std::floor(big)) * 2 - 1;
    };
    const auto walk = [&](double at) {
        const double cell = std::floor(at);
        const double part = at - cell;
        return grain(cell) * (1 - part) + grain(cell + 1) * part;
    };
    return walk(x * 0.4) * 0.45 + walk(x * 1.3) * 0.35 + walk(x * 4) * 0.2;
}

double bell(double x, double middle, double width)
{
    return std::exp(-(x - middle) * (x - middle) / (2 * width * width));
}

/// Bucket edges of prom-client's usual histogram.
void bound(ChartPoint &point)
{
    constexpr std::array edges{0.1, 0.25, 0.5, 1.0, 2.0, 5.0};
    const auto above = std::ranges::lower_bound(edges, point.value);
    point.low = above == edges.begin() ? 0 : *(above - 1);
    if (above != edges.end())
        point.high = *above;
    else
        point.value = edges.back();
}

bool exposes(const QString &service, const QString &signal)
{
    if (signal.startsWith(u"webhook."))
        return service == webhooks;
    if (signal == u"sync.success_rate")
        return false;
    if (signal == u"sync.overdue")
        return service == nightly;
    if (signal == u"api.latency_p99")
        return service == contacts || service == deals;
    if (signal.startsWith(u"api."))
        return service == contacts || service == deals || service == proxy;
    return true;
}

/// The figure `minutes` before the present.
double valueOf(const QString &signal, const QString &service, double minutes)
{
    const double x = -minutes;
    const double wave = noise(signal + service, x);
    if (signal == u"api.error_rate") {
        const double burst = service == contacts ? 0.066 * bell(x, -8, 3) + 0.034 / (1 + std::exp(-(x + 6))) : 0;
        return std::max(0.0, 0.0016 + 0.0018 * wave + burst * (1 + 0.04 * wave));
    }
    if (signal == u"api.latency_p99") {
        const double slow = service == deals ? 1.9 * bell(x, -8, 4.5) : 0;
        return (service == deals ? 1.7 : 0.8) + 0.22 * wave + slow;
    }
    if (signal == u"api.rate_limited") {
        const double climb = service == contacts ? 16 * bell(x, -30, 7) + 38 / (1 + std::exp(-(x + 9) / 4)) : 0;
        return std::round(std::max(0.0, (service == contacts ? 5.0 : 1.5) + 2 * wave + climb));
    }
    if (signal == u"webhook.delay_p99")
        return 1.1 + 0.25 * wave;
    if (signal == u"sync.overdue")
        return std::fmod(x + 240, 31) / 31 * 900;
    if (signal == u"source.fresh")
        return service == nightly && x > -9.4 ? std::floor((x + 9.4) * 4) : 0;
    if (signal == u"service.ready" || signal == u"service.healthy") {
        if (service == nightly && x > -9.4)
            return -1;
        return signal == u"service.ready" && service == deals && x > -26 && x < -22 ? 0 : 1;
    }
    if (signal.startsWith(u"api.burn."))
        return (service == contacts ? 9.5 * bell(x, -4, 7) : 0) + std::max(0.0, 0.4 + 0.2 * wave);
    return 0;
}

bool unseen(const QString &signal, const QString &service, double minutes)
{
    if (signal == u"service.ready" || signal == u"service.healthy" || signal == u"source.fresh")
        return false;
    return (service == nightly && minutes < 9.4) || (service == webhooks && minutes > 35 && minutes < 42);
}

Duration minutesBefore(double minutes)
{
    return Duration(std::int64_t(minutes * 60'000));
}

ChartLine lineOf(const QString &signal, const QString &service, const ChartQuery &query)
{
    ChartLine line{.name = service, .service = service};
    const Duration step = std::max<Duration>(15s, (query.to - query.from) / std::max(query.columns, 1));
    const TimePoint first = TimePoint((query.from.time_since_epoch() + step - 1ms) / step * step);
    const bool quantile = signal.endsWith(u"_p99");
    bool open = false;
    for (TimePoint at = first; at <= std::min(query.to, cannedNow()); at += step) {
        const double minutes = double((cannedNow() - at).count()) / 60'000.0;
        if (unseen(signal, service, minutes)) {
            open = false;
            continue;
        }
        ChartPoint point{
            .at = at, .value = valueOf(signal, service, minutes), .n = 2300 + qint64(noise(service, minutes) * 200)};
        if (quantile)
            bound(point);
        if (!open)
            line.runs.emplace_back();
        open = true;
        line.runs.back().push_back(point);
    }
    return line;
}

void addSpans(ChartAnswer &answer, const QString &signal, const QString &service, const ChartQuery &query)
{
    const TimePoint now = cannedNow();
    const TimePoint end = std::min(query.to, now);
    std::vector<std::pair<double, const char *>> turns{{1e6, "inactive"}};
    if (signal == u"api.error_rate" && service == contacts)
        turns.insert(turns.end(), {{11.2, "pending"}, {6.2, "firing"}});
    else if (signal == u"api.latency_p99" && service == deals)
        turns.push_back({11, "pending"});
    else if (signal == u"webhook.delay_p99")
        turns.insert(turns.end(), {{42, "no data"}, {35, "inactive"}});
    else if (signal == u"source.fresh" && service == nightly)
        turns.insert(turns.end(), {{9.4, "pending"}, {8, "firing"}});
    else if (service == nightly && !signal.startsWith(u"service."))
        turns.push_back({9.4, "no data"});
    for (size_t i = 0; i < turns.size(); ++i) {
        const TimePoint from = std::max(query.from, now - minutesBefore(turns[i].first));
        const TimePoint to = i + 1 < turns.size() ? std::min(end, now - minutesBefore(turns[i + 1].first)) : end;
        if (from < to)
            answer.states.push_back(
                {.from = from, .to = to, .service = service, .state = QString::fromLatin1(turns[i].second)});
    }
    const auto addGap = [&](double before, double until, const QString &why) {
        const TimePoint from = std::max(query.from, now - minutesBefore(before));
        const TimePoint to = std::min(end, now - minutesBefore(until));
        if (from < to)
            answer.gaps.push_back({.from = from, .to = to, .service = service, .why = why});
    };
    if (unseen(signal, service, 38))
        addGap(42, 35, QStringLiteral("unreachable: timed out after 10 s"));
    if (unseen(signal, service, 1))
        addGap(9.4, 0, QStringLiteral("unreachable: connection refused"));
}

} // namespace

TimePoint cannedNow()
{
    return TimePoint(1'795'394'467s);
}

ChartAnswer cannedAnswer(const ChartQuery &query)
{
    ChartAnswer answer{.id = query.id, .from = query.from, .to = query.to};
    QString signal = QStringLiteral("api.rate_limited");
    QStringList wanted;
    if (const auto *asked = std::get_if<SignalQuestion>(&query.question)) {
        signal = asked->signal;
        wanted = asked->services;
    } else {
        wanted << std::get<MetricQuestion>(query.question).service;
    }
    for (const QString &service : {contacts, deals, webhooks, nightly, proxy}) {
        if (!exposes(service, signal) || (!wanted.isEmpty() && !wanted.contains(service)))
            continue;
        answer.lines.push_back(lineOf(signal, service, query));
        addSpans(answer, signal, service, query);
    }
    const TimePoint deploy = cannedNow() - minutesBefore(16);
    if (deploy >= query.from && deploy <= query.to && signal.startsWith(u"api."))
        answer.marks.push_back({.at = deploy,
                                .kind = Event::Kind::Mark,
                                .service = contacts,
                                .subject = QStringLiteral("deploy 1.42"),
                                .text = QStringLiteral("Deploy 1.42 of contacts-sync")});
    return answer;
}

std::vector<MetricChoice> cannedChoices()
{
    std::vector<MetricChoice> choices;
    for (const QString &service : {contacts, deals, webhooks, nightly, proxy}) {
        if (exposes(service, QStringLiteral("api.error_rate")))
            choices.push_back({service, "hubspot_api_calls_total", MetricType::Counter, {"endpoint", "status"}});
        if (exposes(service, QStringLiteral("api.latency_p99")))
            choices.push_back({service, "hubspot_api_duration_seconds", MetricType::Histogram, {"endpoint"}});
        if (service == webhooks)
            choices.push_back({service, "hubspot_webhook_processing_delay_seconds", MetricType::Histogram, {}});
        if (service == nightly)
            choices.push_back({service, "hubspot_sync_job_started_timestamp_seconds", MetricType::Gauge, {"job"}});
        choices.push_back({service, "nodejs_eventloop_lag_p99_seconds", MetricType::Gauge, {}});
        choices.push_back({service, "process_resident_memory_bytes", MetricType::Gauge, {}});
    }
    return choices;
}

} // namespace hubwatch::testing
