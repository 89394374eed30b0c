// The whole stack over real sockets: what it says it sent is what a server saw.
#include "hubspot/account_client.h"

#include "base/system_clock.h"
#include "fake_reader.h"
#include "net/qt_http.h"
#include "support/fault_server.h"
#include "support/printers.h"

#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using Fault = testing::FaultRoute::Fault;
using Method = HttpRequest::Method;

struct WireCase {
    const char *name;
    Method method;
    Fault fault;
    bool warm;
    int attempts; ///< within three seconds: a read's second comes after one, a write's never
};

class AccountClientWireTest : public ::testing::TestWithParam<WireCase>
{
protected:
    SystemClock clock;
    testing::FaultServer server;
    QtHttp wire;
    testing::FakeReader reader{clock};
    CallMetrics metrics;
    QObject context;
    AccountClient client{wire, clock, reader, {}, {.name = QStringLiteral("prod")}, {.metrics = {&metrics}}};
};

TEST_P(AccountClientWireTest, EachAttemptIsOneRequestOnTheWire)
{
    const auto &[name, method, fault, warm, attempts] = GetParam();
    server.route(QStringLiteral("/ok"), {.body = "{}"});
    server.route(QStringLiteral("/call"), {.fault = fault});
    if (warm) {
        bool answered = false;
        client.http().send({.url = server.url(QStringLiteral("/ok"))}, &context,
                           [&](const auto &) { answered = true; });
        ASSERT_TRUE(QTest::qWaitFor([&] { return answered; }));
    }
    const int before = warm ? 1 : 0;
    std::optional<Result<HttpResponse>> result;
    client.http().send(
        {.method = method, .url = server.url(QStringLiteral("/call")), .body = method == Method::Get ? "" : "{}"},
        &context, [&](auto answer) { result = std::move(answer); });
    ASSERT_TRUE(QTest::qWaitFor(
        [&] { return server.count(QStringLiteral("/call")) == attempts && client.calls() == before + attempts; }));
    if (attempts == 1) {
        ASSERT_TRUE(QTest::qWaitFor([&] { return result.has_value(); }));
        EXPECT_EQ(result->error().reach, Error::Reach::Reset);
    }
    QTest::qWait(100); // one sent behind our back would come now
    EXPECT_EQ(server.count(QStringLiteral("/call")), attempts);
    EXPECT_EQ(client.calls(), before + attempts);
    EXPECT_EQ(server.seen.back().header("Authorization"), "Bearer " + reader.token);
}

INSTANTIATE_TEST_SUITE_P(
    Faults, AccountClientWireTest,
    ::testing::Values(WireCase{"GetClosedCold", Method::Get, Fault::CloseBeforeHeaders, false, 2},
                      WireCase{"GetClosedWarm", Method::Get, Fault::CloseBeforeHeaders, true, 2},
                      WireCase{"GetResetWarm", Method::Get, Fault::Reset, true, 2},
                      WireCase{"PostClosedCold", Method::Post, Fault::CloseBeforeHeaders, false, 1},
                      WireCase{"PostResetWarm", Method::Post, Fault::Reset, true, 1},
                      WireCase{"PutClosedWarm", Method::Put, Fault::CloseBeforeHeaders, true, 1},
                      WireCase{"PatchResetCold", Method::Patch, Fault::Reset, false, 1},
                      WireCase{"DeleteClosedWarm", Method::Delete, Fault::CloseBeforeHeaders, true, 1}),
    [](const auto &test) { return test.param.name; });

TEST_F(AccountClientWireTest, ARedirectDoesNotCarryTheToken)
{
    server.route(QStringLiteral("/call"), {.status = 302, .headers = {{.name = "Location", .value = "/elsewhere"}}});
    std::optional<Result<HttpResponse>> result;
    client.http().send({.url = server.url(QStringLiteral("/call")), .redirects = 5}, &context,
                       [&](auto answer) { result = std::move(answer); });
    ASSERT_TRUE(QTest::qWaitFor([&] { return result.has_value(); }));
    EXPECT_EQ(result->error().status, 302);
    EXPECT_EQ(server.count(QStringLiteral("/elsewhere")), 0);
}

} // namespace
} // namespace hubwatch
