#include "sources/endpoint_reading.h"

#include "support/fake_http.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using testing::okResponse;
using Verdict = ProbeAnswer::Verdict;

tl::unexpected<Error> status(int code, QByteArray body)
{
    return tl::unexpected(Error{.kind = Error::Kind::ServerFault,
                                .detail = QStringLiteral("GET http://a.test/r: HTTP %1").arg(code),
                                .body = std::move(body),
                                .status = code});
}

struct ProbeCase {
    const char *name;
    Result<HttpResponse> answer;
    Verdict verdict;
    const char *words;
};

class JudgeProbeTest : public ::testing::TestWithParam<ProbeCase>
{ };

TEST_P(JudgeProbeTest, SaysWhatTheEndpointMeant)
{
    const Result<ProbeAnswer> judged = judgeProbe(Endpoint::Health, GetParam().answer);
    ASSERT_TRUE(judged);
    EXPECT_EQ(judged->verdict, GetParam().verdict);
    EXPECT_EQ(judged->words, QString::fromUtf8(GetParam().words));
}

INSTANTIATE_TEST_SUITE_P(
    Answers, JudgeProbeTest,
    ::testing::Values(
        ProbeCase{"Ready", okResponse(R"({"status":"ready"})"), Verdict::Ready, "ready"},
        ProbeCase{"EmptyIsReady", okResponse(""), Verdict::Ready, ""},
        ProbeCase{"A200ThatSaysNo", okResponse(R"({"status":"unhealthy"})"), Verdict::NotReady, "unhealthy"},
        ProbeCase{"NotReady", status(503, R"({"status":"not_ready","error":"no token"})"), Verdict::NotReady,
                  "not_ready: no token"},
        ProbeCase{"NotReadyWithoutWords", status(503, ""), Verdict::NotReady, "GET http://a.test/r: HTTP 503"},
        ProbeCase{"NoSuchEndpoint", status(404, "<h1>Cannot GET</h1>"), Verdict::NotReady,
                  "there is no such endpoint; set health to its path in the workspace, or to \"\" if the service has "
                  "none"},
        ProbeCase{"Redirect", status(302, "moved"), Verdict::NotReady, "GET http://a.test/r: HTTP 302"}),
    [](const auto &test) { return test.param.name; });

TEST(JudgeProbe, LeavesUnreachableToTheError)
{
    const Result<ProbeAnswer> judged = judgeProbe(Endpoint::Readiness, testing::unreachable(Error::Reach::Tls));
    ASSERT_FALSE(judged);
    EXPECT_EQ(judged.error().reach, Error::Reach::Tls);
}

TEST(ScrapeFormat, TellsPagesFromMetrics)
{
    const QUrl url(QStringLiteral("http://me:pw@a.test/metrics?key=1"));
    EXPECT_EQ(scrapeFormat(url, okResponse("up 1\n", "text/plain")), TextFormat::Prometheus);
    EXPECT_EQ(scrapeFormat(url, okResponse("up 1\n", "application/openmetrics-text; version=1.0.0")),
              TextFormat::OpenMetrics);
    for (const char *type : {"text/html; charset=utf-8", "text/plain"}) {
        const auto format = scrapeFormat(url, okResponse("\n <HTML><body>Sign in", type));
        ASSERT_FALSE(format);
        EXPECT_EQ(format.error().kind, Error::Kind::Malformed);
        EXPECT_TRUE(format.error().detail.startsWith(QStringLiteral("http://a.test/metrics:")))
            << format.error().detail.toStdString();
    }
}

} // namespace
} // namespace hubwatch
