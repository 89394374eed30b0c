#include "metrics/lint_strict_line.h"

#include "lint_cases.h"

namespace hubwatch {
namespace {

using testing::LintCase;

/// One line before "# EOF".
class StrictLineTest : public ::testing::TestWithParam<LintCase>
{ };

TEST_P(StrictLineTest, FollowsTheGrammar)
{
    LintCase test = GetParam();
    test.text += "\n# EOF\n";
    expectFindings(test, TextFormat::OpenMetrics);
}

std::string exemplar(const std::string &tail)
{
    return "# TYPE a counter\na_total 1" + tail;
}

INSTANTIATE_TEST_SUITE_P(Names, StrictLineTest,
                         ::testing::Values(LintCase{"Plain", "a 1"}, LintCase{"Colons", ":a:b_C9: 1"},
                                           LintCase{"DigitFirst", "0a 1", {"1:1 expected a metric name"}},
                                           LintCase{"Dot", "a.b 1", {"1:2 expected \"{\" or one space"}},
                                           LintCase{"Dash", "a-b 1", {"1:2 expected \"{\" or one space"}},
                                           LintCase{"Umlaut", "\u00e4 1", {"1:1 expected a metric name"}},
                                           LintCase{"Quoted", "{\"a\"} 1", {"1:1 expected a metric name"}},
                                           LintCase{"Reserved", "_a 1", {"1:1 reserved"}}),
                         [](const auto &test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Blanks, StrictLineTest,
    ::testing::Values(
        LintCase{"EmptyLine", "a 1\n", {"2:1 an empty line"}}, LintCase{"BlankLine", "a 1\n ", {"2:1 found a space"}},
        LintCase{"LeadingSpace", " a 1", {"1:1 found a space"}}, LintCase{"LeadingTab", "\ta 1", {"1:1 found a tab"}},
        LintCase{"TwoSpaces", "a  1", {"1:3 a second space"}}, LintCase{"Tab", "a\t1", {"1:2 found a tab"}},
        LintCase{"TrailingSpace", "a 1 ", {"1:4 remove them"}},
        LintCase{"TrailingTab", "a 1\t", {"1:3 expected a number"}},
        LintCase{"TrailingBehindTimestamp", "a 1 1 ", {"1:6 remove them"}},
        LintCase{"NoSpaceBehindLabels", "a{b=\"1\"}1", {"1:9 one space behind the labels"}},
        LintCase{"SpaceBeforeLabels", "a {b=\"1\"} 1", {"1:3 expected a number"}},
        LintCase{"SpacesInLabels", "a{ b=\"1\"} 1", {"1:3 label name"}},
        LintCase{"SpaceBehindComma", "a{b=\"1\", c=\"2\"} 1", {"1:9 label name"}},
        LintCase{"SpaceAroundEquals", "a{b =\"1\"} 1", {"1:4 \"=\""}},
        LintCase{"SpaceBehindEquals", "a{b= \"1\"} 1", {"1:5 double quotes"}}),
    [](const auto &test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Labels, StrictLineTest,
    ::testing::Values(
        LintCase{"EmptyBraces", "a{} 1"}, LintCase{"EmptyValue", "a{b=\"\"} 1"},
        LintCase{"BracesAndHashesInside", "a{b=\"} # {x} \",c=\",\"} 1"}, LintCase{"Escapes", R"(a{b="\\ \" \n"} 1)"},
        LintCase{"NullByte", std::string("a{b=\"\0\"} 1", 10)}, LintCase{"CarriageReturnInside", "a{b=\"x\ry\"} 1"},
        LintCase{"OtherEscapes", R"(a{b="\t\z"} 1)", {"1:6 note", "1:8 note"}},
        LintCase{"UnquotedValue", "a{b=1} 1", {"1:5 double quotes"}},
        LintCase{"SingleQuotes", "a{b='1'} 1", {"1:5 double quotes"}},
        LintCase{"NoClosingQuote", "a{b=\"1} 1", {"1:10 double quote behind"}},
        LintCase{"EscapedClosingQuote", R"(a{b="1\"} 1)", {"1:12 double quote behind"}},
        LintCase{"NoEquals", "a{b} 1", {"1:4 \"=\""}}, LintCase{"NoEqualsButValue", "a{b\"1\"} 1", {"1:4 \"=\""}},
        LintCase{"NoValue", "a{b=} 1", {"1:5 double quotes"}}, LintCase{"NoName", "a{=\"1\"} 1", {"1:3 label name"}},
        LintCase{"NoComma", "a{b=\"1\"c=\"2\"} 1", {"1:8 \",\" or \"}\""}},
        LintCase{"TwoCommas", "a{b=\"1\",,c=\"2\"} 1", {"1:9 label name"}},
        LintCase{"LeadingComma", "a{,b=\"1\"} 1", {"1:3 label name"}},
        LintCase{"TrailingComma", "a{b=\"1\",} 1", {"1:8 remove it"}},
        LintCase{"OpenBrace", "a{b=\"1\" 1", {"1:8 \",\" or \"}\""}},
        LintCase{"DigitFirstInLabel", "a{1b=\"1\"} 1", {"1:3 label name"}},
        LintCase{"ColonInLabel", "a{b:c=\"1\"} 1", {"1:4 \"=\""}},
        LintCase{"Twice", "a{b=\"1\",c=\"2\",b=\"1\"} 1", {"1:15 stands twice"}},
        LintCase{"ReservedLabel", "a{__name__=\"1\"} 1", {"1:3 reserved"}},
        LintCase{"ColumnsAreCharacters", "a{b=\"\u00e4\u20ac\U0001F600\",} 1", {"1:10 remove it"}}),
    [](const auto &test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Numbers, StrictLineTest,
    ::testing::Values(
        LintCase{"LeadingZeros", "a 0042"}, LintCase{"Signs", "a +1\nb -1"}, LintCase{"PointLast", "a 1."},
        LintCase{"PointFirst", "a .5"}, LintCase{"Exponents", "a 1e5\nb 1.5E-7\nc 1.e+3"},
        LintCase{"Infinities", "a Inf\nb +inf\nc -INFINITY"}, LintCase{"AnyNaN", "a NaN\nb nan"},
        LintCase{"HugeInteger", "a 1" + std::string(400, '0')}, LintCase{"TinyFloat", "a 1e-400"},
        LintCase{"HugeFloat", "a 1e400", {"1:3 64-bit"}}, LintCase{"Missing", "a", {"1:2 the end of the line"}},
        LintCase{"MissingBehindSpace", "a ", {"1:3 expected a number"}}, LintCase{"Word", "a a", {"1:3 \"a\""}},
        LintCase{"Underscores", "a 1_000", {"1:3 \"1_000\""}}, LintCase{"Hex", "a 0x1", {"1:3 \"0x1\""}},
        LintCase{"HexFloat", "a 0x1p-3", {"1:3 \"0x1p-3\""}}, LintCase{"Binary", "a 0b1", {"1:3 \"0b1\""}},
        LintCase{"Octal", "a 0o1", {"1:3 \"0o1\""}}, LintCase{"SignedNaN", "a +NaN", {"1:3 \"+NaN\""}},
        LintCase{"PointAlone", "a .", {"1:3 \".\""}}, LintCase{"NoExponent", "a 1e", {"1:3 \"1e\""}},
        LintCase{"TwoSigns", "a --1", {"1:3 \"--1\""}}, LintCase{"DecimalComma", "a 1,5", {"1:3 \"1,5\""}}),
    [](const auto &test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(Timestamps, StrictLineTest,
                         ::testing::Values(LintCase{"Seconds", "a 1 1520879607"},
                                           LintCase{"Nanoseconds", "a 1 1520879607.123456789"},
                                           LintCase{"Negative", "a 1 -1.5"}, LintCase{"Exponent", "a 1 1.5e3"},
                                           LintCase{"Zeros", "a 1 000"},
                                           LintCase{"TimestampWord", "a 1 z", {"1:5 timestamp"}},
                                           LintCase{"TimestampTail", "a 1 1z", {"1:5 timestamp"}},
                                           LintCase{"TwoPoints", "a 1 1.1.1", {"1:5 timestamp"}},
                                           LintCase{"TimestampUnderscore", "a 1 1_2", {"1:5 timestamp"}},
                                           LintCase{"TimestampNaN", "a 1 NaN", {"1:5 timestamp"}},
                                           LintCase{"TimestampInf", "a 1 Inf", {"1:5 timestamp"}},
                                           LintCase{"TimestampNegativeInf", "a 1 -Inf", {"1:5 timestamp"}},
                                           LintCase{"TimestampHex", "a 1 0x1p-3", {"1:5 timestamp"}},
                                           LintCase{"TwoTimestamps", "a 1 1 2", {"1:6 the end of the line"}}),
                         [](const auto &test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Exemplars, StrictLineTest,
    ::testing::Values(
        LintCase{"NoLabels", exemplar(" # {} 1")}, LintCase{"WithLabels", exemplar(" # {a=\"b\",c=\" # \"} 0.5")},
        LintCase{"WithTimestamps", exemplar(" 123 # {a=\"b\"} 0.5 456.7")},
        LintCase{"AnyNumber", exemplar(" # {} NaN")},
        LintCase{"HashAlone", exemplar(" #"), {"2:12 one space behind the exemplar"}},
        LintCase{"HashAtValue", exemplar("# {} 1"), {"2:9 expected a number"}},
        LintCase{"NoSpaceBehindHash", exemplar(" #{} 1"), {"2:12 one space"}},
        LintCase{"NoBraces", exemplar(" # 1"), {"2:13 the exemplar's labels"}},
        LintCase{"NoSpaceBehindBraces", exemplar(" # {}1"), {"2:15 one space"}},
        LintCase{"NoValue", exemplar(" # {}"), {"2:15 one space"}},
        LintCase{"NoValueButSpace", exemplar(" # {} "), {"2:16 expected a number"}},
        LintCase{"TwoSpacesBeforeValue", exemplar(" # {a=\"b\"}  "), {"2:21 a second space"}},
        LintCase{"TrailingSpace", exemplar(" # {} 1 "), {"2:17 remove them"}},
        LintCase{"TrailingSpaceBehindTimestamp", exemplar(" # {} 1 1 "), {"2:19 remove them"}},
        LintCase{"HexValue", exemplar(" # {} 0x1p-3"), {"2:16 expected a number"}},
        LintCase{"HexTimestamp", exemplar(" # {} 1 0x1p-3"), {"2:18 timestamp"}},
        LintCase{"InfiniteTimestamp", exemplar(" # {} 1 +Inf"), {"2:18 timestamp"}},
        LintCase{"OpenBrace", exemplar(" # id=\"a\"} 1"), {"2:13 the exemplar's labels"}},
        LintCase{"NoHash", exemplar(" 1 id=\"a\"} 1"), {"2:12 the end of the line"}},
        LintCase{"RepeatedLabel", exemplar(" # {a=\"1\",a=\"2\"} 1"), {"2:20 stands twice"}},
        LintCase{"As128Characters", exemplar(" # {a=\"" + std::string(127, 'x') + "\"} 1")},
        LintCase{"As129Characters", exemplar(" # {a=\"" + std::string(128, 'x') + "\"} 1"), {"2:11 129 characters"}},
        LintCase{"EscapesCountOnce", exemplar(" # {ab=\"" + std::string(125, 'x') + "\\n\"} 1")},
        LintCase{"CharactersNotBytes",
                 exemplar(" # {ab=\"" + std::string(122, 'x') + "\u20ac\u20ac\u20ac\u20ac\"} 1")}),
    [](const auto &test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Metadata, StrictLineTest,
    ::testing::Values(
        LintCase{"All", "# TYPE a_s gauge\n# UNIT a_s s\n# HELP a_s help me"},
        LintCase{"EmptyHelpAndUnit", "# HELP a \n# UNIT a "}, LintCase{"HelpEscapes", R"(# HELP a \\ \" \n)"},
        LintCase{"HelpWithBlanks", "# HELP a  x\t y "}, LintCase{"HelpNull", std::string("# HELP a x\0y", 12)},
        LintCase{"HelpQuote", "# HELP a \"x", {"1:10 unescaped double quote"}},
        LintCase{"HelpBackslashLast", "# HELP a x\\", {"1:11 nothing behind it"}},
        LintCase{"HelpOtherEscape", "# HELP a x\\t", {"1:11 note"}}, LintCase{"HelpAlone", "# HELP", {"1:7 one space"}},
        LintCase{"HelpNoName", "# HELP ", {"1:8 a metric name"}}, LintCase{"HelpNoText", "# HELP a", {"1:9 one space"}},
        LintCase{"HelpTab", "# HELP a\t", {"1:9 found a tab"}},
        LintCase{"HelpLeadingSpace", " # HELP a x", {"1:1 found a space"}},
        LintCase{"TypeAlone", "# TYPE", {"1:7 one space"}}, LintCase{"TypeNoName", "# TYPE ", {"1:8 a metric name"}},
        LintCase{"TypeNoType", "# TYPE a", {"1:9 one space"}},
        LintCase{"TypeEmpty", "# TYPE a ", {"1:10 a type such as"}},
        LintCase{"TypeTab", "# TYPE a\tgauge", {"1:9 found a tab"}},
        LintCase{"TypeUnknownWord", "# TYPE a meh", {"1:10 found \"meh\""}},
        LintCase{"TypeTrailingSpace", "# TYPE a gauge ", {"1:15 remove them"}},
        LintCase{"TypeUpperCase", "# TYPE a Gauge", {"1:10 found \"Gauge\""}},
        LintCase{"TypeUntyped", "# TYPE a untyped", {"1:10 calls it unknown"}},
        LintCase{"TypeBadName", "# TYPE a-b gauge", {"1:9 one space behind"}},
        LintCase{"UnitNoUnit", "# UNIT a", {"1:9 one space"}},
        LintCase{"UnitTrailingSpace", "# UNIT a_s s ", {"1:13 remove them"}},
        LintCase{"UnitBadCharacter", "# UNIT a_m/s m/s", {"1:11 one space behind"}},
        LintCase{"LowerCaseWord", "# help a x", {"1:1 no comments"}},
        LintCase{"Comment", "# a comment", {"1:1 no comments"}}, LintCase{"HashAlone", "#", {"1:1 no comments"}},
        LintCase{"NoSpaceBehindHash", "#TYPE a gauge", {"1:1 no comments"}},
        LintCase{"TwoSpacesBehindHash", "#  TYPE a gauge", {"1:1 no comments"}},
        LintCase{"TwoSpacesBehindWord", "# TYPE  a gauge", {"1:8 a metric name"}}),
    [](const auto &test) { return test.param.name; });

} // namespace
} // namespace hubwatch
