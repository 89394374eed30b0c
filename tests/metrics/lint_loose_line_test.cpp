#include "metrics/lint_loose_line.h"

#include "lint_cases.h"

namespace hubwatch {
namespace {

using testing::LintCase;

class LooseLineTest : public ::testing::TestWithParam<LintCase>
{ };

TEST_P(LooseLineTest, TakesWhatTheOlderParserTakes)
{
    expectFindings(GetParam(), TextFormat::Prometheus);
}

const auto looseCaseName = [](const auto &test) { return test.param.name; };

INSTANTIATE_TEST_SUITE_P(
    Accepted, LooseLineTest,
    ::testing::Values(
        LintCase{"Empty", ""}, LintCase{"EmptyLines", "\n \n\t\n"}, LintCase{"BlanksAtTheEnd", "a 1\n  "},
        LintCase{"Comments", "# x\n#\n  # y\n#TYPE\n# HELP\n# HELP a\n# TYPE a \n#\tTYPE \n"},
        LintCase{"Minimal", "minimal 1.234\nanother -3e3 103948\nno_labels{} 3\n"},
        LintCase{"Blanks", " \ta \t{ b = \"1\"\t,\tc=\"2\" , } \t1 \t-5\n"}, LintCase{"NoBlanks", "a{b=\"1\"}1\n"},
        LintCase{"SignSeparates", "a+1\nb-.5\n"}, LintCase{"Infinities", "a +Inf\nb -infinity\nc nan\n"},
        LintCase{"SignedTimestamp", "a 1 +5\n"}, LintCase{"Escapes", "a{b=\"\\\\ \\\" \\n\"} 1\n"},
        LintCase{"HelpText", "# HELP a \\\\ \\n \"quoted\"\n"}, LintCase{"UpperCaseType", "# TYPE a COUNTER\n"},
        LintCase{"UnderscoresInNames", "_a{_b=\"1\"} 1\n"}, LintCase{"TabbedMetadata", "# TYPE\ta\tcounter\n"}),
    looseCaseName);

INSTANTIATE_TEST_SUITE_P(
    Refused, LooseLineTest,
    ::testing::Values(
        LintCase{"NoLineFeed", "a 1\nb 2", {"2:4 line feed"}},
        LintCase{"NoLineFeedBehindComment", "# x", {"1:4 line feed"}},
        LintCase{"BadName", "@a 1\n", {"1:1 a metric name or a comment"}},
        LintCase{"NoName", "{b=\"1\"} 1\n", {"1:1 a metric name or a comment"}},
        LintCase{"WebPage", "<html>\n", {"1:1 a metric name or a comment"}},
        LintCase{"NoValue", "a\n", {"1:2 a value"}}, LintCase{"Word", "a one\n", {"1:3 expected a number"}},
        LintCase{"Hex", "a 0x1p-3\n", {"1:3 expected a number"}}, LintCase{"Underscore", "a 1_0\n", {"1:3 a number"}},
        LintCase{"TooLarge", "a 1e400\n", {"1:3 64-bit"}},
        LintCase{"TooLong", "a 1" + std::string(400, '0') + "\n", {"1:3 64-bit"}},
        LintCase{"CarriageReturn", "a 1\r\n", {"1:3 expected a number"}},
        LintCase{"BlankBehindValue", "a 1 \n", {"1:4 remove them"}},
        LintCase{"BlankBehindTimestamp", "a 1 2 \n", {"1:6 expected the end of the line"}},
        LintCase{"FloatTimestamp", "a 1 2.72\n", {"1:5 whole milliseconds"}},
        LintCase{"HugeTimestamp", "a 1 9223372036854775808\n", {"1:5 whole milliseconds"}},
        LintCase{"TwoTimestamps", "a 1 2 3\n", {"1:6 expected the end of the line"}},
        LintCase{"Exemplar", "a 1 # {} 1\n", {"1:5 whole milliseconds"}},
        LintCase{"CommaAlone", "a{,} 1\n", {"1:3 label name"}},
        LintCase{"TwoCommas", "a{b=\"1\",,} 1\n", {"1:9 label name"}},
        LintCase{"BadLabelName", "a{@=\"1\"} 1\n", {"1:3 label name"}},
        LintCase{"ReservedLabel", "a{__name__=\"b\"} 1\n", {"1:3 reserved"}},
        LintCase{"RepeatedLabel", "a{b=\"1\",b=\"2\"} 1\n", {"1:9 stands twice"}},
        LintCase{"NoEquals", "a{b+=\"1\"} 1\n", {"1:4 \"=\""}},
        LintCase{"NoQuote", "a{b=x} 1\n", {"1:5 double quotes"}},
        LintCase{"BehindLabel", "a{b=\"x\"+} 1\n", {"1:8 \",\" or \"}\""}},
        LintCase{"OtherEscape", "a{b=\"\\t\"} 1\n", {"1:6 knows only the escapes"}},
        LintCase{"LineFeedInLabel", "a{b=\"new\nline\"} 1\n", {"1:9 double quote", "2:5 expected a number"}},
        LintCase{"HelpOtherEscape", "# HELP a \\x\n", {"1:10 knows only"}},
        LintCase{"HelpQuoteEscape", "# HELP a \\\"\n", {"1:10 knows only"}},
        LintCase{"HelpBackslashLast", "# HELP a x\\\n", {"1:11 knows only"}},
        LintCase{"CommentBadName", "# TYPE met-ric counter\n", {"1:8 a metric name"}},
        LintCase{"HelpDigitFirst", "# HELP 1a x\n", {"1:8 a metric name"}},
        LintCase{"NotUtf8", "a{b=\"\xff\"} 1\n", {"1:6 byte 0xff"}},
        LintCase{"ByteOrderMark",
                 "\xef\xbb\xbf"
                 "a 1\n",
                 {"1:1 byte order mark"}}),
    looseCaseName);

} // namespace
} // namespace hubwatch
