#include "app/commands/scrape_command.h"

#include "support/fault_server.h"
#include "support/printers.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>
#include <QTimer>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using Fault = testing::FaultRoute::Fault;

constexpr char threeFamilies[] = "# HELP hubspot_api_calls_total Calls\n"
                                 "# TYPE hubspot_api_calls_total counter\n"
                                 "hubspot_api_calls_total{status=\"success\"} 17\n"
                                 "hubspot_api_calls_total{status=\"429\"} 2\n"
                                 "# TYPE a_gauge gauge\n"
                                 "a_gauge 1\n"
                                 "# TYPE d histogram\n"
                                 "d_bucket{le=\"1\"} 1\n"
                                 "d_bucket{le=\"+Inf\"} 1\n"
                                 "d_sum 1\n"
                                 "d_count 1\n";

class ScrapeCommandTest : public ::testing::Test
{
protected:
    int run(const QStringList &arguments, bool json = false)
    {
        QTextStream outStream(&out);
        QTextStream errStream(&err);
        QObject context;
        QEventLoop loop;
        std::optional<Exit> code;
        scrapeCommand().run({.arguments = arguments,
                             .common = {.json = json},
                             .out = outStream,
                             .err = errStream,
                             .context = &context,
                             .done = [&](Exit exit) {
                                 code = exit;
                                 QTimer::singleShot(0, &loop, &QEventLoop::quit);
                             }});
        QTimer::singleShot(20s, &loop, &QEventLoop::quit);
        loop.exec();
        outStream.flush();
        errStream.flush();
        return code ? int(*code) : -1;
    }

    QString url(const QString &path) const { return server.url(path).toString(); }

    testing::FaultServer server;
    QString out;
    QString err;
};

TEST_F(ScrapeCommandTest, ShowsATable)
{
    server.route(QStringLiteral("/metrics"), {.body = threeFamilies, .headers = {{"Content-Type", "text/plain"}}});
    EXPECT_EQ(run({url(QStringLiteral("/metrics"))}), 0) << err.toStdString();
    EXPECT_TRUE(out.startsWith(url(QStringLiteral("/metrics")) + QStringLiteral(": Prometheus text, ")));
    EXPECT_TRUE(out.contains(QStringLiteral(" bytes, 3 families, 7 series, "))) << out.toStdString();
    EXPECT_TRUE(out.endsWith(QStringLiteral("\n\n"
                                            "family                   type            series\n"
                                            "a_gauge                  gauge                1\n"
                                            "d                        histogram            4\n"
                                            "hubspot_api_calls_total  counter              2\n")))
        << out.toStdString();
    EXPECT_EQ(err, QString());
}

TEST_F(ScrapeCommandTest, PrintsOneJsonObject)
{
    server.route(QStringLiteral("/metrics"),
                 {.body = "# TYPE calls counter\n# HELP calls Calls.\ncalls_total 1\n# EOF\n",
                  .headers = {{"Content-Type", "application/openmetrics-text; version=1.0.0"}}});
    EXPECT_EQ(run({url(QStringLiteral("/metrics"))}, true), 0) << err.toStdString();
    EXPECT_EQ(out.count(u'\n'), 1);
    const QJsonObject object = QJsonDocument::fromJson(out.toUtf8()).object();
    EXPECT_EQ(object[QStringLiteral("format")].toString(), QStringLiteral("openmetrics"));
    EXPECT_EQ(object[QStringLiteral("series")].toInt(), 1);
    EXPECT_EQ(object[QStringLiteral("families")][0][QStringLiteral("name")].toString(), QStringLiteral("calls"));
    EXPECT_EQ(object[QStringLiteral("families")][0][QStringLiteral("type")].toString(), QStringLiteral("counter"));
}

struct Refusal {
    const char *name;
    testing::FaultRoute route;
    int exit;
    const char *says;
};

class ScrapeRefusalTest : public ScrapeCommandTest, public ::testing::WithParamInterface<Refusal>
{ };

TEST_P(ScrapeRefusalTest, SaysWhatIsWrongOnOneLine)
{
    server.route(QStringLiteral("/metrics"), GetParam().route);
    EXPECT_EQ(run({url(QStringLiteral("/metrics")), QStringLiteral("--timeout=600ms")}), GetParam().exit);
    EXPECT_EQ(out, QString());
    EXPECT_TRUE(err.startsWith(QStringLiteral("hubwatchctl scrape: "))) << err.toStdString();
    EXPECT_TRUE(err.contains(QString::fromLatin1(GetParam().says))) << err.toStdString();
    EXPECT_EQ(err.count(u'\n'), 1);
}

INSTANTIATE_TEST_SUITE_P(
    Answers, ScrapeRefusalTest,
    ::testing::Values(
        Refusal{"HalfALine", {.body = "up 1\nhubspot_api_ca"}, 1, "/metrics:2:15: "},
        Refusal{"AWebPage",
                {.body = "<!DOCTYPE html><html>", .headers = {{"Content-Type", "text/html"}}},
                1,
                "this is a web page"},
        Refusal{"AWebPageInDisguise", {.body = "<html>"}, 1, "/metrics:1:1: expected metrics, found a web page"},
        Refusal{"TooLarge",
                {.body = QByteArray(100'000, 'x'), .fault = Fault::Endless},
                1,
                "answer larger than 10 MB decoded"},
        Refusal{"NotThere", {.status = 404}, 2, "HTTP 404; check the path"},
        Refusal{"Forbidden", {.status = 401}, 2, "HTTP 401; the endpoint wants credentials"},
        Refusal{"Hanging", {.fault = Fault::Hang}, 2, "timed out after 600 ms; look at the service's load"},
        Refusal{"Closed", {.fault = Fault::CloseBeforeHeaders}, 2, "connection closed before the answer was complete"}),
    [](const auto &test) { return test.param.name; });

TEST_F(ScrapeCommandTest, SaysHowItIsUsed)
{
    EXPECT_EQ(run({}), 2);
    EXPECT_TRUE(err.contains(QStringLiteral("expected a URL such as")));
    err.clear();
    EXPECT_EQ(run({QStringLiteral("http://")}), 2);
    EXPECT_TRUE(err.contains(QStringLiteral("is no URL")));
    err.clear();
    EXPECT_EQ(run({QStringLiteral("localhost"), QStringLiteral("--timeout"), QStringLiteral("soon")}), 2);
    EXPECT_TRUE(err.contains(QStringLiteral("expected a duration such as 10s, found \"soon\"")));
    err.clear();
    EXPECT_EQ(run({QStringLiteral("localhost"), QStringLiteral("--fast")}), 2);
    EXPECT_TRUE(err.contains(QStringLiteral("unknown option --fast")));
}

TEST_F(ScrapeCommandTest, TakesAnAddressWithoutItsScheme)
{
    server.route(QStringLiteral("/metrics"), {.body = "up 1\n"});
    EXPECT_EQ(run({QStringLiteral("127.0.0.1:%1/metrics").arg(server.port())}), 0) << err.toStdString();
}

} // namespace
} // namespace hubwatch
