// What stands between us and a secure answer: certificates, a proxy, a server that speaks no TLS.
#include "net/http_exchange.h"
#include "wire.h"

#include <QTcpServer>
#include <QTcpSocket>

namespace hubwatch {
namespace {

using testing::FaultServer;

class HttpExchangeTlsTest : public testing::Wire
{ };

TEST_F(HttpExchangeTlsTest, TellsACertificateNobodyTrusts)
{
    FaultServer secure(true);
    secure.route(QStringLiteral("/m"), {.body = "up 1\n"});
    const auto result = ask({.url = secure.url(QStringLiteral("/m"))});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().reach, Error::Reach::Tls) << result.error().detail.toStdString();
    EXPECT_TRUE(result.error().detail.contains(QStringLiteral("self-signed"))) << result.error().detail.toStdString();
    EXPECT_TRUE(secure.seen.empty());
}

TEST_F(HttpExchangeTlsTest, TrustsTheNamedCaForTheRightHostAndThatRequestAlone)
{
    FaultServer secure(true);
    secure.route(QStringLiteral("/m"), {.body = "up 1\n"});
    const QUrl url = secure.url(QStringLiteral("/m"));
    EXPECT_FALSE(ask({.url = url}));
    const auto result = ask({.url = url, .trusts = testing::testCertificatePem()});
    ASSERT_TRUE(result) << result.error().detail.toStdString();
    EXPECT_EQ(result->body, "up 1\n");
    EXPECT_FALSE(ask({.url = url})) << "the connection made with the CA was used without it";
    EXPECT_FALSE(ask({.url = url, .trusts = "no certificate"}));

    // The certificate is of localhost and 127.0.0.1.
    QUrl other = url;
    other.setHost(QStringLiteral("::ffff:127.0.0.1")); // the same address in another form, which it does not name
    const auto wrongHost = ask({.url = other, .timeout = 5s, .trusts = testing::testCertificatePem()});
    ASSERT_FALSE(wrongHost);
    EXPECT_EQ(wrongHost.error().reach, Error::Reach::Tls) << wrongHost.error().detail.toStdString();
    EXPECT_TRUE(wrongHost.error().detail.contains(QStringLiteral("host name")))
        << wrongHost.error().detail.toStdString();
    EXPECT_EQ(secure.seen.size(), 1u);
}

TEST_F(HttpExchangeTlsTest, TellsACertificateOfAnotherTime)
{
    FaultServer secure(true);
    const QByteArray early = secure.useEarlyCertificate();
    const auto result = ask({.url = secure.url(QStringLiteral("/m")), .trusts = early});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().reach, Error::Reach::Clock) << result.error().detail.toStdString();
    EXPECT_TRUE(result.error().detail.contains(QStringLiteral("this machine's clock says 20")))
        << result.error().detail.toStdString();
    EXPECT_TRUE(secure.seen.empty());
}

TEST_F(HttpExchangeTlsTest, TellsPlainTextWhereTlsWasExpected)
{
    QTcpServer plain;
    ASSERT_TRUE(plain.listen(QHostAddress::LocalHost));
    QObject::connect(&plain, &QTcpServer::newConnection, &plain, [&] {
        QTcpSocket *socket = plain.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::readyRead, socket,
                         [socket] { socket->write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"); });
    });
    const auto result
        = ask({.url = QUrl(QStringLiteral("https://127.0.0.1:%1/m").arg(plain.serverPort())), .timeout = 2s});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, Error::Kind::Offline);
    EXPECT_EQ(result.error().reach, Error::Reach::Tls) << result.error().detail.toStdString();
}

} // namespace
} // namespace hubwatch
