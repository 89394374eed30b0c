#include "net/loopback_server.h"

#include "net/inflate.h"
#include "support/printers.h"

#include <QTcpSocket>
#include <QTest>
#include <QTimer>
#include <cerrno>
#include <gtest/gtest.h>

#ifdef Q_OS_UNIX
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

namespace hubwatch {
namespace {

constexpr const char *host = "Host: localhost\r\n";

class LoopbackServerTest : public ::testing::Test
{
protected:
    std::vector<ServedRequest> seen = {};
    std::vector<LoopbackServer::Respond> waiting = {}; ///< of /later
    std::unique_ptr<LoopbackServer> server = std::make_unique<LoopbackServer>(
        [this](const ServedRequest &request, const LoopbackServer::Respond &respond) {
            seen.push_back(request);
            if (request.path == "/later")
                waiting.push_back(respond);
            else if (request.path == "/empty")
                respond({.status = 204});
            else if (request.path == "/cut")
                respond({.body = "0123456789", .cutAfter = 4});
            else if (request.path == "/silent")
                respond({.silent = true});
            else if (request.path == "/reset")
                respond({.reset = true});
            else if (request.path == "/reset-later")
                QTimer::singleShot(1ms, server.get(), [respond] { respond({.reset = true}); });
            else if (request.path == "/die")
                server.reset();
            else
                respond({.contentType = "text/plain", .body = QByteArray(2000, 'x'), .headers = {{"X-One", "1"}}});
        });
    QTcpSocket client;

