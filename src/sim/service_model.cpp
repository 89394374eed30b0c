#include "sim/service_model.h"

#include "base/time_text.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hubwatch {

namespace {

using Kind = Weather::Kind;

const std::vector<double> durationBuckets{0.1, 0.5, 1, 2, 5}; // the handbook's

double callsPerSecond(const ServiceProfile &profile)
{
    double sum = 0;
    for (const EndpointProfile &endpoint : profile.endpoints)
        sum += endpoint.callsPerSecond;
    return sum;
}

/// Business hours are busier than nights, and no two minutes are alike.
double rhythmAt(TimePoint at, std::uint64_t seed)
{
    const double day = double(at.time_since_epoch() / 1s % 86'400) / 86'400;
    const double minute = double(mixed(seed ^ std::uint64_t(at.time_since_epoch() / 1min)) >> 11) * 0x1p-53;
    return (0.95 - 0.15 * std::cos(2 * std::numbers::pi * day)) * (0.88 + 0.24 * minute);
}

/// Which share of all calls ends in a 500.
double faultShare(const Weather &weather)
{
    if (weather.kind != Kind::ErrorBurst)
        return 0.0004;
    return 0.078 * std::min(1.0, double(weather.since / 1s) / 90);
}

bool flapsDown(const Weather &weather)
{
    return weather.since / 40s % 2 == 0;
}

} // namespace

const std::vector<ServiceProfile> &boxProfiles()
{
    static const std::vector<ServiceProfile> profiles{
        {.name = QStringLiteral("contacts-sync"),
         .endpoints = {{"contacts.batchUpdate", 5.2, 0.24}, {"contacts.search", 2.1, 0.16}, {"properties.getAll", 0.9}},
         .jobEvery = 5min,
         .jobTakes = 110s,
         .rateLimitedPerHour = 22},
        {.name = QStringLiteral("deals-sync"),
         .endpoints = {{"deals.batchUpsert", 2.6, 0.26}, {"deals.search", 1.1, 0.18}, {"associations.create", 0.5}},
         .jobEvery = 10min,
         .jobTakes = 190s,
         .rateLimitedPerHour = 2},
        {.name = QStringLiteral("webhook-receiver"),
         .endpoints = {{"contacts.getById", 1.4, 0.11}, {"tickets.create", 0.3, 0.2}},
         .webhooksPerSecond = 2},
        {.name = QStringLiteral("nightly-export"),
         .endpoints = {{"exports.create", 1.1, 0.3}, {"exports.getStatus", 0.6, 0.09}},
         .jobEvery = 20min,
         .jobTakes = 11min,
         .rateLimitedPerHour = 1},
    };
    return profiles;
}

ServiceModel::Process::Process(const ServiceProfile &profile, TimePoint started)
    : node(registry, started)
{
    using MetricKind = PromMetric::Kind;
    calls = &registry.add({MetricKind::Counter, "hubspot_api_calls_total", "Total HubSpot API calls"});
    durations = &registry.add(
        {MetricKind::Histogram, "hubspot_api_duration_seconds", "HubSpot API call duration", durationBuckets});
    if (profile.webhooksPerSecond > 0) {
        webhookDelay = &registry.add({MetricKind::Histogram,
                                      "hubspot_webhook_processing_delay_seconds",
                                      "Delay between the event and the end of its processing",
                                      {0.1, 0.5, 1, 2, 5, 10}});
        webhookDelay->unlabelled();
    }
    if (profile.jobEvery > 0s) {
        syncJobs = &registry.add({MetricKind::Counter, "hubspot_sync_jobs_total", "Sync jobs by outcome"});
        syncStarted = &registry.add({MetricKind::Gauge, "hubspot_sync_job_started_timestamp_seconds",
                                     "When the running sync job began, 0 while none runs"});
        syncStarted->unlabelled();
    }
}

ServiceModel::ServiceModel(ServiceProfile profile, std::uint64_t seed, TimePoint start)
    : m_profile(std::move(profile))
    , m_seed(seed)
    , m_at(std::chrono::floor<std::chrono::seconds>(start))
    , m_process(std::make_unique<Process>(m_profile, m_at))
{
    for (const QChar c : m_profile.name)
        m_seed = mixed(m_seed ^ c.unicode());
}

void ServiceModel::advance(TimePoint to, const WeatherScript &script)
{
    if (to - m_at > 24h)
        m_at = std::chrono::floor<std::chrono::seconds>(to - 1h);
    while (m_at + 1s <= to) {
        m_at += 1s;
        m_weather = script.at(m_profile.name, m_at);
        tick(m_at);
    }
}

void ServiceModel::tick(TimePoint at)
{
    if (m_weather.kind == Kind::Crashed) {
        m_down = true;
        return;
    }
    if (m_down) {
        m_down = false;
        m_process = std::make_unique<Process>(m_profile, at);
    }
    Chance chance(mixed(m_seed ^ std::uint64_t(at.time_since_epoch() / 1s)));
    const double rhythm = rhythmAt(at, m_seed);
    int made = 0;
    for (const EndpointProfile &endpoint : m_profile.endpoints)
        made += call(endpoint, rhythm, chance);
    webhooks(rhythm, chance);
    jobs(at, chance);
    m_process->node.tick(chance, made);
}

int ServiceModel::call(const EndpointProfile &endpoint, double rhythm, Chance &chance)
{
    const int count = chance.poisson(endpoint.callsPerSecond * rhythm);
    for (int i = 0; i < count; ++i) {
        // The handbook's own code leaves `method` out: apiCallCounter.inc({ endpoint, status }).
        const std::string status = statusDrawn(endpoint, chance);
        m_process->calls->inc({{"endpoint", endpoint.name}, {"status", status}});
        const bool refused = status == "401" || status == "429";
        double seconds = chance.logNormal(endpoint.medianSeconds, 0.75);
        if (refused)
            seconds = chance.logNormal(0.06, 0.3);
        else if (m_weather.kind == Kind::Slow)
            seconds = chance.logNormal(0.9, 0.44); // some 3 % above 2 s, next to none above 5 s
        m_process->durations->observe({{"endpoint", endpoint.name}}, std::round(seconds * 1e9) / 1e9);
    }
    return count;
}

std::string ServiceModel::statusDrawn(const EndpointProfile &endpoint, Chance &chance) const
{
    if (m_weather.kind == Kind::TokenRevoked)
        return "401";
    const bool busiest = &endpoint == &m_profile.endpoints.front();
    const double draw = chance.uniform();
    if (!busiest)
        return "success";
    // The busiest endpoint bears what the whole service is said to suffer.
    const double weight = callsPerSecond(m_profile) / endpoint.callsPerSecond;
    const double faults = faultShare(m_weather) * weight;
    const double perHour = m_weather.kind == Kind::RateLimited ? 900 : m_profile.rateLimitedPerHour;
    const double limited = perHour / 3600 / endpoint.callsPerSecond;
    if (draw < faults)
        return "500";
    return draw < faults + limited ? "429" : "success";
}

void ServiceModel::webhooks(double rhythm, Chance &chance)
{
    if (!m_process->webhookDelay)
        return;
    const double median = m_weather.kind == Kind::Slow ? 1.6 : 0.2;
    const int count = chance.poisson(m_profile.webhooksPerSecond * rhythm);
    for (int i = 0; i < count; ++i)
        m_process->webhookDelay->observe({}, std::round(chance.logNormal(median, 0.7) * 1000) / 1000);
}

void ServiceModel::jobs(TimePoint at, Chance &chance)
{
    if (!m_process->syncJobs)
        return;
    Process &process = *m_process;
    const bool running = process.jobBegan != TimePoint();
    if (!running && at.time_since_epoch() % m_profile.jobEvery < 1s) {
        process.jobBegan = at;
        const double seconds = double(at.time_since_epoch() / 1s) + std::floor(chance.uniform() * 1000) / 1000;
        process.syncStarted->set({}, seconds);
        return;
    }
    if (!running || m_weather.kind == Kind::SyncStuck || at - process.jobBegan < m_profile.jobTakes)
        return;
    process.jobBegan = {};
    process.syncStarted->set({}, 0);
    const bool failed = m_weather.kind == Kind::TokenRevoked;
    process.syncJobs->inc({{"status", failed ? "failed" : "success"}});
}

std::string ServiceModel::metricsText()
{
    m_process->node.collect();
    return m_process->registry.text();
}

ProbeReply ServiceModel::health() const
{
    return {200, R"({"status":"ok","timestamp":")" + utcText(m_at).toUtf8() + R"("})"};
}

ProbeReply ServiceModel::readiness() const
{
    const auto notReady = [](const char *error) {
        return ProbeReply{503,
                          QByteArray(R"({"status":"not_ready","hubspot":"disconnected","error":")") + error + R"("})"};
    };
    if (m_weather.kind == Kind::TokenRevoked)
        return notReady("Request failed with status code 401");
    if (m_weather.kind == Kind::Flapping && flapsDown(m_weather))
        return notReady("connect ETIMEDOUT");
    return {200, R"({"status":"ready","hubspot":"connected"})"};
}

} // namespace hubwatch
