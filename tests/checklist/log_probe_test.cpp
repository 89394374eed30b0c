// The probe of forwarded logs over the real doors: a program named aws, and a Datadog that is as strict as the real
// one.
#include "checklist/logs/log_probe.h"

#include "ask_bench.h"
#include "base/time_text.h"
#include "net/loopback_server.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>

namespace hubwatch::testing {
namespace {

using namespace Qt::StringLiterals;

/// As `aws logs filter-log-events` of version 2 behaves: refuses what it does not know, answers from a file. The first
/// search gets "found", one without a pattern "any".
constexpr const char *fakeAws = R"(#!/bin/sh
here=$(dirname "$0")
echo "$@" >> "$here/calls"
[ "$1 $2" = "logs filter-log-events" ] || { echo "aws: error: argument operation: Invalid choice" >&2; exit 252; }
shift 2
pattern=any; group=; start=; output=
for argument; do
  case "$argument" in
    --log-group-name=*) group=${argument#*=} ;;
    --start-time=*[!0-9]*|--end-time=*[!0-9]*) echo "Invalid type for parameter" >&2; exit 252 ;;
    --start-time=*) start=${argument#*=} ;;
    --end-time=*) ;;
    --filter-pattern=*) pattern=found ;;
    --max-items=*) ;;
    --output=json) output=json ;;
    *) echo "Unknown options: $argument" >&2; exit 252 ;;
  esac
