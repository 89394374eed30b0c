#include "checklist/logs/log_line.h"

#include "checklist/logs/log_leak.h"
#include "support/printers.h"

#include <QJsonDocument>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;

constexpr TimePoint eight{1'763'884'800'123ms}; // 2025-11-23T08:00:00.123Z

struct LibraryCase {
    const char *name;
    const char *line;
    const char *level;
    const char *message;
};

class LogLibraryTest : public ::testing::TestWithParam<LibraryCase>
{ };

TEST_P(LogLibraryTest, IsRead)
{
    const LogLine line = readLogLine(GetParam().line);
    EXPECT_TRUE(line.complete()) << line.notJson.toStdString() << ' ' << line.timeText.toStdString();
    EXPECT_EQ(line.level, QString::fromLatin1(GetParam().level));
    EXPECT_EQ(line.message, QString::fromLatin1(GetParam().message));
    EXPECT_EQ(line.time, eight);
    EXPECT_FALSE(line.leak) << line.leak->toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Libraries, LogLibraryTest,
    ::testing::Values(
        LibraryCase{"Pino", R"({"level":30,"time":1763884800123,"pid":7,"hostname":"a","msg":"done"})", "30", "done"},
        LibraryCase{"Winston", R"({"level":"info","message":"done","timestamp":"2025-11-23T08:00:00.123Z"})", "info",
                    "done"},
        LibraryCase{"TheHandbooksWinston",
                    R"({"endpoint":"contacts.search","level":"error","msg":"api_call_error","status":500,)"
                    R"("timestamp":"2025-11-23T08:00:00.123Z"})",
                    "error", "api_call_error"},
        LibraryCase{"TheHandbooksConsole",
                    R"({"level":"error","service":"hubspot","status":429,"message":"late","attempt":4,)"
                    R"("ts":"2025-11-23T08:00:00.123Z"})",
                    "error", "late"},
        LibraryCase{
            "Bunyan",
            R"({"name":"a","hostname":"b","pid":1,"level":50,"msg":"bad","time":"2025-11-23T08:00:00.123Z","v":0})",
            "50", "bad"},
        LibraryCase{"Log4jLayout",
                    R"({"instant":{"epochSecond":1763884800.123,"nanoOfSecond":1},"level":"WARN","message":"w"})",
                    "WARN", "w"},
        LibraryCase{"Log4jMillis", R"({"timeMillis":1763884800123,"level":"WARN","message":"w"})", "WARN", "w"},
        LibraryCase{"Zap", R"({"level":"info","ts":1763884800.123,"caller":"a.go:1","msg":"done"})", "info", "done"},
        LibraryCase{"ZapIso", R"({"level":"info","ts":"2025-11-23T17:00:00.123+0900","msg":"done"})", "info", "done"},
        LibraryCase{"PythonJsonLogger", R"({"asctime":"2025-11-23 08:00:00,123","levelname":"INFO","message":"done"})",
                    "INFO", "done"},
        LibraryCase{"Structlog", R"({"event":"done","level":"info","timestamp":"2025-11-23T08:00:00.123456Z"})", "info",
                    "done"},
        LibraryCase{"EcsNested", R"({"@timestamp":"2025-11-23T08:00:00.123Z","log":{"level":"info"},"message":"done"})",
                    "info", "done"},
        LibraryCase{"EcsDotted", R"({"@timestamp":"2025-11-23T08:00:00.123Z","log.level":"info","message":"done"})",
                    "info", "done"},
        LibraryCase{"Datadog", R"({"date":1763884800123,"status":"warn","message":"done"})", "warn", "done"},
        LibraryCase{"GoogleCloud", R"({"severity":"NOTICE","time":"2025-11-23T08:00:00.123Z","message":"done"})",
                    "NOTICE", "done"},
        LibraryCase{"Docker",
                    R"({"log":"{\"level\":30,\"time\":1763884800123,\"msg\":\"done\"}\n","stream":"stdout",)"
                    R"("time":"2026-01-01T00:00:00Z"})",
                    "30", "done"},
        LibraryCase{"Kubernetes",
                    R"(2026-01-01T00:00:00.000000000Z stdout F {"level":30,"time":1763884800123,"msg":"done"})", "30",
                    "done"}),
    [](const auto &test) { return test.param.name; });

struct PoorCase {
    const char *line;
    const char *notJson; ///< or what is missing: "level", "time", "message"
};

