#include "net/qt_http.h"

#include "wire.h"

namespace hubwatch {
namespace {

using Fault = testing::FaultRoute::Fault;

class QtHttpTest : public testing::Wire
{ };

TEST_F(QtHttpTest, LanesDoNotWaitForEachOthersConnections)
{
    server.route(QStringLiteral("/hang"), {.fault = Fault::Hang});
    server.route(QStringLiteral("/m"), {.body = "up 1\n"});
    for (int i = 0; i < 6; ++i)
        http.send({.url = server.url(QStringLiteral("/hang"))}, &context, [](auto) {});
    ASSERT_TRUE(QTest::qWaitFor([&] { return server.mostAsking == 6; }));
    EXPECT_FALSE(ask({.url = server.url(QStringLiteral("/m")), .timeout = 300ms})) << "Qt opens more than six by now";
    EXPECT_TRUE(ask({.url = server.url(QStringLiteral("/m")), .timeout = 2s, .lane = 1}));
}

TEST_F(QtHttpTest, DropsWhatIsUnderWayWhenItDies)
{
    server.route(QStringLiteral("/hang"), {.fault = Fault::Hang});
    auto shortLived = std::make_unique<QtHttp>();
    int answers = 0;
    shortLived->send({.url = server.url(QStringLiteral("/hang")), .timeout = 100ms}, &context,
                     [&](auto) { ++answers; });
    ASSERT_TRUE(QTest::qWaitFor([&] { return server.seen.size() == 1; }));
    shortLived.reset();
    EXPECT_TRUE(QTest::qWaitFor([&] { return server.open == 0; }));
    QTest::qWait(150);
    EXPECT_EQ(answers, 0);
}

TEST_F(QtHttpTest, AsksLoopbackDirectlyWhateverTheProxySettings)
{
    qputenv("http_proxy", "http://127.0.0.1:9");
    server.route(QStringLiteral("/m"), {.body = "up 1\n"});
    EXPECT_TRUE(get(QStringLiteral("/m")));
    qunsetenv("http_proxy");
}

} // namespace
} // namespace hubwatch
