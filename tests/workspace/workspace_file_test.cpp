#include "workspace/workspace_file.h"

#include "support/printers.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const QString workspaceCases = QStringLiteral(HUBWATCH_TEST_DATA "/workspace");

QByteArray workspaceCase(const QString &name)
{
    QFile file(workspaceCases + u'/' + name);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

QStringList complaints(const WorkspaceResult &result)
{
    QStringList texts;
    if (!result)
        for (const WorkspaceProblem &problem : result.error())
            texts += QStringLiteral("%1: %2%3")
                         .arg(problem.line)
                         .arg(problem.key.isEmpty() ? QString() : problem.key + QStringLiteral(": "), problem.text);
    return texts;
}

QStringList complaintOf(const QString &path)
{
    return complaints(loadWorkspace(path));
}

/// One file per defect; the messages it must get stand at its end as "# expect: LINE: KEY: TEXT".
class BrokenWorkspaceTest : public ::testing::TestWithParam<QString>
{ };

TEST_P(BrokenWorkspaceTest, IsReportedWithLineKeyAndRemedy)
{
    const QByteArray toml = workspaceCase(GetParam());
    QStringList expected;
    for (const QByteArray &line : toml.split('\n'))
        if (line.startsWith("# expect: "))
            expected += QString::fromUtf8(line.mid(10));
    ASSERT_FALSE(expected.isEmpty());
    EXPECT_EQ(complaints(parseWorkspace(toml)).join(u'\n'), expected.join(u'\n'));
}

TEST_P(BrokenWorkspaceTest, NeverRepeatsASecret)
{
    EXPECT_FALSE(complaints(parseWorkspace(workspaceCase(GetParam()))).join(u'\n').contains(QStringLiteral("CANARY")));
}

INSTANTIATE_TEST_SUITE_P(Files, BrokenWorkspaceTest,
                         ::testing::ValuesIn(QDir(workspaceCases).entryList({QStringLiteral("*.toml")})),
                         [](const auto &test) { return test.param.section(u'.', 0, 0).toStdString(); });

TEST(WorkspaceFile, ReadsTheExampleOfTheProductPage)
{
    const WorkspaceResult read = loadWorkspace(workspaceCases + QStringLiteral("/good/full.toml"));
    ASSERT_TRUE(read) << complaints(read).join(u'\n').toStdString();
    ASSERT_EQ(read->accounts.size(), 1u);
    EXPECT_EQ(read->accounts[0].portal, 1234567);
    ASSERT_EQ(read->services.size(), 1u);
    const ServiceConfig &service = read->services[0];
    EXPECT_EQ(service.name, QStringLiteral("contacts-sync"));
    EXPECT_EQ(service.interval, 15s);
    EXPECT_EQ(service.metricNames.calls, "crm_calls_total");
    EXPECT_EQ(service.metricNames.duration, MetricNames().duration);
    EXPECT_EQ(service.remapped, QStringList{QStringLiteral("calls")});
    ASSERT_EQ(read->rules.size(), 1u);
    EXPECT_EQ(read->rules[0],
              (Rule{.name = QStringLiteral("api.error_rate"),
                    .signal = QStringLiteral("api.error_rate"),
                    .threshold = 0.05,
                    .holdFor = 5min,
                    .minimum = 20,
                    .severity = Rule::Severity::Page,
                    .routes = {QStringLiteral("oncall")}}));
    EXPECT_EQ(read->store, (StoreConfig{.keep = 14 * 24h, .maxBytes = 500'000'000}));
}

TEST(WorkspaceFile, NeedsOnlyVersionNameAndUrl)
{
    const WorkspaceResult read
        = parseWorkspace("version = 1\n[[services]]\nname = \"sync\"\nurl = \"http://localhost:3000\"\n");
    ASSERT_TRUE(read) << complaints(read).join(u'\n').toStdString();
    EXPECT_EQ(read->services[0],
              (ServiceConfig{.name = QStringLiteral("sync"), .url = QUrl(QStringLiteral("http://localhost:3000"))}));
    EXPECT_TRUE(parseWorkspace("version = 1"));
}

TEST(WorkspaceFile, KeepsTheDefaultTimeoutWithinAQuickInterval)
{
    const WorkspaceResult read
        = parseWorkspace("version = 1\n[[services]]\nname = \"a\"\nurl = \"http://localhost\"\ninterval = \"5s\"\n");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->services[0].timeout, 5s);
}

TEST(WorkspaceFile, MakesAServiceOfEachUrlNamedForItsPlace)
{
    const WorkspaceResult read = parseWorkspace("version = 1\n[[services]]\nname = \"sync\"\ninterval = \"30s\"\n"
                                                "urls = [\"http://10.0.0.5:3001\", \"http://10.0.0.6:3001/\", "
                                                "\"https://sync.example.test/eu\"]\n"
                                                "[[rules]]\nsignal = \"api.error_rate\"\nservices = [\"sync\"]\n");
    ASSERT_TRUE(read) << complaints(read).join(u'\n').toStdString();
    ASSERT_EQ(read->services.size(), 3u);
    EXPECT_EQ(read->services[0].name, QStringLiteral("sync@10.0.0.5:3001"));
    EXPECT_EQ(read->services[1].name, QStringLiteral("sync@10.0.0.6:3001"));
    EXPECT_EQ(read->services[2].name, QStringLiteral("sync@sync.example.test/eu"));
    EXPECT_EQ(read->services[2].interval, 30s);
    EXPECT_EQ(read->rules[0].services.size(), 3) << "a rule on the entry holds for all of its services";
}

TEST(WorkspaceFile, TellsMissingFromUnreadable)
{
    const QTemporaryDir folder;
    const QString missing = folder.filePath(QStringLiteral("hubwatch.toml"));
    EXPECT_FALSE(workspaceExists(missing));
    EXPECT_TRUE(workspaceExists(folder.path()));
    EXPECT_TRUE(complaintOf(missing).value(0).startsWith(QStringLiteral("0: there is no such file"))) << "missing";
    EXPECT_TRUE(complaintOf(folder.path()).value(0).startsWith(QStringLiteral("0: this is a folder"))) << "folder";
}

TEST(WorkspaceFile, RefusesWhatIsTooLargeToBeOne)
{
    const QByteArray large = "version = 1\n" + QByteArray(1'000'000, '#');
    EXPECT_EQ(complaints(parseWorkspace(large)).value(0),
              QStringLiteral("0: expected a workspace of at most 1 MB, found 1000012 bytes; this is another file"));
}

TEST(WorkspaceFile, SaysWhereAProblemStands)
{
    EXPECT_EQ(
        problemText(QStringLiteral("hubwatch.toml"), {14, QStringLiteral("services[1].metrics"), QStringLiteral("x")}),
        QStringLiteral("hubwatch.toml:14: services[1].metrics: x"));
    EXPECT_EQ(problemText(QStringLiteral("hubwatch.toml"), {0, {}, QStringLiteral("x")}),
              QStringLiteral("hubwatch.toml: x"));
}

} // namespace
} // namespace hubwatch
