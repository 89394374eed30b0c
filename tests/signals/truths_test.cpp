// The seven truths about operational figures, each as a test: what tools of this kind get wrong.
#include "alerts/alert_book.h"
#include "signals/fake_service.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using testing::FakeService;
using Validity = Reading::Validity;
using State = Alert::State;

const Rule authRule{.name = QStringLiteral("auth"), .signal = QStringLiteral("api.auth_failures")};
const Rule errorRule{.name = QStringLiteral("errors"),
                     .signal = QStringLiteral("api.error_rate"),
                     .threshold = 0.05,
                     .holdFor = 5min,
                     .minimum = 20};

class TruthsTest : public ::testing::Test
{
protected:
    const Alert &judge(const Rule &rule)
    {
        book.evaluate({&rule, 1}, service.context.service, evaluateAll(service.history, service.context, service.now),
                      longestGap(service.context));
        return *book.find(rule.name, service.context.service);
    }

    FakeService service;
    AlertBook book;
};

TEST_F(TruthsTest, FirstSampleOfANewSeriesOnAKnownTargetIsAnEvent)
{
    service.polls(4, "success", 5);
    judge(authRule);
    service.polls(1, "401", 1);
    EXPECT_EQ(service.read("api.auth_failures").value, 1);
    EXPECT_EQ(judge(authRule).state, State::Firing);
}

TEST_F(TruthsTest, FirstSampleOfANewTargetIsUnknownAndNoEvent)
{
    service.polls(1, "401", 7);
    EXPECT_EQ(service.read("api.auth_failures").validity, Validity::Unknown);
    EXPECT_EQ(judge(authRule).state, State::Inactive);
    service.polls(4, "success", 5);
    EXPECT_EQ(service.read("api.auth_failures").value, 0);
    EXPECT_EQ(judge(authRule).state, State::Inactive);
}

TEST_F(TruthsTest, ResetAddsTheNewValueAndAGapIsNoZero)
{
    service.polls(10, "success", 10);
    service.restart();
    service.polls(1, "success", 4);
    EXPECT_EQ(service.read("api.error_rate").n, 9 * 10 + 4);

    service.sleep(10min);
    const Reading blind = service.read("api.error_rate");
    EXPECT_EQ(blind.validity, Validity::NoData);
    EXPECT_EQ(blind.value, std::nullopt);
    service.polls(1, "500", 1'000);
    EXPECT_EQ(service.read("api.error_rate").validity, Validity::Unknown) << "what happened in the gap has no window";
    service.polls(1, "success", 10);
    EXPECT_EQ(service.read("api.error_rate").value, 0.0);
    EXPECT_EQ(service.read("api.error_rate").n, 10);
}

TEST_F(TruthsTest, TimeAsleepNeverCountsAsTimeInBreach)
{
    service.polls(1, "success", 1);
    for (int i = 0; i < 8; ++i) {
        service.polls(1, "500", 30);
        judge(errorRule);
    }
    const Duration held = judge(errorRule).held;
    EXPECT_EQ(held, 7 * 15s);
    service.sleep(20min);
    service.polls(1, "500", 30);
    service.polls(1, "500", 30);
    EXPECT_EQ(judge(errorRule).state, State::Pending);
    EXPECT_EQ(judge(errorRule).held, held);
}

TEST_F(TruthsTest, P99SaysHowSureItIs)
{
    service.latency(0.3, 0);
    service.poll();
    service.latency(0.3, 50);
    service.latency(3.5, 50);
    service.poll();
    const Reading inside = service.read("api.latency_p99");
    EXPECT_NEAR(*inside.value, 2 + 3 * 49.0 / 50, 1e-12);
    EXPECT_EQ(inside.low, 2);
    EXPECT_EQ(inside.high, 5);
    EXPECT_EQ(inside.n, 100);
    EXPECT_EQ(inside.note, QStringLiteral("goal undecidable: add a bucket edge at 3 s"));

    service.latency(60, 500);
    service.poll();
    const Reading top = service.read("api.latency_p99");
    EXPECT_EQ(top.value, 5);
    EXPECT_EQ(top.low, 5);
    EXPECT_EQ(top.high, std::nullopt) << "reads \">= 5 s\", never a flat 5";
}

TEST_F(TruthsTest, PendingHasAClockThatSurvivesARestart)
{
    service.polls(1, "success", 1);
    for (int i = 0; i < 13; ++i) {
        service.polls(1, "500", 30);
        judge(errorRule);
    }
    EXPECT_EQ(book.find(errorRule.name, service.context.service)->held, 3min);
    EXPECT_EQ(timeLeft(errorRule, *book.find(errorRule.name, service.context.service), 15s), 2min);

    book = AlertBook::fromBytes(book.toBytes()).book;
    service.restartHubwatch();
    for (int i = 0; i < 7; ++i) {
        service.polls(1, "500", 30);
        EXPECT_EQ(judge(errorRule).state, State::Pending);
    }
    service.polls(1, "500", 30);
    EXPECT_EQ(judge(errorRule).state, State::Firing);
}

TEST_F(TruthsTest, NoDataWhileFiringStaysFiringAndSaysSinceWhen)
{
    service.polls(2, "success", 5);
    service.polls(1, "401", 1);
    judge(authRule);
    service.restart(); // the series vanishes with its process
    service.poll();
    const Alert &alert = judge(authRule);
    EXPECT_EQ(alert.state, State::Firing);
    EXPECT_EQ(alert.noDataSince, service.now);
    EXPECT_EQ(alert.note, QStringLiteral("hubspot_api_calls_total is not exposed"));
    for (int i = 0; i < 400; ++i) {
        service.miss();
        EXPECT_EQ(judge(authRule).state, State::Firing);
    }
}

TEST_F(TruthsTest, SmallNShowsBothNumbersAndPagesNobody)
{
    service.polls(2, "success", 9);
    service.polls(1, "500", 1);
    const Reading reading = service.read("api.error_rate");
    EXPECT_EQ(reading.value, 0.1);
    EXPECT_EQ(reading.n, 10);
    EXPECT_EQ(judge(errorRule).state, State::Inactive) << "0.1 is above the threshold, but stands on 10 of 20 calls";
}

TEST_F(TruthsTest, WatchingCostsTheServiceNothingButItsOwnPolls)
{
    // Every signal reads from frames at hand: evaluating asks nobody, however often it happens, and a readiness outcome
    // stays in force between its rare polls.
    service.polls(1, "success", 5);
    service.readiness(Frame::Outcome::Good);
    service.polls(11, "success", 5); // 2:45 later; readiness is polled once a minute
    const size_t frames = service.frames.size();
    for (int i = 0; i < 100; ++i)
        evaluateAll(service.history, service.context, service.now);
    EXPECT_EQ(service.frames.size(), frames);
    EXPECT_EQ(service.read("service.ready").value, 1);
    EXPECT_EQ(service.read("service.ready").observedAt, service.now - 11 * 15s);
}

} // namespace
} // namespace hubwatch
