#include "metrics/exposition.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using namespace std::string_view_literals;

struct Bad {
    const char *name;
    std::string_view body;
    TextFormat format;
    const char *detail; ///< how it begins
};

class BadBodyTest : public ::testing::TestWithParam<Bad>
{ };

TEST_P(BadBodyTest, IsRefusedWithPositionAndRemedy)
{
    const auto result = parseExposition(GetParam().body, GetParam().format);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().kind, Error::Kind::Malformed);
    EXPECT_TRUE(result.error().detail.startsWith(QString::fromUtf8(GetParam().detail)))
        << result.error().detail.toStdString();
}

constexpr TextFormat prometheus = TextFormat::Prometheus;
constexpr TextFormat openMetrics = TextFormat::OpenMetrics;

INSTANTIATE_TEST_SUITE_P(
    Prometheus, BadBodyTest,
    ::testing::Values(
        Bad{"WebPage", "<!DOCTYPE html>\n<html>", prometheus,
            "1:1: expected a metric name or a comment, found \"<!DOCTYPE\"; this looks like a web page"},
        Bad{"Json", "{\"status\":\"ok\"}", prometheus, "1:1: expected a metric name or a comment, found \"{"},
        Bad{"HalfALine", "a 1\nb{c=\"d", prometheus, "2:5: the value of label \"c\" has no closing quote"},
        Bad{"HalfAName", "a 1\nb", prometheus,
            "2:2: expected a value such as 1, 0.5, 1e3, +Inf or NaN, found the end of the body"},
        Bad{"NoValue", "a\nb 1\n", prometheus,
            "1:2: expected a value such as 1, 0.5, 1e3, +Inf or NaN, found the end of the line"},
        Bad{"Word", "a true\n", prometheus, "1:3: expected a value such as 1, 0.5, 1e3, +Inf or NaN, found \"true\""},
        Bad{"HexFloat", "a 0x1p-3\n", prometheus, "1:3: expected a value"},
        Bad{"HexInteger", "a 0x10\n", prometheus, "1:3: expected a value"},
        Bad{"Underscore", "a 1_2\n", prometheus, "1:3: expected a value"},
        Bad{"SignedNaN", "a +NaN\n", prometheus, "1:3: expected a value"},
        Bad{"TooLarge", "a 1e999\n", prometheus, "1:3: expected a value"},
        Bad{"NegativeTimestamp", "a 1 -5\n", prometheus,
            "1:5: expected the end of the line or a timestamp in ms, found \"-5\""},
        Bad{"FloatTimestamp", "a 1 1.5\n", prometheus, "1:6: expected the end of the line after the timestamp"},
        Bad{"HugeTimestamp", "a 1 99999999999999999999\n", prometheus,
            "1:5: expected the end of the line or a timestamp"},
        Bad{"SomethingAfterTheTimestamp", "a 1 2 3\n", prometheus,
            "1:7: expected the end of the line after the timestamp, found \"3\""},
        Bad{"CarriageReturn", "a 1\r\n", prometheus, "1:3: expected a value"},
        Bad{"BadLabelName", "a{1b=\"c\"} 1\n", prometheus, "1:3: expected a label name or \"}\", found \"1b=\"c\"}\""},
        Bad{"NoEqualSign", "a{b \"c\"} 1\n", prometheus, "1:5: expected \"=\" after label \"b\""},
        Bad{"SingleQuotes", "a{b='c'} 1\n", prometheus, "1:5: expected a quoted value of label \"b\", found \"'c'}\""},
        Bad{"EscapedNewline", "a{b=\"c\\\n\"} 1\n", prometheus, "1:5: the value of label \"b\" has no closing quote"},
        Bad{"NotUtf8", "a{b=\"\xff\"} 1\n", prometheus, "1:5: the value of label \"b\" is not UTF-8"},
        Bad{"NotUtf8AfterABackslash", "a{b=\"\\\xff\"} 1\n", prometheus, "1:5: the value of label \"b\" is not UTF-8"},
        Bad{"HelpNotUtf8", "# HELP a \xc3\x28\n", prometheus, "1:10: the help text is not UTF-8"},
        Bad{"ColumnsCountCharacters", "a{b=\"日本\",c=1} 1\n", prometheus,
            "1:12: expected a quoted value of label \"c\""},
        Bad{"RepeatedLabel", "a{b=\"1\",b=\"2\"} 1\n", prometheus, "1:9: expected each label once, found \"b="},
        Bad{"NameAsLabel", "a{__name__=\"b\"} 1\n", prometheus, "1:3: expected each label once"},
        Bad{"UnknownType", "# TYPE a bar\n", prometheus,
            "1:10: expected counter, gauge, histogram, summary or untyped and the end of the line, found \"bar\""},
        Bad{"TypeOfTheOtherFormat", "# TYPE a unknown\n", prometheus, "1:10: expected counter"},
        Bad{"TypeMissing", "# TYPE a\n", prometheus, "1:9: expected counter"},
        Bad{"TypeWithTrailingBlank", "# TYPE a gauge \n", prometheus, "1:10: expected counter"},
        Bad{"TypeOfNothing", "# TYPE 1a gauge\n", prometheus,
            "1:8: expected the name of a metric family, found \"1a\""},
        Bad{"HelpOfNothing", "# HELP \n", prometheus,
            "1:8: expected the name of a metric family, found the end of the line"},
        Bad{"NulByte", "a 1\n\0"sv, prometheus, "2:1: expected a metric name or a comment"},
        Bad{"Exemplar", "a 1 # {} 1\n", prometheus, "1:5: expected the end of the line or a timestamp"}),
    [](const auto &test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    OpenMetrics, BadBodyTest,
    ::testing::Values(
        Bad{"Empty", "", openMetrics, "1:1: the body ends without \"# EOF\": it was cut off, or is not OpenMetrics"},
        Bad{"NoEof", "a 1\n", openMetrics, "2:1: the body ends without \"# EOF\""},
        Bad{"CutOff", "a 1", openMetrics, "1:4: the body ends without \"# EOF\""},
        Bad{"SomethingAfterEof", "a 1\n# EOF\nb 1\n", openMetrics,
            "3:1: expected nothing after \"# EOF\", found \"b\""},
        Bad{"EofTwice", "# EOF\n# EOF\n", openMetrics, "2:1: expected nothing after \"# EOF\""},
        Bad{"BlankLine", "a 1\n\n# EOF\n", openMetrics, "2:1: expected a metric name, \"# TYPE\""},
        Bad{"PlainComment", "# hello\n# EOF\n", openMetrics, "1:1: expected a metric name, \"# TYPE\""},
        Bad{"TwoSpaces", "a  1\n# EOF\n", openMetrics, "1:3: expected a value"},
        Bad{"Tab", "a\t1\n# EOF\n", openMetrics, "1:2: expected one space and a value after the metric"},
        Bad{"SpaceBetweenLabels", "a{b=\"1\", c=\"2\"} 1\n# EOF\n", openMetrics, "1:9: expected a label name or \"}\""},
        Bad{"NoComma", "a{b=\"1\"c=\"2\"} 1\n# EOF\n", openMetrics, "1:8: expected \",\" or \"}\""},
        Bad{"BareNewlineInValue", "a{b=\"1\n2\"} 1\n# EOF\n", openMetrics,
            "1:5: the value of label \"b\" has no closing quote"},
        Bad{"TrailingSpace", "a 1 \n# EOF\n", openMetrics, "1:5: expected a value"},
        Bad{"TimestampNotFinite", "a 1 NaN\n# EOF\n", openMetrics,
            "1:5: expected a timestamp in seconds, found \"NaN\""},
        Bad{"UnitIsNoSuffix", "# UNIT a_b seconds\n# EOF\n", openMetrics,
            "1:12: unit \"seconds\" must be the end of the family's name"},
        Bad{"UnitIsTheWholeName", "# UNIT seconds seconds\n# EOF\n", openMetrics,
            "1:16: unit \"seconds\" must be the end"},
        Bad{"TypeOfTheOtherFormat", "# TYPE a untyped\n# EOF\n", openMetrics,
            "1:10: expected counter, gauge, histogram, gaugehistogram"},
        Bad{"HelpWithoutText", "# HELP a\n# EOF\n", openMetrics, "1:9: expected one space and the rest of the line"},
        Bad{"ExemplarWithoutValue", "a 1 # {b=\"c\"}\n# EOF\n", openMetrics,
            "1:14: expected one space and a value after the exemplar's labels"},
        Bad{"ExemplarWithBadTimestamp", "a 1 # {} 1 x\n# EOF\n", openMetrics, "1:12: expected a value"},
        Bad{"SomethingAfterTheExemplar", "a 1 # {} 1 2 3\n# EOF\n", openMetrics,
            "1:13: expected the end of the line, found \" 3\""}),
    [](const auto &test) { return test.param.name; });

} // namespace
} // namespace hubwatch
