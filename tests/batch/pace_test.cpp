#include "batch/pace.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const TimePoint paceNow(1'763'884'800s);

PaceFacts paceFacts(std::int64_t left, std::optional<Duration> perCall = 200ms)
{
    return {.requestsLeft = left, .perCall = perCall};
}

struct PaceCase {
    const char *name;
    PaceFacts facts;
    PaceBound bound;
    double perSecond;
    Duration left;
    const char *words;
};

PaceFacts paceWith(PaceFacts facts, const std::function<void(PaceFacts &)> &change)
{
    change(facts);
    return facts;
}

class PaceForecastTest : public ::testing::TestWithParam<PaceCase>
{ };

TEST_P(PaceForecastTest, NamesTheLimitThatBindsAndTheEnd)
{
    const PaceCase &one = GetParam();
    const Forecast found = forecast(one.facts, paceNow);
    EXPECT_EQ(boundWord(found.bound), boundWord(one.bound));
    EXPECT_NEAR(found.requestsPerSecond, one.perSecond, 0.01);
    EXPECT_NEAR(double(found.left.count()), double(one.left.count()), 100);
    EXPECT_EQ(found.words.toStdString(), one.words);
    ASSERT_TRUE(found.endsAt);
    EXPECT_EQ(*found.endsAt, paceNow + found.left);
}

