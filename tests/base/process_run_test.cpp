// What the runner promises, with real programs. Unix only: what they are is written for its shell.
#include "base/process_run.h"

#include "base/qt_process_runner.h"
#include "support/printers.h"

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <gtest/gtest.h>

#ifdef Q_OS_UNIX
#include <csignal>
#endif

namespace hubwatch {
namespace {

#ifdef Q_OS_UNIX

ProcessRequest shell(const char *script, Duration timeout = 20s)
{
    return {.program = QStringLiteral("sh"),
            .arguments = {QStringLiteral("-c"), QString::fromLatin1(script)},
            .timeout = timeout};
}

class ProcessRunTest : public ::testing::Test
{
protected:
    Result<ProcessOutcome> run(ProcessRequest request)
    {
        std::optional<Result<ProcessOutcome>> result;
        int answers = 0;
        runner.run(std::move(request), &context, [&](Result<ProcessOutcome> answer) {
            result = std::move(answer);
            ++answers;
        });
        EXPECT_FALSE(result.has_value()) << "answered before run() returned";
        EXPECT_TRUE(QTest::qWaitFor([&] { return result.has_value(); }, 30'000));
        QTest::qWait(1); // a second answer would come now
        EXPECT_EQ(answers, 1);
        return result.value_or(tl::unexpected(Error{.detail = QStringLiteral("no answer at all")}));
    }

    /// The process id that a script wrote to the file; 0 as long as it has not.
    int pidIn(const QString &name) const
    {
        QFile file(folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 0;
    }

    /// A script that has a child: both write their process ids, both would sleep for long.
    ProcessRequest family(Duration timeout) const
    {
        const QString script
            = QStringLiteral("cd %1; (sh -c 'echo $$ > child; exec sleep 60') & echo $$ > parent; wait")
                  .arg(folder.path());
        return {.program = QStringLiteral("sh"), .arguments = {QStringLiteral("-c"), script}, .timeout = timeout};
    }

    bool familyStands() const { return pidIn(QStringLiteral("child")) > 0 && pidIn(QStringLiteral("parent")) > 0; }
    bool familyGone() const { return gone(pidIn(QStringLiteral("parent"))) && gone(pidIn(QStringLiteral("child"))); }

    /// Gone, or dead and waiting for an init that does not collect its orphans.
    static bool gone(int pid)
    {
        if (::kill(pid, 0) != 0)
            return true;
        QFile status(QStringLiteral("/proc/%1/status").arg(pid));
        return status.open(QIODevice::ReadOnly) && status.readAll().contains("State:\tZ");
    }

    QTemporaryDir folder;
    QtProcessRunner runner;
    QObject context;
};

TEST_F(ProcessRunTest, BringsTheOutputTheErrorsAndTheExitCode)
{
    const Result<ProcessOutcome> outcome = run(shell("printf out; printf err >&2; exit 3"));
    ASSERT_TRUE(outcome) << outcome.error().detail.toStdString();
    EXPECT_EQ(*outcome, (ProcessOutcome{.exitCode = 3, .output = "out", .errors = "err"}));
}

TEST_F(ProcessRunTest, HasNoShellOfItsOwn)
{
    const Result<ProcessOutcome> outcome
        = run({.program = QStringLiteral("printf"), .arguments = {QStringLiteral("%s"), QStringLiteral("$HOME; *")}});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->output, "$HOME; *");
}

TEST_F(ProcessRunTest, AddsToTheEnvironment)
{
    ProcessRequest request = shell("printf \"$HUBWATCH_TEST-$PATH\"");
    request.environment[QStringLiteral("HUBWATCH_TEST")] = QStringLiteral("x");
    const Result<ProcessOutcome> outcome = run(request);
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->output, "x-" + qgetenv("PATH"));
}

TEST_F(ProcessRunTest, RunsInTheFolderItIsGiven)
{
    ProcessRequest request = shell("pwd -P");
    request.folder = folder.path();
    const auto result = run(request);
    ASSERT_TRUE(result);
    EXPECT_EQ(QString::fromUtf8(result->output.trimmed()), QFileInfo(folder.path()).canonicalFilePath());
}

TEST_F(ProcessRunTest, TakesOutOfTheEnvironmentWhatIsNull)
{
    qputenv("HUBWATCH_TEST_OUT", "x");
    ProcessRequest request = shell("printf \"${HUBWATCH_TEST_OUT-gone}\"");
    request.environment[QStringLiteral("HUBWATCH_TEST_OUT")] = QString();
    const Result<ProcessOutcome> outcome = run(request);
    qunsetenv("HUBWATCH_TEST_OUT");
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->output, "gone");
}

TEST_F(ProcessRunTest, WritesTheInputAndThenClosesIt)
{
    ProcessRequest request = shell("wc -c");
    request.input = QByteArray(900'000, 'x');
    const Result<ProcessOutcome> outcome = run(request);
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->output.trimmed(), "900000");
}

TEST_F(ProcessRunTest, DoesNotMindThatTheInputIsNotWanted)
{
    ProcessRequest request = shell("printf done");
    request.input = QByteArray(900'000, 'x');
    const Result<ProcessOutcome> outcome = run(request);
    ASSERT_TRUE(outcome) << outcome.error().detail.toStdString();
    EXPECT_EQ(outcome->output, "done");
}

TEST_F(ProcessRunTest, StreamsWhatWouldNotFitInBoundedPieces)
{
    std::optional<Result<ProcessOutcome>> result;
    qsizetype taken = 0;
    qsizetype largest = 0;
    int turns = 0;
    QTimer turn;
    QObject::connect(&turn, &QTimer::timeout, &context, [&turns] { ++turns; });
    turn.start(0);
    runner.stream(
        shell("head -c 30000000 /dev/zero; printf end; printf err >&2; exit 3"), &context,
        [&](const QByteArray &piece) {
            EXPECT_FALSE(result);
            taken += piece.size();
            largest = std::max(largest, piece.size());
        },
        [&](Result<ProcessOutcome> answer) { result = std::move(answer); });
    ASSERT_TRUE(QTest::qWaitFor([&] { return result.has_value(); }, 30'000));
    ASSERT_TRUE(*result) << (*result).error().detail.toStdString();
    EXPECT_EQ(**result, (ProcessOutcome{.exitCode = 3, .errors = "err"}));
    EXPECT_EQ(taken, 30'000'003);
    EXPECT_LE(largest, 1024 * 1024);
    EXPECT_GT(turns, 10) << "others had no turn meanwhile";
}

TEST_F(ProcessRunTest, StopsAStreamWhoseTakerEndsItsContext)
{
    auto owner = std::make_unique<QObject>();
    int pieces = 0;
    int answers = 0;
    const QString script = QStringLiteral("cd %1; sh -c 'echo $$ > child; exec cat /dev/zero' & echo $$ > parent; wait")
                               .arg(folder.path());
    runner.stream(
        {.program = QStringLiteral("sh"), .arguments = {QStringLiteral("-c"), script}, .timeout = 60s}, owner.get(),
        [&](const QByteArray &) {
            if (++pieces == 3)
                owner.reset();
        },
        [&](auto) { ++answers; });
    EXPECT_TRUE(QTest::qWaitFor([&] { return !owner; }, 20'000));
    EXPECT_TRUE(QTest::qWaitFor([&] { return familyGone(); }));
    EXPECT_EQ(pieces, 3);
    EXPECT_EQ(answers, 0);
}

TEST_F(ProcessRunTest, KillsAStreamWhenTheTimeIsUp)
{
    std::optional<Result<ProcessOutcome>> result;
    qsizetype taken = 0;
    runner.stream(
        shell("cat /dev/zero", 500ms), &context, [&](const QByteArray &piece) { taken += piece.size(); },
        [&](Result<ProcessOutcome> answer) { result = std::move(answer); });
    ASSERT_TRUE(QTest::qWaitFor([&] { return result.has_value(); }, 30'000));
    ASSERT_FALSE(*result);
    EXPECT_EQ((*result).error().reach, Error::Reach::Timeout);
    const qsizetype then = taken;
    QTest::qWait(20);
    EXPECT_EQ(taken, then) << "output after the answer";
}

TEST_F(ProcessRunTest, ClosesTheInputSoThatNobodyWaitsForAnAnswer)
{
    const Result<ProcessOutcome> outcome = run(shell("read answer; printf \"%s\" \"$?\""));
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->output, "1");
}

TEST_F(ProcessRunTest, GivesNoTerminalToAskOn)
{
    const Result<ProcessOutcome> outcome = run(shell("(: < /dev/tty) 2>/dev/null; printf \"%s\" \"$?\""));
    ASSERT_TRUE(outcome);
    EXPECT_NE(outcome->output, "0");
}

TEST_F(ProcessRunTest, SaysThatTheProgramIsMissing)
{
    for (const char *program : {"hubwatch-no-such-program", "", "./no/such/path", "/"}) {
        const Result<ProcessOutcome> outcome = run({.program = QString::fromLatin1(program)});
        ASSERT_FALSE(outcome) << program;
        EXPECT_TRUE(isProgramMissing(outcome.error())) << program;
    }
}

TEST_F(ProcessRunTest, SaysThatTheProgramCannotBeStarted)
{
    QFile file(folder.filePath(QStringLiteral("broken")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("#!/no/such/interpreter\n");
    file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    file.close();
    const Result<ProcessOutcome> outcome = run({.program = file.fileName()});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().kind, Error::Kind::Storage);
    EXPECT_FALSE(isProgramMissing(outcome.error()));
    EXPECT_TRUE(outcome.error().detail.contains(QStringLiteral("could not be started")))
        << outcome.error().detail.toStdString();
}

TEST_F(ProcessRunTest, SaysThatTheProgramCrashed)
{
    const Result<ProcessOutcome> outcome = run(shell("kill -9 $$"));
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().kind, Error::Kind::Storage);
    EXPECT_EQ(outcome.error().reach, Error::Reach::None);
    EXPECT_TRUE(outcome.error().detail.contains(QStringLiteral("crashed"))) << outcome.error().detail.toStdString();
}

TEST_F(ProcessRunTest, KillsTheWholeFamilyWhenTheTimeIsUp)
{
    QElapsedTimer watch;
    watch.start();
    const Result<ProcessOutcome> outcome = run(family(2500ms));
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().reach, Error::Reach::Timeout);
    EXPECT_EQ(outcome.error().detail, QStringLiteral("sh: killed after 2.5 s"));
    EXPECT_GE(watch.elapsed(), 2490);
    EXPECT_LT(watch.elapsed(), 20'000);
    ASSERT_TRUE(familyStands()) << "the machine is too slow for this test's timeout";
    EXPECT_TRUE(QTest::qWaitFor([&] { return familyGone(); }));
}

TEST_F(ProcessRunTest, KillsTheFamilyAndIsSilentWhenTheContextDies)
{
    auto shortLived = std::make_unique<QObject>();
    int answers = 0;
    runner.run(family(60s), shortLived.get(), [&](auto) { ++answers; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return familyStands(); }));
    shortLived.reset();
    EXPECT_TRUE(QTest::qWaitFor([&] { return familyGone(); }));
    QTest::qWait(20);
    EXPECT_EQ(answers, 0);
}

TEST_F(ProcessRunTest, KillsTheFamilyWhenTheRunnerDies)
{
    auto shortLived = std::make_unique<QtProcessRunner>();
    int answers = 0;
    shortLived->run(family(60s), &context, [&](auto) { ++answers; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return familyStands(); }));
    shortLived.reset();
    EXPECT_TRUE(QTest::qWaitFor([&] { return familyGone(); }));
    EXPECT_EQ(answers, 0);
}

TEST_F(ProcessRunTest, IsSilentWhenTheContextDiesBeforeTheProgramIsFoundMissing)
{
    auto shortLived = std::make_unique<QObject>();
    int answers = 0;
    runner.run({.program = QStringLiteral("hubwatch-no-such-program")}, shortLived.get(), [&](auto) { ++answers; });
    shortLived.reset();
    QTest::qWait(5);
    EXPECT_EQ(answers, 0);
}

TEST_F(ProcessRunTest, TakesAMegabyteAndNoMore)
{
    const Result<ProcessOutcome> fits = run(shell("head -c 1048576 /dev/zero"));
    ASSERT_TRUE(fits);
    EXPECT_EQ(fits->output.size(), 1024 * 1024);
    const Result<ProcessOutcome> endless = run(shell("cat /dev/zero"));
    ASSERT_FALSE(endless);
    EXPECT_EQ(endless.error().reach, Error::Reach::None);
    EXPECT_TRUE(endless.error().detail.contains(QStringLiteral("1 MB"))) << endless.error().detail.toStdString();
}

TEST_F(ProcessRunTest, KeepsTheFirstErrorsOnly)
{
    const Result<ProcessOutcome> outcome = run(shell("printf first >&2; head -c 300000 /dev/zero >&2"));
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->errors.size(), 64 * 1024);
    EXPECT_TRUE(outcome->errors.startsWith("first"));
}

TEST_F(ProcessRunTest, AnswersWhenTheProgramEndsAlthoughAChildOfItStays)
{
    QElapsedTimer watch;
    watch.start();
    const Result<ProcessOutcome> outcome = run(shell("sleep 30 & printf done"));
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->output, "done");
    EXPECT_LT(watch.elapsed(), 20'000);
}

TEST_F(ProcessRunTest, LetsAReplyEndItsOwnContext)
{
    auto owner = std::make_unique<QObject>();
    bool answered = false;
    runner.run(shell("exit 0"), owner.get(), [&](auto) {
        owner.reset();
        answered = true;
    });
    EXPECT_TRUE(QTest::qWaitFor([&] { return answered; }));
}

#endif

} // namespace
} // namespace hubwatch
