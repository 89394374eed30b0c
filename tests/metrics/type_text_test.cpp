#include "metrics/type_text.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(TypeTextTest, ReadsBackEveryTypeOfOpenMetrics)
{
    for (int i = int(MetricType::Unknown); i <= int(MetricType::StateSet); ++i) {
        const auto type = MetricType(i);
        EXPECT_EQ(metricTypeOf(metricTypeText(type), TextFormat::OpenMetrics), type) << metricTypeText(type);
    }
}

TEST(TypeTextTest, KeepsTheFormatsApart)
{
    EXPECT_EQ(metricTypeOf("untyped", TextFormat::Prometheus), MetricType::Unknown);
    EXPECT_EQ(metricTypeOf("untyped", TextFormat::OpenMetrics), std::nullopt);
    EXPECT_EQ(metricTypeOf("info", TextFormat::Prometheus), std::nullopt);
    EXPECT_EQ(metricTypeOf("Counter", TextFormat::Prometheus), std::nullopt);
}

} // namespace
} // namespace hubwatch
