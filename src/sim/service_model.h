// ServiceModel: one service of the box, as a pure function of seed, weather and time.
#pragma once

#include "sim/node_metrics.h"
#include "sim/weather.h"

#include <QByteArray>

namespace hubwatch {

struct EndpointProfile {
    std::string name = {}; ///< the handbook's label: "contacts.batchUpdate"
    double callsPerSecond = 0;
    double medianSeconds = 0.18;
};

/// What a service does all day.
struct ServiceProfile {
    QString name = {};
    std::vector<EndpointProfile> endpoints = {}; ///< the busiest first: bursts strike it
    double webhooksPerSecond = 0;
    Duration jobEvery = {}; ///< zero: no sync jobs
    Duration jobTakes = {};
    double rateLimitedPerHour = 0; ///< 429s on a calm day
};

/// contacts-sync, deals-sync, webhook-receiver and nightly-export.
const std::vector<ServiceProfile> &boxProfiles();

struct ProbeReply {
    int status = 200;
    QByteArray body = {};

    bool operator==(const ProbeReply &) const = default;
};

/// Counts what the service would have counted. Moves in whole seconds of the wall clock, each drawn from seed, name and
/// second alone, so what it shows at an instant does not depend on who looked before. Not thread-safe.
class ServiceModel
{
public:
    /// The process starts at `start`.
    ServiceModel(ServiceProfile profile, std::uint64_t seed, TimePoint start);

    /// Lives on until `to`. More than a day at once (the machine slept) is skipped but for its last hour.
    void advance(TimePoint to, const WeatherScript &script);

    std::string metricsText();
    ProbeReply health() const;
    ProbeReply readiness() const;
    const QString &name() const { return m_profile.name; }
    Weather weather() const { return m_weather; }

private:
    struct Process {
        explicit Process(const ServiceProfile &profile, TimePoint started);

        PromRegistry registry = {};
        NodeMetrics node;
        PromMetric *calls = nullptr;
        PromMetric *durations = nullptr;
        PromMetric *webhookDelay = nullptr; ///< null where the service has none
        PromMetric *syncJobs = nullptr;
        PromMetric *syncStarted = nullptr;
        TimePoint jobBegan = {}; ///< epoch: idle
    };

    void tick(TimePoint at);
    int call(const EndpointProfile &endpoint, double rhythm, Chance &chance);
    std::string statusDrawn(const EndpointProfile &endpoint, Chance &chance) const;
    void webhooks(double rhythm, Chance &chance);
    void jobs(TimePoint at, Chance &chance);

    ServiceProfile m_profile;
    std::uint64_t m_seed;
    TimePoint m_at;
    Weather m_weather = {};
    bool m_down = false;
    std::unique_ptr<Process> m_process;
};

} // namespace hubwatch
