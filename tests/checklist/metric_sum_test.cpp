#include "checklist/metric_sum.h"

#include "support/fake_http.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr char someMetrics[] = "# TYPE calls_total counter\n"
                               "calls_total{method=\"GET\",status=\"429\"} 3\n"
                               "calls_total{method=\"POST\",status=\"429\"} 4\n"
                               "calls_total{method=\"GET\",status=\"200\"} 50\n"
                               "callsign 1\n"
                               "broken NaN\n";

Result<std::optional<double>> summed(const Result<HttpResponse> &answer, const char *name, const char *labels = "")
{
    return metricSum(QUrl(QStringLiteral("http://127.0.0.1:1/metrics?key=1")), answer, QString::fromLatin1(name),
                     *labelsNamed(QString::fromLatin1(labels)), TimePoint());
}

std::optional<double> sumOf(const char *name, const char *labels = "")
{
    const auto sum = summed(testing::okResponse(someMetrics), name, labels);
    EXPECT_TRUE(sum);
    return sum ? *sum : std::nullopt;
}

TEST(MetricSumTest, AddsUpTheLabelSets)
{
    EXPECT_EQ(sumOf("calls_total"), 57.0);
    EXPECT_EQ(sumOf("calls_total", "status=429"), 7.0);
    EXPECT_EQ(sumOf("calls_total", "status=429, method=GET"), 3.0);
    EXPECT_EQ(sumOf("calls_total", "status=500"), std::optional<double>());
}

TEST(MetricSumTest, FindsACounterWithoutItsEnding)
{
    EXPECT_EQ(sumOf("calls"), 57.0);
    EXPECT_EQ(sumOf("call"), std::optional<double>());
    EXPECT_EQ(sumOf("broken"), std::optional<double>());
}

TEST(MetricSumTest, SaysWhatStandsWhereMetricsShould)
{
    const auto page = summed(testing::okResponse("<!doctype html>", "text/html"), "calls");
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().detail, QStringLiteral("http://127.0.0.1:1/metrics: expected metrics, found a web page"));
    const auto json = summed(testing::okResponse("{}", "application/json"), "calls");
    ASSERT_FALSE(json);
    const auto broken = summed(testing::okResponse("calls{ 3\n"), "calls");
    ASSERT_FALSE(broken);
    EXPECT_TRUE(broken.error().detail.startsWith(QStringLiteral("http://127.0.0.1:1/metrics:1:")));
    const auto gone = summed(testing::unreachable(Error::Reach::Refused), "calls");
    ASSERT_FALSE(gone);
    EXPECT_TRUE(gone.error().detail.contains(QStringLiteral("got no answer")));
}

TEST(LabelsNamedTest, ReadsPairs)
{
    EXPECT_EQ(labelsNamed(QStringLiteral("a=1,b = two words ")), (Labels{{"a", "1"}, {"b", "two words"}}));
    EXPECT_EQ(labelsNamed({}), Labels());
    for (const char *text : {"a", "=1", "1a=2", "a=1,b", "a b=1"})
        EXPECT_EQ(labelsNamed(QString::fromLatin1(text)), std::nullopt) << text;
}

} // namespace
} // namespace hubwatch
