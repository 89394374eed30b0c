#include "metrics/lint.h"

#include "lint_cases.h"

#include <random>

namespace hubwatch {
namespace {

using testing::findingsOf;
using testing::LintCase;

constexpr char everyType[] = "# TYPE http_seconds histogram\n"
                             "# UNIT http_seconds seconds\n"
                             "# HELP http_seconds How long \\\"it\\\" takes.\n"
                             "http_seconds_bucket{path=\"/\",le=\"0.1\"} 8 # {} 0.054\n"
                             "http_seconds_bucket{path=\"/\",le=\"1.0\"} 11 # {trace_id=\"KO\"} 0.67\n"
                             "http_seconds_bucket{path=\"/\",le=\"+Inf\"} 17 # {trace_id=\"oH\"} 9.8 1520879607.789\n"
                             "http_seconds_count{path=\"/\"} 17\n"
                             "http_seconds_sum{path=\"/\"} 324789.3\n"
                             "http_seconds_created{path=\"/\"} 1520430000.123\n"
                             "# TYPE queue gaugehistogram\n"
                             "queue_bucket{le=\"1\"} 34.0\n"
                             "queue_bucket{le=\"+Inf\"} 42.0\n"
                             "queue_gcount 42.0\n"
                             "queue_gsum 3289.3\n"
                             "# TYPE rpc summary\n"
                             "rpc{quantile=\"0.95\"} 123.7\n"
                             "rpc_count 17\n"
                             "rpc_sum 2.5\n"
                             "# TYPE build info\n"
                             "build_info{version=\"8.2.7\"} 1\n"
                             "# TYPE mode stateset\n"
                             "mode{mode=\"a\"} 0\n"
                             "mode{mode=\"bb\"} 1\n"
                             "# TYPE calls counter\n"
                             "calls_total 17.0 1520879607.789\n"
                             "calls_created 1520430000.123 1520879607.789\n"
                             "# TYPE temperature gauge\n"
                             "temperature -17.0 123\n"
                             "temperature -18.0 456\n"
                             "bare 42.23\n"
                             "# EOF\n";

TEST(LintTest, AcceptsEveryTypeWithEverythingItMayHave)
{
    EXPECT_EQ(findingsOf(lint(everyType, TextFormat::OpenMetrics)), std::vector<std::string>());
}

class LintTextTest : public ::testing::TestWithParam<LintCase>
{ };

TEST_P(LintTextTest, JudgesTheWholeText)
{
    expectFindings(GetParam(), TextFormat::OpenMetrics);
}

INSTANTIATE_TEST_SUITE_P(
    Ends, LintTextTest,
    ::testing::Values(LintCase{"OnlyEof", "# EOF\n"},
                      LintCase{"NoLineFeed", "a 1\n# EOF", {"2:6 note: better with a line feed"}},
                      LintCase{"Empty", "", {"1:1 ends without \"# EOF\""}},
                      LintCase{"NoEof", "a 1\n", {"2:1 ends without"}},
                      LintCase{"CutInTheLine", "a 1\nb{c=\"", {"2:6 ends without"}},
                      LintCase{"CutInEof", "a 1\n# EO", {"2:5 ends without"}},
                      LintCase{"TextBehind", "a 1\n# EOF\nblah", {"3:1 nothing may stand behind"}},
                      LintCase{"EmptyLineBehind", "a 1\n# EOF\n\n", {"3:1 nothing may stand behind"}},
                      LintCase{"TwoEofs", "# EOF\n# EOF\n", {"2:1 nothing may stand behind"}},
                      LintCase{"GluedText", "a 1\n# EOFblah\n", {"2:1 no comments", "3:1 ends without"}},
                      LintCase{"SpaceBehindEof", "# EOF \n", {"1:1 no comments", "2:1 ends without"}},
                      LintCase{"LowerCaseEof", "# eof\n", {"1:1 no comments", "2:1 ends without"}}),
    [](const auto &test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Bytes, LintTextTest,
    ::testing::Values(LintCase{"ByteOrderMark",
                               "\xef\xbb\xbf"
                               "a 1\n# EOF\n",
                               {"1:1 a byte order mark"}},
                      LintCase{"CarriageReturns", "a 1\r\nb 1\r\n# EOF\r\n", {"1:4 a carriage return"}},
                      LintCase{"LoneContinuation", "a{b=\"\x80\"} 1\n# EOF\n", {"1:6 byte 0x80 is not UTF-8"}},
                      LintCase{"Latin1", "# HELP a \xe4\n# EOF\n", {"1:10 byte 0xe4"}},
                      LintCase{"Surrogate", "# HELP a \xed\xa0\x80\n# EOF\n", {"1:10 byte 0xed"}},
                      LintCase{"Overlong", "# HELP a \xc0\x80\n# EOF\n", {"1:10 byte 0xc0"}},
                      LintCase{"Byte255", "# HELP a \u00e4\xff\n# EOF\n", {"1:11 byte 0xff"}}),
    [](const auto &test) { return test.param.name; });

TEST(LintTest, GoesOnBehindAnError)
{
    EXPECT_EQ(findingsOf(lint("a 1 \nb{c} 1\nd 1\ne x\n# EOF\n", TextFormat::OpenMetrics)).size(), 3u);
}

TEST(LintTest, KeepsAHundredFindingsAndCountsTheRest)
{
    std::string text;
    for (int i = 0; i < 250; ++i)
        text += "a{b=\"\\t\"} x\n";
    const LintReport report = lint(text + "# EOF\n", TextFormat::OpenMetrics);
    EXPECT_EQ(report.findings.size(), LintReport::most);
    EXPECT_EQ(report.errors, 250u);
    EXPECT_EQ(report.notes, 250u);
    for (const LintFinding &finding : report.findings)
        EXPECT_FALSE(finding.isNote);
    EXPECT_EQ(report.findings.back().line, 100);
}

TEST(LintTest, KeepsMessagesShortWhenValuesAreLong)
{
    const LintReport report
        = lint("a{b=\"" + std::string(1'000'000, 'x') + "\"} " + std::string(1'000'000, 'y') + "\n# EOF\n",
               TextFormat::OpenMetrics);
    ASSERT_EQ(report.findings.size(), 1u);
    EXPECT_LT(report.findings[0].text.size(), 200);
    EXPECT_EQ(report.findings[0].column, 1'000'009);
}

TEST(LintTest, LivesThroughAnyMutation)
{
    std::minstd_rand chance(20261123);
    const auto below = [&chance](size_t limit) { return size_t(chance()) % limit; };
    const std::string original = everyType;
    const std::string_view spice = "\"\\{},=# \n\t\r_0eN.+-\xff\x80\xc3";
    size_t errors = 0;
    for (int round = 0; round < 10'000; ++round) {
        std::string text = original.substr(0, 200 + below(original.size() - 200));
        for (size_t change = 1 + below(6); change > 0; --change) {
            const size_t at = below(text.size());
            switch (below(4)) {
            case 0: text[at] = spice[below(spice.size())]; break;
            case 1: text.insert(at, 1, spice[below(spice.size())]); break;
            case 2: text.erase(at, 1 + below(9)); break;
            default: text.insert(at, original.substr(below(original.size()), below(40)));
            }
        }
        const TextFormat format = round % 2 == 0 ? TextFormat::OpenMetrics : TextFormat::Prometheus;
        const LintReport report = lint(text, format);
        EXPECT_EQ(report.errors + report.notes >= report.findings.size(), true);
        errors += report.errors;
        for (const LintFinding &finding : report.findings)
            ASSERT_TRUE(finding.line >= 1 && finding.column >= 1 && !finding.text.isEmpty()) << text;
    }
    EXPECT_GT(errors, 10'000u);
}

} // namespace
} // namespace hubwatch
