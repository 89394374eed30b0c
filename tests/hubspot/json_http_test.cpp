#include "hubspot/json_http.h"

#include "support/fake_http.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

Result<HttpResponse> through(const HttpResponse &response)
{
    testing::FakeHttp wire;
    JsonHttp http(wire);
    QObject context;
    std::optional<Result<HttpResponse>> result;
    http.send({.url = QUrl(QStringLiteral("https://api.hubapi.com/x"))}, &context,
              [&](auto answer) { result = answer; });
    wire.answer(response);
    return *result;
}

TEST(JsonHttp, AWebPageIsNoSuccess)
{
    for (const HttpResponse &page : {testing::okResponse("\r\n <html>Sign in</html>"),
                                     testing::okResponse("Sign in", "Text/HTML; charset=utf-8")}) {
        const auto result = through(page);
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().kind, Error::Kind::Malformed);
        EXPECT_EQ(result.error().status, 200);
        EXPECT_EQ(result.error().body, page.body);
        EXPECT_TRUE(result.error().detail.startsWith(QStringLiteral("GET https://api.hubapi.com/x: expected JSON")));
    }
}

TEST(JsonHttp, JsonAndEmptyAnswersPass)
{
    EXPECT_TRUE(through(testing::okResponse("{\"a\":\"<html>\"}", "application/json")));
    EXPECT_TRUE(through(HttpResponse{.status = 204}));
}

} // namespace
} // namespace hubwatch
