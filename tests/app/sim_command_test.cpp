#include "app/commands/sim_command.h"

#include "app/commands/stop_request.h"
#include "support/printers.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTextStream>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

/// Runs the command and keeps what it wrote.
class SimCommandTest : public ::testing::Test
{
protected:
    QString written = {};
    QString complained = {};
    QTextStream out{&written};
    QTextStream err{&complained};
    std::optional<Exit> exit = {};
    QObject context;

    void run(const QStringList &arguments, bool json = false)
    {
        CommonOptions common;
        common.json = json;
        simCommand().run({.arguments = arguments,
                          .common = common,
                          .out = out,
                          .err = err,
                          .context = &context,
                          .done = [this](Exit code) { exit = code; }});
        out.flush();
        err.flush();
    }
};

struct BadArguments {
    const char *name;
    const char *arguments;
    const char *complaint;
};

class SimUsageTest : public SimCommandTest, public ::testing::WithParamInterface<BadArguments>
{ };

TEST_P(SimUsageTest, NamesTheMistakeAndEnds)
{
    run(QString::fromLatin1(GetParam().arguments).split(u' '));
    EXPECT_EQ(exit, Exit::Unable);
    EXPECT_TRUE(complained.contains(QString::fromLatin1(GetParam().complaint))) << complained.toStdString();
    EXPECT_EQ(written, QString());
}

INSTANTIATE_TEST_SUITE_P(
    Arguments, SimUsageTest,
    ::testing::Values(BadArguments{"PortIsAWord", "--port many", "--port: expected a number from 0 to 65000"},
                      BadArguments{"TooManyTargets", "--services 501", "--services: expected a number from 1 to 500"},
                      BadArguments{"NoFile", "--port 0 --workspace-out", "--workspace-out: expected a file"},
                      BadArguments{"UnknownOption", "--storm", "unknown option --storm"}),
    [](const auto &test) { return test.param.name; });

TEST_F(SimCommandTest, PrintsEveryServiceAndGoesOn)
{
    run({QStringLiteral("--port"), QStringLiteral("0")});
    EXPECT_EQ(written.count(QStringLiteral("http://127.0.0.1:")), 8)
        << "four services, HubSpot, PagerDuty, Slack and its webhook";
    EXPECT_TRUE(written.contains(QStringLiteral("\nexport HUBWATCH_SIM_PAGER=")));
    EXPECT_TRUE(written.contains(QStringLiteral("\nexport HUBWATCH_SIM_SLACK=http://127.0.0.1:")));
    EXPECT_EQ(written.count(QStringLiteral("  pat-")), 4);
    EXPECT_TRUE(written.contains(QStringLiteral("\nexport HUBWATCH_SIM_TOKEN=pat-na1-")));
    EXPECT_TRUE(written.contains(QStringLiteral("--workspace-out FILE")));
    EXPECT_EQ(exit, std::nullopt);
}

TEST_F(SimCommandTest, WritesTheWorkspace)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("box.toml"));
    run({QStringLiteral("--port=0"), QStringLiteral("--workspace-out"), path}, true);
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_EQ(file.readAll().count("[[services]]"), 4);
    EXPECT_TRUE(written.startsWith(QStringLiteral("{\"service\":\"contacts-sync\",\"type\":\"service\",")));
}

TEST_F(SimCommandTest, TellsAScriptAllOfHubSpotInOneLine)
{
    run({QStringLiteral("--port=0")}, true);
    const QJsonObject hubSpot = QJsonDocument::fromJson(written.split(u'\n').value(4).toUtf8()).object();
    EXPECT_EQ(hubSpot[QStringLiteral("type")].toString(), QStringLiteral("hubspot"));
    for (const char *key : {"url", "token", "tokens", "portal", "statusPage", "oauth", "tokenVariable"})
        EXPECT_TRUE(hubSpot.contains(QLatin1StringView(key))) << key;
}

TEST_F(SimCommandTest, TellsAScriptWhomTheRoutesTell)
{
    run({QStringLiteral("--port=0")}, true);
    const QJsonObject pager = QJsonDocument::fromJson(written.split(u'\n').value(5).toUtf8()).object();
    EXPECT_EQ(pager[QStringLiteral("type")].toString(), QStringLiteral("pager"));
    EXPECT_EQ(pager[QStringLiteral("keyVariable")].toString(), QStringLiteral("HUBWATCH_SIM_PAGER"));
    EXPECT_TRUE(pager[QStringLiteral("url")].toString().endsWith(QStringLiteral("/v2/enqueue")));
    EXPECT_EQ(pager[QStringLiteral("routingKey")].toString().size(), 32);
    const QJsonObject slack = QJsonDocument::fromJson(written.split(u'\n').value(6).toUtf8()).object();
    EXPECT_EQ(slack[QStringLiteral("type")].toString(), QStringLiteral("slack"));
    for (const char *key : {"url", "webhook", "botToken", "channel", "keyVariable"})
        EXPECT_TRUE(slack.contains(QLatin1StringView(key))) << key;
}

TEST_F(SimCommandTest, SaysWhenTheWorkspaceCannotBeWritten)
{
    run({QStringLiteral("--port=0"), QStringLiteral("--workspace-out=/nowhere/at/all.toml")});
    EXPECT_EQ(exit, Exit::Unable);
    EXPECT_TRUE(complained.startsWith(QStringLiteral("hubwatchctl sim: /nowhere/at/all.toml: ")));
}

} // namespace
} // namespace hubwatch