INSTANTIATE_TEST_SUITE_P(
    Limits, PaceForecastTest,
    ::testing::Values(
        PaceCase{"Bucket", paceFacts(784), PaceBound::Bucket, 7.843, 99'960ms,
                 "80 calls in 10s allow 7.8 requests/s; 5 slots of 0.2 s each would allow 25"},
        PaceCase{"AWindowThatIsFree", paceWith(paceFacts(80), [](PaceFacts &f) { f.answeredAgo.emplace(); }),
                 PaceBound::Bucket, 7.843, 3'360ms,
                 "80 calls in 10s allow 7.8 requests/s; 5 slots of 0.2 s each would allow 25"},
        PaceCase{"AWindowAndOneMore", paceWith(paceFacts(81), [](PaceFacts &f) { f.answeredAgo.emplace(); }),
                 PaceBound::Bucket, 7.843, 10'400ms,
                 "80 calls in 10s allow 7.8 requests/s; 5 slots of 0.2 s each would allow 25"},
        PaceCase{"AWindowThatIsUsed",
                 paceWith(paceFacts(1), [](PaceFacts &f) { f.answeredAgo.emplace(80, Duration(3s)); }),
                 PaceBound::Bucket, 7.843, 7'200ms,
                 "80 calls in 10s allow 7.8 requests/s; 5 slots of 0.2 s each would allow 25"},
        PaceCase{"Slots", paceFacts(100, 3s), PaceBound::Slots, 1.667, 60s,
                 "5 slots of 3.0 s each allow 1.7 requests/s; the bucket would allow 6.2"},
        PaceCase{"OneSlot", paceWith(paceFacts(10, 1s), [](PaceFacts &f) { f.concurrency = 1; }), PaceBound::Slots, 1,
                 10s, "1 slot of 1.0 s allow 1.0 requests/s; the bucket would allow 7.3"},
        PaceCase{"NothingAnswered", paceFacts(784, {}), PaceBound::Unknown, 7.843, 99'960ms,
                 "nothing has been answered yet; with 0.2 s an answer, 80 calls in 10s would allow 7.8 requests/s"},
        PaceCase{"NothingLeft", paceFacts(0), PaceBound::Bucket, 7.843, 0s, "nothing is left to send"},
        PaceCase{"Held", paceWith(paceFacts(784), [](PaceFacts &f) { f.heldUntil = paceNow + 10s; }), PaceBound::Held,
                 7.843, 109'960ms,
                 "held for 10s more; then 80 calls in 10s allow 7.8 requests/s; 5 slots of 0.2 s each would allow 25"},
        PaceCase{"WasHeld", paceWith(paceFacts(784), [](PaceFacts &f) { f.heldUntil = paceNow - 10s; }),
                 PaceBound::Bucket, 7.843, 99'960ms,
                 "80 calls in 10s allow 7.8 requests/s; 5 slots of 0.2 s each would allow 25"},
        PaceCase{"QuotaEnds",
                 paceWith(paceFacts(1784),
                          [](PaceFacts &f) {
                              f.dailyLeft = 1000;
                              f.resetsAt = paceNow + 4h + 11min + 30s;
                          }),
                 PaceBound::Daily, 7.843, 4h + 11min + 30s + 99'960ms,
                 "the day's quota ends after 1,000 of 1,784 requests; it is back in 4h12m"},
        PaceCase{"QuotaIsGone",
                 paceWith(paceFacts(784),
                          [](PaceFacts &f) {
                              f.dailyLeft = -3;
                              f.resetsAt = paceNow + 90s;
                          }),
                 PaceBound::Daily, 7.843, 189'960ms,
                 "the day's quota is used up, with 784 requests to go; it is back in 1m30s"},
        PaceCase{"QuotaOutlivesTheDay",
                 paceWith(paceFacts(1784),
                          [](PaceFacts &f) {
                              f.dailyLeft = 1000;
                              f.resetsAt = paceNow + 100s;
                          }),
                 PaceBound::Bucket, 7.843, 227'460ms,
                 "80 calls in 10s allow 7.8 requests/s; 5 slots of 0.2 s each would allow 25"},
        PaceCase{"QuotaIsEnough", paceWith(paceFacts(784), [](PaceFacts &f) { f.dailyLeft = 784; }), PaceBound::Bucket,
                 7.843, 99'960ms, "80 calls in 10s allow 7.8 requests/s; 5 slots of 0.2 s each would allow 25"},
        PaceCase{"QuotaOfYesterday",
                 paceWith(paceFacts(784),
                          [](PaceFacts &f) {
                              f.dailyLeft = 0;
                              f.resetsAt = paceNow - 1s;
                          }),
                 PaceBound::Bucket, 7.843, 99'960ms,
                 "80 calls in 10s allow 7.8 requests/s; 5 slots of 0.2 s each would allow 25"}),
    [](const auto &test) { return test.param.name; });

TEST(PaceForecast, HasNoEndWhenNobodyKnowsWhenTheQuotaIsBack)
{
    PaceFacts facts = paceFacts(784);
    facts.dailyLeft = 783;
    const Forecast found = forecast(facts, paceNow);
    EXPECT_EQ(found.bound, PaceBound::Daily);
    EXPECT_FALSE(found.endsAt);
    EXPECT_EQ(found.words,
              QStringLiteral("the day's quota ends after 783 of 784 requests; when it is back is not known"));
}

TEST(PaceMeter, KnowsNothingBeforeTheFirstAnswer)
{
    const PaceMeter meter;
    EXPECT_FALSE(meter.perCall());
    EXPECT_EQ(meter.rowsPerSecond(5s), 0);
    EXPECT_TRUE(meter.answeredAgo(5s, 10s).empty());
    EXPECT_TRUE(meter.points(paceNow, 5s, 1s, 100).empty());
}

TEST(PaceMeter, TakesTheMeanOfTheLastFifty)
{
    PaceMeter meter;
    for (int i = 0; i < 30; ++i)
        meter.answered(1h, 100, 3s);
    EXPECT_EQ(meter.perCall(), Duration(3s));
    for (int i = 0; i < 2'000; ++i)
        meter.answered(1h + Duration(i), 100, 100ms);
    EXPECT_EQ(meter.perCall(), Duration(100ms));
    for (int i = 0; i < 25; ++i)
        meter.answered(1h + 3s, 100, 300ms);
    EXPECT_EQ(meter.perCall(), Duration(200ms));
}

TEST(PaceMeter, CountsTheRowsOfTheLastTenSeconds)
{
    PaceMeter meter;
    meter.answered(1h + 900ms, 100, 200ms);
    EXPECT_EQ(meter.rowsPerSecond(1h + 901ms), 100) << "of a job that is younger than a second";
    meter.answered(1h + 1'900ms, 100, 200ms);
    EXPECT_NEAR(meter.rowsPerSecond(1h + 2'900ms), 100, 1);
    for (Duration at = 2s; at < 60s; at += 100ms)
        meter.answered(1h + at, 10, 200ms);
    EXPECT_NEAR(meter.rowsPerSecond(1h + 59'950ms), 100, 1);
    EXPECT_NEAR(meter.rowsPerSecond(1h + 65s), 50, 1);
    EXPECT_EQ(meter.rowsPerSecond(1h + 80s), 0);
}

TEST(PaceMeter, TellsHowLongAgoAnswersCame)
{
    PaceMeter meter;
    for (int i = 0; i < 5'000; ++i)
        meter.answered(1h + Duration(i), 1, 1ms);
    EXPECT_EQ(meter.answeredAgo(1h + 5s, 3ms), (std::vector<Duration>{1ms, 2ms}));
    EXPECT_EQ(meter.answeredAgo(1h + 5s, 10s).size(), 1'000U);
    EXPECT_TRUE(meter.answeredAgo(1h + 16s, 10s).empty());
}

TEST(PaceMeter, DrawsWholeGrainsThatLieStill)
{
    PaceMeter meter;
    for (Duration at = 2s; at < 20s; at += 500ms)
        meter.answered(1h + at, 50, 200ms);
    meter.held(1h + 16s);
    const auto early = meter.points(paceNow, 1h + 20s, 5s, 100);
    const auto late = meter.points(paceNow + 3s, 1h + 23s, 5s, 100);
    EXPECT_EQ(early, late);
    ASSERT_EQ(early.size(), 4U);
    EXPECT_EQ(early[0], (PaceMeter::Point{.at = paceNow - 15s, .rowsPerSecond = 100}))
        << "begun after two seconds of it";
    EXPECT_EQ(early[2], (PaceMeter::Point{.at = paceNow - 5s, .rowsPerSecond = 100}));
    EXPECT_EQ(early[3], (PaceMeter::Point{.at = paceNow, .rowsPerSecond = 100, .held = true}));
    EXPECT_EQ(meter.points(paceNow, 1h + 20s, 5s, 1), (std::vector{early[3]}));
}

TEST(PaceMeter, RemembersAnHour)
{
    PaceMeter meter;
    for (Duration at = 0s; at < 3h; at += 250ms)
        meter.answered(1h + at, at < 2h ? 1 : 25, 200ms);
    const auto all = meter.points(paceNow, 4h, 10s, 10'000);
    ASSERT_EQ(all.size(), 360U);
    EXPECT_EQ(all.front().rowsPerSecond, 100);
    EXPECT_EQ(all.back(), (PaceMeter::Point{.at = paceNow, .rowsPerSecond = 100}));
    const auto asleep = meter.points(paceNow, 30h, 10s, 10'000);
    ASSERT_EQ(asleep.size(), 360U);
    EXPECT_EQ(asleep.back().rowsPerSecond, 0) << "rows of a day ago are not drawn as today's";
}

} // namespace
} // namespace hubwatch
