#include "signals/evaluate.h"

#include "signals/fake_service.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using testing::FakeService;
using Validity = Reading::Validity;
using Outcome = Frame::Outcome;

QString text(const char *words)
{
    return QString::fromUtf8(words);
}

TEST(EvaluateTest, CountsEveryStatusButSuccessAsAnErrorAnd429Apart)
{
    FakeService service;
    service.poll();
    service.calls("success", 80);
    service.calls("429", 10);
    service.calls("401", 4);
    service.calls("502", 6);
    service.poll();
    const Reading reading = service.read("api.error_rate");
    EXPECT_EQ(reading.validity, Validity::Known);
    EXPECT_EQ(reading.value, 0.1);
    EXPECT_EQ(reading.n, 100);
    EXPECT_EQ(reading.leftOut, 10);
    EXPECT_EQ(reading.note, text("10 429s counted as calls, not as errors"));
    EXPECT_EQ(reading.covered, 15s);
    EXPECT_EQ(reading.observedAt, service.now);
    EXPECT_EQ(service.read("api.rate_limited").value, 10);
    EXPECT_EQ(service.read("api.auth_failures").value, 4);
}

TEST(EvaluateTest, ForgetsWhatLeftTheWindow)
{
    FakeService service;
    service.polls(2, "500", 50);
    service.polls(19, "success", 10);
    EXPECT_EQ(service.read("api.error_rate").value, 50.0 / 240);
    service.polls(1, "success", 10);
    EXPECT_EQ(service.read("api.error_rate").value, 0.0);
    EXPECT_EQ(service.read("api.error_rate").n, 200);
    EXPECT_EQ(service.read("api.error_rate").covered, 5min);
}

struct UnknownCase {
    const char *name;
    const char *signal;
    std::function<void(FakeService &)> happens;
    Validity validity;
    const char *note;
};

class EvaluateUnknownTest : public ::testing::TestWithParam<UnknownCase>
{ };

TEST_P(EvaluateUnknownTest, SaysWhyThereIsNoFigure)
{
    FakeService service;
    GetParam().happens(service);
    const Reading reading = service.read(GetParam().signal);
    EXPECT_EQ(reading.validity, GetParam().validity);
    EXPECT_EQ(reading.value, std::nullopt);
    EXPECT_EQ(reading.note, text(GetParam().note));
}

