#include "app/commands/rules_command.h"

#include "support/printers.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTextStream>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

class RulesCommandTest : public ::testing::Test
{
protected:
    Exit run(const QStringList &arguments)
    {
        std::optional<Exit> code;
        QTextStream outStream(&out);
        QTextStream errStream(&err);
        rulesCommand().run({.arguments = arguments,
                            .common = {.workspace = path},
                            .out = outStream,
                            .err = errStream,
                            .done = [&](Exit exit) { code = exit; }});
        EXPECT_TRUE(code.has_value()) << "done() was not called";
        return code.value_or(Exit::Bad);
    }

    void write(const QByteArray &toml)
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(toml);
    }

    QTemporaryDir directory;
    QString path = directory.filePath(QStringLiteral("hubwatch.toml"));
    QString out;
    QString err;
};

const QByteArray workspace = R"(version = 1

[[services]]
name = "crm"
url = "https://crm.example.test"
metric_names = { calls = "crm_calls_total" }

[[services]]
name = "billing"
url = "https://billing.example.test"

[[rules]]
signal = "api.error_rate"
above = 0.1
for = "2m"
)";

TEST_F(RulesCommandTest, ExportsTheRulesInForceForEachService)
{
    write(workspace);
    EXPECT_EQ(run({QStringLiteral("export"), QStringLiteral("--format"), QStringLiteral("prometheus")}), Exit::Good);
    EXPECT_EQ(err, QString());
    EXPECT_EQ(out.count(u"- alert: 'api.error_rate'"), 2);
    EXPECT_TRUE(out.contains(u"crm_calls_total{job=\"crm\"}[5m]"));
    EXPECT_TRUE(out.contains(u"hubspot_api_calls_total{job=\"billing\"}[5m]"));
    EXPECT_TRUE(out.contains(u" > 0.1 "));
    EXPECT_TRUE(out.contains(u"for: 2m\n"));
    EXPECT_TRUE(out.contains(u"- alert: 'api.auth_failures'")) << "the shipped rules, too";
}

TEST_F(RulesCommandTest, ReportsEachMistakeOfTheWorkspace)
{
    write("version = 1\n[[services]]\nname = \"crm\"\nurl = 3\ninterval = \"soon\"\n");
    EXPECT_EQ(run({QStringLiteral("export")}), Exit::Unable);
    EXPECT_EQ(out, QString());
    EXPECT_GE(err.count(u'\n'), 2);
    EXPECT_TRUE(err.startsWith(path + QStringLiteral(":4: ")));
}

TEST_F(RulesCommandTest, SaysWhenThereIsNoWorkspace)
{
    EXPECT_EQ(run({QStringLiteral("export")}), Exit::Unable);
    EXPECT_TRUE(err.contains(path));
}

struct UsageCase {
    const char *name;
    QStringList arguments;
    const char *says;
};

class RulesUsageTest : public RulesCommandTest, public ::testing::WithParamInterface<UsageCase>
{ };

TEST_P(RulesUsageTest, NamesWhatIsValid)
{
    write(workspace);
    EXPECT_EQ(run(GetParam().arguments), Exit::Unable);
    EXPECT_EQ(out, QString());
    EXPECT_TRUE(err.contains(QString::fromLatin1(GetParam().says))) << err.toStdString();
    EXPECT_TRUE(err.contains(u"rules export [--format prometheus]"));
    EXPECT_EQ(err.count(u'\n'), 1);
}

INSTANTIATE_TEST_SUITE_P(
    Mistakes, RulesUsageTest,
    ::testing::Values(
        UsageCase{"NothingToDo", {}, "what to do is missing"},
        UsageCase{"UnknownDeed", {QStringLiteral("import")}, "unknown \"import\": export"},
        UsageCase{"UnknownFormat",
                  {QStringLiteral("export"), QStringLiteral("--format=alertmanager")},
                  "unknown format \"alertmanager\": prometheus is the one it writes"},
        UsageCase{"FormatWithoutValue", {QStringLiteral("export"), QStringLiteral("--format")}, "unknown format \"\""},
        UsageCase{"UnknownOption", {QStringLiteral("export"), QStringLiteral("--fast")}, "unknown option --fast"},
        UsageCase{"OneTooMany", {QStringLiteral("export"), QStringLiteral("all")}, "one argument too many"}),
    [](const auto &test) { return test.param.name; });

} // namespace
} // namespace hubwatch
