#include "metrics/lint_types.h"

#include "lint_cases.h"

namespace hubwatch {
namespace {

using testing::LintCase;

/// One family `a`: the text begins with its type.
class LintTypesTest : public ::testing::TestWithParam<LintCase>
{ };

TEST_P(LintTypesTest, FollowsTheRulesOfTheType)
{
    LintCase test = GetParam();
    test.text = "# TYPE a " + test.text + "\n# EOF\n";
    expectFindings(test, TextFormat::OpenMetrics);
}

const auto typesCaseName = [](const auto &test) { return test.param.name; };

INSTANTIATE_TEST_SUITE_P(
    Counters, LintTypesTest,
    ::testing::Values(
        LintCase{"NoMetrics", "counter"}, LintCase{"Total", "counter\na_total 1"},
        LintCase{"Created", "counter\na_total 1\na_created 1520430000.123"},
        LintCase{"CreatedFirst", "counter\na_created 1\na_total 1"}, LintCase{"Infinite", "counter\na_total +Inf"},
        LintCase{"Exemplar", "counter\na_total 1 # {} 1"},
        LintCase{"NaNTotal", "counter\na_total NaN", {"2:9 neither NaN nor negative"}},
        LintCase{"NegativeTotal", "counter\na_total -1", {"2:9 neither NaN nor negative"}},
        LintCase{"NegativeInfinity", "counter\na_total -Inf", {"2:9 neither NaN nor negative"}},
        LintCase{"CreatedAlone", "counter\na_created 1", {"2:1 no sample \"a_total\""}},
        LintCase{"CreatedNaN", "counter\na_total 1\na_created NaN", {"3:11 a time in seconds"}},
        LintCase{"CreatedExemplar", "counter\na_total 1\na_created 1 # {} 1", {"3:13 only the \"_total\""}},
        LintCase{"Twice", "counter\na_total 1\na_total 1", {"3:1 stands twice"}},
        LintCase{
            "LabelsInOtherOrder", "counter\na_total{b=\"1\",c=\"2\"} 1\na_total{c=\"2\",b=\"1\"} 1", {"3:1 twice"}},
        LintCase{"SameValueOtherwiseEscaped", "counter\na_total{b=\"\\\\\"} 1\na_total{b=\"\\\\\"} 1", {"3:1 twice"}},
        LintCase{"NoSuffix", "counter\na 1", {"2:1 must be named \"a_total\" or \"a_created\""}}),
    typesCaseName);

INSTANTIATE_TEST_SUITE_P(
    PlainTypes, LintTypesTest,
    ::testing::Values(LintCase{"Gauge", "gauge\na -1"}, LintCase{"GaugeNaN", "gauge\na NaN"},
                      LintCase{"Unknown", "unknown\na 42.23"},
                      LintCase{"GaugeMetrics", "gauge\na{b=\"1\"} 1\na{b=\"2\"} 1"},
                      LintCase{"GaugeEmptyLabel", "gauge\na 1\na{b=\"\"} 1"},
                      LintCase{"GaugeWithLe", "gauge\na{le=\"x\",quantile=\"y\"} 1"},
                      LintCase{"GaugeExemplar", "gauge\na 1 # {} 1", {"2:5 only the \"_total\""}},
                      LintCase{"UnknownExemplar", "unknown\na 1 # {} 1", {"2:5 only the \"_total\""}},
                      LintCase{"GaugeTwice", "gauge\na 1\na 2", {"3:1 stands twice"}},
                      LintCase{"GaugeTwiceAtOneTime", "gauge\na 1 5\na 2 5.0", {"3:1 the same timestamp"}}),
    typesCaseName);

INSTANTIATE_TEST_SUITE_P(
    Infos, LintTypesTest,
    ::testing::Values(LintCase{"Info", "info\na_info{version=\"1\"} 1"}, LintCase{"InfoFloat", "info\na_info 1.0"},
                      LintCase{"InfoMetrics", "info\na_info{b=\"1\"} 1\na_info{b=\"2\"} 1"},
                      LintCase{"InfoTimes", "info\na_info{b=\"1\"} 1 1\na_info{b=\"2\"} 1 0"},
                      LintCase{"InfoTwo", "info\na_info 2", {"2:8 1, the value of every info"}},
                      LintCase{"InfoZero", "info\na_info 0", {"2:8 1, the value"}},
                      LintCase{"InfoNaN", "info\na_info NaN", {"2:8 1, the value"}},
                      LintCase{"InfoExemplar", "info\na_info 1 # {} 1", {"2:10 only the \"_total\""}},
                      LintCase{"InfoNoSuffix", "info\na 1", {"2:1 must be named \"a_info\""}},
                      LintCase{"InfoTwice", "info\na_info 1\na_info 1", {"3:1 stands twice"}},
                      LintCase{"InfoComesBack", "info\na_info 1\na_info{b=\"1\"} 1\na_info 1", {"4:1 stands twice"}}),
    typesCaseName);

INSTANTIATE_TEST_SUITE_P(
    StateSets, LintTypesTest,
    ::testing::Values(LintCase{"States", "stateset\na{a=\"x\"} 0\na{a=\"y\"} 1.0"},
                      LintCase{"Entities",
                               "stateset\na{e=\"1\",a=\"x\"} 0\na{e=\"1\",a=\"y\"} 1\na{e=\"2\",a=\"x\"} 0"},
                      LintCase{"EmptyState", "stateset\na{a=\"\"} 0"},
                      LintCase{"NumericStates", "stateset\na{a=\"1\"} 0\na{a=\"1.0\"} 1"},
                      LintCase{"NoStateLabel", "stateset\na 0", {"2:2 label \"a\" is missing"}},
                      LintCase{"ForeignLabel", "stateset\na{b=\"x\"} 0", {"2:2 label \"a\" is missing"}},
                      LintCase{"StateTwo", "stateset\na{a=\"x\"} 2", {"2:10 0 or 1"}},
                      LintCase{"StateNaN", "stateset\na{a=\"x\"} NaN", {"2:10 0 or 1"}},
                      LintCase{"StateExemplar", "stateset\na{a=\"x\"} 1 # {} 1", {"2:12 only the \"_total\""}},
                      LintCase{"StateTwice", "stateset\na{a=\"x\"} 1\na{a=\"x\"} 0", {"3:1 stands twice"}}),
    typesCaseName);

INSTANTIATE_TEST_SUITE_P(
    Summaries, LintTypesTest,
    ::testing::Values(
        LintCase{"CountAndSum", "summary\na_count 17.0\na_sum 3.5\na_created 1"},
        LintCase{"CountAlone", "summary\na_count 1"}, LintCase{"SumAlone", "summary\na_sum 1"},
        LintCase{"CreatedOnly", "summary\na_created 1"},
        LintCase{"Quantiles", "summary\na{quantile=\"0.95\"} NaN\na{quantile=\"0\"} 1\na{quantile=\"1.0\"} +Inf"},
        LintCase{"Between", "summary\na_count 1\na{quantile=\"0.5\"} 1\na_sum 1"},
        LintCase{"NoQuantile", "summary\na 0", {"2:2 label \"quantile\" is missing"}},
        LintCase{"QuantileBelow", "summary\na{quantile=\"-1\"} 0", {"2:13 from 0 to 1"}},
        LintCase{"QuantileAbove", "summary\na{quantile=\"1.01\"} 0", {"2:13 from 0 to 1"}},
        LintCase{"QuantileWord", "summary\na{quantile=\"foo\"} 0", {"2:13 from 0 to 1"}},
        LintCase{"QuantileNaN", "summary\na{quantile=\"NaN\"} 0", {"2:13 from 0 to 1"}},
        LintCase{"QuantileEmpty", "summary\na{quantile=\"\"} 0", {"2:13 from 0 to 1"}},
        LintCase{"QuantileNegativeValue", "summary\na{quantile=\"0.5\"} -1", {"2:19 not negative"}},
        LintCase{"QuantileTwice", "summary\na{quantile=\"0.5\"} 1\na{quantile=\"0.50\"} 1", {"3:1 stands twice"}},
        LintCase{"QuantileOnCount", "summary\na_count{quantile=\"0.5\"} 1", {"2:9 remove it"}},
        LintCase{"SumNaN", "summary\na_sum NaN", {"2:7 neither NaN"}},
        LintCase{"SumNegative", "summary\na_sum -1", {"2:7 neither NaN"}},
        LintCase{"CountNaN", "summary\na_count NaN", {"2:9 neither NaN"}},
        LintCase{"CountNegative", "summary\na_count -1", {"2:9 neither NaN"}},
        LintCase{"CountHalf", "summary\na_count 0.5", {"2:9 a whole number"}},
        LintCase{"CountInfinite", "summary\na_count +Inf", {"2:9 a whole number"}},
        LintCase{"SummaryExemplar", "summary\na_count 1 # {} 1", {"2:11 only the \"_total\""}}),
    typesCaseName);

std::string typedHistogram(const std::string &rest)
{
    return "histogram\na_bucket{le=\"1\"} 1\na_bucket{le=\"+Inf\"} 2" + rest;
}

INSTANTIATE_TEST_SUITE_P(
    Histograms, LintTypesTest,
    ::testing::Values(
        LintCase{"BucketsAlone", typedHistogram("")},
        LintCase{"Whole", typedHistogram("\na_count 2\na_sum 1\na_created 5")},
        LintCase{"CountFirst", "histogram\na_count 2\na_sum 0\na_bucket{le=\"+Inf\"} 2.0"},
        LintCase{"OddBounds",
                 "histogram\na_bucket{le=\"0\"} 0\na_bucket{le=\"1e-04\"} 0\na_bucket{le=\"1.1e-3\"} 0\n"
                 "a_bucket{le=\"10000000000\"} 0\na_bucket{le=\"+Inf\"} 0"},
        LintCase{"NegativeBucket", "histogram\na_bucket{le=\"-1.0\"} 0\na_bucket{le=\"+Inf\"} 3"},
        LintCase{"BucketExemplars", "histogram\na_bucket{le=\"1\"} 1 # {} 1\na_bucket{le=\"+Inf\"} 2 # {} NaN 5"},
        LintCase{"NoLe", "histogram\na_bucket 0", {"2:9 label \"le\" is missing"}},
        LintCase{"NoInfinity", "histogram\na_bucket{le=\"1\"} 0", {"2:1 no bucket le=\"+Inf\""}},
        LintCase{"NoBucket", "histogram\na_count 0\na_sum 0", {"2:1 no bucket le=\"+Inf\""}},
        LintCase{"NegativeInfinityOnly", "histogram\na_bucket{le=\"-Inf\"} 0", {"2:1 no bucket le=\"+Inf\""}},
        LintCase{"OtherInfinity", "histogram\na_bucket{le=\"+INF\"} 0", {"2:14 expected \"+Inf\""}},
        LintCase{"UnsignedInfinity", "histogram\na_bucket{le=\"Inf\"} 0", {"2:14 expected \"+Inf\""}},
        LintCase{"LeWord", "histogram\na_bucket{le=\"x\"} 0", {"2:14 upper bound"}},
        LintCase{"LeNaN", "histogram\na_bucket{le=\"NaN\"} 0", {"2:14 upper bound"}},
        LintCase{"LeEmpty", "histogram\na_bucket{le=\"\"} 0", {"2:14 upper bound"}},
        LintCase{"LeHex", "histogram\na_bucket{le=\"0x1\"} 0", {"2:14 upper bound"}},
        LintCase{"LeOnCount", typedHistogram("\na_count{le=\"1\"} 2\na_sum 2"), {"4:9 remove it"}},
        LintCase{"CountWithoutSum", typedHistogram("\na_count 2"), {"2:1 \"a_count\" stands without \"a_sum\""}},
        LintCase{"SumWithoutCount", typedHistogram("\na_sum 2"), {"2:1 \"a_sum\" stands without \"a_count\""}},
        LintCase{"CountDiffers", typedHistogram("\na_count 3\na_sum 2"), {"4:9 expected 2"}},
        LintCase{"OutOfOrder",
                 "histogram\na_bucket{le=\"2\"} 0\na_bucket{le=\"1\"} 0\na_bucket{le=\"+Inf\"} 0",
                 {"3:14 increasing order"}},
        LintCase{"SameBound",
                 "histogram\na_bucket{le=\"1\"} 0\na_bucket{le=\"1.0\"} 0\na_bucket{le=\"+Inf\"} 0",
                 {"3:1 stands twice"}},
        LintCase{"Falling", "histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1", {"3:21 cumulative"}},
        LintCase{"SumNaN", typedHistogram("\na_count 2\na_sum NaN"), {"5:7 neither NaN"}},
        LintCase{"SumNegative", typedHistogram("\na_count 2\na_sum -1"), {"5:7 neither NaN"}},
        LintCase{"BucketHalf", "histogram\na_bucket{le=\"+Inf\"} 0.5", {"2:21 a whole number"}},
        LintCase{"BucketNaN", "histogram\na_bucket{le=\"+Inf\"} NaN", {"2:21 neither NaN"}},
        LintCase{"BucketNegative", "histogram\na_bucket{le=\"+Inf\"} -1", {"2:21 neither NaN"}},
        LintCase{"SumBesideNegativeBucket",
                 "histogram\na_bucket{le=\"-1\"} 1\na_bucket{le=\"+Inf\"} 2\na_count 2\na_sum 1",
                 {"5:7 remove both"}},
        LintCase{"ExemplarOutside",
                 "histogram\na_bucket{le=\"1\"} 1 # {} 1.5\na_bucket{le=\"+Inf\"} 1",
                 {"2:25 lies outside"}},
        LintCase{"ExemplarOnSum", typedHistogram("\na_count 2\na_sum 1 # {} 1"), {"5:9 only the \"_total\""}}),
    typesCaseName);

INSTANTIATE_TEST_SUITE_P(
    GaugeHistograms, LintTypesTest,
    ::testing::Values(
        LintCase{"WholeGauge",
                 "gaugehistogram\na_bucket{le=\"1\"} 20.0\na_bucket{le=\"+Inf\"} 42.0\na_gcount 42.0\na_gsum 1"},
        LintCase{"NegativeSum",
                 "gaugehistogram\na_bucket{le=\"-1\"} 1\na_bucket{le=\"+Inf\"} 2\na_gcount 2\na_gsum -5"},
        LintCase{"GaugeExemplarAllowed", "gaugehistogram\na_bucket{le=\"+Inf\"} 2 123 # {} 5 123"},
        LintCase{
            "NegativeSumOnly", "gaugehistogram\na_bucket{le=\"+Inf\"} 1\na_gsum -1\na_gcount 1", {"3:8 is negative"}},
        LintCase{"GsumNaN", "gaugehistogram\na_bucket{le=\"+Inf\"} 1\na_gsum NaN\na_gcount 1", {"3:8 not NaN"}},
        LintCase{
            "GcountAlone", "gaugehistogram\na_bucket{le=\"+Inf\"} 1\na_gcount 1", {"2:1 stands without \"a_gsum\""}},
        LintCase{"GsumAlone", "gaugehistogram\na_gsum 1", {"2:1 no bucket", "2:1 stands without \"a_gcount\""}},
        LintCase{"GcountHalf",
                 "gaugehistogram\na_bucket{le=\"+Inf\"} 0\na_gcount 0.5\na_gsum 0",
                 {"3:10 a whole number", "3:10 expected 0"}},
        LintCase{"GaugeBucketNoLe", "gaugehistogram\na_bucket 0", {"2:9 label \"le\" is missing"}},
        LintCase{"CreatedIsAnotherFamily", "gaugehistogram\na_bucket{le=\"+Inf\"} 1\na_created 1"}),
    typesCaseName);

} // namespace
} // namespace hubwatch
