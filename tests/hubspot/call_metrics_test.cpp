#include "hubspot/call_metrics.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

CallRecord called(int status, bool failed, Duration took)
{
    return {.method = "GET",
            .endpoint = QStringLiteral("accountInfo.details"),
            .status = status,
            .took = took,
            .failed = failed};
}

TEST(CallMetrics, CountsUnderTheHandbooksNames)
{
    CallMetrics metrics;
    metrics.count(called(200, false, 84ms), false);
    metrics.count(called(200, false, 2'500ms), false);
    metrics.count(called(429, true, 30ms), true);
    metrics.count(called(0, true, 10s), false);
    EXPECT_EQ(metrics.text(), R"(# HELP hubspot_api_calls_total Total HubSpot API calls
# TYPE hubspot_api_calls_total counter
hubspot_api_calls_total{method="GET",endpoint="accountInfo.details",status="success"} 2
hubspot_api_calls_total{method="GET",endpoint="accountInfo.details",status="429"} 1
hubspot_api_calls_total{method="GET",endpoint="accountInfo.details",status="unknown"} 1

# HELP hubspot_api_duration_seconds HubSpot API call duration
# TYPE hubspot_api_duration_seconds histogram
hubspot_api_duration_seconds_bucket{le="0.1",endpoint="accountInfo.details"} 2
hubspot_api_duration_seconds_bucket{le="0.5",endpoint="accountInfo.details"} 2
hubspot_api_duration_seconds_bucket{le="1",endpoint="accountInfo.details"} 2
hubspot_api_duration_seconds_bucket{le="2",endpoint="accountInfo.details"} 2
hubspot_api_duration_seconds_bucket{le="3",endpoint="accountInfo.details"} 3
hubspot_api_duration_seconds_bucket{le="5",endpoint="accountInfo.details"} 3
hubspot_api_duration_seconds_bucket{le="+Inf",endpoint="accountInfo.details"} 4
hubspot_api_duration_seconds_sum{endpoint="accountInfo.details"} 12.614
hubspot_api_duration_seconds_count{endpoint="accountInfo.details"} 4

# HELP hubspot_api_legacy_calls_total HubSpot API calls to paths that will be switched off
# TYPE hubspot_api_legacy_calls_total counter
hubspot_api_legacy_calls_total 1
)");
    EXPECT_EQ(metrics.legacyCalls(), 1);
}

TEST(CallStatusLabel, IsSuccessTheCodeOrUnknown)
{
    EXPECT_EQ(callStatusLabel(called(204, false, 0ms)), "success");
    EXPECT_EQ(callStatusLabel(called(503, true, 0ms)), "503");
    EXPECT_EQ(callStatusLabel(called(302, true, 0ms)), "302");
    EXPECT_EQ(callStatusLabel(called(0, true, 0ms)), "unknown");
    EXPECT_EQ(callStatusLabel(called(200, true, 0ms)), "unknown") << "a portal's page";
}

} // namespace
} // namespace hubwatch
