#include "metrics/exposition.h"

#include "support/printers.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>

namespace hubwatch {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Exposition parsed(std::string_view body, TextFormat format = TextFormat::Prometheus)
{
    const Result<Exposition> result = parseExposition(body, format);
    EXPECT_TRUE(result.has_value()) << result.error().detail.toStdString();
    return result.value_or(Exposition{});
}

ExpositionSample sample(const char *metric, Labels labels, double value)
{
    return {.series = {.metric = metric, .labels = std::move(labels)}, .value = value};
}

struct OneLine {
    const char *name;
    const char *body;
    ExpositionSample expected;
};

class PrometheusLineTest : public ::testing::TestWithParam<OneLine>
{ };

TEST_P(PrometheusLineTest, IsReadAsPrometheusReadsIt)
{
    const Exposition exposition = parsed(GetParam().body);
    ASSERT_EQ(exposition.samples.size(), 1u);
    EXPECT_EQ(seriesText(exposition.samples[0].series), seriesText(GetParam().expected.series));
    EXPECT_EQ(exposition.samples[0], GetParam().expected);
}

ExpositionSample stamped(ExpositionSample sample, std::int64_t ms)
{
    sample.at = TimePoint(Duration(ms));
    return sample;
}

INSTANTIATE_TEST_SUITE_P(
    Lines, PrometheusLineTest,
    ::testing::Values(
        OneLine{"WithoutLabels", "up 1\n", sample("up", {}, 1)},
        OneLine{"WithoutANewlineAtTheEnd", "up 1", sample("up", {}, 1)},
        OneLine{"WithATimestampInMilliseconds", "up 1 1700000000123\n", stamped(sample("up", {}, 1), 1700000000123)},
        OneLine{"WithBlanksEverywhere", " \t up { a = \"1\" , b=\"2\" , }  1 \t 5 \t\n",
                stamped(sample("up", {{"a", "1"}, {"b", "2"}}, 1), 5)},
        OneLine{"WithoutBlankBeforeTheValue", "up{a=\"1\"}2\n", sample("up", {{"a", "1"}}, 2)},
        OneLine{"WithTheValueAtTheName", "up-1\n", sample("up", {}, -1)},
        OneLine{"WithoutCommaBetweenLabels", "up{a=\"1\" b=\"2\"} 3\n", sample("up", {{"a", "1"}, {"b", "2"}}, 3)},
        OneLine{"WithEmptyBraces", "up{} 1\n", sample("up", {}, 1)},
        OneLine{"SortsLabels", "up{b=\"2\",a=\"1\"} 3\n", sample("up", {{"a", "1"}, {"b", "2"}}, 3)},
        OneLine{"DropsEmptyLabels", "up{b=\"\",a=\"1\"} 3\n", sample("up", {{"a", "1"}}, 3)},
        OneLine{"WithEscapes", R"(up{a="q\"b\\n\nx\y"} 1)", sample("up", {{"a", "q\"b\\n\nx\\y"}}, 1)},
        OneLine{"WithABareNewlineInAValue", "up{a=\"1\n2\"} 1\n", sample("up", {{"a", "1\n2"}}, 1)},
        OneLine{"WithBracesInAValue", "up{a=\"{x=1}, #\"} 1\n", sample("up", {{"a", "{x=1}, #"}}, 1)},
        OneLine{"WithUtf8", "up{a=\"日本 é\"} 1\n", sample("up", {{"a", "日本 é"}}, 1)},
        OneLine{"WithColonsInTheName", "job:up:rate5m 0.25\n", sample("job:up:rate5m", {}, 0.25)},
        OneLine{"WithPlusInfinity", "x +Inf\n", sample("x", {}, infinity)},
        OneLine{"WithMinusInfinity", "x -inf\n", sample("x", {}, -infinity)},
        OneLine{"WithAnExponent", "x 1.5E-3\n", sample("x", {}, 1.5e-3)},
        OneLine{"AfterBlankLinesAndComments", "\n\n# hello\n#\n#HELP x y\n  # HELP\nx 1\n", sample("x", {}, 1)}),
    [](const auto &test) { return test.param.name; });

TEST(ExpositionTest, ReadsAnEmptyBodyAsNothing)
{
    EXPECT_EQ(parsed(""), Exposition{});
    EXPECT_EQ(parsed("\n \n# just this"), Exposition{});
    EXPECT_EQ(parsed("# EOF", TextFormat::OpenMetrics), Exposition{});
}

TEST(ExpositionTest, ReadsNaNInAnyCase)
{
    for (const char *body : {"x NaN\n", "x Nan\n", "x nan\n"})
        EXPECT_TRUE(std::isnan(parsed(body).samples.at(0).value)) << body;
}

TEST(ExpositionTest, KeepsEverySampleOfARepeatedSeries)
{
    const Exposition exposition = parsed("x{a=\"1\"} 1\nx{a=\"1\"} 2\n");
    ASSERT_EQ(exposition.samples.size(), 2u);
    EXPECT_EQ(exposition.samples[0].series, exposition.samples[1].series);
}

