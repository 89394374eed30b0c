#include "net/retrying_http.h"

#include "support/fake_http.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using Hold = RetryDecision::Hold;

tl::unexpected<Error> status(int code, bool again = false)
{
    return tl::unexpected(Error{.kind = Error::Kind::ServerFault, .status = code, .again = again});
}

class RetryingHttpTest : public ::testing::Test
{
protected:
    void ask()
    {
        http->send({.url = QUrl(QStringLiteral("https://api.hubapi.com/x"))}, &context,
                   [this](auto result) { results.push_back(std::move(result)); });
    }

    testing::ManualClock clock;
    testing::FakeHttp wire;
    QObject context;
    RetryDecision decision = {.repeat = true, .wait = 2s};
    std::vector<int> attempts;
    std::vector<RetryDecision> held;
    std::vector<Result<HttpResponse>> results;
    std::unique_ptr<RetryingHttp> http = std::make_unique<RetryingHttp>(
        wire, clock,
        [this](const Error &, int attempt, const HttpRequest &) {
            attempts.push_back(attempt);
            RetryDecision now = decision;
            now.repeat = now.repeat && attempt < 4;
            return now;
        },
        [this](const RetryDecision &told) { held.push_back(told); });
};

TEST_F(RetryingHttpTest, RepeatsAfterTheWaitAndCountsAttempts)
{
    ask();
    wire.answer(status(500));
    clock.advance(1'999ms);
    EXPECT_EQ(wire.requests.size(), 1U);
    clock.advance(1ms);
    ASSERT_EQ(wire.requests.size(), 2U);
    EXPECT_EQ(wire.requests.at(0).attempt, 1);
    EXPECT_EQ(wire.requests.at(1).attempt, 2);
    wire.answer(testing::okResponse("{}"));
    ASSERT_EQ(results.size(), 1U);
    EXPECT_TRUE(results.at(0));
    EXPECT_TRUE(held.empty());
}

TEST_F(RetryingHttpTest, AnswersTheLastErrorWhenThePolicyGivesUp)
{
    ask();
    for (int i = 0; i < 4; ++i) {
        wire.answer(status(500 + i));
        clock.advance(1min);
    }
    EXPECT_EQ(attempts, (std::vector<int>{1, 2, 3, 4}));
    ASSERT_EQ(results.size(), 1U);
    EXPECT_EQ(results.at(0).error().status, 503);
    EXPECT_EQ(wire.requests.size(), 4U);
}

TEST_F(RetryingHttpTest, RepeatsAtOnceOnceWhatIsWorthItAgain)
{
    decision.repeat = false;
    ask();
    wire.answer(status(401, true));
    clock.advance(0ms);
    ASSERT_EQ(wire.requests.size(), 2U);
    EXPECT_TRUE(attempts.empty()) << "the policy was not asked";
    wire.answer(status(401, true));
    clock.advance(1h);
    EXPECT_EQ(wire.requests.size(), 2U) << "once a call";
    ASSERT_EQ(results.size(), 1U);
    EXPECT_EQ(results.at(0).error().status, 401);
}

TEST_F(RetryingHttpTest, HoldsOthersBeforeItAnswers)
{
    decision = {.repeat = false, .wait = 10s, .hold = Hold::Everybody};
    http->send({}, &context, [&](const auto &) { EXPECT_EQ(held.size(), 1U); });
    wire.answer(status(429));
    EXPECT_EQ(held, (std::vector<RetryDecision>{decision}));
}

TEST_F(RetryingHttpTest, WhoeverIsParkedGoesBackToTheQueueAtOnce)
{
    decision = {.repeat = true, .wait = 8h, .hold = Hold::Park};
    ask();
    wire.answer(status(429));
    clock.advance(0ms);
    EXPECT_EQ(wire.requests.size(), 2U);
}

TEST_F(RetryingHttpTest, IsSilentWhenItOrItsCallerDies)
{
    auto caller = std::make_unique<QObject>();
    http->send({}, caller.get(), [&](auto result) { results.push_back(std::move(result)); });
    wire.answer(status(500)); // waits for its next attempt
    caller.reset();
    clock.advance(1h);
    EXPECT_EQ(wire.requests.size(), 1U);
    ask();
    ask();
    wire.answer(status(500));
    http.reset();
    EXPECT_EQ(wire.waiting(), 0U);
    clock.advance(1h);
    EXPECT_TRUE(results.empty());
}

} // namespace
} // namespace hubwatch