TEST(LogLineTest, SaysWhatIsWrongWithALine)
{
    for (const PoorCase &test : {
             PoorCase{"Retry 1/4 in 1000ms (status: 500)", "plain text"},
             PoorCase{"    at Object.<anonymous> (/srv/app.js:3:9)", "a stack trace as plain lines"},
             PoorCase{"Traceback (most recent call last):", "a stack trace as plain lines"},
             PoorCase{"TypeError: x is not a function", "a stack trace as plain lines"},
             PoorCase{"Caused by: java.io.IOException", "a stack trace as plain lines"},
             PoorCase{"{", "JSON over several lines"},
             PoorCase{R"({"level":"info",)", "broken JSON at character 17"},
             PoorCase{"[1,2]", "an array"},
             PoorCase{"42", "plain text"},
             PoorCase{"\"text\"", "plain text"},
         })
        EXPECT_EQ(readLogLine(test.line).notJson, QString::fromLatin1(test.notJson)) << test.line;
    EXPECT_TRUE(readLogLine(R"({"status":500,"time":1763884800123,"msg":"x"})").level.isEmpty());
    EXPECT_TRUE(readLogLine(R"({"status":"success","time":1763884800123,"msg":"x"})").level.isEmpty() == false);
    EXPECT_FALSE(readLogLine(R"({"level":"info","time":"yesterday","msg":"x"})").time);
    EXPECT_EQ(readLogLine(R"({"level":"info","time":"yesterday","msg":"x"})").timeText, u"yesterday"_s);
    EXPECT_TRUE(readLogLine(R"({"level":"info","time":1763884800123,"msg":""})").message.isEmpty());
    EXPECT_TRUE(readLogLine(R"({"level":"info","time":1763884800123,"msg":{"a":1}})").message.isEmpty());
    EXPECT_TRUE(readLogLine(QByteArray(300 * 1024, 'x')).notJson.contains(u"kB long"_s));
    EXPECT_FALSE(readLogLine(QByteArray("\0\1\2\3", 4)).json);
    EXPECT_FALSE(readLogLine(QByteArray(10'000, '[')).json) << "deep, and not followed";
}

TEST(LogLineTest, TakesAnIdToBeLookedForOnlyWhereItIsOne)
{
    EXPECT_EQ(readLogLine(R"({"requestId":"7f3a-11ee-b962"})").id, u"7f3a-11ee-b962"_s);
    EXPECT_EQ(readLogLine(R"({"trace":{"id":"4bf92f3577b34da6"}})").id, u"4bf92f3577b34da6"_s);
    EXPECT_TRUE(readLogLine(R"({"requestId":"7"})").id.isEmpty());
    EXPECT_TRUE(readLogLine(R"({"requestId":"a\" OR \"b00000"})").id.isEmpty());
}

TEST(LogInstantTest, KnowsUnitsByTheirSize)
{
    for (const char *text : {"1763884800.123", "1763884800123", "1763884800123000", "1763884800123000000",
                             "2025-11-23T08:00:00.123Z", "2025-11-23 08:00:00,123", "2025-11-23 08:00:00.123 +0000",
                             "2025-11-23 08:00:00.123 UTC", "2025-11-23T08:00:00.123"}) {
        bool zoneless = false;
        EXPECT_EQ(logInstant(QString::fromLatin1(text), zoneless), eight) << text;
        EXPECT_EQ(zoneless, QByteArray(text).endsWith(",123") || QByteArray(text) == "2025-11-23T08:00:00.123") << text;
    }
    for (const char *text : {"", "12", "nan", "inf", "1e400", "-1763884800", "Nov 23", "2025-13-45T00:00:00Z"}) {
        bool zoneless = false;
        EXPECT_FALSE(logInstant(QString::fromLatin1(text), zoneless)) << text;
    }
}

struct LeakCase {
    const char *json;
    const char *key; ///< nullptr: no leak
};

TEST(LogLeakTest, NamesTheKeyAndLetsIdsAndMasksBe)
{
    for (const LeakCase &test : {
             LeakCase{R"({"headers":{"authorization":"Bearer pat-na1-12345678-1234-1234-1234-1234567890ab"}})",
                      "headers.authorization"},
             LeakCase{R"({"msg":"using pat-eu1-12345678-1234-1234-1234-1234567890ab now"})", "msg"},
             LeakCase{R"({"req":{"url":"/contacts?hapikey=12345678-1234-1234-1234-1234567890ab"}})", "req.url"},
             LeakCase{R"({"a":[{"client_secret":"12345678-1234-1234-1234-1234567890ab"}]})", "a.client_secret"},
             LeakCase{R"({"password":"hunter2hunter2"})", "password"},
             LeakCase{R"({"access_token":"CKshortone"})", "access_token"},
             LeakCase{R"({"token":"CJTqd3LoMRIHAAECAAAAARiJ3q8IIJaaqhcoo7dQMhSz0123456789abcdefghijABC"})", "token"},
             LeakCase{R"({"pat-na1-12345678-1234-1234-1234-1234567890ab":1})", "a key"},
             LeakCase{R"({"authorization":"Bearer [REDACTED]"})", nullptr},
             LeakCase{R"({"authorization":"[Redacted]"})", nullptr},
             LeakCase{R"({"access_token":"********"})", nullptr},
             LeakCase{R"({"url":"/contacts?hapikey=***&limit=1"})", nullptr},
             LeakCase{R"({"msg":"token pat-na1-…1a2b rotated"})", nullptr},
             LeakCase{R"({"token":"pat-na1-************1a2b"})", nullptr},
             LeakCase{R"({"correlationId":"aeb5f871-7f07-4993-9211-075dc63e7cbf"})", nullptr},
             LeakCase{R"({"traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"})", nullptr},
             LeakCase{R"({"commit":"da39a3ee5e6b4b0d3255bfef95601890afd80709"})", nullptr},
             LeakCase{R"({"msg":"password reset mail sent","secret":null})", nullptr},
             LeakCase{R"({"msg":"wrong password: expected more; basic information sent"})", nullptr},
             LeakCase{R"({"msg":"the bearer of the Basic plan, secret: none"})", nullptr},
             LeakCase{R"({"msg":"sent Basic dXNlcjpwYXNzd29yZA== to it"})", "msg"},
             LeakCase{R"({"msg":"logged in with password=hunter2"})", "msg"},
         }) {
        const auto key = leakingKey(QJsonDocument::fromJson(test.json).object());
        EXPECT_EQ(key.has_value(), test.key != nullptr) << test.json;
        EXPECT_EQ(key.value_or(QString()), QString::fromLatin1(test.key ? test.key : ""));
    }
    EXPECT_EQ(readLogLine("Authorization: Bearer pat-na1-12345678-1234-1234-1234-1234567890ab").leak, QString());
}

} // namespace
} // namespace hubwatch
