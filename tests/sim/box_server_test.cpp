#include "sim/box_server.h"

#include "support/printers.h"

#include <QTcpSocket>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

class BoxServerTest : public ::testing::Test
{
protected:
    BoxServer server{[](const QByteArray &path) {
        return path == "/metrics" ? BoxReply{200, "text/plain", QByteArray(2000, 'x')}
                                  : BoxReply{404, "text/plain", "Cannot GET " + path + '\n'};
    }};
    QTcpSocket client;

    void SetUp() override { ASSERT_TRUE(server.listen(0)); }
    bool connected()
    {
        client.connectToHost(QStringLiteral("127.0.0.1"), server.port());
        return QTest::qWaitFor([this] {
                   return client.state() == QAbstractSocket::ConnectedState
                       || client.error() != QAbstractSocket::UnknownSocketError;
               })
            && client.state() == QAbstractSocket::ConnectedState;
    }
    QByteArray answer(const QByteArray &request, const QByteArray &upTo)
    {
        client.write(request);
        QByteArray got;
        EXPECT_TRUE(QTest::qWaitFor([&] { return (got += client.readAll()).contains(upTo); }, 2000));
        return got;
    }
};

TEST_F(BoxServerTest, AnswersTwiceOnOneConnection)
{
    ASSERT_TRUE(connected());
    const QByteArray first = answer("GET /a?x=1 HTTP/1.1\r\nHost: localhost\r\n\r\n", "Cannot GET /a\n");
    EXPECT_TRUE(first.startsWith("HTTP/1.1 404 Not Found\r\n"));
    EXPECT_TRUE(first.contains("Content-Length: 14\r\n"));
    EXPECT_TRUE(answer("GET /b HTTP/1.1\r\nHost: localhost\r\n\r\n", "Cannot GET /b\n").endsWith("Cannot GET /b\n"));
}

TEST_F(BoxServerTest, PacksForWhoAcceptsGzip)
{
    ASSERT_TRUE(connected());
    const QByteArray plain = answer("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n", QByteArray(2000, 'x'));
    EXPECT_TRUE(plain.contains("Content-Length: 2000\r\n"));
    const QByteArray packed = answer(
        "GET /metrics HTTP/1.1\r\nHost: localhost\r\naccept-encoding: deflate, gzip\r\n\r\n", "\r\n\r\n\x1f\x8b");
    EXPECT_TRUE(packed.contains("Content-Encoding: gzip\r\n"));
    EXPECT_LT(packed.size(), 500);
}

TEST_F(BoxServerTest, ClosesWhenAsked)
{
    ASSERT_TRUE(connected());
    EXPECT_TRUE(answer("GET /a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "Cannot GET /a\n")
                    .contains("Connection: close"));
    EXPECT_TRUE(QTest::qWaitFor([this] { return client.state() == QAbstractSocket::UnconnectedState; }));
}

TEST_F(BoxServerTest, RefusesWritesAndEndlessHeads)
{
    ASSERT_TRUE(connected());
    EXPECT_TRUE(answer("POST /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n", "HEAD\n").startsWith("HTTP/1.1 405 "));
    client.write(QByteArray(20'000, 'a'));
    EXPECT_TRUE(QTest::qWaitFor([this] { return client.state() == QAbstractSocket::UnconnectedState; }));
}

TEST_F(BoxServerTest, IsRefusedWhileCrashedAndBackOnTheSamePort)
{
    ASSERT_TRUE(connected());
    const quint16 port = server.port();
    server.setMood(BoxServer::Mood::Refusing);
    EXPECT_TRUE(QTest::qWaitFor([this] { return client.state() == QAbstractSocket::UnconnectedState; }));
    EXPECT_FALSE(connected());
    EXPECT_EQ(client.error(), QAbstractSocket::ConnectionRefusedError);
    server.setMood(BoxServer::Mood::Answering);
    EXPECT_EQ(server.port(), port);
    QTcpSocket again;
    again.connectToHost(QStringLiteral("127.0.0.1"), port);
    EXPECT_TRUE(QTest::qWaitFor([&again] { return again.state() == QAbstractSocket::ConnectedState; }));
}

TEST_F(BoxServerTest, HangsWithoutAWord)
{
    server.setMood(BoxServer::Mood::Hanging);
    ASSERT_TRUE(connected());
    client.write("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_FALSE(QTest::qWaitFor([this] { return client.bytesAvailable() > 0; }, 150));
}

TEST_F(BoxServerTest, SaysWhichPortIsTaken)
{
    BoxServer second([](const QByteArray &) { return BoxReply{}; });
    const Result<void> taken = second.listen(server.port());
    ASSERT_FALSE(taken);
    EXPECT_TRUE(taken.error().detail.startsWith(QStringLiteral("127.0.0.1:%1: ").arg(server.port())));
}

} // namespace
} // namespace hubwatch
