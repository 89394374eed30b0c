#include "metrics/metric_name.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(MetricNameTest, HasLettersDigitsUnderscoresAndColons)
{
    for (const char *good : {"a", "A9", "_x", ":x:y", "http_requests_total"})
        EXPECT_TRUE(isMetricName(good)) << good;
    for (const char *bad : {"", "9a", "a-b", "a b", "é", "a{", "a\n"})
        EXPECT_FALSE(isMetricName(bad)) << bad;
}

TEST(MetricNameTest, AllowsNoColonInLabels)
{
    EXPECT_TRUE(isLabelName("le"));
    EXPECT_TRUE(isLabelName("_a9"));
    for (const char *bad : {"", "9", "a:b", ":a", "a-b"})
        EXPECT_FALSE(isLabelName(bad)) << bad;
}

TEST(MetricNameTest, FindsWhereANameEnds)
{
    const std::string_view text = "a:b{c=";
    EXPECT_EQ(metricNameEnd(text.data(), text.data() + text.size()), text.data() + 3);
    EXPECT_EQ(labelNameEnd(text.data(), text.data() + text.size()), text.data() + 1);
    EXPECT_EQ(metricNameEnd(text.data(), text.data() + 2), text.data() + 2);
}

} // namespace
} // namespace hubwatch
