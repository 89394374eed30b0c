#include "sim/service_model.h"

#include "base/duration_text.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using Kind = Weather::Kind;
const TimePoint start(1'795'435'200s);
const Duration warmUp = 10min;

ServiceProfile profileOf(const char *name)
{
    for (const ServiceProfile &profile : boxProfiles()) {
        if (profile.name == QLatin1String(name))
            return profile;
    }
    return {};
}

/// A service that has been calm for ten minutes and then meets one kind of weather.
struct Struck {
    explicit Struck(const char *name, Kind kind, Duration length = 12h)
        : script(start, 5, {{QString::fromLatin1(name), warmUp, length, kind}}, {})
        , model(profileOf(name), 5, start)
    {
        model.advance(start + warmUp - 1s, script);
    }

    /// The sum of all lines that begin with `metric{` and contain `part`.
    double sum(const std::string &metric, const std::string &part = {})
    {
        const std::string text = model.metricsText();
        double total = 0;
        for (size_t at = 0; at < text.size();) {
            const size_t end = text.find('\n', at);
            const std::string line = text.substr(at, end - at);
            if (line.starts_with(metric) && line.find(part) != std::string::npos)
                total += std::stod(line.substr(line.rfind(' ') + 1));
            at = end + 1;
        }
        return total;
    }
    double calls(const std::string &part = {}) { return sum("hubspot_api_calls_total{", part); }

    WeatherScript script;
    ServiceModel model;
};

TEST(ServiceModel, ShowsTheSameTextForTheSameSeedHoweverOftenItWasLookedAt)
{
    const WeatherScript script = WeatherScript::demo(start + 90min, 9);
    ServiceModel once(boxProfiles()[0], 9, start);
    ServiceModel often(boxProfiles()[0], 9, start);
    ServiceModel other(boxProfiles()[0], 10, start);
    once.advance(start + 1h, script);
    other.advance(start + 1h, script);
    for (Duration at = 0s; at <= 1h; at += 7s) {
        often.advance(start + at, script);
        often.metricsText();
    }
    often.advance(start + 1h, script);
    EXPECT_EQ(once.metricsText(), often.metricsText());
    EXPECT_NE(once.metricsText(), other.metricsText());
}

TEST(ServiceModel, IsWithinItsGoalsWhileHealthy)
{
    Struck service("contacts-sync", Kind::Healthy);
    service.model.advance(start + 1h, service.script);
    EXPECT_GT(service.calls(), 20'000);
    EXPECT_LT(service.calls("\"500\"") / service.calls(), 0.001);
    EXPECT_LT(service.calls("\"429\""), 50);
    EXPECT_EQ(service.calls("\"401\""), 0);
    EXPECT_EQ(service.sum("hubspot_api_duration_seconds_count"), service.calls());
    EXPECT_LT(service.sum("hubspot_api_duration_seconds_bucket", "+Inf")
                  - service.sum("hubspot_api_duration_seconds_bucket", "\"2\""),
              0.01 * service.calls());
}

TEST(ServiceModel, AnErrorBurstStaysAboveFivePerCentForFiveMinutes)
{
    Struck service("contacts-sync", Kind::ErrorBurst);
    const Duration risen = warmUp + 250s; // the 5 min window is above 5 % from here on
    for (Duration end = risen; end <= risen + 6min; end += 30s) {
        Struck before("contacts-sync", Kind::ErrorBurst);
        before.model.advance(start + end - 5min, before.script);
        service.model.advance(start + end, service.script);
        const double calls = service.calls() - before.calls();
        const double faults = service.calls("\"500\"") - before.calls("\"500\"");
        EXPECT_GT(faults / calls, 0.05) << durationText(end).toStdString();
        EXPECT_LT(faults / calls, 0.10);
    }
}

TEST(ServiceModel, AStormBringsMoreThanFifty429sAndNoOtherFaults)
{
    Struck service("deals-sync", Kind::RateLimited, 8min);
    service.model.advance(start + warmUp + 8min, service.script);
    EXPECT_GT(service.calls("\"429\""), 70);
    EXPECT_LT(service.calls("\"500\""), 8);
}

TEST(ServiceModel, SlowMeansP99BetweenTwoAndFiveSeconds)
{
    Struck service("deals-sync", Kind::Slow);
    const auto beyond = [&service](const char *edge) {
        return service.sum("hubspot_api_duration_seconds_bucket", "+Inf")
            - service.sum("hubspot_api_duration_seconds_bucket", edge);
    };
    const double callsBefore = service.calls();
    const double beyondTwo = beyond("le=\"2\"");
    const double beyondFive = beyond("le=\"5\"");
    service.model.advance(start + warmUp + 10min, service.script);
    const double calls = service.calls() - callsBefore;
    EXPECT_GT((beyond("le=\"2\"") - beyondTwo) / calls, 0.015); // histogram_quantile then reads above 3 s
    EXPECT_LT((beyond("le=\"5\"") - beyondFive) / calls, 0.01);
}

TEST(ServiceModel, ARevokedTokenTurnsEveryCallInto401AndReadinessAway)
{
    Struck service("contacts-sync", Kind::TokenRevoked);
    const double before = service.calls();
    EXPECT_EQ(service.model.readiness(), (ProbeReply{200, R"({"status":"ready","hubspot":"connected"})"}));
    service.model.advance(start + warmUp + 1min, service.script);
    EXPECT_GT(service.calls("\"401\""), 200);
    EXPECT_EQ(service.calls() - before, service.calls("\"401\""));
    EXPECT_EQ(
        service.model.readiness(),
        (ProbeReply{
            503, R"({"status":"not_ready","hubspot":"disconnected","error":"Request failed with status code 401"})"}));
    EXPECT_EQ(service.model.health().status, 200);
}

TEST(ServiceModel, AStuckSyncRunsForMoreThanHalfAnHour)
{
    Struck service("contacts-sync", Kind::SyncStuck, 39min);
    service.model.advance(start + warmUp + 38min, service.script);
    const double began = service.sum("hubspot_sync_job_started_timestamp_seconds ");
    EXPECT_GT(double((start + warmUp + 38min).time_since_epoch() / 1s) - began, 30 * 60);
    service.model.advance(start + warmUp + 39min + 10s, service.script);
    EXPECT_EQ(service.sum("hubspot_sync_job_started_timestamp_seconds "), 0);
    EXPECT_GT(service.sum("hubspot_sync_jobs_total{", "success"), 0);
}

TEST(ServiceModel, IdlesAtZeroBetweenJobs)
{
    Struck service("contacts-sync", Kind::Healthy);
    service.model.advance(start + 20min + 30s, service.script);
    EXPECT_GT(service.sum("hubspot_sync_job_started_timestamp_seconds "), 1e9);
    service.model.advance(start + 24min, service.script);
    EXPECT_EQ(service.sum("hubspot_sync_job_started_timestamp_seconds "), 0);
}

TEST(ServiceModel, ARestartSetsCountersToZeroAndTheStartTimeAnew)
{
    Struck service("nightly-export", Kind::Crashed, 5min);
    const double before = service.calls();
    const double startedBefore = service.sum("process_start_time_seconds ");
    service.model.advance(start + warmUp + 2min, service.script);
    EXPECT_EQ(service.calls(), before);
    service.model.advance(start + warmUp + 5min + 20s, service.script);
    EXPECT_LT(service.calls(), before / 5);
    EXPECT_EQ(service.sum("process_start_time_seconds "), startedBefore + 15 * 60);
}

TEST(ServiceModel, AnUnreachableServiceCountsOn)
{
    Struck service("webhook-receiver", Kind::Unreachable, 4min);
    const double before = service.calls();
    service.model.advance(start + warmUp + 5min, service.script);
    EXPECT_GT(service.calls(), before);
}

TEST(ServiceModel, FlapsItsReadinessOnly)
{
    Struck service("contacts-sync", Kind::Flapping);
    int ready = 0;
    int notReady = 0;
    for (Duration at = 0s; at < 6min; at += 15s) {
        service.model.advance(start + warmUp + at, service.script);
        (service.model.readiness().status == 200 ? ready : notReady)++;
    }
    EXPECT_GT(ready, 5);
    EXPECT_GT(notReady, 5);
    EXPECT_LT(service.calls("\"401\""), 1);
}

TEST(ServiceModel, SkipsALongSleepButForItsLastHour)
{
    Struck service("contacts-sync", Kind::Healthy);
    service.model.advance(start + 24h * 365, service.script);
    EXPECT_LT(service.calls(), 60'000);
}

} // namespace
} // namespace hubwatch
