#include "vault/command_reader.h"

#include "base/qt_process_runner.h"
#include "support/fake_processes.h"
#include "support/printers.h"
#include "support/read_probe.h"

#include <QDir>

namespace hubwatch::testing {

namespace {

TEST(CommandRequestTest, SplitsQuotesAndRunsNoShell)
{
    const ProcessRequest request = commandRequest(QStringLiteral("op read \"op://my vault/hubspot\" $HOME | cat"));
    EXPECT_EQ(request.program, QStringLiteral("op"));
    EXPECT_EQ(request.arguments,
              (QStringList{QStringLiteral("read"), QStringLiteral("op://my vault/hubspot"), QStringLiteral("$HOME"),
                           QStringLiteral("|"), QStringLiteral("cat")}));
    EXPECT_EQ(commandRequest(QStringLiteral("~/bin/token")).program, QDir::homePath() + QStringLiteral("/bin/token"));
    EXPECT_EQ(commandRequest(QStringLiteral("\"\"")).program, QString());
}

TEST(CommandReaderTest, ReadsTextOrJson)
{
    FakeProcesses processes;
    CommandReader reader(processes);
    ReadProbe text(reader, "command:op read x");
    ASSERT_TRUE(processes.answer(printed("pat-na1-1\n")));
    EXPECT_EQ(text.text(), "pat-na1-1");
    ReadProbe json(reader, "command:op read x");
    ASSERT_TRUE(processes.answer(printed(R"({"access_token": "pat-na1-2", "id": "x"})")));
    EXPECT_EQ(json.text(), "pat-na1-2");
}

TEST(CommandReaderTest, NamesTheProgramAndItsExitCodeAndNothingItSaid)
{
    FakeProcesses processes;
    CommandReader reader(processes);
    ReadProbe probe(reader, "command:op read --session=hunter2");
    ASSERT_TRUE(processes.answer(failedWith(6, "pat-na1-1 is wrong")));
    EXPECT_TRUE(probe.text().startsWith("error: command:op: ended with exit code 6; ")) << probe.text().toStdString();
    EXPECT_FALSE(probe.text().contains("pat-") || probe.text().contains("hunter2")) << probe.text().toStdString();
}

TEST(CommandReaderTest, TellsMissingAndSilentPrograms)
{
    FakeProcesses processes;
    CommandReader reader(processes);
    ReadProbe missing(reader, "command:op x");
    ASSERT_TRUE(processes.answer(tl::unexpected(programMissing(QStringLiteral("op")))));
    EXPECT_EQ(missing.text(),
              "error: command:op: the program was not found on Hubwatch's PATH; write its whole path in the "
              "reference");
    ReadProbe silent(reader, "command:op x");
    ASSERT_TRUE(processes.answer(tl::unexpected(Error{.kind = Error::Kind::Storage,
                                                      .detail = QStringLiteral("op: killed after 30 s"),
                                                      .reach = Error::Reach::Timeout})));
    EXPECT_TRUE(silent.text().startsWith("error: command:op: op: killed after 30 s; ")) << silent.text().toStdString();
    EXPECT_EQ(silent.error().reach, Error::Reach::Timeout);
}

#ifdef Q_OS_UNIX
TEST(CommandReaderTest, RunsRealPrograms)
{
    QtProcessRunner processes;
    CommandReader reader(processes);
    EXPECT_EQ(readNow(reader, "command:printf \"%s\\n\" pat-na1-1"), "pat-na1-1");
    EXPECT_EQ(readNow(reader, "command:sh -c \"exit 4\"").left(47), "error: command:sh: ended with exit code 4; its ");
    EXPECT_EQ(readNow(reader, "command:true"), "error: command:true: the secret is empty");
}
#endif

} // namespace

} // namespace hubwatch::testing
