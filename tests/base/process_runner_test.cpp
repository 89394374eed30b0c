#include "base/process_runner.h"

#include "support/fake_processes.h"
#include "support/printers.h"

#include <QObject>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(ProcessRunnerTest, TellsAMissingProgramFromOtherTroubles)
{
    const Error missing = programMissing(QStringLiteral("aws"));
    EXPECT_EQ(missing.kind, Error::Kind::Storage);
    EXPECT_TRUE(missing.detail.contains(QStringLiteral("aws"))) << missing.detail.toStdString();
    EXPECT_TRUE(isProgramMissing(missing));
    EXPECT_FALSE(isProgramMissing({.kind = Error::Kind::Storage, .reach = Error::Reach::Timeout}));
    EXPECT_FALSE(isProgramMissing({.kind = Error::Kind::Rejected, .status = 404}));
}

/// A door that can only run.
class PlainProcesses : public ProcessRunner
{
public:
    void run(ProcessRequest, QObject *, Reply reply) override { reply(ProcessOutcome{.exitCode = 1, .output = "all"}); }
};

TEST(ProcessRunnerTest, StreamsInOnePieceWhereADoorHasNothingBetter)
{
    PlainProcesses door;
    QObject context;
    QByteArray heard;
    door.stream(
        {}, &context, [&](const QByteArray &piece) { heard += piece + ";"; },
        [&](const Result<ProcessOutcome> &result) { heard += result && result->output.isEmpty() ? "ended" : "wrong"; });
    EXPECT_EQ(heard, "all;ended");
}

TEST(ProcessRunnerTest, AFakeStreamsWhatATestFeedsIt)
{
    testing::FakeProcesses door;
    QObject context;
    QByteArray heard;
    door.stream(
        {.program = QStringLiteral("p"), .input = "in"}, &context, [&](const QByteArray &piece) { heard += piece; },
        [&](const Result<ProcessOutcome> &) { heard += "."; });
    EXPECT_TRUE(door.feed("a"));
    EXPECT_TRUE(door.answer(testing::printed("b")));
    EXPECT_FALSE(door.feed("c"));
    EXPECT_EQ(heard, "ab.");
    EXPECT_EQ(door.requests.at(0).input, "in");
}

} // namespace
} // namespace hubwatch
