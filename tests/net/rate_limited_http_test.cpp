#include "net/rate_limited_http.h"

#include "support/fake_http.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <ranges>

namespace hubwatch {
namespace {

HttpRequest poll(const QString &path = QStringLiteral("/poll"))
{
    return {.url = QUrl(QStringLiteral("https://api.hubapi.com") + path)};
}

HttpRequest batchOf(const QString &path = QStringLiteral("/batch"))
{
    return {.method = HttpRequest::Method::Post,
            .url = QUrl(QStringLiteral("https://api.hubapi.com") + path),
            .batch = true};
}

const QString searchPath = QStringLiteral("/crm/objects/2026-09/contacts/search");

class RateLimitedHttpTest : public ::testing::Test
{
protected:
    void ask(RateLimitedHttp &http, const HttpRequest &request, QObject *caller = nullptr)
    {
        http.send(request, caller ? caller : &context, [this, path = request.url.path()](auto result) {
            answered << path;
            results.push_back(std::move(result));
        });
    }
    QStringList sent() const
    {
        QStringList paths;
        for (const HttpRequest &request : wire.requests)
            paths << request.url.path();
        return paths;
    }

    testing::ManualClock clock;
    testing::FakeHttp wire;
    QObject context;
    QStringList answered;
    std::vector<Result<HttpResponse>> results;
};

TEST_F(RateLimitedHttpTest, SendsWhatTheLimitAllowsAndTheRestWhenAPermitIsFree)
{
    RateLimitedHttp http(wire, clock, {.calls = 2, .window = 10s}, 5);
    for (int i = 0; i < 3; ++i)
        ask(http, poll());
    EXPECT_EQ(wire.requests.size(), 2U);
    EXPECT_EQ(http.state().waiting, 1);
    EXPECT_EQ(http.state().bound, LimiterBound::Window);
    wire.answer(testing::okResponse("{}"));
    wire.answer(testing::okResponse("{}"));
    EXPECT_EQ(http.state().due, clock.now() + 10'002ms);
    clock.advance(10'001ms);
    EXPECT_EQ(wire.requests.size(), 2U);
    clock.advance(1ms);
    EXPECT_EQ(wire.requests.size(), 3U);
    EXPECT_EQ(http.state().waiting, 0);
    EXPECT_EQ(answered.size(), 2);
}

TEST_F(RateLimitedHttpTest, PollingGoesBeforeBatchesThatAskedEarlier)
{
    RateLimitedHttp http(wire, clock, {}, 1);
    ask(http, batchOf(QStringLiteral("/b1")));
    ask(http, batchOf(QStringLiteral("/b2")));
    ask(http, poll(QStringLiteral("/p1")));
    ask(http, poll(QStringLiteral("/p2")));
    for (int i = 0; i < 4; ++i)
        wire.answer(testing::okResponse("{}"));
    EXPECT_EQ(
        sent(),
        (QStringList{QStringLiteral("/b1"), QStringLiteral("/p1"), QStringLiteral("/p2"), QStringLiteral("/b2")}));
}

TEST_F(RateLimitedHttpTest, ASearchThatWaitsHoldsNobodyElse)
{
    RateLimitedHttp http(wire, clock, {}, 50);
    for (int i = 0; i < 6; ++i)
        ask(http, batchOf(searchPath));
    ask(http, batchOf(QStringLiteral("/b")));
    EXPECT_EQ(sent().count(searchPath), 5);
    EXPECT_EQ(sent().last(), QStringLiteral("/b"));
    while (wire.answer(testing::okResponse("{}"))) { }
    clock.advance(1'002ms);
    EXPECT_EQ(sent().count(searchPath), 6);
}

TEST_F(RateLimitedHttpTest, EverySendingIsMarkedToGoOutOnce)
{
    RateLimitedHttp http(wire, clock, {}, 5);
    ask(http, poll());
    EXPECT_TRUE(wire.requests.at(0).once);
}

TEST_F(RateLimitedHttpTest, NoLaneHoldsMoreThanItsSixConnections)
{
    RateLimitedHttp http(wire, clock, {.calls = 1000, .window = 10s}, 14);
    for (int i = 0; i < 40; ++i)
        ask(http, poll());
    const auto most = [&] {
        std::map<int, int> inLane;
        for (size_t i = 0; i < wire.requests.size(); ++i)
            inLane[wire.requests[i].lane] += wire.isWaiting(i) ? 1 : 0;
        EXPECT_EQ(inLane.size(), 3U);
        return std::ranges::max(inLane | std::views::values);
    };
    EXPECT_EQ(wire.waiting(), 14U);
    EXPECT_LE(most(), 6);
    const int crowded = wire.requests.at(0).lane;
    for (size_t i = 0; i < 14; ++i) // all but one lane's are answered
        if (wire.requests[i].lane != crowded)
            wire.answerTo(i, testing::okResponse("{}"));
    EXPECT_EQ(wire.waiting(), 14U);
    EXPECT_LE(most(), 6);
}

TEST_F(RateLimitedHttpTest, LearnsFromHeadersOfAnswersAndErrors)
{
    RateLimitedHttp http(wire, clock, {}, 5);
    const std::vector<HttpHeader> headers{{.name = "X-HubSpot-RateLimit-Max", .value = "60"},
                                          {.name = "X-HubSpot-RateLimit-Remaining", .value = "59"}};
    ask(http, poll());
    wire.answer(HttpResponse{.status = 200, .headers = headers});
    EXPECT_EQ(http.state().accountLimit, 60);
    EXPECT_EQ(http.state().limit.calls, 60);
    ask(http, poll());
    wire.answer(tl::unexpected(Error{.kind = Error::Kind::Rejected,
                                     .status = 404,
                                     .headers = {{.name = "X-HubSpot-RateLimit-Max", .value = "50"},
                                                 {.name = "X-HubSpot-RateLimit-Remaining", .value = "48"}}}));
    EXPECT_EQ(http.state().accountLimit, 50);
}

TEST_F(RateLimitedHttpTest, AWaitingCallWhoseCallerDiesIsNeverSent)
{
    RateLimitedHttp http(wire, clock, {}, 1);
    auto caller = std::make_unique<QObject>();
    ask(http, poll(QStringLiteral("/first")));
    ask(http, poll(QStringLiteral("/gone")), caller.get());
    ask(http, poll(QStringLiteral("/last")));
    EXPECT_EQ(http.state().waiting, 2);
    caller.reset();
    EXPECT_EQ(http.state().waiting, 1);
    wire.answer(testing::okResponse("{}"));
    EXPECT_EQ(sent(), (QStringList{QStringLiteral("/first"), QStringLiteral("/last")}));
}

TEST_F(RateLimitedHttpTest, ACallDroppedInFlightGivesItsPlaceBack)
{
    RateLimitedHttp http(wire, clock, {}, 1);
    auto caller = std::make_unique<QObject>();
    ask(http, poll(QStringLiteral("/gone")), caller.get());
    ask(http, poll(QStringLiteral("/next")));
    EXPECT_EQ(wire.requests.size(), 1U);
    caller.reset();
    EXPECT_EQ(sent().last(), QStringLiteral("/next"));
    EXPECT_EQ(wire.waiting(), 1U) << "the first was aborted";
    EXPECT_EQ(http.state().used, 2) << "but may have arrived";
}

TEST_F(RateLimitedHttpTest, APauseHoldsAllUntilItEnds)
{
    RateLimitedHttp http(wire, clock, {}, 5);
    http.pauseAll(10s);
    ask(http, poll());
    EXPECT_EQ(http.state().bound, LimiterBound::Paused);
    clock.advance(9'999ms);
    EXPECT_EQ(wire.requests.size(), 0U);
    clock.advance(1ms);
    EXPECT_EQ(wire.requests.size(), 1U);
}

TEST_F(RateLimitedHttpTest, WhileParkedABatchWaitsAndPollingIsTold)
{
    RateLimitedHttp http(wire, clock, {}, 1);
    ask(http, batchOf(QStringLiteral("/on the wire")));
    ask(http, batchOf(QStringLiteral("/batch")));
    ask(http, poll(QStringLiteral("/waits")));
    http.park(clock.now() + 2h, QStringLiteral("the account's daily limit is reached"));
    ask(http, poll(QStringLiteral("/asks")));
    EXPECT_TRUE(results.empty()) << "never before send() returns";
    clock.advance(0ms);
    ASSERT_EQ(answered, (QStringList{QStringLiteral("/waits"), QStringLiteral("/asks")}));
    const Error error = results.at(1).error();
    EXPECT_EQ(error.kind, Error::Kind::RateLimited);
    EXPECT_EQ(error.status, 0);
    EXPECT_EQ(error.retryAfter, 2h);
    EXPECT_TRUE(error.detail.endsWith(QStringLiteral("Z: the account's daily limit is reached")))
        << error.detail.toStdString();
    wire.answer(testing::okResponse("{}"));
    EXPECT_EQ(wire.requests.size(), 1U);
    EXPECT_EQ(http.state().bound, LimiterBound::Paused);
    EXPECT_EQ(http.state().parkedUntil, clock.now() + 2h);
    clock.advance(2h);
    EXPECT_EQ(sent().last(), QStringLiteral("/batch"));
    EXPECT_EQ(http.state().parkedUntil, std::nullopt);
}

TEST_F(RateLimitedHttpTest, AParkEndsAfterASleepThatTheTimerDidNotCount)
{
    RateLimitedHttp http(wire, clock, {}, 1);
    http.park(clock.now() + 8h, QStringLiteral("daily"));
    ask(http, batchOf());
    clock.jump(8h);
    clock.advance(30s);
    EXPECT_EQ(wire.requests.size(), 1U);
}

TEST_F(RateLimitedHttpTest, AReplyThatPausesIsHeardBeforeTheNextCallGoes)
{
    RateLimitedHttp http(wire, clock, {}, 1);
    http.send(poll(), &context, [&](const auto &) { http.pauseAll(10s); });
    ask(http, poll(QStringLiteral("/next")));
    wire.answer(tl::unexpected(Error{.kind = Error::Kind::RateLimited, .status = 429}));
    EXPECT_EQ(wire.requests.size(), 1U);
    clock.advance(10s);
    EXPECT_EQ(wire.requests.size(), 2U);
}

TEST_F(RateLimitedHttpTest, TellsOfEachChange)
{
    RateLimitedHttp http(wire, clock, {}, 5);
    std::vector<int> inFlight;
    http.onChanged([&] { inFlight.push_back(http.state().inFlight); });
    ask(http, poll());
    wire.answer(testing::okResponse("{}"));
    EXPECT_EQ(inFlight, (std::vector<int>{1, 0}));
}

TEST_F(RateLimitedHttpTest, MayDieInAReplyAndWithCallsInEveryState)
{
    auto http = std::make_unique<RateLimitedHttp>(wire, clock, BurstLimit{}, 2);
    http->send(poll(), &context, [&](const auto &) { http.reset(); });
    ask(*http, poll()); // in flight
    ask(*http, poll()); // waiting
    wire.answer(testing::okResponse("{}"));
    EXPECT_FALSE(http);
    EXPECT_EQ(wire.waiting(), 0U);
    clock.advance(1h);
    EXPECT_TRUE(answered.isEmpty());
}

TEST(CountsAsSearch, KnowsSearchesOfObjects)
{
    const auto is = [](HttpRequest::Method method, const char *path) {
        return countsAsSearch(
            {.method = method, .url = QUrl(QStringLiteral("https://api.hubapi.com") + QString::fromLatin1(path))});
    };
    using Method = HttpRequest::Method;
    EXPECT_TRUE(is(Method::Post, "/crm/objects/2026-09/contacts/search"));
    EXPECT_TRUE(is(Method::Post, "/crm/v3/objects/deals/search"));
    EXPECT_FALSE(is(Method::Post, "/crm/lists/2026-09/search")) << "counted with the rest";
    EXPECT_FALSE(is(Method::Get, "/crm/objects/2026-09/contacts/search"));
    EXPECT_FALSE(is(Method::Post, "/crm/objects/2026-09/contacts/batch/read"));
}

} // namespace
} // namespace hubwatch
