#include "metrics/prom_registry.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using RegistryKind = PromMetric::Kind;

TEST(PromRegistry, WritesCountersInOrderOfBirthWithLabelsAsGiven)
{
    PromRegistry registry;
    PromMetric &calls = registry.add({RegistryKind::Counter, "hubspot_api_calls_total", "Total HubSpot API calls"});
    calls.inc({{"endpoint", "contacts.search"}, {"status", "success"}});
    calls.inc({{"endpoint", "contacts.search"}, {"status", "500"}}, 2);
    calls.inc({{"endpoint", "contacts.search"}, {"status", "success"}});
    EXPECT_EQ(registry.text(),
              "# HELP hubspot_api_calls_total Total HubSpot API calls\n"
              "# TYPE hubspot_api_calls_total counter\n"
              "hubspot_api_calls_total{endpoint=\"contacts.search\",status=\"success\"} 2\n"
              "hubspot_api_calls_total{endpoint=\"contacts.search\",status=\"500\"} 2\n");
}

TEST(PromRegistry, WritesHistogramsCumulatedWithLeFirst)
{
    PromRegistry registry;
    PromMetric &durations = registry.add({RegistryKind::Histogram, "d", "h", {0.1, 0.5}});
    for (const double seconds : {0.3, 0.1, 7.0})
        durations.observe({{"endpoint", "x"}}, seconds);
    EXPECT_EQ(registry.text(),
              "# HELP d h\n# TYPE d histogram\n"
              "d_bucket{le=\"0.1\",endpoint=\"x\"} 1\n"
              "d_bucket{le=\"0.5\",endpoint=\"x\"} 2\n"
              "d_bucket{le=\"+Inf\",endpoint=\"x\"} 3\n"
              "d_sum{endpoint=\"x\"} 7.4\n"
              "d_count{endpoint=\"x\"} 3\n");
}

TEST(PromRegistry, HasNoChildBeforeItsFirstUseUnlessUnlabelled)
{
    PromRegistry registry;
    registry.add({RegistryKind::Counter, "born_later_total", "a\\b\nc"});
    registry.add({RegistryKind::Gauge, "there", "g"}).unlabelled();
    EXPECT_EQ(registry.text(),
              "# HELP born_later_total a\\\\b\\nc\n# TYPE born_later_total counter\n\n"
              "# HELP there g\n# TYPE there gauge\nthere 0\n");
}

TEST(PromRegistry, EscapesLabelValues)
{
    PromRegistry registry;
    registry.add({RegistryKind::Gauge, "g", "g"}).set({{"a", "\"\\\n"}}, 1);
    EXPECT_NE(registry.text().find("g{a=\"\\\"\\\\\\n\"} 1\n"), std::string::npos);
}

} // namespace
} // namespace hubwatch
