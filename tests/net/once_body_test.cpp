#include "net/once_body.h"

#include "wire.h"

namespace hubwatch {
namespace {

using Fault = testing::FaultRoute::Fault;
using Method = HttpRequest::Method;

TEST(OnceBody, IsReadOnceAndCannotBeRewound)
{
    OnceBody body("twelve bytes");
    EXPECT_EQ(body.bytesAvailable(), 12);
    EXPECT_EQ(body.readAll(), "twelve bytes");
    EXPECT_TRUE(body.atEnd());
    EXPECT_TRUE(body.isSequential());
    EXPECT_FALSE(body.reset());
    EXPECT_EQ(body.readAll(), "");
}

struct WriteCase {
    const char *name;
    Method method;
    QByteArray body;
    Fault fault;
    bool warm;         ///< on a connection that has already carried an answer
    bool once = false; ///< asked for, as every rationed call does; the rest is once because it is a write
    bool repeatable = false;
};

class WriteOnceTest : public testing::Wire, public ::testing::WithParamInterface<WriteCase>
{ };

TEST_P(WriteOnceTest, NeverReachesTheServerTwice)
{
    const auto &[name, method, body, fault, warm, once, repeatable] = GetParam();
    server.route(QStringLiteral("/ok"), {});
    server.route(QStringLiteral("/create"), {.fault = fault});
    if (warm) {
        ASSERT_TRUE(get(QStringLiteral("/ok")));
    }
    const auto result = ask({.method = method,
                             .url = server.url(QStringLiteral("/create")),
                             .body = body,
                             .timeout = 2s,
                             .repeatable = repeatable,
                             .once = once});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, Error::Kind::Offline);
    EXPECT_EQ(result.error().reach, Error::Reach::Reset) << result.error().detail.toStdString();
    QTest::qWait(50);
    EXPECT_EQ(server.count(QStringLiteral("/create")), 1);
}

INSTANTIATE_TEST_SUITE_P(
    Faults, WriteOnceTest,
    ::testing::Values(WriteCase{"PostClosedCold", Method::Post, "{}", Fault::CloseBeforeHeaders, false},
                      WriteCase{"PostClosedWarm", Method::Post, "{}", Fault::CloseBeforeHeaders, true},
                      WriteCase{"PostResetCold", Method::Post, "{}", Fault::Reset, false},
                      WriteCase{"PostResetWarm", Method::Post, "{}", Fault::Reset, true},
                      WriteCase{"LargePost", Method::Post, QByteArray(500'000, 'x'), Fault::CloseBeforeHeaders, true},
                      WriteCase{"EmptyPost", Method::Post, "", Fault::CloseBeforeHeaders, true},
                      WriteCase{"Patch", Method::Patch, "{}", Fault::Reset, true},
                      WriteCase{"Put", Method::Put, "{}", Fault::Reset, true},
                      WriteCase{"DeleteWithoutBody", Method::Delete, "", Fault::CloseBeforeHeaders, true},
                      WriteCase{"DeleteWithoutBodyCold", Method::Delete, "", Fault::Reset, false},
                      WriteCase{"PutClosedCold", Method::Put, "{}", Fault::CloseBeforeHeaders, false},
                      WriteCase{"PutResetCold", Method::Put, "{}", Fault::Reset, false},
                      WriteCase{"PatchClosedCold", Method::Patch, "{}", Fault::CloseBeforeHeaders, false},
                      WriteCase{"PatchClosedWarm", Method::Patch, "{}", Fault::CloseBeforeHeaders, true},
                      WriteCase{"DeleteResetWarm", Method::Delete, "", Fault::Reset, true},
                      WriteCase{"GetClosedCold", Method::Get, "", Fault::CloseBeforeHeaders, false, true},
                      WriteCase{"GetClosedWarm", Method::Get, "", Fault::CloseBeforeHeaders, true, true},
                      WriteCase{"GetResetCold", Method::Get, "", Fault::Reset, false, true},
                      WriteCase{"GetResetWarm", Method::Get, "", Fault::Reset, true, true},
                      WriteCase{"HeadClosedWarm", Method::Head, "", Fault::CloseBeforeHeaders, true, true},
                      WriteCase{"RepeatablePostClosedWarm", Method::Post, "{}", Fault::CloseBeforeHeaders, true, true,
                                true},
                      WriteCase{"RepeatablePutResetCold", Method::Put, "{}", Fault::Reset, false, true, true}),
    [](const auto &test) { return test.param.name; });

TEST_F(WriteOnceTest, AGetSentOnceIsAnOrdinaryGet)
{
    server.route(QStringLiteral("/m"), {.body = "{\"portalId\": 1}", .gzip = true});
    for (int i = 0; i < 3; ++i) {
        const auto result
            = ask({.method = Method::Get, .url = server.url(QStringLiteral("/m")), .timeout = 5s, .once = true});
        ASSERT_TRUE(result) << result.error().detail.toStdString();
        EXPECT_EQ(result->body, "{\"portalId\": 1}");
    }
    EXPECT_EQ(server.connections, 1) << "connections are kept";
    EXPECT_EQ(server.seen.back().method, "GET");
    EXPECT_EQ(server.seen.back().body, "");
    EXPECT_EQ(server.seen.back().header("Content-Type"), "");
}

TEST_F(WriteOnceTest, ALargeBodyArrivesWhole)
{
    server.route(QStringLiteral("/create"), {.status = 201, .body = "{}"});
    const QByteArray body = QByteArray("0123456789").repeated(100'000);
    const auto result
        = ask({.method = Method::Post, .url = server.url(QStringLiteral("/create")), .body = body, .timeout = 5s});
    ASSERT_TRUE(result) << result.error().detail.toStdString();
    EXPECT_EQ(result->status, 201);
    EXPECT_EQ(server.seen.back().body, body);
}

} // namespace
} // namespace hubwatch
