#include "sim/node_metrics.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(NodeMetrics, StandAsPromClientRegistersThem)
{
    PromRegistry registry;
    NodeMetrics node(registry, TimePoint(1'795'435'200'600ms));
    Chance chance(1);
    node.tick(chance, 5);
    node.collect();
    const std::string text = registry.text();
    EXPECT_TRUE(text.starts_with("# HELP process_cpu_user_seconds_total Total user CPU time spent in seconds.\n"));
    EXPECT_NE(text.find("process_start_time_seconds 1795435201\n"), std::string::npos);
    EXPECT_NE(text.find("nodejs_heap_space_size_used_bytes{space=\"new\"} "), std::string::npos);
    EXPECT_NE(text.find("nodejs_active_requests gauge\n\n# HELP"), std::string::npos);
    EXPECT_TRUE(text.ends_with("# TYPE nodejs_gc_duration_seconds histogram\n"));
}

TEST(NodeMetrics, CollectGarbageAsTheHeapGrows)
{
    PromRegistry registry;
    NodeMetrics node(registry, TimePoint(1'795'435'200s));
    Chance chance(1);
    for (int second = 0; second < 600; ++second)
        node.tick(chance, 8);
    EXPECT_NE(registry.text().find("nodejs_gc_duration_seconds_count{kind=\"minor\"}"), std::string::npos);
}

} // namespace
} // namespace hubwatch
