#include "net/observed_http.h"

#include "support/fake_http.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

class ObservedHttpTest : public ::testing::Test
{
protected:
    struct Seen {
        HttpRequest request;
        Result<HttpResponse> result;
        Duration took;
    };
    testing::ManualClock clock;
    testing::FakeHttp wire;
    QObject context;
    std::vector<Seen> seen;
    int answers = 0;
    std::unique_ptr<ObservedHttp> http = std::make_unique<ObservedHttp>(
        wire, clock, [this](const HttpRequest &request, const Result<HttpResponse> &result, Duration took) {
            seen.push_back({request, result, took});
        });
};

TEST_F(ObservedHttpTest, TellsOfEachAttemptOnceWithoutHeadersAndBody)
{
    http->send({.method = HttpRequest::Method::Post,
                .url = QUrl(QStringLiteral("https://api.hubapi.com/x")),
                .headers = {{.name = "Authorization", .value = "Bearer pat-na1-canary"}},
                .body = "canary",
                .attempt = 2},
               &context, [&](const auto &) { ++answers; });
    EXPECT_EQ(headerValue(wire.requests.at(0).headers, "Authorization"), "Bearer pat-na1-canary");
    clock.advance(84ms);
    wire.answer(testing::okResponse("{}"));
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen.at(0).took, 84ms);
    EXPECT_EQ(seen.at(0).request.attempt, 2);
    EXPECT_TRUE(seen.at(0).request.headers.empty());
    EXPECT_TRUE(seen.at(0).request.body.isEmpty());
    EXPECT_TRUE(seen.at(0).result);
    EXPECT_EQ(answers, 1);
}

TEST_F(ObservedHttpTest, TellsOfFailures)
{
    http->send({}, &context, [&](const auto &) { ++answers; });
    wire.answer(testing::unreachable(Error::Reach::Timeout));
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen.at(0).result.error().reach, Error::Reach::Timeout);
    EXPECT_EQ(answers, 1);
}

TEST_F(ObservedHttpTest, ACallThatItsCallerDropsWasOnTheWireAllTheSame)
{
    auto caller = std::make_unique<QObject>();
    http->send({.url = QUrl(QStringLiteral("https://api.hubapi.com/x"))}, caller.get(),
               [&](const auto &) { ++answers; });
    clock.advance(50ms);
    caller.reset();
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen.at(0).result.error().kind, Error::Kind::Offline);
    EXPECT_EQ(seen.at(0).took, 50ms);
    EXPECT_EQ(answers, 0);
}

TEST_F(ObservedHttpTest, IsSilentWhenItDies)
{
    http->send({}, &context, [&](const auto &) { ++answers; });
    http.reset();
    EXPECT_EQ(wire.waiting(), 0U);
    EXPECT_TRUE(seen.empty());
}

} // namespace
} // namespace hubwatch
