#include "signals/metric_detection.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

/// One family as a target shows it: its type, and the names of its samples with their labels.
struct Shown {
    MetricType type;
    std::string sample;
    Labels labels = {};
};

const Labels byStatus{{.name = "status", .value = "success"}};
const Labels byEdge{{.name = "le", .value = "1"}};

Exposition expositionOf(const std::vector<Shown> &shown)
{
    Exposition exposition;
    for (const Shown &each : shown) {
        exposition.families.push_back({.name = each.sample, .type = each.type});
        exposition.samples.push_back({.series = {.metric = each.sample, .labels = each.labels},
                                      .value = 1,
                                      .family = std::uint32_t(exposition.families.size() - 1)});
    }
    return exposition;
}

struct DetectionCase {
    const char *name;
    std::vector<Shown> shown;
    std::string MetricNames::*role;
    std::string expected; ///< empty: the wanted name stays
};

class DetectionTest : public ::testing::TestWithParam<DetectionCase>
{ };

TEST_P(DetectionTest, FindsTheOneThatMustBeMeant)
{
    const auto &[name, shown, role, expected] = GetParam();
    const DetectedNames detected = detectNames(expositionOf(shown));
    EXPECT_EQ(detected.names.*role, expected.empty() ? MetricNames().*role : expected);
    EXPECT_EQ(detected.found.size(), expected.empty() ? 0 : 1);
}

INSTANTIATE_TEST_SUITE_P(
    Targets, DetectionTest,
    ::testing::Values(
        DetectionCase{
            "TheHandbooks", {{MetricType::Counter, "hubspot_api_calls_total", byStatus}}, &MetricNames::calls, ""},
        DetectionCase{"AnotherPrefix",
                      {{MetricType::Counter, "crm_hubspot_requests_total", byStatus}},
                      &MetricNames::calls,
                      "crm_hubspot_requests_total"},
        DetectionCase{"WithoutStatus", {{MetricType::Counter, "crm_hubspot_requests_total"}}, &MetricNames::calls, ""},
        DetectionCase{"AGauge", {{MetricType::Gauge, "hubspot_requests", byStatus}}, &MetricNames::calls, ""},
        DetectionCase{"UntypedWithTotal",
                      {{MetricType::Unknown, "hubspot_requests_total", byStatus}},
                      &MetricNames::calls,
                      "hubspot_requests_total"},
        DetectionCase{"HubspotBeforeApi",
                      {{MetricType::Counter, "api_requests_total", byStatus},
                       {MetricType::Counter, "hubspot_requests_total", byStatus}},
                      &MetricNames::calls,
                      "hubspot_requests_total"},
        DetectionCase{"TwoThatCouldBeMeant",
                      {{MetricType::Counter, "hubspot_reads_requests_total", byStatus},
                       {MetricType::Counter, "hubspot_writes_requests_total", byStatus}},
                      &MetricNames::calls,
                      ""},
        DetectionCase{"OnesOwnServerIsNotTheApi",
                      {{MetricType::Counter, "http_requests_total", byStatus},
                       {MetricType::Counter, "api_server_requests_total", byStatus}},
                      &MetricNames::calls,
                      ""},
        DetectionCase{"CreationTimeIsNoCounter",
                      {{MetricType::Counter, "hubspot_requests_total", byStatus},
                       {MetricType::Counter, "hubspot_requests_created", byStatus}},
                      &MetricNames::calls,
                      "hubspot_requests_total"},
        DetectionCase{"AHistogramByItsBaseName",
                      {{MetricType::Histogram, "hubspot_request_duration_seconds_bucket", byEdge},
                       {MetricType::Histogram, "hubspot_request_duration_seconds_sum"},
                       {MetricType::Histogram, "hubspot_request_duration_seconds_count"}},
                      &MetricNames::duration,
                      "hubspot_request_duration_seconds"},
        DetectionCase{"TheHandbooksHistogram",
                      {{MetricType::Histogram, "hubspot_api_duration_seconds_bucket", byEdge}},
                      &MetricNames::duration,
                      ""},
        DetectionCase{"WebhookDelay",
                      {{MetricType::Histogram, "webhook_lag_seconds_bucket", byEdge}},
                      &MetricNames::webhookDelay,
                      "webhook_lag_seconds"},
        DetectionCase{"SyncJobs",
                      {{MetricType::Counter, "contact_sync_runs_total", byStatus}},
                      &MetricNames::syncJobs,
                      "contact_sync_runs_total"},
        DetectionCase{"SyncStarted",
                      {{MetricType::Gauge, "sync_started_at_seconds"}},
                      &MetricNames::syncStarted,
                      "sync_started_at_seconds"}),
    [](const auto &test) { return test.param.name; });

TEST(Detection, SaysWhatItChoseAndWhatStaysUnknown)
{
    const DetectedNames detected
        = detectNames(expositionOf({{MetricType::Counter, "hubspot_requests_total", byStatus},
                                    {MetricType::Histogram, "hubspot_a_duration_seconds_bucket", byEdge},
                                    {MetricType::Histogram, "hubspot_b_duration_seconds_bucket", byEdge}}));
    EXPECT_EQ(
        detected.found,
        QStringList{QStringLiteral("hubspot_requests_total is taken for a counter of API calls with a status label, "
                                   "since there is no hubspot_api_calls_total")});
    ASSERT_EQ(detected.missing.size(), 4);
    EXPECT_EQ(detected.missing[0],
              QStringLiteral("no hubspot_api_duration_seconds, and each of hubspot_a_duration_seconds, "
                             "hubspot_b_duration_seconds could be meant: the response time stays unknown; name one as "
                             "metric_names.duration"));
    EXPECT_EQ(detected.missing[1],
              QStringLiteral("no hubspot_webhook_processing_delay_seconds: the webhook delay stays unknown"));
}

TEST(Detection, GoesByTheWorkspacesNamesFirst)
{
    const MetricNames wanted{.calls = "my_calls"};
    const DetectedNames detected
        = detectNames(expositionOf({{MetricType::Counter, "my_calls", byStatus},
                                    {MetricType::Counter, "hubspot_api_calls_total", byStatus}}),
                      wanted);
    EXPECT_EQ(detected.names.calls, "my_calls");
}

TEST(Detection, ReadsASeriesTableAlike)
{
    SeriesTable table;
    table.series = {{.metric = "hubspot_requests_total", .labels = byStatus}};
    table.types = {MetricType::Counter};
    EXPECT_EQ(detectNames(table).names.calls, "hubspot_requests_total");
}

} // namespace
} // namespace hubwatch
