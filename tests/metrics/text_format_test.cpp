#include "metrics/exposition.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct Header {
    const char *name;
    const char *contentType;
    std::optional<TextFormat> expected;
};

class TextFormatTest : public ::testing::TestWithParam<Header>
{ };

TEST_P(TextFormatTest, IsToldByTheContentType)
{
    const Result<TextFormat> format = textFormatOf(GetParam().contentType);
    ASSERT_EQ(format.has_value(), GetParam().expected.has_value());
    if (format) {
        EXPECT_EQ(*format, *GetParam().expected);
    } else {
        EXPECT_EQ(format.error().kind, Error::Kind::Malformed);
        EXPECT_TRUE(format.error().detail.startsWith(QStringLiteral("Content-Type: expected text/plain")));
    }
}

INSTANTIATE_TEST_SUITE_P(
    Headers, TextFormatTest,
    ::testing::Values(
        Header{"Prometheus", "text/plain; version=0.0.4; charset=utf-8", TextFormat::Prometheus},
        Header{"OpenMetrics", "application/openmetrics-text; version=1.0.0; charset=utf-8", TextFormat::OpenMetrics},
        Header{"OpenMetricsInCapitals", " Application/OpenMetrics-Text;version=1.0.0", TextFormat::OpenMetrics},
        Header{"Missing", "", TextFormat::Prometheus},
        Header{"Unusual", "application/octet-stream", TextFormat::Prometheus},
        Header{"WebPage", "text/html; charset=utf-8", std::nullopt}, Header{"Json", "application/json", std::nullopt},
        Header{"ProblemJson", "application/problem+json", std::nullopt},
        Header{"Protobuf", "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily", std::nullopt},
        Header{"Picture", "image/png", std::nullopt}),
    [](const auto &test) { return test.param.name; });

} // namespace
} // namespace hubwatch