done
[ -n "$group" ] && [ ${#start} = 13 ] && [ "$output" = json ] || { echo "missing arguments" >&2; exit 252; }
if [ -f "$here/error" ]; then cat "$here/error" >&2; exit 254; fi
cat "$here/$pattern"
)";

class LogProbeTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        path = qgetenv("PATH");
        write("aws", fakeAws);
        ASSERT_TRUE(
            QFile::setPermissions(folder.filePath(u"aws"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        qputenv("PATH", folder.path().toLocal8Bit() + ":" + path);
        write("found", R"({"events":[],"searchedLogStreams":[]})");
        write("any", R"({"events":[],"searchedLogStreams":[]})");
        useLines(20);
    }
    void TearDown() override { qputenv("PATH", path); }

    void write(const char *name, const QByteArray &text)
    {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QByteArray read(const char *name)
    {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QByteArray logLine(int number, const QByteArray &more = {}) const
    {
        return R"({"level":"info","msg":"call )" + QByteArray::number(number) + R"(","requestId":"req-0000-)"
            + QByteArray::number(number) + R"(","time":")" + utcText(bench.clock.now() - 1s * (100 - number)).toLatin1()
            + '"' + more + '}';
    }
    void useLines(int count, const QByteArray &last = {})
    {
        QByteArray text;
        for (int i = 0; i < count; ++i)
            text += logLine(i) + '\n';
        write("app.log", text + last);
        order.sample = u"file:"_s + folder.filePath(u"app.log"_s);
    }
    Verdict run() { return bench.run(logProbe(bench.doors(), order)); }

    QByteArray path;
    QTemporaryDir folder;
    AskBench bench;
    LogOrder order{.item = u"logs.forwarded"_s, .fresh = 24h};
};

QByteArray eventsJson(const QList<QByteArray> &messages)
{
    QJsonArray events;
    for (const QByteArray &message : messages)
        events.append(QJsonObject{{u"logStreamName"_s, u"a"_s},
                                  {u"timestamp"_s, qint64(1'763'884'800'123)},
                                  {u"message"_s, QString::fromUtf8(message)},
                                  {u"ingestionTime"_s, qint64(1'763'884'800'999)},
                                  {u"eventId"_s, u"1"_s}});
    return QJsonDocument(QJsonObject{{u"events"_s, events}, {u"searchedLogStreams"_s, QJsonArray()}}).toJson();
}

TEST_F(LogProbeTest, WithoutALogNothingIsRun)
{
    order.sample.clear();
    EXPECT_EQ(run().outcome, Outcome::NotRun);
    order.sample = u"tape:1"_s;
    EXPECT_EQ(run().outcome, Outcome::Error);
}

TEST_F(LogProbeTest, GoodLinesAloneAreAWarning)
{
    const Verdict verdict = run();
    EXPECT_EQ(told(verdict),
              "warn: 20 lines: JSON with level, time and message, no secret; that they arrive is not proved: name "
              "logs_seen, or let somebody vouch for it ([[proofs]])");
}

TEST_F(LogProbeTest, AWordIsEvidenceByHand)
{
    order.handWord = u"seen in the dashboard, by the team of sync, 2026-11-20"_s;
    const Verdict verdict = run();
    EXPECT_EQ(verdict.outcome, Outcome::Pass) << told(verdict);
    EXPECT_EQ(verdict.evidence.kind, Evidence::Kind::Hand);
    EXPECT_TRUE(saidIn(verdict.words, "seen in the dashboard"));
    order.sample.clear();
    EXPECT_EQ(run().outcome, Outcome::Warn) << "the lines were not looked at";
}

TEST_F(LogProbeTest, AWordDoesNotExcuseBadLines)
{
    order.handWord = u"all is well"_s;
    useLines(3, "Retry 1/4\nRetry 2/4\n");
    EXPECT_EQ(run().outcome, Outcome::Fail);
}

TEST_F(LogProbeTest, ASecretFailsBeforeAnybodyIsAsked)
{
    order.seen = u"cloudwatch:/svc/sync"_s;
    useLines(20, logLine(20, R"(,"token":"pat-na1-12345678-1234-1234-1234-1234567890ab")") + '\n');
    const Verdict verdict = run();
    EXPECT_EQ(told(verdict), "fail: line 21: a secret under \"token\"");
    ASSERT_EQ(verdict.evidence.findings.size(), 1u);
    EXPECT_TRUE(verdict.evidence.findings[0].file.endsWith(u"app.log"_s));
    EXPECT_TRUE(read("calls").isEmpty());
}

TEST_F(LogProbeTest, FindsALineInCloudWatch)
{
    order.seen = u"cloudwatch:/svc/sync"_s;
    write("found", eventsJson({logLine(8)}));
    const Verdict verdict = run();
    EXPECT_EQ(told(verdict),
              "pass: 20 lines: JSON with level, time and message, no secret; a line of the sample arrived in "
              "CloudWatch group /svc/sync");
    EXPECT_EQ(verdict.evidence.kind, Evidence::Kind::Probe);
    EXPECT_TRUE(read("calls").contains(R"(?"req-0000-0" ?"req-0000-2")")) << read("calls").toStdString();
}

TEST_F(LogProbeTest, TellsADeadForwarderFromLinesOfOthers)
{
    order.seen = u"cloudwatch:/svc/sync"_s;
    EXPECT_EQ(told(run()), "fail: CloudWatch group /svc/sync has had no event for an hour");
    write("any", eventsJson({"another service's"}));
    EXPECT_EQ(told(run()), "fail: CloudWatch group /svc/sync has events, but none of the sample's newest lines");
    order.handWord = u"all is well"_s;
    EXPECT_EQ(run().outcome, Outcome::Fail) << "what was looked for and not found outweighs a word";
}

TEST_F(LogProbeTest, FindsLinesWithoutAnIdByMessageAndTime)
{
    order.seen = u"cloudwatch:/svc/sync"_s;
    const QByteArray line = R"({"level":30,"time":)" + QByteArray::number(bench.clock.now().time_since_epoch().count())
        + R"(,"msg":"started \"b\""})";
    write("app.log", line + '\n');
    write("found", eventsJson({R"({"level":30,"time":1,"msg":"started \"b\""})"}));
    EXPECT_EQ(run().outcome, Outcome::Fail) << "of another time";
    write("found", eventsJson({line}));
    EXPECT_EQ(run().outcome, Outcome::Pass);
}

TEST_F(LogProbeTest, WhatAwsComplainsOfIsAnErrorWithAFix)
{
    order.seen = u"cloudwatch:/svc/sync"_s;
    for (const auto &[complaint, words] :
         {std::pair{"An error occurred (ResourceNotFoundException) when calling the FilterLogEvents operation: The "
                    "specified log group does not exist.",
                    "no such log group"},
          std::pair{"An error occurred (AccessDeniedException) when calling the FilterLogEvents operation",
                    "logs:FilterLogEvents"},
          std::pair{"Unable to locate credentials. You can configure credentials by running \"aws configure\".",
                    "no credentials"},
          std::pair{"You must specify a region.", "AWS_REGION"}, std::pair{"something new", "something new"}}) {
        write("error", complaint);
        const Verdict verdict = run();
        EXPECT_EQ(verdict.outcome, Outcome::Error) << complaint;
        EXPECT_TRUE(saidIn(verdict.words, words)) << told(verdict);
    }
}

TEST_F(LogProbeTest, OddAnswersOfAwsAreErrors)
{
    order.seen = u"cloudwatch:/svc/sync"_s;
    for (const char *answer : {"", "None", "[]", R"({"events":{}})", R"({"events":[{"message":7}]})"}) {
        write("found", answer);
        EXPECT_EQ(run().outcome, Outcome::Error) << answer;
    }
    qputenv("PATH", "/nowhere");
    const Verdict missing = run();
    EXPECT_EQ(missing.outcome, Outcome::Error);
    EXPECT_TRUE(saidIn(missing.words, "install the AWS CLI")) << told(missing);
}

/// Answers searches as Datadog documents them, and refuses what it would refuse.
class StrictDatadog
{
public:
    StrictDatadog()
        : server(
            [this](const ServedRequest &request, const LoopbackServer::Respond &respond) { respond(answer(request)); })
    {
        EXPECT_TRUE(server.listen(0));
    }

    QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(server.port())); }

    QJsonArray pages = {}; ///< of events, each an array of attributes
    int asked = 0;
    QStringList queries = {};

private:
    static ServedReply json(int status, const QJsonObject &body)
    {
        return {.status = status, .contentType = "application/json", .body = QJsonDocument(body).toJson()};
    }
    static ServedReply refusal(int status, const QString &why)
    {
        return json(status, {{u"errors"_s, QJsonArray{why}}});
    }

    ServedReply answer(const ServedRequest &request)
    {
        ++asked;
        if (request.path != "/api/v2/logs/events/search")
            return refusal(404, u"Not found"_s);
        if (request.method != "POST")
            return refusal(405, u"Method not allowed"_s);
        if (request.header("DD-API-KEY") != "key-1" || request.header("DD-APPLICATION-KEY") != "app-key-1")
            return refusal(403, u"Forbidden"_s);
        if (!request.header("Content-Type").startsWith("application/json"))
            return refusal(415, u"Unsupported media type"_s);
        const QJsonObject body = QJsonDocument::fromJson(request.body).object();
        for (const QString &key : body.keys())
            if (key != u"filter"_s && key != u"page"_s && key != u"sort"_s && key != u"options"_s)
                return refusal(400, u"unknown "_s + key);
        const QJsonObject filter = body[u"filter"_s].toObject();
        static const QRegularExpression instant(u"^(now(-\\d+[mhd])?|\\d{13}|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z)$"_s);
        for (const char *key : {"from", "to"})
            if (!filter[QLatin1StringView(key)].toString().contains(instant))
                return refusal(400, u"bad instant"_s);
        const int limit = body[u"page"_s][u"limit"_s].toInt();
        if (limit < 1 || limit > 1000 || body[u"sort"_s] != u"-timestamp"_s
            || filter[u"query"_s].toString().contains(u"(("_s))
            return refusal(400, u"bad search"_s);
        queries += filter[u"query"_s].toString();
        const qsizetype page = body[u"page"_s][u"cursor"_s].toString().toLongLong();
        QJsonArray data;
        for (const QJsonValue &attributes : pages.at(page).toArray())
            data.append(QJsonObject{{u"id"_s, u"x"_s}, {u"type"_s, u"log"_s}, {u"attributes"_s, attributes}});
        QJsonObject meta{{u"status"_s, u"done"_s}};
        if (page + 1 < pages.size())
            meta.insert(u"page"_s, QJsonObject{{u"after"_s, QString::number(page + 1)}});
        return json(200, {{u"data"_s, data}, {u"meta"_s, meta}});
    }

    LoopbackServer server;
};

