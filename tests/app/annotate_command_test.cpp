#include "app/commands/annotate_command.h"

#include "app/triage/mark_file.h"
#include "base/system_clock.h"
#include "support/printers.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTextStream>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

class AnnotateCommandTest : public ::testing::Test
{
protected:
    Exit run(const QStringList &arguments, bool json = false)
    {
        out.clear();
        err.clear();
        std::optional<Exit> code;
        QTextStream outStream(&out);
        QTextStream errStream(&err);
        annotateCommand().run({.arguments = arguments,
                               .common = {.workspace = workspace, .dataDirectory = data, .json = json},
                               .out = outStream,
                               .err = errStream,
                               .done = [&](Exit exit) { code = exit; }});
        EXPECT_TRUE(code.has_value()) << "done() was not called";
        return code.value_or(Exit::Bad);
    }
    QByteArray written() const
    {
        QFile file(marksPath(data));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Append));
        file.write(bytes);
    }

    QTemporaryDir folder;
    QString workspace = folder.filePath(QStringLiteral("hubwatch.toml"));
    QString data = folder.filePath(QStringLiteral("data"));
    QString out;
    QString err;
};

const QString annotateText = QStringLiteral("deploy 1.4.2");
const QStringList annotateAt{QStringLiteral("--at"), QStringLiteral("2025-11-23T08:00:00Z")};

TEST_F(AnnotateCommandTest, AppendsALineAMark)
{
    EXPECT_EQ(run(QStringList{annotateText, QStringLiteral("--service=contacts-sync")} + annotateAt), Exit::Good);
    EXPECT_EQ(err, QString());
    EXPECT_EQ(out, QStringLiteral("marked 2025-11-23T08:00:00.000Z contacts-sync: deploy 1.4.2\n"));
    EXPECT_EQ(run(QStringList{annotateText} + annotateAt, true), Exit::Good);
    EXPECT_EQ(out,
              QStringLiteral("{\"at\":\"2025-11-23T08:00:00.000Z\",\"service\":null,\"text\":\"deploy 1.4.2\","
                             "\"type\":\"mark\"}\n"));
    EXPECT_EQ(written(),
              "{\"at\":\"2025-11-23T08:00:00.000Z\",\"service\":\"contacts-sync\",\"text\":\"deploy 1.4.2\"}\n"
              "{\"at\":\"2025-11-23T08:00:00.000Z\",\"text\":\"deploy 1.4.2\"}\n");
#ifdef Q_OS_UNIX
    EXPECT_EQ(QFile::permissions(marksPath(data)) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
#endif
}

TEST_F(AnnotateCommandTest, IsShownByAConsoleThatRuns)
{
    SystemClock clock;
    Recorder recorder{StoreOptions{}};
    MarkFile file(marksPath(data), recorder, clock);
    std::vector<Event> marks;
    QObject::connect(&file, &MarkFile::marked, &file, [&](const Event &mark) { marks.push_back(mark); });
    file.start();
    QTest::qWait(1);
    EXPECT_EQ(run({annotateText}), Exit::Good);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !marks.empty(); }, 5'000));
    EXPECT_EQ(marks[0].text, annotateText);
    EXPECT_EQ(marks[0].kind, Event::Kind::Mark);
    EXPECT_LT(clock.now() - marks[0].at, 5s);
}

TEST_F(AnnotateCommandTest, PartsItsLineFromOneThatWasCutOff)
{
    EXPECT_EQ(run(QStringList{annotateText} + annotateAt), Exit::Good);
    write(marksPath(data), "{\"at\":\"2025-");
    EXPECT_EQ(run(QStringList{annotateText} + annotateAt), Exit::Good);
    EXPECT_EQ(written().count('\n'), 3);
    EXPECT_TRUE(
        written().endsWith("{\"at\":\"2025-\n{\"at\":\"2025-11-23T08:00:00.000Z\",\"text\":\"deploy 1.4.2\"}\n"));
}

TEST_F(AnnotateCommandTest, SaysWhatItCannotMark)
{
    const auto refused = [&](const QStringList &arguments) {
        EXPECT_EQ(run(arguments), Exit::Unable) << arguments.join(u' ').toStdString();
        EXPECT_EQ(out, QString());
        EXPECT_EQ(err.count(u'\n'), 1);
        return err;
    };
    EXPECT_TRUE(refused({}).contains(u"the text is missing; usage: hubwatchctl annotate TEXT"));
    EXPECT_TRUE(refused({QStringLiteral(" ")}).contains(u"the text is missing"));
    EXPECT_TRUE(refused({annotateText, QStringLiteral("--at"), QStringLiteral("noon")}).contains(u"found \"noon\""));
    EXPECT_TRUE(refused({annotateText, QStringLiteral("--at"), QStringLiteral("2999-01-01T00:00:00Z")})
                    .contains(u"has not come yet"));
    EXPECT_TRUE(refused({annotateText, QStringLiteral("--service")}).contains(u"a name is missing"));
    EXPECT_TRUE(refused({annotateText, QStringLiteral("--servce=x")}).contains(u"unknown option"));
    EXPECT_TRUE(refused({annotateText, QStringLiteral("again")}).contains(u"one argument too many"));
    EXPECT_EQ(written(), QByteArray());
    write(workspace, "version = 1\n[[services]]\nname = \"crm\"\nurl = \"https://crm.example.test\"\n");
    EXPECT_TRUE(refused({annotateText, QStringLiteral("--service=crn")}).contains(u"expected one of crm"));
    EXPECT_EQ(run({annotateText, QStringLiteral("--service=crm")}), Exit::Good);
    data = workspace + QStringLiteral("/no-folder");
    EXPECT_TRUE(refused({annotateText}).contains(u"choose the console's data folder with --data-dir"));
}

} // namespace
} // namespace hubwatch
