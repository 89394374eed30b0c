#include "checklist/logs/log_sample.h"

#include "support/fake_processes.h"
#include "support/printers.h"

#include <QFile>
#include <QObject>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch::testing {
namespace {

using namespace Qt::StringLiterals;

using Lines = std::vector<QByteArray>;

class LogFileTest : public ::testing::Test
{
protected:
    QString write(const QByteArray &text)
    {
        const QString path = folder.filePath(u"app.log"_s);
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
        return path;
    }

    QTemporaryDir folder;
};

TEST(NewestLinesTest, CutsByLines)
{
    EXPECT_EQ(newestLines("a\nb\r\nc\n"), (Lines{"a", "b", "c"}));
    EXPECT_EQ(newestLines("a\n\nc"), (Lines{"a", "", "c"}));
    EXPECT_EQ(newestLines("half\nb\nc\n", false), (Lines{"b", "c"}));
    EXPECT_EQ(newestLines("half", false), Lines{});
    EXPECT_EQ(newestLines(""), Lines{});
    EXPECT_EQ(newestLines("\n"), Lines{""});
    EXPECT_EQ(newestLines("\xef\xbb\xbf{}\n"), Lines{"{}"});
    QByteArray many;
    for (int i = 0; i < 3000; ++i)
        many += QByteArray::number(i) + '\n';
    const Lines newest = newestLines(many);
    ASSERT_EQ(newest.size(), 2000u);
    EXPECT_EQ(newest.front(), "1000");
    EXPECT_EQ(newest.back(), "2999");
}

TEST_F(LogFileTest, ReadsTheEndOfALongFile)
{
    QByteArray text;
    for (int i = 0; text.size() < 6 * 1024 * 1024; ++i)
        text += QByteArray::number(i).rightJustified(4000, 'x') + '\n';
    const LogSample sample = sampleOfFile(write(text));
    EXPECT_TRUE(sample.problem.isEmpty()) << sample.problem.toStdString();
    EXPECT_TRUE(sample.cut);
    EXPECT_LE(sample.lines.size(), 1049u);
    EXPECT_GE(sample.lines.size(), 1040u);
    for (const QByteArray &line : sample.lines)
        EXPECT_EQ(line.size(), 4000);
}

TEST_F(LogFileTest, LeavesOutALineThatIsStillBeingWritten)
{
    EXPECT_EQ(sampleOfFile(write("{\"a\":1}\n{\"b\":")).lines, Lines{"{\"a\":1}"});
    EXPECT_EQ(sampleOfFile(write("{\"a\":1}")).lines, Lines{"{\"a\":1}"}) << "the only line there is";
}

TEST_F(LogFileTest, SaysWhyThereAreNoLines)
{
    const LogSample absent = sampleOfFile(folder.filePath(u"gone.log"_s));
    EXPECT_EQ(absent.outcome, Outcome::Error);
    EXPECT_TRUE(absent.problem.contains(u"does not exist"_s));
    const LogSample empty = sampleOfFile(write(""));
    EXPECT_EQ(empty.outcome, Outcome::NotRun);
    EXPECT_TRUE(empty.problem.contains(u"is empty"_s)) << empty.problem.toStdString();
    EXPECT_EQ(sampleOfFile(write("\n\n")).outcome, Outcome::NotRun);
    EXPECT_EQ(sampleOfFile(folder.path()).outcome, Outcome::Error);
    EXPECT_EQ(sampleOfFile(u"/dev/zero"_s).outcome, Outcome::Error);
    EXPECT_TRUE(sampleOfFile(write(QByteArray("\x1f\x8b\x08\x00", 4))).problem.contains(u"compressed"_s));
    EXPECT_TRUE(sampleOfFile(write(QByteArray("\xff\xfe{\0", 4))).problem.contains(u"UTF-16"_s));
    const LogSample endless = sampleOfFile(write(QByteArray(5 * 1024 * 1024, 'x')));
    EXPECT_TRUE(endless.lines.empty());
    EXPECT_EQ(endless.outcome, Outcome::NotRun);
}

TEST(LogCommandTest, RunsTheWordsAndReadsWhatIsPrinted)
{
    FakeProcesses processes;
    QObject context;
    std::optional<LogSample> sample;
    const auto run = [&](const Result<ProcessOutcome> &result) {
        sample.reset();
        sampleOfCommand(processes, u"kubectl logs \"my pod\" --tail=2000"_s, &context,
                        [&](const LogSample &taken) { sample = taken; });
        processes.answer(result);
        return sample.value_or(LogSample{});
    };
    EXPECT_EQ(run(printed("{}\n{}\n")).lines.size(), 2u);
    EXPECT_EQ(processes.requests[0].program, u"kubectl"_s);
    EXPECT_EQ(processes.requests[0].arguments, (QStringList{u"logs"_s, u"my pod"_s, u"--tail=2000"_s}));
    EXPECT_EQ(run(printed("")).outcome, Outcome::NotRun);
    const LogSample failed = run(failedWith(1, "denied for pat-na1-12345678-1234-1234-1234-1234567890ab"));
    EXPECT_EQ(failed.outcome, Outcome::Error);
    EXPECT_TRUE(failed.problem.contains(u"exit code 1: denied"_s)) << failed.problem.toStdString();
    EXPECT_FALSE(failed.problem.contains(u"12345678"_s));
    EXPECT_TRUE(run(tl::unexpected(programMissing(u"kubectl"_s))).problem.contains(u"PATH"_s));
    EXPECT_EQ(run(fail(Error::Kind::Storage, u"kubectl: wrote more than 1 MB"_s)).outcome, Outcome::Error);
}

TEST(LogInputTest, TakesWhatCame)
{
    EXPECT_EQ(sampleOfInput("{}\n").lines.size(), 1u);
    EXPECT_EQ(sampleOfInput("").outcome, Outcome::NotRun);
    EXPECT_TRUE(sampleOfInput("").problem.contains(u"standard input"_s));
}

} // namespace
} // namespace hubwatch::testing
