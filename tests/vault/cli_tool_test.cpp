#include "vault/cli_tool.h"

#include "support/fake_processes.h"
#include "support/printers.h"
#include "support/read_probe.h"
#include "vault/json_secret.h"

#include <array>

namespace hubwatch::testing {

namespace {

constexpr std::array toolFaults{
    CliFault{"(Denied)", "may not", "allow it"},
    CliFault{"trouble", "there is trouble", "wait"},
};
constexpr CliTool someTool{"tool", "install the package tool", "tool whoami", toolFaults};

const CredentialRef awsRef{CredentialRef::Source::AwsSecretsManager, QStringLiteral("s"), QStringLiteral("T")};

QByteArray detailOf(const Error &error)
{
    EXPECT_EQ(error.kind, Error::Kind::Storage);
    return error.detail.toUtf8();
}

TEST(CliErrorTest, TakesTheFirstFaultItKnowsAndNeverTheWords)
{
    EXPECT_EQ(detailOf(cliError(awsRef, someTool, failedWith(3, "x pat-na1-1 TROUBLE (denied) y"))),
              "aws-sm:s#T: tool ended with exit code 3: may not; allow it");
    EXPECT_EQ(detailOf(cliError(awsRef, someTool, failedWith(1, "Trouble"))),
              "aws-sm:s#T: tool ended with exit code 1: there is trouble; wait");
    const QByteArray unknown = detailOf(cliError(awsRef, someTool, failedWith(9, "pat-na1-1 said something new")));
    EXPECT_EQ(unknown,
              "aws-sm:s#T: tool ended with exit code 9: its words are not shown, since they may hold a secret; run "
              "\"tool whoami\" in a terminal to see them");
}

TEST(CliErrorTest, SaysHowToInstallIt)
{
    const QByteArray said = detailOf(cliError(awsRef, someTool, programMissing(QStringLiteral("tool"))));
    EXPECT_TRUE(said.startsWith("aws-sm:s#T: tool was not found on Hubwatch's PATH; install the package tool"))
        << said.toStdString();
}

TEST(CliErrorTest, SaysThatItWasKilledAndKeepsTheReach)
{
    const Error error = cliError(awsRef, someTool,
                                 {.kind = Error::Kind::Storage,
                                  .detail = QStringLiteral("tool: killed after 30 s"),
                                  .reach = Error::Reach::Timeout});
    EXPECT_EQ(error.reach, Error::Reach::Timeout);
    EXPECT_EQ(detailOf(error),
              "aws-sm:s#T: tool: killed after 30 s; it may wait for the network or for a login: run \"tool "
              "whoami\" in a terminal");
}

TEST(CliErrorTest, HandsOnThatItCrashed)
{
    EXPECT_EQ(
        detailOf(cliError(awsRef, someTool, {.kind = Error::Kind::Storage, .detail = QStringLiteral("tool: crashed")})),
        "aws-sm:s#T: tool: crashed");
}

/// Reads through the tool whatever the reference.
class ToolReader : public CredentialReader
{
public:
    void read(const CredentialRef &ref, QObject *context, Reply reply) override
    {
        readThroughCli(processes, someTool, ref, {.program = QStringLiteral("tool")}, context, std::move(reply),
                       [key = ref.key](QByteArray &&output) { return secretIn(std::move(output), key); });
    }

    FakeProcesses processes;
};

TEST(ReadThroughCliTest, AnswersWhatIsPicked)
{
    ToolReader reader;
    ReadProbe probe(reader, "aws-sm:s#T");
    ASSERT_TRUE(reader.processes.answer(printed(R"({"T": "pat-na1-1"})")));
    EXPECT_EQ(probe.text(), "pat-na1-1");
}

TEST(ReadThroughCliTest, LocatesWhatIsWrongWithTheOutput)
{
    ToolReader reader;
    ReadProbe probe(reader, "aws-sm:s#T");
    ASSERT_TRUE(reader.processes.answer(printed("{}")));
    EXPECT_EQ(probe.text(), "error: aws-sm:s#T: the JSON has no key T; it has no keys");
}

TEST(ReadThroughCliTest, BelievesNoOutputOfAToolThatFailed)
{
    ToolReader reader;
    ReadProbe probe(reader, "aws-sm:s#T");
    ASSERT_TRUE(reader.processes.answer(ProcessOutcome{.exitCode = 1, .output = R"({"T": "pat-na1-1"})"}));
    EXPECT_TRUE(probe.failed());
}

TEST(ReadThroughCliTest, EndsWithItsContext)
{
    ToolReader reader;
    ReadProbe probe(reader, "aws-sm:s#T");
    EXPECT_EQ(reader.processes.waiting(), 1U);
    probe.die();
    EXPECT_EQ(reader.processes.waiting(), 0U);
}

} // namespace

} // namespace hubwatch::testing
