#include "metrics/family_names.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct Belonging {
    const char *name;
    const char *sample;
    MetricType expected;
};

class FamilyNamesTest : public ::testing::TestWithParam<Belonging>
{
protected:
    FamilyNamesTest()
    {
        const auto declare = [this](const char *name, MetricType type) { names[names.declare(name)].type = type; };
        declare("h", MetricType::Histogram);
        declare("s", MetricType::Summary);
        declare("g", MetricType::GaugeHistogram);
        declare("c", MetricType::Counter);
        declare("i", MetricType::Info);
        declare("plain", MetricType::Gauge);
        declare("h_count", MetricType::StateSet);
    }

    FamilyNames names;
};

TEST_P(FamilyNamesTest, GivesASampleTheTypeOfItsFamily)
{
    EXPECT_EQ(names.typeOf(GetParam().sample), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Samples, FamilyNamesTest,
                         ::testing::Values(Belonging{"SameName", "plain", MetricType::Gauge},
                                           Belonging{"HistogramBucket", "h_bucket", MetricType::Histogram},
                                           Belonging{"HistogramSum", "h_sum", MetricType::Histogram},
                                           Belonging{"HistogramCreated", "h_created", MetricType::Histogram},
                                           Belonging{"OwnFamilyBeforeSuffix", "h_count", MetricType::StateSet},
                                           Belonging{"SummaryCount", "s_count", MetricType::Summary},
                                           Belonging{"SummaryQuantiles", "s", MetricType::Summary},
                                           Belonging{"SummariesHaveNoBuckets", "s_bucket", MetricType::Unknown},
                                           Belonging{"GaugeHistogramSum", "g_gsum", MetricType::GaugeHistogram},
                                           Belonging{"GaugeHistogramBucket", "g_bucket", MetricType::GaugeHistogram},
                                           Belonging{"CounterTotal", "c_total", MetricType::Counter},
                                           Belonging{"CounterCreated", "c_created", MetricType::Counter},
                                           Belonging{"Info", "i_info", MetricType::Info},
                                           Belonging{"GaugesHaveNoTotal", "plain_total", MetricType::Unknown},
                                           Belonging{"Undeclared", "other", MetricType::Unknown}),
                         [](const auto &test) { return test.param.name; });

TEST_F(FamilyNamesTest, DeclaresANameOnce)
{
    const size_t before = names.families().size();
    EXPECT_EQ(names.declare("plain"), names.familyOf("plain"));
    EXPECT_EQ(names.families().size(), before);
    EXPECT_EQ(names.familyOf("nobody"), before);
}

} // namespace
} // namespace hubwatch