TEST(ExpositionTest, ReadsALabelValueOfAMegabyte)
{
    const std::string value = std::string(1'000'000, 'x') + "\\\\" + std::string(8, 'y');
    const Exposition exposition = parsed("x{a=\"" + value + "\"} 1\n");
    EXPECT_EQ(exposition.samples.at(0).series.labels.at(0).value.size(), 1'000'009u);
}

TEST(ExpositionTest, ReadsMetadataOfTheOlderFormat)
{
    const Exposition exposition = parsed("# HELP lag_seconds How \"late\" \\\\ is\\nit \\q\n"
                                         "# TYPE lag_seconds histogram\n"
                                         "lag_seconds_bucket{le=\"+Inf\"} 3\n"
                                         "lag_seconds_sum 4.5\n"
                                         "lag_seconds_count 3\n"
                                         "lag_seconds_other 1\n"
                                         "# HELP empty\n"
                                         "# TYPE empty untyped\n");
    ASSERT_EQ(exposition.families.size(), 3u);
    EXPECT_EQ(exposition.families[0],
              (Family{.name = "lag_seconds", .type = MetricType::Histogram, .help = "How \"late\" \\ is\nit \\q"}));
    EXPECT_EQ(exposition.families[1].name, "empty");
    EXPECT_EQ(exposition.families[2], (Family{.name = "lag_seconds_other"}));
    for (size_t i = 0; i < 3; ++i)
        EXPECT_EQ(exposition.samples[i].family, 0u);
    EXPECT_EQ(exposition.samples[3].family, 2u);
}

TEST(ExpositionTest, ReadsATypeThatFollowsItsSamples)
{
    const Exposition exposition = parsed("x_total 1\n# TYPE x_total counter\n");
    EXPECT_EQ(exposition.families.at(exposition.samples.at(0).family).type, MetricType::Counter);
}

TEST(ExpositionTest, ReadsAllOfOpenMetrics)
{
    const Exposition exposition = parsed(R"(# TYPE calls counter
# UNIT calls_seconds seconds
# HELP calls Calls \"made\"\n.
calls_total{code="200"} 17.0 1700000000.25 # {trace_id="ab\"c",span="1"} 0.5 1700000000.125
calls_created{code="200"} 1.7e9
# TYPE depth gaugehistogram
depth_bucket{le="1.0"} 4 # {} 1
depth_gcount 4
depth_gsum 2
# TYPE build info
build_info{version="1"} 1
# TYPE mode stateset
mode{mode="on"} 1
# TYPE what unknown
what 1 -3
# EOF
)",
                                         TextFormat::OpenMetrics);
    const auto typeOf = [&exposition](size_t i) { return exposition.families[exposition.samples[i].family].type; };
    ASSERT_EQ(exposition.samples.size(), 8u);
    EXPECT_EQ(exposition.samples[0].at, TimePoint(1700000000250ms));
    EXPECT_EQ(exposition.samples[0].exemplar,
              (Exemplar{.labels = {{"span", "1"}, {"trace_id", "ab\"c"}}, .value = 0.5, .timestamp = 1700000000.125}));
    EXPECT_EQ(exposition.samples[1].value, 1.7e9);
    EXPECT_EQ(exposition.samples[2].exemplar, (Exemplar{.value = 1}));
    EXPECT_EQ(exposition.samples[7].at, TimePoint(-3s));
    EXPECT_EQ(exposition.families[0].help, "Calls \"made\"\n.");
    EXPECT_EQ(exposition.families[1].unit, "seconds");
    const MetricType expected[]
        = {MetricType::Counter,        MetricType::Counter, MetricType::GaugeHistogram, MetricType::GaugeHistogram,
           MetricType::GaugeHistogram, MetricType::Info,    MetricType::StateSet,       MetricType::Unknown};
    for (size_t i = 0; i < 8; ++i)
        EXPECT_EQ(typeOf(i), expected[i]) << i;
}

TEST(ExpositionTest, KeepsToItsLimits)
{
    EXPECT_TRUE(parseExposition("a 1\nb 2\n", TextFormat::Prometheus, {.bytes = 8, .series = 2}));
    const auto tooLong = parseExposition("a 1\nb 2\n", TextFormat::Prometheus, {.bytes = 7});
    ASSERT_FALSE(tooLong);
    EXPECT_EQ(tooLong.error().detail, QStringLiteral("1:1: expected at most 7 bytes, found 8"));
    const auto tooMany = parseExposition("a 1\nb 2\n", TextFormat::Prometheus, {.series = 1});
    ASSERT_FALSE(tooMany);
    EXPECT_TRUE(tooMany.error().detail.startsWith(QStringLiteral("2:1: expected at most 1 series")));
}

} // namespace
} // namespace hubwatch