INSTANTIATE_TEST_SUITE_P(
    Cases, EvaluateUnknownTest,
    ::testing::Values(UnknownCase{"NeverPolled", "api.error_rate", [](FakeService &) {}, Validity::Unknown,
                                  "metrics: not polled yet"},
                      UnknownCase{"NeverScraped", "api.error_rate", [](FakeService &s) { s.miss(); }, Validity::NoData,
                                  "metrics: never scraped yet"},
                      UnknownCase{"NotExposed", "api.error_rate", [](FakeService &s) { s.polls(2); }, Validity::Unknown,
                                  "hubspot_api_calls_total is not exposed"},
                      UnknownCase{"FirstScrape", "api.error_rate", [](FakeService &s) { s.polls(1, "500", 9); },
                                  Validity::Unknown, "first scrape: nothing to compare it with yet"},
                      UnknownCase{"FirstScrapeAuth", "api.auth_failures", [](FakeService &s) { s.polls(1, "401", 7); },
                                  Validity::Unknown, "first scrape: nothing to compare it with yet"},
                      UnknownCase{"AuthFailuresInAGap", "api.auth_failures",
                                  [](FakeService &s) {
                                      s.polls(2, "success", 1);
                                      s.sleep(1h);
                                      s.polls(1, "401", 3);
                                  },
                                  Validity::Unknown, "first scrape after a gap; 3 auth failures during gaps so far"},
                      UnknownCase{"NoCalls", "api.error_rate",
                                  [](FakeService &s) {
                                      s.calls("success", 5);
                                      s.polls(3);
                                  },
                                  Validity::Unknown, "no calls in 5m"},
                      UnknownCase{"NoLatency", "api.latency_p99",
                                  [](FakeService &s) {
                                      s.latency(1, 5);
                                      s.polls(3);
                                  },
                                  Validity::Unknown, "no calls in 5m"},
                      UnknownCase{"Blind", "api.rate_limited",
                                  [](FakeService &s) {
                                      s.polls(2, "success", 5);
                                      for (int i = 0; i < 4; ++i)
                                          s.miss();
                                  },
                                  Validity::NoData, "no scrape since 2025-11-23T08:00:30.000Z"},
                      UnknownCase{"NoSyncEnded", "sync.success_rate",
                                  [](FakeService &s) {
                                      s.add("hubspot_sync_jobs_total", {{"status", "success"}}, 1);
                                      s.polls(2);
                                  },
                                  Validity::Unknown, "no sync job ended in 1d"},
                      UnknownCase{"ClockOfTheServiceAhead", "sync.overdue",
                                  [](FakeService &s) {
                                      s.set("hubspot_sync_job_started_timestamp_seconds", {}, 1'763'888'415);
                                      s.polls(1);
                                  },
                                  Validity::Unknown, "a sync job started 1h in the future: the clocks differ"},
                      UnknownCase{"NoReadinessEndpoint", "service.ready",
                                  [](FakeService &s) { s.context.hasReadiness = false; }, Validity::Unknown,
                                  "the service has no readiness endpoint"},
                      UnknownCase{"NoMetricsEndpoint", "api.burn.1h",
                                  [](FakeService &s) { s.context.hasMetrics = false; }, Validity::Unknown,
                                  "the service has no metrics endpoint"},
                      UnknownCase{"ReadinessSilent", "service.ready",
                                  [](FakeService &s) {
                                      s.readiness(Outcome::Good);
                                      s.polls(13);
                                  },
                                  Validity::NoData, "readiness: no answer asked for since 2025-11-23T08:00:00.000Z"}),
    [](const auto &test) { return test.param.name; });

TEST(EvaluateTest, KeepsAFigureThroughOneMissedPoll)
{
    FakeService service;
    service.polls(4, "success", 5);
    service.miss();
    EXPECT_EQ(service.read("api.error_rate").validity, Validity::Known);
    EXPECT_EQ(service.read("api.error_rate").n, 15);
}

TEST(EvaluateTest, TellsWhatAGapHid)
{
    FakeService service;
    service.polls(4, "success", 5);
    service.sleep(1min);
    service.polls(2, "success", 1);
    const Reading reading = service.read("api.error_rate");
    EXPECT_EQ(reading.n, 16);
    EXPECT_EQ(reading.covered, 1min);
    EXPECT_EQ(reading.note, text("1 call during a gap not included"));
}

TEST(EvaluateTest, DecidesTheGoalWhereABucketHasItsEdge)
{
    FakeService service;
    service.edges = {1, 3, 5};
    service.latency(0, 0);
    service.poll();
    service.latency(4, 100);
    service.poll();
    const Reading reading = service.read("api.latency_p99");
    EXPECT_EQ(reading.note, QString());
    EXPECT_EQ(reading.low, 3);
}

TEST(EvaluateTest, EstimatesP99FromTheSameDifferencesAsPrometheus)
{
    FakeService service;
    service.latency(0, 0);
    service.poll();
    const std::vector<std::pair<double, double>> calls{{0.05, 812}, {0.3, 131}, {0.8, 44}, {1.5, 9}, {4, 7}, {30, 1}};
    for (const auto &[seconds, count] : calls)
        service.latency(seconds, count);
    service.poll();
    // The rank 0.99 * 1004 = 993.96 lies in the bucket (1, 2] that holds observations 988 to 996.
    EXPECT_NEAR(*service.read("api.latency_p99").value, 1 + (993.96 - 987) / 9, 1e-9);
    EXPECT_EQ(service.read("api.latency_p99").n, 1'004);
}

TEST(EvaluateTest, MeasuresTheLongestRunningSync)
{
    FakeService service;
    service.set("hubspot_sync_job_started_timestamp_seconds", {{"job", "a"}}, 0);
    service.poll();
    EXPECT_EQ(service.read("sync.overdue").value, 0);
    const double started = double(service.now.time_since_epoch().count()) / 1'000;
    service.set("hubspot_sync_job_started_timestamp_seconds", {{"job", "a"}}, started);
    service.polls(124);
    EXPECT_EQ(service.read("sync.overdue").value, 1'860);
    EXPECT_EQ(service.read("sync.overdue").n, 1);
}

TEST(EvaluateTest, SumsSyncJobsOverADay)
{
    FakeService service(60s);
    service.poll();
    for (int minute = 0; minute < 24 * 60; ++minute) {
        service.add("hubspot_sync_jobs_total", {{"status", minute == 700 ? "failure" : "success"}}, 1);
        service.poll();
    }
    EXPECT_EQ(service.read("sync.success_rate").value, 1'439.0 / 1'440);
    EXPECT_EQ(service.read("sync.success_rate").n, 1'440);
    for (int minute = 0; minute < 24 * 60; ++minute) {
        service.add("hubspot_sync_jobs_total", {{"status", "success"}}, 1);
        service.poll();
    }
    EXPECT_EQ(service.read("sync.success_rate").value, 1);
}

TEST(EvaluateTest, TellsTheThreeStatesOfAProbe)
{
    FakeService service;
    for (const Outcome outcome : {Outcome::Good, Outcome::NotReady, Outcome::Unreachable}) {
        service.readiness(outcome);
        service.health(outcome);
        EXPECT_EQ(service.read("service.ready").value, double(outcome));
        EXPECT_EQ(service.read("service.healthy").value, double(outcome));
    }
}

TEST(EvaluateTest, CountsPollsMissedButNoTimeAsleep)
{
    FakeService service;
    service.poll();
    EXPECT_EQ(service.read("source.fresh").value, 0);
    for (int missed = 1; missed <= 4; ++missed) {
        service.miss();
        EXPECT_EQ(service.read("source.fresh").value, missed);
    }
    service.sleep(8h);
    EXPECT_EQ(service.read("source.fresh").value, 4);
    service.poll();
    EXPECT_EQ(service.read("source.fresh").value, 0);
}

TEST(EvaluateTest, CountsPollsMissedOfASourceThatNeverAnswered)
{
    FakeService service;
    EXPECT_EQ(service.read("source.fresh").validity, Validity::Unknown);
    for (int missed = 1; missed <= 3; ++missed) {
        service.miss();
        EXPECT_EQ(service.read("source.fresh").value, missed);
        EXPECT_EQ(service.read("source.fresh").note, text("never answered yet"));
    }
}

TEST(EvaluateTest, JudgesFreshnessByHealthWhereThereAreNoMetrics)
{
    FakeService service;
    service.context.hasMetrics = false;
    service.health(Outcome::NotReady);
    EXPECT_EQ(service.read("source.fresh").value, 0);
    service.now += 45s;
    service.health(Outcome::Unreachable);
    EXPECT_EQ(service.read("source.fresh").value, 3);
}

struct BurnCase {
    const char *name;
    const char *signal;
    Duration longWindow;
    Duration shortWindow;
    double factor;
};

class BurnTest : public ::testing::TestWithParam<BurnCase>
{ };

/// Detection and reset times follow from the windows: at a share s of errors the long window passes its factor after
/// factor * 0.001 / s of its length, and the figure falls as soon as the short window is clean enough again.
TEST_P(BurnTest, DetectsAndForgetsWithinAMinuteOfTheFormula)
{
    const BurnCase &burn = GetParam();
    FakeService service(60s);
    const auto minute = [&](double errors) {
        service.calls("success", 1'000 - errors);
        if (errors > 0)
            service.calls("500", errors);
        service.poll();
    };
    minute(0);
    for (Duration passed{}; passed < burn.longWindow; passed += 1min)
        minute(0);
    EXPECT_EQ(service.read(burn.signal).value, 0);

    constexpr double share = 0.2;
    const auto detection = burn.longWindow * (burn.factor * 0.001 / share);
    Duration detected{};
    while (*service.read(burn.signal).value <= burn.factor && detected < burn.longWindow) {
        minute(1'000 * share);
        detected += 1min;
    }
    const Duration grain = burn.longWindow > 24h ? 6min : 2min; // how far the start of the window is rounded
    EXPECT_LE(detected, detection + grain);
    EXPECT_GE(detected, detection - grain);

    Duration reset{};
    while (*service.read(burn.signal).value > burn.factor && reset < burn.longWindow) {
        minute(0);
        reset += 1min;
    }
    EXPECT_LE(reset, burn.shortWindow + grain);
}

INSTANTIATE_TEST_SUITE_P(Windows, BurnTest,
                         ::testing::Values(BurnCase{"OneHour", "api.burn.1h", 1h, 5min, 14.4},
                                           BurnCase{"SixHours", "api.burn.6h", 6h, 30min, 6},
                                           BurnCase{"OneDay", "api.burn.1d", 24h, 2h, 3},
                                           BurnCase{"ThreeDays", "api.burn.3d", 72h, 6h, 1}),
                         [](const auto &test) { return test.param.name; });

TEST(EvaluateTest, EvaluatesAllSignalsInTheirOrder)
{
    FakeService service;
    service.polls(2, "success", 5);
    const std::vector<Reading> readings = evaluateAll(service.history, service.context, service.now);
    ASSERT_EQ(readings.size(), 14u); // those of accounts come after those of services
    for (size_t i = 0; i < readings.size(); ++i) {
        EXPECT_EQ(readings[i].signal, signalDefinitions()[i].id);
        EXPECT_EQ(readings[i].service, text("contacts-sync"));
        EXPECT_EQ(readings[i].at, service.now);
        EXPECT_EQ(readings[i].value.has_value(), readings[i].validity == Validity::Known);
    }
}

} // namespace
} // namespace hubwatch