    void SetUp() override
    {
        ASSERT_TRUE(server->listen(0));
        client.connectToHost(QStringLiteral("127.0.0.1"), server->port());
        ASSERT_TRUE(QTest::qWaitFor([this] { return client.state() == QAbstractSocket::ConnectedState; }));
    }
    QByteArray answer(const QByteArray &request, const QByteArray &upTo)
    {
        client.write(request);
        QByteArray got;
        EXPECT_TRUE(QTest::qWaitFor([&] { return (got += client.readAll()).contains(upTo); }, 2000))
            << got.left(300).toStdString();
        return got;
    }
    QByteArray get(const QByteArray &path, const QByteArray &upTo, const QByteArray &headers = {})
    {
        return answer("GET " + path + " HTTP/1.1\r\n" + host + headers + "\r\n", upTo);
    }
    bool ended()
    {
        return QTest::qWaitFor([this] { return client.state() == QAbstractSocket::UnconnectedState; }, 2000);
    }
};

TEST_F(LoopbackServerTest, AnswersAtOnceAndStaysOpen)
{
    EXPECT_TRUE(get("/a?b=1", QByteArray(2000, 'x')).contains("X-One: 1\r\nContent-Length: 2000\r\n"));
    EXPECT_TRUE(get("/b", QByteArray(2000, 'x')).startsWith("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"));
    EXPECT_EQ(seen[0].query, QByteArray("b=1"));
}

TEST_F(LoopbackServerTest, AnswersLaterAndInOrder)
{
    client.write(QByteArray("GET /later HTTP/1.1\r\n") + host + "\r\nGET /after HTTP/1.1\r\n" + host + "\r\n");
    ASSERT_TRUE(QTest::qWaitFor([this] { return waiting.size() == 1; }));
    QTest::qWait(20);
    EXPECT_EQ(seen.size(), 1u) << "the second waits for the first one's answer";
    waiting[0]({.body = "first"});
    waiting[0]({.body = "again"});
    const QByteArray got = answer({}, QByteArray(2000, 'x'));
    EXPECT_TRUE(got.startsWith("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: keep-alive\r\n\r\nfirstHTTP/1.1"));
    EXPECT_FALSE(got.contains("again"));
}

TEST_F(LoopbackServerTest, HangsUpWithoutAWord)
{
    client.write(QByteArray("GET /silent HTTP/1.1\r\n") + host + "\r\nGET /after HTTP/1.1\r\n" + host + "\r\n");
    EXPECT_TRUE(ended());
    EXPECT_TRUE(client.readAll().isEmpty());
    EXPECT_EQ(seen.size(), 1u) << "what stands behind it is not read";
}

TEST_F(LoopbackServerTest, HangsUpWithoutAWordLaterToo)
{
    client.write(QByteArray("GET /later HTTP/1.1\r\n") + host + "\r\n");
    ASSERT_TRUE(QTest::qWaitFor([this] { return waiting.size() == 1; }));
    waiting[0]({.silent = true});
    EXPECT_TRUE(ended());
    EXPECT_TRUE(client.readAll().isEmpty());
}

TEST_F(LoopbackServerTest, CountsTheAnswersThatAreAwaited)
{
    EXPECT_EQ(server->awaited(), 0);
    client.write(QByteArray("GET /later HTTP/1.1\r\n") + host + "\r\n");
    ASSERT_TRUE(QTest::qWaitFor([this] { return waiting.size() == 1; }));
    EXPECT_EQ(server->awaited(), 1);
    waiting[0]({.body = "first"});
    EXPECT_EQ(server->awaited(), 0);
    answer(QByteArray("GET /later HTTP/1.1\r\n") + host + "\r\n", "first");
    ASSERT_TRUE(QTest::qWaitFor([this] { return waiting.size() == 2; }));
    EXPECT_EQ(server->awaited(), 1);
    client.abort();
    EXPECT_TRUE(QTest::qWaitFor([this] { return server->awaited() == 0; })) << "nobody waits any more";
}

TEST_F(LoopbackServerTest, DropsAnswersNobodyWaitsFor)
{
    client.write(QByteArray("GET /later HTTP/1.1\r\n") + host + "\r\n");
    ASSERT_TRUE(QTest::qWaitFor([this] { return waiting.size() == 1; }));
    client.abort();
    QTest::qWait(20);
    waiting[0]({.body = "to nobody"});
    QTcpSocket second;
    second.connectToHost(QStringLiteral("127.0.0.1"), server->port());
    second.write(QByteArray("GET /later HTTP/1.1\r\n") + host + "\r\n");
    ASSERT_TRUE(QTest::qWaitFor([this] { return waiting.size() == 2; }));
    server.reset();
    waiting[1]({.body = "from nobody"});
    EXPECT_TRUE(QTest::qWaitFor([&] { return second.state() == QAbstractSocket::UnconnectedState; }));
}

TEST_F(LoopbackServerTest, MayBeDeletedByItsHandler)
{
    client.write(QByteArray("GET /die HTTP/1.1\r\n") + host + "\r\nGET /b HTTP/1.1\r\n" + host + "\r\n");
    EXPECT_TRUE(ended());
    EXPECT_EQ(server, nullptr);
    EXPECT_EQ(seen.size(), 1u);
}

TEST_F(LoopbackServerTest, ReadsABodyInPieces)
{
    client.write(QByteArray("POST /p HTTP/1.1\r\n") + host + "Transfer-Encoding: chunked\r\n\r\n3\r\nab");
    QTest::qWait(20);
    EXPECT_TRUE(seen.empty());
    answer("c\r\n0\r\n\r\n", QByteArray(2000, 'x'));
    EXPECT_EQ(seen.at(0).body, QByteArray("abc"));
}

TEST_F(LoopbackServerTest, PacksForWhoAcceptsGzip)
{
    const QByteArray packed = get("/a", "\r\n\r\n\x1f\x8b", "Accept-Encoding: br, gzip\r\n");
    EXPECT_TRUE(packed.contains("Content-Encoding: gzip\r\n"));
    EXPECT_LT(packed.size(), 500);
    Inflate inflate(10'000);
    ASSERT_TRUE(inflate.add(gzipped("up 1\n")));
    EXPECT_EQ(inflate.finish(), Result<QByteArray>("up 1\n"));
}

TEST_F(LoopbackServerTest, SendsNoBodyWhereNoneBelongs)
{
    const QByteArray head = answer(QByteArray("HEAD /a HTTP/1.1\r\n") + host + "\r\n", "\r\n\r\n");
    EXPECT_TRUE(head.contains("Content-Length: 2000\r\n"));
    EXPECT_TRUE(head.endsWith("\r\n\r\n"));
    const QByteArray empty = get("/empty", "\r\n\r\n");
    EXPECT_TRUE(empty.startsWith("HTTP/1.1 204 No Content\r\n"));
    EXPECT_FALSE(empty.contains("Content-Length"));
}

TEST_F(LoopbackServerTest, HangsUpInTheMiddleWhenTold)
{
    EXPECT_TRUE(get("/cut", "0123").endsWith("Content-Length: 10\r\nConnection: close\r\n\r\n0123"));
    EXPECT_TRUE(ended());
}

#ifdef Q_OS_UNIX
TEST_F(LoopbackServerTest, ResetsTheConnectionAtOnceAndLater)
{
    // Qt calls FIN and RST alike; the operating system does not.
    for (const QByteArray path : {"/reset", "/reset-later", "/silent"}) {
        const int plain = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in at = {};
        at.sin_family = AF_INET;
        at.sin_port = htons(server->port());
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ASSERT_EQ(::connect(plain, reinterpret_cast<const sockaddr *>(&at), sizeof at), 0);
        const QByteArray request = "GET " + path + " HTTP/1.1\r\n" + host + "\r\n";
        ASSERT_EQ(::send(plain, request.data(), size_t(request.size()), 0), ssize_t(request.size()));
        ssize_t got = -1;
        int why = EAGAIN;
        char room = 0;
        EXPECT_TRUE(QTest::qWaitFor(
            [&] {
                got = ::recv(plain, &room, 1, MSG_DONTWAIT);
                why = errno;
                return got == 0 || why != EAGAIN;
            },
            2000));
        EXPECT_EQ(path == "/silent" ? got : why, path == "/silent" ? 0 : ECONNRESET) << path.toStdString();
        ::close(plain);
    }
}
#endif

TEST_F(LoopbackServerTest, AnswersOnlyToItsOwnNames)
{
    EXPECT_TRUE(answer("GET /a HTTP/1.1\r\nHost: evil.test\r\n\r\n", "alone\n").startsWith("HTTP/1.1 403 "));
    EXPECT_TRUE(answer("GET /a HTTP/1.1\r\n\r\n", "Host header\n").startsWith("HTTP/1.1 400 "));
    EXPECT_TRUE(seen.empty());
}

TEST_F(LoopbackServerTest, AnswersToOneMoreNameAndTellsTheOthers)
{
    QByteArrayList refused;
    server->onRefusedHost([&refused](const QByteArray &host) { refused += host; });
    server->allowHost("host.docker.internal");
    EXPECT_TRUE(answer("GET /a HTTP/1.1\r\nHost: Host.Docker.Internal:8089\r\n\r\n", QByteArray(2000, 'x'))
                    .startsWith("HTTP/1.1 200 "));
    EXPECT_TRUE(answer("GET /a HTTP/1.1\r\nHost: host.docker.internal.evil.test\r\n\r\n", "alone\n")
                    .startsWith("HTTP/1.1 403 "));
    EXPECT_EQ(refused, QByteArrayList{"host.docker.internal.evil.test"});
    EXPECT_EQ(seen.size(), 1u);
}

TEST_F(LoopbackServerTest, RefusesWhatIsTooLargeAndHangsUp)
{
    server->setCaps({.head = 300, .body = 10});
    EXPECT_TRUE(answer(QByteArray("POST /a HTTP/1.1\r\n") + host + "Content-Length: 11\r\n\r\n", "reads\n")
                    .startsWith("HTTP/1.1 413 "));
    EXPECT_TRUE(ended());
}

TEST_F(LoopbackServerTest, ClosesAndListensOnTheSamePort)
{
    const quint16 port = server->port();
    server->close();
    EXPECT_TRUE(ended());
    EXPECT_FALSE(server->isListening());
    ASSERT_TRUE(server->listen(port));
    EXPECT_EQ(server->port(), port);
}

TEST_F(LoopbackServerTest, SaysWhichPortIsTaken)
{
    LoopbackServer second([](const ServedRequest &, const LoopbackServer::Respond &) {});
    const Result<void> taken = second.listen(server->port());
    ASSERT_FALSE(taken);
    EXPECT_TRUE(taken.error().detail.startsWith(QStringLiteral("127.0.0.1:%1: ").arg(server->port())));
}

} // namespace
} // namespace hubwatch
