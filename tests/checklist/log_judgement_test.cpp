#include "checklist/logs/log_judgement.h"

#include "base/time_text.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;

constexpr TimePoint noon{1'763'899'200'000ms};

QByteArray goodLine(Duration ago, int number = 0)
{
    return R"({"level":"info","message":"call )" + QByteArray::number(number) + R"(","timestamp":")"
        + utcText(noon - ago).toLatin1() + R"("})";
}

std::vector<QByteArray> goodLines(int count)
{
    std::vector<QByteArray> lines;
    for (int i = 0; i < count; ++i)
        lines.push_back(goodLine(1s * (count - i), i));
    return lines;
}

std::string judgedText(const std::vector<QByteArray> &lines)
{
    const LogJudgement judged = judgeLogLines(lines, noon);
    return (outcomeWord(judged.outcome) + u": "_s + judged.words).toStdString();
}

TEST(LogJudgementTest, PassesWholeLines)
{
    EXPECT_EQ(judgedText(goodLines(200)), "pass: 200 lines: JSON with level, time and message, no secret");
    EXPECT_EQ(judgedText(goodLines(1)), "pass: 1 line: JSON with level, time and message, no secret");
}

TEST(LogJudgementTest, WarnsFrom95PercentOnAndFailsBelow)
{
    std::vector<QByteArray> lines = goodLines(95);
    lines.insert(lines.begin() + 13, 5, QByteArray("Retry 1/4 in 1000ms (status: 500)"));
    EXPECT_EQ(judgedText(lines),
              "warn: 95 of 100 lines are JSON with level, time and message; line 14: not JSON: plain text");
    lines.push_back("one more");
    EXPECT_EQ(judgedText(lines),
              "fail: 95 of 101 lines are JSON with level, time and message; line 14: not JSON: plain text");
}

TEST(LogJudgementTest, SaysThatAStackTraceBelongsIntoAField)
{
    const LogJudgement judged
        = judgeLogLines({goodLine(1s), "TypeError: x", "    at run (/a.js:1:2)", goodLine(0s)}, noon);
    EXPECT_EQ(judged.outcome, Outcome::Fail);
    EXPECT_TRUE(judged.words.contains(u"line 2: not JSON: a stack trace as plain lines"_s))
        << judged.words.toStdString();
    EXPECT_TRUE(judged.notes.join(u' ').contains(u"stack trace"_s));
}

TEST(LogJudgementTest, NamesWhatMostLinesLack)
{
    EXPECT_EQ(judgedText({R"({"message":"a","timestamp":"2025-11-23T11:59:00Z"})"}),
              "fail: 0 of 1 lines are JSON with level, time and message; line 1: has no level");
    EXPECT_EQ(judgedText({R"({"level":"info","message":"a"})"}),
              "fail: 0 of 1 lines are JSON with level, time and message; line 1: has no time");
    EXPECT_EQ(judgedText({R"({"level":"info","message":"a","time":"soon"})"}),
              "fail: 0 of 1 lines are JSON with level, time and message; line 1: its time does not parse: soon");
    EXPECT_EQ(judgedText({R"({"level":"info","time":1763899199000})"}),
              "fail: 0 of 1 lines are JSON with level, time and message; line 1: has no message");
}

TEST(LogJudgementTest, ASecretFailsWhateverElseIsGoodAndIsNotRepeated)
{
    std::vector<QByteArray> lines = goodLines(200);
    lines[6] = R"({"level":"info","message":"a","time":1763899199000,"req":{"headers":{"authorization":)"
               R"("Bearer pat-na1-12345678-1234-1234-1234-1234567890ab"}}})";
    const LogJudgement judged = judgeLogLines(lines, noon);
    EXPECT_EQ(judged.outcome, Outcome::Fail);
    EXPECT_EQ(judged.words, u"line 7: a secret under \"req.headers.authorization\""_s);
    ASSERT_EQ(judged.findings.size(), 1u);
    EXPECT_EQ(judged.findings[0].line, 7);
    for (const Fact &fact : judged.facts)
        EXPECT_FALSE((fact.got + fact.name + fact.expected).contains(u"12345678"_s));
    EXPECT_FALSE(judged.findings[0].text.contains(u"12345678"_s));
}

TEST(LogJudgementTest, CountsSecretsBeyondTheShownOnes)
{
    const QByteArray leak = R"({"password":"hunter2hunter2"})";
    const LogJudgement judged = judgeLogLines(std::vector<QByteArray>(33, leak), noon);
    EXPECT_EQ(judged.findings.size(), 20u);
    EXPECT_EQ(judged.findingsLeftOut, 13);
}

TEST(LogJudgementTest, TimesToComeFailAndOldLinesProveNothing)
{
    EXPECT_EQ(judgedText({goodLine(-4min)}).substr(0, 4), "pass");
    EXPECT_EQ(judgedText({goodLine(1s), goodLine(-6min)}),
              "fail: line 2: its time is yet to come: 2025-11-23T12:06:00.000Z");
    EXPECT_EQ(judgedText({goodLine(72h)}),
              "not run: the newest line is of 2025-11-20T12:00:00.000Z: name the log that is written now");
    // Local time of Tokyo, which no line says.
    EXPECT_EQ(judgedText({R"({"levelname":"INFO","message":"a","asctime":"2025-11-23 21:00:00,000"})"}).substr(0, 4),
              "pass");
}

TEST(LogJudgementTest, EmptyIsNotRun)
{
    EXPECT_EQ(judgeLogLines({}, noon).outcome, Outcome::NotRun);
    EXPECT_EQ(judgeLogLines({"", "  "}, noon).outcome, Outcome::NotRun);
}

TEST(LogJudgementTest, KeepsTenOfTheNewestLinesToLookFor)
{
    const LogJudgement judged = judgeLogLines(goodLines(1000), noon);
    ASSERT_EQ(judged.traces.size(), 10u);
    EXPECT_EQ(judged.traces.front().message, u"call 800"_s);
    EXPECT_EQ(judged.traces.back().message, u"call 999"_s);
    EXPECT_EQ(judged.traces.back().time, noon - 1s);
    EXPECT_EQ(judgeLogLines(goodLines(3), noon).traces.size(), 3u);
}

} // namespace
} // namespace hubwatch
