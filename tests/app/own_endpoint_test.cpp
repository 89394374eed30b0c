#include "app/engine/own_endpoint.h"

#include "metrics/lint.h"
#include "metrics/prom_registry.h"
#include "net/qt_http.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QTcpServer>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

int freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

class OwnEndpointTest : public ::testing::Test
{
protected:
    testing::ManualClock clock;
    std::optional<QString> hindrance = {};
    PromRegistry registry;
    OwnEndpoint endpoint{clock, [this] { return QByteArray::fromStdString(registry.text()); },
                         [this] { return hindrance; }};
    QtHttp http;
    QObject context;

    void SetUp() override
    {
        registry.add({PromMetric::Kind::Counter, "hubspot_api_calls_total", "Total HubSpot API calls"})
            .inc({{"endpoint", "account.details"}, {"status", "success"}});
        registry
            .add({PromMetric::Kind::Histogram, "hubspot_api_duration_seconds", "HubSpot API call duration", {0.1, 3}})
            .observe({{"endpoint", "account.details"}}, 0.2);
        ASSERT_TRUE(endpoint.listen(freePort()));
    }
    Result<HttpResponse> ask(const char *path, HttpRequest::Method method = HttpRequest::Method::Get)
    {
        const QUrl url(QStringLiteral("http://127.0.0.1:%1%2").arg(endpoint.port()).arg(QLatin1StringView(path)));
        std::optional<Result<HttpResponse>> result;
        http.send({.method = method, .url = url, .timeout = 2s}, &context, [&](auto answer) { result = answer; });
        EXPECT_TRUE(QTest::qWaitFor([&] { return result.has_value(); }));
        return result.value_or(fail(Error::Kind::Offline, {}));
    }
};

TEST_F(OwnEndpointTest, ServesMetricsThatLintClean)
{
    const Result<HttpResponse> metrics = ask("/metrics");
    ASSERT_TRUE(metrics);
    EXPECT_EQ(metrics->header("Content-Type"), QByteArray("text/plain; version=0.0.4; charset=utf-8"));
    EXPECT_TRUE(metrics->body.contains("hubspot_api_calls_total{endpoint=\"account.details\",status=\"success\"} 1\n"));
    const LintReport report = lint(metrics->body.toStdString(), TextFormat::Prometheus);
    EXPECT_EQ(report.errors, 0u) << (report.findings.empty() ? "" : report.findings[0].text.toStdString());
}

TEST_F(OwnEndpointTest, IsHealthyAsLongAsItAnswers)
{
    EXPECT_EQ(ask("/health").value().body,
              QByteArray("{\"status\":\"ok\",\"timestamp\":\"2025-11-23T08:00:00.000Z\"}"));
}

TEST_F(OwnEndpointTest, IsReadyOrSaysWhyNot)
{
    EXPECT_EQ(ask("/readiness").value().body, QByteArray("{\"hubspot\":\"connected\",\"status\":\"ready\"}"));
    hindrance = QStringLiteral("prod: token refused");
    const Result<HttpResponse> refused = ask("/readiness");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().status, 503);
    EXPECT_EQ(refused.error().body,
              QByteArray("{\"error\":\"prod: token refused\",\"hubspot\":\"disconnected\",\"status\":\"not_ready\"}"));
}

TEST_F(OwnEndpointTest, HasNothingElse)
{
    EXPECT_EQ(ask("/").error().status, 404);
    EXPECT_EQ(ask("/metrics", HttpRequest::Method::Delete).error().status, 405);
}

TEST_F(OwnEndpointTest, SaysThatThePortIsTaken)
{
    QTcpServer other;
    ASSERT_TRUE(other.listen(QHostAddress::LocalHost));
    const Result<void> taken = endpoint.listen(other.serverPort());
    ASSERT_FALSE(taken);
    EXPECT_TRUE(taken.error().detail.startsWith(QStringLiteral("127.0.0.1:%1: ").arg(other.serverPort())));
    EXPECT_TRUE(taken.error().detail.endsWith(QStringLiteral("give another endpoint_port under [console], or 0")));
    EXPECT_EQ(endpoint.port(), 0);
}

TEST_F(OwnEndpointTest, MovesAndCloses)
{
    const int first = endpoint.port();
    ASSERT_TRUE(endpoint.listen(first)) << "the same port again";
    const int second = freePort();
    ASSERT_TRUE(endpoint.listen(second));
    EXPECT_EQ(endpoint.port(), second);
    EXPECT_TRUE(ask("/health"));
    ASSERT_TRUE(endpoint.listen(0));
    EXPECT_EQ(endpoint.port(), 0);
}

} // namespace
} // namespace hubwatch
