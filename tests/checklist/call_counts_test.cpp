#include "checklist/bench/call_counts.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr std::string_view shownCalls = "# TYPE hubspot_api_calls_total counter\n"
                                        "hubspot_api_calls_total{endpoint=\"contacts.batch\",status=\"success\"} 96\n"
                                        "hubspot_api_calls_total{endpoint=\"contacts.batch\",status=\"429\"} 4\n"
                                        "hubspot_api_calls_total{endpoint=\"properties\",status=\"success\"} 1\n"
                                        "process_start_time_seconds 1763881200\n";

TEST(CallCounts, AddUpByEndpointAndStatusSinceTheProcessBegan)
{
    const auto counts
        = callCountsOf(shownCalls, TextFormat::Prometheus, "hubspot_api_calls_total", TimePoint(1'763'884'800s));
    ASSERT_TRUE(counts) << counts.error().detail.toStdString();
    EXPECT_EQ(counts->byEndpoint.at(QStringLiteral("contacts.batch")), 100);
    EXPECT_EQ(counts->byStatus.at(QStringLiteral("success")), 97);
    EXPECT_EQ(counts->rateLimited, 4);
    EXPECT_EQ(counts->over, 1h);
}

TEST(CallCounts, SayThatTheCounterIsNotThere)
{
    const auto counts = callCountsOf(shownCalls, TextFormat::Prometheus, "other_total", TimePoint());
    ASSERT_FALSE(counts);
    EXPECT_EQ(counts.error().detail, QStringLiteral("no other_total among its metrics"));
}

TEST(CallCounts, KnowNoTimeOfAProcessThatDoesNotTellIt)
{
    const auto counts
        = callCountsOf("calls{endpoint=\"a\"} 1\n", TextFormat::Prometheus, "calls", TimePoint(1'763'884'800s));
    ASSERT_TRUE(counts);
    EXPECT_EQ(counts->over, 0s);
}

} // namespace
} // namespace hubwatch