class DatadogProbeTest : public LogProbeTest
{
protected:
    DatadogProbeTest()
    {
        order.seen = u"datadog:service:sync env:prod"_s;
        order.datadog = datadog.url();
        order.datadogKey = u"keychain:dd"_s;
        order.datadogApplicationKey = u"keychain:dd-app"_s;
        bench.keys.keys = {{u"keychain:dd"_s, "key-1"}, {u"keychain:dd-app"_s, "app-key-1"}};
    }
    QJsonArray eventsOf(const QString &requestId) const
    {
        return {QJsonObject{{u"timestamp"_s, utcText(bench.clock.now())},
                            {u"status"_s, u"info"_s},
                            {u"message"_s, u"call"_s},
                            {u"attributes"_s, QJsonObject{{u"requestId"_s, requestId}}}}};
    }

    StrictDatadog datadog;
};

TEST_F(DatadogProbeTest, FindsALineOnAnyPage)
{
    datadog.pages = {eventsOf(u"other"_s), eventsOf(u"req-0000-19"_s)};
    const Verdict verdict = run();
    EXPECT_EQ(told(verdict),
              "pass: 20 lines: JSON with level, time and message, no secret; a line of the sample arrived in Datadog "
              "(\"service:sync env:prod\")");
    EXPECT_EQ(datadog.asked, 2);
    EXPECT_EQ(datadog.queries[0], u"service:sync env:prod"_s);
}

