#include "net/http_exchange.h"

#include "support/patience.h"
#include "wire.h"

#include <QElapsedTimer>
#include <QTcpServer>

namespace hubwatch {
namespace {

using testing::FaultRoute;
using testing::FaultServer;
using testing::gzipBomb;
using testing::gzipped;
using Fault = testing::FaultRoute::Fault;

class HttpExchangeTest : public testing::Wire
{ };

TEST_F(HttpExchangeTest, BringsStatusHeadersAndBody)
{
    server.route(QStringLiteral("/metrics"), {.body = "up 1\n", .headers = {{"Content-Type", "text/plain"}}});
    const auto result = get(QStringLiteral("/metrics"));
    ASSERT_TRUE(result) << result.error().detail.toStdString();
    EXPECT_EQ(result->status, 200);
    EXPECT_EQ(result->body, "up 1\n");
    EXPECT_EQ(result->wireBytes, 5);
    EXPECT_EQ(result->header("content-type"), "text/plain");
}

TEST_F(HttpExchangeTest, ReusesAConnection)
{
    server.route(QStringLiteral("/metrics"), {.body = "up 1\n"});
    for (int i = 0; i < 5; ++i)
        EXPECT_TRUE(get(QStringLiteral("/metrics")));
    EXPECT_EQ(server.seen.size(), 5u);
    EXPECT_EQ(server.connections, 1);
}

TEST_F(HttpExchangeTest, SendsMethodHeadersAndBody)
{
    using Method = HttpRequest::Method;
    server.route(QStringLiteral("/echo"), {.status = 200});
    for (const Method method : {Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete}) {
        const bool hasBody = method != Method::Get && method != Method::Head;
        EXPECT_TRUE(ask({.method = method,
                         .url = server.url(QStringLiteral("/echo")),
                         .headers = {{"Content-Type", "application/json"}, {"X-Trace", "7"}},
                         .body = hasBody ? "{}" : ""}));
        EXPECT_EQ(server.seen.back().header("X-Trace"), "7");
        EXPECT_EQ(server.seen.back().body, hasBody ? "{}" : "");
    }
    ASSERT_EQ(server.seen.size(), 6u);
    EXPECT_EQ(server.seen[0].method, "GET");
    EXPECT_EQ(server.seen[1].method, "HEAD");
    EXPECT_EQ(server.seen[2].method, "POST");
    EXPECT_EQ(server.seen[3].method, "PUT");
    EXPECT_EQ(server.seen[4].method, "PATCH");
    EXPECT_EQ(server.seen[5].method, "DELETE");
}

TEST_F(HttpExchangeTest, AsksLoopbackForNoCompressionAndUndoesItAnyway)
{
    server.route(QStringLiteral("/m"),
                 {.body = gzipped("up 1\n"), .headers = {{"Content-Encoding", "gzip"}, {"Vary", "Accept-Encoding"}}});
    const auto result = get(QStringLiteral("/m"));
    ASSERT_TRUE(result) << result.error().detail.toStdString();
    EXPECT_EQ(server.seen.back().header("Accept-Encoding"), "identity");
    EXPECT_EQ(result->body, "up 1\n");
    EXPECT_EQ(result->wireBytes, gzipped("up 1\n").size());
}

TEST_F(HttpExchangeTest, UndoesGzipThatWasAskedFor)
{
    const QByteArray body = QByteArray("hubspot_api_calls_total{status=\"success\"} 17\n").repeated(4000);
    server.route(QStringLiteral("/m"), {.body = body, .gzip = true});
    const auto result
        = ask({.url = server.url(QStringLiteral("/m")), .headers = {{.name = "Accept-Encoding", .value = "gzip"}}});
    ASSERT_TRUE(result) << result.error().detail.toStdString();
    EXPECT_EQ(result->body, body);
    EXPECT_LT(result->wireBytes, body.size() / 10);
}

TEST_F(HttpExchangeTest, NeverTakesHalfAGzipForAWholeOne)
{
    // When the last bytes and the close of a chunked answer come together, Qt takes it for complete.
    server.route(QStringLiteral("/m"),
                 {.body = gzipped(QByteArray(5000, 'x')),
                  .headers = {{.name = "Content-Encoding", .value = "gzip"}},
                  .fault = Fault::CloseMidChunk});
    for (int i = 0; i < 20; ++i) {
        const auto result = get(QStringLiteral("/m"));
        ASSERT_FALSE(result);
        EXPECT_TRUE(result.error().reach == Error::Reach::Reset || result.error().kind == Error::Kind::Malformed);
    }
}

struct Failure {
    const char *name;
    FaultRoute route;
    Error::Kind kind;
    Error::Reach reach;
    const char *says;
};

class HttpExchangeFaultTest : public testing::Wire, public ::testing::WithParamInterface<Failure>
{ };

TEST_P(HttpExchangeFaultTest, IsToldExactly)
{
    server.route(QStringLiteral("/x"), GetParam().route);
    const auto result = ask({.url = server.url(QStringLiteral("/x?token=geheim")), .timeout = 700ms});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, GetParam().kind) << result.error().detail.toStdString();
    EXPECT_EQ(result.error().reach, GetParam().reach) << result.error().detail.toStdString();
    const QString expected
        = QStringLiteral("GET http://127.0.0.1:%1/x: %2").arg(server.port()).arg(QString::fromLatin1(GetParam().says));
    EXPECT_EQ(result.error().detail.left(expected.size()), expected);
    EXPECT_FALSE(result.error().detail.contains(QStringLiteral("geheim")));
}

INSTANTIATE_TEST_SUITE_P(
    Faults, HttpExchangeFaultTest,
    ::testing::Values(
        Failure{"ClosedBeforeHeaders",
                {.fault = Fault::CloseBeforeHeaders},
                Error::Kind::Offline,
                Error::Reach::Reset,
                "connection closed before the answer was complete"},
        Failure{"ClosedMidBody",
                {.body = "half a line and no mo", .fault = Fault::CloseMidBody},
                Error::Kind::Offline,
                Error::Reach::Reset,
                "connection closed before the answer was complete"},
        Failure{"Reset",
                {.fault = Fault::Reset},
                Error::Kind::Offline,
                Error::Reach::Reset,
                "connection closed before the answer was complete"},
        // Qt drops what is no status line without a word; what is left of it is the close.
        Failure{"Garbage",
                {.fault = Fault::Garbage},
                Error::Kind::Offline,
                Error::Reach::Reset,
                "connection closed before the answer was complete"},
        Failure{"Hang", {.fault = Fault::Hang}, Error::Kind::Offline, Error::Reach::Timeout, "timed out after 700 ms"},
        Failure{"OneByteAtATime",
                {.body = QByteArray(1000, 'x'), .fault = Fault::Drip, .dripEvery = 100ms},
                Error::Kind::Offline,
                Error::Reach::Timeout,
                "timed out after 700 ms"},
        Failure{"TooLongByItsOwnWord",
                {.body = QByteArray(10'000'001, 'x')},
                Error::Kind::Malformed,
                Error::Reach::None,
                "answer larger than 10 MB decoded"},
        Failure{"CorruptGzip",
                {.body = "not gzip", .headers = {{"Content-Encoding", "gzip"}}},
                Error::Kind::Malformed,
                Error::Reach::None,
                "the body is not the gzip"},
        Failure{"HalfAGzip",
                {.body = gzipped(QByteArray(5000, 'x')).chopped(9), .headers = {{"Content-Encoding", "gzip"}}},
                Error::Kind::Malformed,
                Error::Reach::None,
                "the gzip body ends in the middle"},
        Failure{"UnknownCoding",
                {.body = "x", .headers = {{"Content-Encoding", "br"}}},
                Error::Kind::Malformed,
                Error::Reach::None,
                "Content-Encoding br was not asked for; expected gzip or none"},
        Failure{"LoginPage",
                {.status = 302, .headers = {{"Location", "https://login.example.test/in?secret=1"}}},
                Error::Kind::Rejected,
                Error::Reach::None,
                "HTTP 302, a redirect to https://login.example.test/in, which is another origin and is not followed"},
        Failure{"Forbidden", {.status = 403}, Error::Kind::Unauthorized, Error::Reach::None, "HTTP 403"},
        Failure{"NotThere", {.status = 404}, Error::Kind::Rejected, Error::Reach::None, "HTTP 404"},
        Failure{"Broken", {.status = 500}, Error::Kind::ServerFault, Error::Reach::None, "HTTP 500"}),
    [](const auto &test) { return test.param.name; });

TEST_F(HttpExchangeTest, StopsReadingAnEndlessBodyAtTheCap)
{
    server.route(QStringLiteral("/m"), {.body = QByteArray(100'000, 'x'), .fault = Fault::Endless});
    const auto result = get(QStringLiteral("/m"));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, Error::Kind::Malformed);
    EXPECT_TRUE(result.error().detail.endsWith(QStringLiteral("answer larger than 10 MB decoded")));
    EXPECT_TRUE(QTest::qWaitFor([&] { return server.open == 0; })) << "the connection was left open";
    EXPECT_LT(server.bytesSent, 60'000'000);
}

TEST_F(HttpExchangeTest, AcceptsABodyThatFillsTheCapAndNoByteMore)
{
    server.route(QStringLiteral("/full"), {.body = QByteArray(300'000, 'x')});
    const HttpRequest fits{.url = server.url(QStringLiteral("/full")), .timeout = 2s, .maxBytes = 300'000};
    const auto whole = ask(fits);
    ASSERT_TRUE(whole) << whole.error().detail.toStdString();
    EXPECT_EQ(whole->body.size(), 300'000);
    EXPECT_FALSE(ask({.url = fits.url, .timeout = 2s, .maxBytes = 299'999}));
}

TEST_F(HttpExchangeTest, DefusesAGzipBomb)
{
    server.route(QStringLiteral("/m"),
                 {.body = gzipBomb(300'000'000), .headers = {{.name = "Content-Encoding", .value = "gzip"}}});
    QElapsedTimer stopwatch;
    stopwatch.start();
    const auto result = get(QStringLiteral("/m"));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, Error::Kind::Malformed);
    EXPECT_TRUE(result.error().detail.endsWith(QStringLiteral("answer larger than 10 MB decoded")));
    EXPECT_LT(stopwatch.elapsed(), 2000 * testing::patience());
}

TEST_F(HttpExchangeTest, EndsAtItsDeadlineHoweverBusyTheLine)
{
    server.route(QStringLiteral("/m"), {.body = QByteArray(1000, 'x'), .fault = Fault::Drip, .dripEvery = 20ms});
    QElapsedTimer stopwatch;
    stopwatch.start();
    const auto result = get(QStringLiteral("/m"), 300ms);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().reach, Error::Reach::Timeout);
    EXPECT_GE(stopwatch.elapsed(), 299);
    EXPECT_LT(stopwatch.elapsed(), 300 + 1000 * testing::patience());
}

TEST_F(HttpExchangeTest, FollowsOneRedirectOnItsOrigin)
{
    server.route(QStringLiteral("/old"), {.status = 302, .headers = {{"Location", "/new"}}});
    server.route(QStringLiteral("/new"), {.body = "up 1\n"});
    const auto result = ask({.url = server.url(QStringLiteral("/old")), .redirects = 1});
    ASSERT_TRUE(result) << result.error().detail.toStdString();
    EXPECT_EQ(result->body, "up 1\n");
}

TEST_F(HttpExchangeTest, FollowsNoMoreRedirectsThanAllowed)
{
    server.route(QStringLiteral("/loop"), {.status = 307, .headers = {{"Location", "/loop"}}});
    const auto result = ask({.url = server.url(QStringLiteral("/loop")), .redirects = 1});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, Error::Kind::Rejected);
    EXPECT_EQ(result.error().status, 307);
    EXPECT_EQ(server.count(QStringLiteral("/loop")), 2);
}

TEST_F(HttpExchangeTest, NeverLeavesItsOrigin)
{
    FaultServer other;
    server.route(QStringLiteral("/out"),
                 {.status = 301, .headers = {{"Location", other.url(QStringLiteral("/x")).toEncoded()}}});
    const auto result = ask({.url = server.url(QStringLiteral("/out")), .redirects = 5});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, Error::Kind::Rejected);
    EXPECT_TRUE(other.seen.empty());
    EXPECT_EQ(other.connections, 0);
}

TEST_F(HttpExchangeTest, KeepsTheBodyOfARefusal)
{
    server.route(QStringLiteral("/r"),
                 {.status = 503, .body = R"({"status":"not_ready"})", .headers = {{"Retry-After", "7"}}});
    const auto result = get(QStringLiteral("/r"));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().status, 503);
    EXPECT_EQ(result.error().body, R"({"status":"not_ready"})");
    EXPECT_EQ(result.error().retryAfter, Duration(7s));
}

TEST_F(HttpExchangeTest, TellsARefusedConnection)
{
    QTcpServer closed;
    ASSERT_TRUE(closed.listen(QHostAddress::LocalHost));
    const int port = closed.serverPort();
    closed.close();
    const auto result = ask({.url = QUrl(QStringLiteral("http://127.0.0.1:%1/metrics").arg(port))});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().reach, Error::Reach::Refused);
    EXPECT_EQ(result.error().detail, QStringLiteral("GET http://127.0.0.1:%1/metrics: connection refused").arg(port));
}

TEST_F(HttpExchangeTest, TellsANameThatDoesNotExist)
{
    for (const char *variable : {"http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"})
        qunsetenv(variable);
    const auto result = ask({.url = QUrl(QStringLiteral("http://no-such-host.invalid/metrics"))});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().reach, Error::Reach::Dns) << result.error().detail.toStdString();
    EXPECT_EQ(result.error().detail, QStringLiteral("GET http://no-such-host.invalid/metrics: host name not found"));
}

TEST_F(HttpExchangeTest, ReadsWithoutABodyEvenOnce)
{
    for (const bool tls : {false, true}) {
        FaultServer asked(tls);
        asked.route(QStringLiteral("/m"), {.body = "up 1\n"});
        const auto result = ask({.url = asked.url(QStringLiteral("/m")),
                                 .once = true,
                                 .trusts = tls ? testing::testCertificatePem() : QByteArray()});
        ASSERT_TRUE(result) << result.error().detail.toStdString();
        ASSERT_EQ(asked.seen.size(), 1u);
        EXPECT_EQ(asked.seen[0].body, "");
        EXPECT_EQ(asked.seen[0].header("Content-Length"), "0");
        EXPECT_EQ(asked.seen[0].header("Transfer-Encoding"), "");
    }
}

TEST_F(HttpExchangeTest, RefusesWhatIsNotHttp)
{
    const auto result = ask({.url = QUrl(QStringLiteral("file:///etc/passwd"))});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, Error::Kind::Rejected);
    EXPECT_TRUE(result.error().detail.contains(QStringLiteral("http:// or https://")));
}

TEST_F(HttpExchangeTest, IsSilentAndClosedWhenItsContextDies)
{
    server.route(QStringLiteral("/hang"), {.fault = Fault::Hang});
    server.route(QStringLiteral("/drip"), {.body = QByteArray(1000, 'x'), .fault = Fault::Drip, .dripEvery = 5ms});
    for (const char *path : {"/hang", "/drip"}) {
        auto owner = std::make_unique<QObject>();
        int answers = 0;
        http.send({.url = server.url(QString::fromLatin1(path)), .timeout = 200ms}, owner.get(),
                  [&](auto) { ++answers; });
        const size_t before = server.seen.size();
        ASSERT_TRUE(QTest::qWaitFor([&] { return server.seen.size() > before; }));
        QTest::qWait(30);
        owner.reset();
        EXPECT_TRUE(QTest::qWaitFor([&] { return server.open == 0; })) << path;
        QTest::qWait(250);
        EXPECT_EQ(answers, 0) << path;
    }
}

TEST_F(HttpExchangeTest, IsSilentWhenItsContextDiesAtOnce)
{
    server.route(QStringLiteral("/m"), {.body = "up 1\n"});
    int answers = 0;
    {
        QObject owner;
        http.send({.url = server.url(QStringLiteral("/m"))}, &owner, [&](auto) { ++answers; });
        http.send({.url = QUrl(QStringLiteral("file:///x"))}, &owner, [&](auto) { ++answers; });
    }
    QTest::qWait(50);
    EXPECT_EQ(answers, 0);
}

TEST_F(HttpExchangeTest, LetsTheReplyEndItsOwnContext)
{
    server.route(QStringLiteral("/m"), {.body = "up 1\n"});
    auto owner = std::make_unique<QObject>();
    int answers = 0;
    http.send({.url = server.url(QStringLiteral("/m"))}, owner.get(), [&](auto) {
        ++answers;
        owner.reset();
    });
    EXPECT_TRUE(QTest::qWaitFor([&] { return answers == 1; }));
    QTest::qWait(10);
    EXPECT_EQ(answers, 1);
}

} // namespace
} // namespace hubwatch
