#include "metrics/lint_prometheus.h"

#include "lint_cases.h"

namespace hubwatch {
namespace {

using testing::LintCase;

class PrometheusLintTest : public ::testing::TestWithParam<LintCase>
{ };

TEST_P(PrometheusLintTest, JudgesTheOlderFormat)
{
    expectFindings(GetParam(), TextFormat::Prometheus);
}

const auto prometheusCaseName = [](const auto &test) { return test.param.name; };

constexpr char histogram[] = "# HELP h The response latency.\n"
                             "# TYPE h histogram\n"
                             "h_bucket{le=\"100\"} 123\n"
                             "h_bucket{le=\"172.8\"} 1524\n"
                             "h_bucket{le=\"+Inf\"} 2693\n"
                             "h_sum 1.7560473e+06\n"
                             "h_count 2693\n";

INSTANTIATE_TEST_SUITE_P(
    Metadata, PrometheusLintTest,
    ::testing::Values(
        LintCase{"AnyOrder", "# TYPE a counter\n# HELP a x\na 1\n"}, LintCase{"NoMetadata", "a 1\n"},
        LintCase{"Untyped", "# TYPE a untyped\na NaN\n"},
        LintCase{"TwoHelps", "# HELP a x\n# HELP a y\n", {"2:1 a second HELP line of \"a\""}},
        LintCase{"TwoTypes", "# TYPE a counter\n# TYPE a untyped\n", {"2:1 a second TYPE line of \"a\""}},
        LintCase{"TypeLate", "a 1\n# TYPE a counter\n", {"2:1 before its first sample"}},
        LintCase{"HelpLate", "a 1\n# HELP a x\n", {"2:1 note: better before the first sample"}},
        LintCase{"TypeOfPart", "# TYPE h histogram\n# TYPE h_count counter\n", {"2:1 a second TYPE line of \"h\""}},
        LintCase{"OtherType", "# TYPE a bla\na 1\n", {"1:10 counter, gauge, histogram, summary or untyped"}},
        LintCase{"NewType", "# TYPE a info\n", {"1:10 found \"info\""}},
        LintCase{"GaugeHistogramType", "# TYPE a gauge_histogram\n", {"1:10 found \"gauge_histogram\""}},
        LintCase{"TypeAndBlank", "# TYPE a counter \n", {"1:10 found \"counter \""}}),
    prometheusCaseName);

INSTANTIATE_TEST_SUITE_P(
    Samples, PrometheusLintTest,
    ::testing::Values(
        LintCase{"Twice", "a 1\na 2\n", {"2:1 the same name and labels as line 1"}},
        LintCase{"TwiceAtOtherTimes", "a{b=\"1\",c=\"2\"} 1 5\na{c=\"2\",b=\"1\"} 2 6\n", {"2:1 as line 1"}},
        LintCase{"Negative", "# TYPE a counter\na -1\n"},
        LintCase{"Scattered",
                 "a{b=\"1\"} 1\nb 1\na{b=\"2\"} 1\nb{c=\"1\"} 1\na{b=\"3\"} 1\n",
                 {"3:1 note: better in one group: other metrics stand between this line and line 1 of \"a\"",
                  "4:1 note: better in one group"}}),
    prometheusCaseName);

INSTANTIATE_TEST_SUITE_P(
    Histograms, PrometheusLintTest,
    ::testing::Values(
        LintCase{"Whole", histogram},
        LintCase{"Labels",
                 "# TYPE h histogram\nh_bucket{a=\"1\",le=\"+Inf\"} 1\nh_count{a=\"1\"} 1\n"
                 "h_bucket{a=\"2\",le=\"+Inf\"} 2\nh_count{a=\"2\"} 2\n"},
        LintCase{"BrokenLineExcuses",
                 "# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} x\nh_count 1\n",
                 {"3:21 expected a number"}},
        LintCase{"NotUtf8Excuses",
                 "# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_bucket{le=\"+Inf\"} \xff\nh_count 1\n",
                 {"3:21 byte 0xff"}},
        LintCase{"NoType", "h_bucket{le=\"x\"} 1\n"},
        LintCase{"LeWord", "# TYPE h histogram\nh_bucket{le=\"x\"} 1\n", {"2:14 a number as the value of \"le\""}},
        LintCase{
            "LeWordOnCount", "# TYPE h histogram\nh_count{le=\"x\"} 1\n", {"2:13 a number as the value of \"le\""}},
        LintCase{"NoLe", "# TYPE h histogram\nh_bucket 1\n", {"2:9 label \"le\" is missing"}},
        LintCase{"Bare", "# TYPE h histogram\nh 1\n", {"2:1 must be named \"h_bucket\", \"h_sum\" or \"h_count\""}},
        LintCase{"NoInfinity", "# TYPE h histogram\nh_bucket{le=\"1\"} 1\n", {"2:1 no bucket le=\"+Inf\""}},
        LintCase{"CountDiffers", "# TYPE h histogram\nh_bucket{le=\"+Inf\"} 1\nh_count 2\n", {"3:9 expected 1"}},
        LintCase{
            "OutOfOrder", "# TYPE h histogram\nh_bucket{le=\"+Inf\"} 1\nh_bucket{le=\"1\"} 1\n", {"3:14 increasing"}},
        LintCase{"Falling", "# TYPE h histogram\nh_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 1\n", {"3:21 note: "}}),
    prometheusCaseName);

INSTANTIATE_TEST_SUITE_P(
    Summaries, PrometheusLintTest,
    ::testing::Values(
        LintCase{"Whole", "# TYPE s summary\ns{quantile=\"0.5\"} 1\ns{quantile=\"0.9\"} NaN\ns_sum -3\ns_count 08\n"},
        LintCase{"NoQuantile", "# TYPE s summary\ns 1\n", {"2:2 label \"quantile\" is missing"}},
        LintCase{"QuantileWord", "# TYPE s summary\ns{quantile=\"x\"} 1\n", {"2:13 a number as the value"}},
        LintCase{"OutOfOrder",
                 "# TYPE s summary\ns{quantile=\"0.9\"} 1\ns{quantile=\"0.5\"} 1\n",
                 {"3:13 increasing order"}},
        LintCase{"OwnOrderPerLabels",
                 "# TYPE s summary\ns{a=\"1\",quantile=\"0.9\"} 1\ns{a=\"2\",quantile=\"0.5\"} 1\n"},
        LintCase{"BucketOfASummary", "# TYPE s summary\ns_bucket{le=\"x\"} 1\n"}),
    prometheusCaseName);

} // namespace
} // namespace hubwatch