TEST_F(DatadogProbeTest, NothingOrOthersOnlyFails)
{
    datadog.pages = {QJsonValue(QJsonArray())};
    Verdict verdict = run();
    EXPECT_EQ(verdict.outcome, Outcome::Fail);
    EXPECT_TRUE(saidIn(verdict.words, "no event in Datadog matches")) << told(verdict);
    datadog.pages = {QJsonValue(eventsOf(u"other"_s))};
    verdict = run();
    EXPECT_EQ(verdict.outcome, Outcome::Fail);
    EXPECT_TRUE(saidIn(verdict.words, "1 event in Datadog match")) << told(verdict);
    for (int i = 0; i < 9; ++i)
        datadog.pages.append(eventsOf(u"other"_s));
    datadog.asked = 0;
    EXPECT_EQ(run().outcome, Outcome::Fail);
    EXPECT_EQ(datadog.asked, 5) << "no further";
}

TEST_F(DatadogProbeTest, WrongKeysAndOddAnswersAreErrors)
{
    bench.keys.keys[u"keychain:dd"_s] = "CANARY-KEY";
    Verdict verdict = run();
    EXPECT_EQ(verdict.outcome, Outcome::Error);
    EXPECT_TRUE(saidIn(verdict.words, "refuses the keys (403)")) << told(verdict);
    EXPECT_FALSE(saidIn(verdict.words, "CANARY"));
    bench.keys.keys.erase(u"keychain:dd-app"_s);
    verdict = run();
    EXPECT_EQ(verdict.outcome, Outcome::Error);
    EXPECT_TRUE(saidIn(verdict.words, "datadog_application_key")) << told(verdict);
    bench.keys.keys = {{u"keychain:dd"_s, "key-1"}, {u"keychain:dd-app"_s, "app-key-1"}};
    order.seen = u"datadog:((broken"_s;
    verdict = run();
    EXPECT_TRUE(saidIn(verdict.words, "does not take the query")) << told(verdict);
    order.datadog = QUrl(u"http://datadog.test"_s);
    verdict = run();
    EXPECT_EQ(verdict.outcome, Outcome::Error);
    EXPECT_TRUE(saidIn(verdict.words, "https only")) << told(verdict);
    LoopbackServer page([](const ServedRequest &, const LoopbackServer::Respond &respond) {
        respond({.contentType = "text/html", .body = "<html>log in</html>"});
    });
    ASSERT_TRUE(page.listen(0));
    order.datadog = QUrl(u"http://127.0.0.1:%1/"_s.arg(page.port()));
    EXPECT_EQ(run().outcome, Outcome::Error);
}

TEST_F(LogProbeTest, ReadsTwoThousandLinesInSlices)
{
    order.sample = u"stdin"_s;
    for (int i = 0; i < 2500; ++i)
        order.standardInput += logLine(i % 90) + '\n';
    int told = 0;
    std::optional<Verdict> verdict;
    QObject context;
    logProbe(bench.doors(), order)({.context = &context,
                                    .reply = [&](const Verdict &v) { verdict = v; },
                                    .progress = [&](const QString &, double) { ++told; }});
    ASSERT_TRUE(QTest::qWaitFor([&] { return verdict.has_value(); }, 20'000));
    EXPECT_GT(told, 10);
    EXPECT_EQ(verdict->outcome, Outcome::Warn);
    EXPECT_TRUE(saidIn(verdict->words, "2,000 lines")) << verdict->words.toStdString();
    EXPECT_TRUE(saidIn(verdict->evidence.notes.join(u' '), "newest 2000 lines"));
}

} // namespace
} // namespace hubwatch::testing
