#include "app/commands/lint_command.h"

#include "support/printers.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTextStream>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

class LintCommandTest : public ::testing::Test
{
protected:
    /// Writes `text` into a file and lints it.
    int lintFile(const QByteArray &text, QStringList options = {}, bool json = false)
    {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        options.prepend(path);
        return run(options, json);
    }

    int run(const QStringList &arguments, bool json = false)
    {
        QTextStream outStream(&out);
        QTextStream errStream(&err);
        std::optional<Exit> code;
        lintCommand().run({.arguments = arguments,
                           .common = {.json = json},
                           .out = outStream,
                           .err = errStream,
                           .done = [&](Exit exit) { code = exit; }});
        outStream.flush();
        errStream.flush();
        return code ? int(*code) : -1;
    }

    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("metrics.txt"));
    QString out;
    QString err;
};

TEST_F(LintCommandTest, SaysNothingOfAGoodFile)
{
    EXPECT_EQ(lintFile("a 1\n# EOF\n"), 0);
    EXPECT_EQ(out, QString());
    EXPECT_EQ(err, QString());
}

TEST_F(LintCommandTest, PointsAtEachProblem)
{
    EXPECT_EQ(lintFile("a 1 \nb{c=\"\\t\"} 1\n# EOF\n"), 1);
    EXPECT_EQ(out,
              path + QStringLiteral(":1:4: blanks at the end of the line: remove them\n") + path
                  + QStringLiteral(":2:6: note: an undefined escape sequence: write \\\\ for a backslash\n"));
    EXPECT_EQ(err, QString());
}

TEST_F(LintCommandTest, IsContentWithNotes)
{
    EXPECT_EQ(lintFile("a 1\n# EOF"), 0);
    EXPECT_TRUE(out.contains(QStringLiteral(":2:6: note: "))) << out.toStdString();
}

TEST_F(LintCommandTest, CountsWhatItDoesNotShow)
{
    EXPECT_EQ(lintFile(QByteArray("a\n").repeated(130) + "# EOF\n"), 1);
    EXPECT_EQ(out.count(QLatin1Char('\n')), 101);
    EXPECT_TRUE(out.endsWith(path + QStringLiteral(": and 30 more\n"))) << out.toStdString();
}

TEST_F(LintCommandTest, JudgesTheOlderFormatWhenAsked)
{
    const QByteArray older = "# a comment\na 1\n";
    EXPECT_EQ(lintFile(older), 1);
    EXPECT_EQ(lintFile(older, {QStringLiteral("--format"), QStringLiteral("prometheus")}), 0);
    EXPECT_EQ(lintFile("a 1", {QStringLiteral("--format=prometheus")}), 1);
    EXPECT_EQ(lintFile("a 1\n# EOF\n", {QStringLiteral("--format=openmetrics")}), 0);
}

TEST_F(LintCommandTest, PrintsOneJsonObject)
{
    EXPECT_EQ(lintFile("a x\n# EOF", {}, true), 1);
    EXPECT_EQ(out.count(QLatin1Char('\n')), 1);
    const QJsonObject report = QJsonDocument::fromJson(out.toUtf8()).object();
    EXPECT_EQ(report.value(QStringLiteral("file")).toString(), path);
    EXPECT_EQ(report.value(QStringLiteral("format")).toString(), QStringLiteral("openmetrics"));
    EXPECT_EQ(report.value(QStringLiteral("ok")), QJsonValue(false));
    EXPECT_EQ(report.value(QStringLiteral("more")).toInt(-1), 0);
    const QJsonArray findings = report.value(QStringLiteral("findings")).toArray();
    ASSERT_EQ(findings.size(), 2);
    EXPECT_EQ(findings[0].toObject().value(QStringLiteral("line")).toInt(), 1);
    EXPECT_EQ(findings[0].toObject().value(QStringLiteral("column")).toInt(), 3);
    EXPECT_EQ(findings[0].toObject().value(QStringLiteral("note")), QJsonValue(false));
    EXPECT_TRUE(findings[0].toObject().value(QStringLiteral("text")).toString().startsWith(QStringLiteral("expected")));
    EXPECT_EQ(findings[1].toObject().value(QStringLiteral("note")), QJsonValue(true));
}

TEST_F(LintCommandTest, SaysSoWhenItCannot)
{
    EXPECT_EQ(run({folder.filePath(QStringLiteral("absent"))}), 2);
    EXPECT_TRUE(err.startsWith(QStringLiteral("hubwatchctl lint: cannot read "))) << err.toStdString();
    EXPECT_EQ(run({folder.path()}), 2) << "a folder";
    EXPECT_EQ(run({}), 2);
    EXPECT_EQ(run({QStringLiteral("a"), QStringLiteral("b")}), 2);
    EXPECT_EQ(run({path, QStringLiteral("--strict")}), 2);
    EXPECT_EQ(run({path, QStringLiteral("--format")}), 2);
    err.clear();
    EXPECT_EQ(run({path, QStringLiteral("--format"), QStringLiteral("OpenMetrics")}), 2);
    EXPECT_EQ(
        err, QStringLiteral("hubwatchctl lint: --format: expected openmetrics or prometheus, found \"OpenMetrics\"\n"));
    EXPECT_EQ(out, QString());
}

} // namespace
} // namespace hubwatch
