#include "hubspot/call_log.h"

#include "support/printers.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

CallRecord record()
{
    return {.at = TimePoint(1'763'884'800s),
            .account = QStringLiteral("prod"),
            .method = "GET",
            .endpoint = QStringLiteral("accountInfo.details"),
            .status = 200,
            .attempt = 1,
            .took = 84ms,
            .correlationId = QStringLiteral("abc-1")};
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

TEST(CallLine, IsOneJsonObjectInReadingOrder)
{
    EXPECT_EQ(callLine(record()),
              "{\"ts\":\"2025-11-23T08:00:00.000Z\",\"level\":\"info\",\"service\":\"hubspot\",\"account\":\"prod\","
              "\"method\":\"GET\",\"endpoint\":\"accountInfo.details\",\"status\":200,\"attempt\":1,\"durationMs\":84,"
              "\"correlationId\":\"abc-1\"}\n");
}

TEST(CallLine, ParsesWhateverTheTextsHold)
{
    CallRecord failed = record();
    failed.failed = true;
    failed.status = 0;
    failed.account = QStringLiteral("a \"b\"\n\\ \u4e2d");
    failed.message = QStringLiteral("line\nbreak and pat-na1-12345678-1234-1234-1234-123456789012");
    const QByteArray line = callLine(failed);
    EXPECT_EQ(line.count('\n'), 1);
    const QJsonObject read = QJsonDocument::fromJson(line).object();
    EXPECT_EQ(read.value(u"level").toString(), QStringLiteral("error"));
    EXPECT_TRUE(read.value(u"status").isNull());
    EXPECT_EQ(read.value(u"account").toString(), failed.account);
    EXPECT_EQ(read.value(u"message").toString(), QStringLiteral("line\nbreak and [redacted]"));
}

TEST(CallLog, AppendsAndTurnsOver)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("hubspot-calls.jsonl"));
    const qint64 size = callLine(record()).size();
    CallLog log(path, 3 * size, 3);
    for (int i = 0; i < 3; ++i)
        log.write(record());
    EXPECT_EQ(contents(path).size(), 3 * size);
    for (int i = 0; i < 7; ++i)
        log.write(record());
    EXPECT_EQ(contents(path).size(), size);
    EXPECT_EQ(contents(path + QStringLiteral(".1")).size(), 3 * size);
    EXPECT_EQ(contents(path + QStringLiteral(".2")).size(), 3 * size);
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files).size(), 3) << "the oldest is gone";
    EXPECT_EQ(log.lastError(), QString());
}

TEST(CallLog, GoesOnInAFileThatIsThere)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("calls.jsonl"));
    CallLog(path).write(record());
    CallLog(path).write(record());
    EXPECT_EQ(contents(path), callLine(record()) + callLine(record()));
}

#ifdef Q_OS_UNIX
TEST(CallLog, IsItsOwnersAlone)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("calls.jsonl"));
    CallLog(path).write(record());
    EXPECT_EQ(QFile::permissions(path) & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
}
#endif

TEST(CallLog, SaysWhyItCannotWrite)
{
    CallLog log(QStringLiteral("/no/such/folder/calls.jsonl"));
    log.write(record());
    EXPECT_TRUE(log.lastError().startsWith(QStringLiteral("/no/such/folder/calls.jsonl: ")))
        << log.lastError().toStdString();
}

} // namespace
} // namespace hubwatch
