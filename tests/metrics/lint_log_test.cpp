#include "metrics/lint_log.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(LintLogTest, CountsCharactersAndSorts)
{
    LintLog log;
    const LintLine first{.number = 1, .text = "\u00e4\u20ac\U0001F600x"};
    const LintLine second{.number = 2, .text = "ab"};
    log.error(second, second.end(), QStringLiteral("later"));
    log.error(first, first.end(), QStringLiteral("end"));
    log.note(first, first.begin() + 2, QStringLiteral("euro"));
    const LintReport report = log.take();
    ASSERT_EQ(report.findings.size(), 3u);
    EXPECT_EQ(report.findings[0],
              (LintFinding{.line = 1, .column = 2, .text = QStringLiteral("euro"), .isNote = true}));
    EXPECT_EQ(report.findings[1].column, 5);
    EXPECT_EQ(report.findings[2].line, 2);
    EXPECT_EQ(report.errors, 2u);
    EXPECT_EQ(report.notes, 1u);
}

TEST(LintLogTest, LetsErrorsTakeThePlaceOfNotes)
{
    LintLog log;
    const LintLine line{.text = "x"};
    for (size_t i = 0; i < LintReport::most; ++i)
        log.note(line, line.begin(), QStringLiteral("note"));
    log.error(line, line.begin(), QStringLiteral("error"));
    const LintReport report = log.take();
    EXPECT_EQ(report.findings.size(), LintReport::most);
    EXPECT_EQ(report.findings.back().text, QStringLiteral("error"));
}

TEST(LintLogTest, ShowsWhatStandsThere)
{
    const LintLine line{.text = "ab c\td"};
    EXPECT_EQ(lintFound(line, line.begin()), QStringLiteral("\"ab\""));
    EXPECT_EQ(lintFound(line, line.begin() + 2), QStringLiteral("a space"));
    EXPECT_EQ(lintFound(line, line.begin() + 4), QStringLiteral("a tab"));
    EXPECT_EQ(lintFound(line, line.end()), QStringLiteral("the end of the line"));
}

TEST(LintLogTest, CutsLongQuotesBetweenCharacters)
{
    std::string euros;
    for (int i = 0; i < 100; ++i)
        euros += "\u20ac";
    EXPECT_EQ(lintQuoted("x" + euros), QStringLiteral("\"x%1...\"").arg(QString(19, QChar(0x20ac))));
    EXPECT_EQ(lintQuoted(""), QStringLiteral("\"\""));
}

} // namespace
} // namespace hubwatch
