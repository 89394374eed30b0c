#include "metrics/lint_family.h"

#include "lint_cases.h"

namespace hubwatch {
namespace {

using testing::LintCase;

class LintFamilyTest : public ::testing::TestWithParam<LintCase>
{ };

TEST_P(LintFamilyTest, KeepsLinesInTheirPlaces)
{
    LintCase test = GetParam();
    test.text += "\n# EOF\n";
    expectFindings(test, TextFormat::OpenMetrics);
}

const auto caseName = [](const auto &test) { return test.param.name; };

INSTANTIATE_TEST_SUITE_P(
    Metadata, LintFamilyTest,
    ::testing::Values(
        LintCase{"AnyOrder", "# HELP a_s x\n# UNIT a_s s\n# TYPE a_s counter\na_s_total 1"},
        LintCase{"HelpAlone", "# HELP a x\na 1"}, LintCase{"NoSamples", "# TYPE a gauge\n# TYPE b gauge"},
        LintCase{"TypeBehindSample", "# HELP a x\na 1\n# TYPE a gauge", {"3:1 move this line to line 1"}},
        LintCase{"HelpBehindSample", "# TYPE a gauge\na 1\n# HELP a x", {"3:1 metadata stands before"}},
        LintCase{"UnitBehindSample", "# TYPE a_s gauge\na_s 1\n# UNIT a_s s", {"3:1 metadata stands before"}},
        LintCase{"TypeBehindBareSample", "a 1\n# TYPE a gauge", {"2:1 metadata stands before"}},
        LintCase{
            "TwoTypes", "# TYPE a counter\n# TYPE a counter", {"2:1 a second TYPE line of \"a\", the first is line 1"}},
        LintCase{"TwoOtherTypes", "# TYPE a info\n# TYPE a counter", {"2:1 a second TYPE"}},
        LintCase{"TwoHelps", "# HELP a x\n# HELP a x", {"2:1 a second HELP"}},
        LintCase{"TwoEmptyHelps", "# HELP a \n# HELP a ", {"2:1 a second HELP"}},
        LintCase{"TwoUnits", "# UNIT a_s s\n# UNIT a_s s", {"2:1 a second UNIT"}},
        LintCase{"NoUnitInName", "# UNIT a seconds", {"1:10 such as \"a_seconds\""}},
        LintCase{"UnitWithoutUnderscore", "# UNIT aseconds seconds", {"1:17 the end of the family's name"}},
        LintCase{"UnitInside", "# TYPE a_s_x gauge\n# UNIT a_s_x s", {"2:14 the end of the family's name"}},
        LintCase{"UnitOfInfo", "# TYPE a_u info\n# UNIT a_u u", {"2:12 has no unit"}},
        LintCase{"UnitOfStateSet", "# UNIT a_u u\n# TYPE a_u stateset", {"2:12 has no unit"}},
        LintCase{"EmptyUnitOfInfo", "# TYPE a info\n# UNIT a "},
        LintCase{"UnknownTypeIsSaidOnce", "# TYPE a meh\na_total 1\na_bucket 1\na -1", {"1:10 found \"meh\""}}),
    caseName);

INSTANTIATE_TEST_SUITE_P(
    Order, LintFamilyTest,
    ::testing::Values(
        LintCase{"SamplesOfMany", "a 1\nb 1\nc 1"},
        LintCase{"SuffixesAreNewFamilies", "# TYPE a gauge\na 1\na_total 1\na_sum 1"},
        LintCase{"Interleaved",
                 "# TYPE a gauge\na{x=\"1\"} 1\n# TYPE b gauge\nb 1\na{x=\"2\"} 1",
                 {"5:1 the gauge \"a\" of line 1 is over"}},
        LintCase{
            "InterleavedSuffix", "# TYPE a counter\na_total 1\nb 1\na_created 1", {"4:1 the counter \"a\" of line 1"}},
        LintCase{
            "InterleavedUnknown", "a{x=\"1\"} 1\nb 1\na{x=\"2\"} 1", {"3:1 the metric family \"a\" of line 1 is over"}},
        LintCase{"InterleavedMetadata", "# HELP a x\n# TYPE b gauge\n# TYPE a gauge\na 1", {"3:1 is over"}},
        LintCase{"QuantileNamesItself",
                 "# TYPE a summary\nquantile{quantile=\"0\"} 0\na_sum{a=\"1\"} 0\nquantile{quantile=\"0\"} 0",
                 {"3:1 the summary \"a\" of line 1 is over", "4:1 stands twice"}},
        LintCase{"CounterNamedTotal", "# TYPE a_total counter\na_total 1", {"2:1 or name the family \"a\""}},
        LintCase{"ReservedName", "# TYPE _a gauge\n_a 1", {"1:8 reserved"}}),
    caseName);

INSTANTIATE_TEST_SUITE_P(
    Clashes, LintFamilyTest,
    ::testing::Values(
        LintCase{"Created",
                 "# TYPE a_created gauge\n# TYPE a counter",
                 {"2:1 both \"a\" and the gauge \"a_created\" of line 1"}},
        LintCase{"TotalBehind", "# TYPE a counter\n# TYPE a_total gauge", {"2:1 can expose a sample \"a_total\""}},
        LintCase{"BucketAndGauge", "# TYPE a histogram\n# TYPE a_bucket gauge", {"2:1 \"a_bucket\""}},
        LintCase{"HistogramAndCounter", "# TYPE a histogram\n# TYPE a_count counter"},
        LintCase{"SummaryCount", "# TYPE a summary\n# TYPE a_count unknown", {"2:1 \"a_count\""}},
        LintCase{"InfoAndBareInfo", "# TYPE a info\na_info 1\n# TYPE a_info gauge", {"3:1 \"a_info\""}},
        LintCase{"GaugeAndGaugeTotal", "# TYPE a gauge\n# TYPE a_total gauge"},
        LintCase{"GaugeHistogramHasNoCreated", "# TYPE a gaugehistogram\n# TYPE a_created gauge"}),
    caseName);

INSTANTIATE_TEST_SUITE_P(
    Metrics, LintFamilyTest,
    ::testing::Values(
        LintCase{"PointsInTime", "# TYPE a gauge\na 17 123\na 18 456"},
        LintCase{"FinerThanADouble", "# TYPE a gauge\na 1 1604676851.1234567891\na 2 1604676851.1234567892"},
        LintCase{"SmallSteps", "# TYPE a gauge\na 1 0.0000000000\na 2 0.0000000001\na 3 0.000000001"},
        LintCase{"OtherMetricOtherTime", "# TYPE a gauge\na{b=\"1\"} 1 5\na{b=\"2\"} 1 4\na{b=\"3\"} 1"},
        LintCase{"PointsOfASummary", "# TYPE a summary\na_count 0 1\na_sum 0 1\na_count 0 2\na_sum 0 2"},
        LintCase{"InterleavedMetrics",
                 "# TYPE a summary\na_count{b=\"1\"} 0\na_count{b=\"2\"} 0\na_sum{b=\"1\"} 0",
                 {"4:1 another metric"}},
        LintCase{"InterleavedBuckets",
                 "# TYPE a histogram\na_bucket{a=\"1\",le=\"1\"} 0\na_bucket{a=\"2\",le=\"+Inf\"} 0\n"
                 "a_bucket{a=\"1\",le=\"+Inf\"} 0",
                 {"2:1 no bucket", "4:1 another metric"}},
        LintCase{"InterleavedPoints",
                 "# TYPE a summary\na_count 0 1\na_count 0 2\na_sum 0 1\na_sum 0 2",
                 {"4:9 must increase"}},
        LintCase{"Backwards", "# TYPE a gauge\na 0 -1\na 0 -2", {"3:5 expected more than \"-1\""}},
        LintCase{"BackwardsByLittle", "# TYPE a gauge\na 0 -1\na 0 -1.1", {"3:5 must increase"}},
        LintCase{"BackwardsBelowZero", "# TYPE a gauge\na 0 1\na 0 -1", {"3:5 must increase"}},
        LintCase{"BackwardsToWhole", "# TYPE a gauge\na 0 1.1\na 0 1", {"3:5 must increase"}},
        LintCase{"BackwardsToZero", "# TYPE a gauge\na 0 1\na 0 0", {"3:5 must increase"}},
        LintCase{"TimestampLater", "# TYPE a summary\na_count 0\na_sum 0 0", {"3:9 remove it"}},
        LintCase{"TimestampMissing", "# TYPE a summary\na_count 0 0\na_sum 0", {"3:8 one is missing"}},
        LintCase{"InfosGoBack",
                 "# TYPE a info\na_info{b=\"1\"} 1 5\na_info{b=\"2\"} 1 5\na_info{b=\"1\"} 1 4",
                 {"4:17 must increase"}},
        LintCase{"BrokenLineExcuses",
                 "# TYPE a histogram\na_bucket{le=\"1\"} 0\na_bucket{le=\"+Inf\"} zero\na_count 0\na_sum 0",
                 {"3:21 expected a number"}}),
    caseName);

} // namespace
} // namespace hubwatch
