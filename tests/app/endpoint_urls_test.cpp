#include "app/engine/endpoint_urls.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct UrlCase {
    const char *name;
    const char *base;
    const char *path;
    const char *expected;
};

class EndpointUrlsTest : public ::testing::TestWithParam<UrlCase>
{ };

TEST_P(EndpointUrlsTest, JoinsBaseAndPath)
{
    const ServiceConfig service{.url = QUrl(QString::fromUtf8(GetParam().base)),
                                .metrics = QString::fromUtf8(GetParam().path)};
    EXPECT_EQ(targetOf(service).metrics, QUrl(QString::fromUtf8(GetParam().expected)));
}

INSTANTIATE_TEST_SUITE_P(
    Urls, EndpointUrlsTest,
    ::testing::Values(UrlCase{"Plain", "http://h:1", "/metrics", "http://h:1/metrics"},
                      UrlCase{"TrailingSlash", "http://h:1/", "/metrics", "http://h:1/metrics"},
                      UrlCase{"BaseWithPath", "https://h/app", "/metrics", "https://h/app/metrics"},
                      UrlCase{"PathWithQuery", "https://h", "/m?format=prometheus", "https://h/m?format=prometheus"},
                      UrlCase{"None", "https://h", "", ""}),
    [](const auto &test) { return test.param.name; });

TEST(EndpointUrls, CarriesTheRhythm)
{
    const ServiceConfig service{.name = QStringLiteral("a"),
                                .url = QUrl(QStringLiteral("http://h")),
                                .interval = 5s,
                                .readinessInterval = 45s,
                                .timeout = 3s,
                                .health = QString()};
    const ServiceTarget target = targetOf(service);
    EXPECT_EQ(target.name, QStringLiteral("a"));
    EXPECT_EQ(target.interval, 5s);
    EXPECT_EQ(target.readinessInterval, 45s);
    EXPECT_EQ(target.timeout, 3s);
    EXPECT_TRUE(target.health.isEmpty());
    EXPECT_EQ(target.readiness, QUrl(QStringLiteral("http://h/readiness")));
}

} // namespace
} // namespace hubwatch
