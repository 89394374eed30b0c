#include "net/http_errors.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr TimePoint sixNovember1994(784'111'777s); // Sun, 06 Nov 1994 08:49:37 GMT

struct RetryCase {
    const char *name;
    QByteArray value;
    std::optional<Duration> expected;
};

class RetryAfterTest : public ::testing::TestWithParam<RetryCase>
{ };

TEST_P(RetryAfterTest, IsRead)
{
    EXPECT_EQ(retryAfterOf(GetParam().value, sixNovember1994), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Values, RetryAfterTest,
                         ::testing::Values(RetryCase{"Seconds", "10", 10s}, RetryCase{"Zero", " 0 ", 0s},
                                           RetryCase{"Date", "Sun, 06 Nov 1994 08:50:37 GMT", 60s},
                                           RetryCase{"PastDate", "Sun, 06 Nov 1994 08:00:00 GMT", 0s},
                                           RetryCase{"Absurd", "2000000000", 7 * 24h},
                                           RetryCase{"Negative", "-1", std::nullopt},
                                           RetryCase{"Absent", "", std::nullopt},
                                           RetryCase{"Words", "soon", std::nullopt}),
                         [](const auto &test) { return test.param.name; });

struct StatusCase {
    const char *name;
    int status;
    Error::Kind kind;
};

class ErrorOfStatusTest : public ::testing::TestWithParam<StatusCase>
{ };

TEST_P(ErrorOfStatusTest, HasTheKindThatSaysWhatToDo)
{
    const HttpRequest request{.url = QUrl(QStringLiteral("https://me:pass@api.test/crm?hapikey=geheim#x"))};
    const Error error = errorOfStatus(request, {.status = GetParam().status, .body = "why"}, sixNovember1994);
    EXPECT_EQ(error.kind, GetParam().kind);
    EXPECT_EQ(error.status, GetParam().status);
    EXPECT_EQ(error.body, "why");
    EXPECT_EQ(error.detail, QStringLiteral("GET https://api.test/crm: HTTP %1").arg(GetParam().status));
}

INSTANTIATE_TEST_SUITE_P(Statuses, ErrorOfStatusTest,
                         ::testing::Values(StatusCase{"NotModified", 304, Error::Kind::Rejected},
                                           StatusCase{"BadRequest", 400, Error::Kind::Rejected},
                                           StatusCase{"Unauthorized", 401, Error::Kind::Unauthorized},
                                           StatusCase{"Forbidden", 403, Error::Kind::Unauthorized},
                                           StatusCase{"NotFound", 404, Error::Kind::Rejected},
                                           StatusCase{"TooMany", 429, Error::Kind::RateLimited},
                                           StatusCase{"Internal", 500, Error::Kind::ServerFault},
                                           StatusCase{"Unavailable", 503, Error::Kind::ServerFault}),
                         [](const auto &test) { return test.param.name; });

TEST(ErrorOfStatus, ReadsRetryAfterWhereItMeansSomething)
{
    const auto waitFor = [](int status) {
        return errorOfStatus({}, {.status = status, .headers = {{.name = "Retry-After", .value = "7"}}},
                             sixNovember1994)
            .retryAfter;
    };
    for (const int status : {429, 477, 503})
        EXPECT_EQ(waitFor(status), 7s) << status;
    EXPECT_EQ(waitFor(404), std::nullopt);
}

TEST(ErrorOfStatus, SaysWhereARedirectWantedToGo)
{
    const HttpRequest request{.url = QUrl(QStringLiteral("http://a.test/m"))};
    const auto detailFor = [&](const char *location) {
        return errorOfStatus(request, {.status = 301, .headers = {{.name = "Location", .value = location}}},
                             sixNovember1994)
            .detail;
    };
    EXPECT_EQ(detailFor("/metrics/?key=1"),
              QStringLiteral("GET http://a.test/m: HTTP 301, a redirect to http://a.test/metrics/"));
    EXPECT_EQ(
        detailFor("https://a.test/m"),
        QStringLiteral("GET http://a.test/m: HTTP 301, a redirect to https://a.test/m, which is another origin and "
                       "is not followed"));
}

struct LoopbackCase {
    const char *name;
    const char *url;
    bool expected;
};

class OnLoopbackTest : public ::testing::TestWithParam<LoopbackCase>
{ };

TEST_P(OnLoopbackTest, IsTold)
{
    EXPECT_EQ(onLoopback(QUrl(QString::fromLatin1(GetParam().url))), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Hosts, OnLoopbackTest,
                         ::testing::Values(LoopbackCase{"Name", "http://LOCALHOST:9464", true},
                                           LoopbackCase{"Subdomain", "http://sync.localhost", true},
                                           LoopbackCase{"V4", "http://127.0.0.1/", true},
                                           LoopbackCase{"V4Other", "http://127.8.8.8/", true},
                                           LoopbackCase{"V6", "http://[::1]:80/", true},
                                           LoopbackCase{"Lookalike", "http://localhost.example.test/", false},
                                           LoopbackCase{"LookalikeAddress", "http://127.0.0.1.example.test/", false},
                                           LoopbackCase{"Lan", "http://192.168.0.4/", false}),
                         [](const auto &test) { return test.param.name; });

TEST(SameOrigin, ComparesSchemeHostAndPort)
{
    const auto same = [](const char *a, const char *b) {
        return sameOrigin(QUrl(QString::fromLatin1(a)), QUrl(QString::fromLatin1(b)));
    };
    EXPECT_TRUE(same("http://a.test/x", "http://a.test:80/y?z"));
    EXPECT_TRUE(same("https://a.test", "https://A.test:443/"));
    EXPECT_FALSE(same("http://a.test", "https://a.test"));
    EXPECT_FALSE(same("http://a.test", "http://b.test"));
    EXPECT_FALSE(same("http://a.test", "http://a.test:8080"));
}

TEST(ErrorOfWireTest, NamesTheWayOutOfAProxyThatWantsAName)
{
    const HttpRequest request{.url = QUrl(QStringLiteral("https://api.test/crm"))};
    const Error error = errorOfWire(request, QNetworkReply::ProxyAuthenticationRequiredError, {});
    EXPECT_EQ(error.kind, Error::Kind::Offline);
    EXPECT_EQ(error.reach, Error::Reach::Proxy);
    EXPECT_TRUE(error.detail.contains(QStringLiteral("name and password (407): put them into the proxy settings")));
}

} // namespace
} // namespace hubwatch
