#include "signals/tally.h"

#include "signals/fake_service.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using testing::FakeService;

TEST(TallyTest, SortsEveryStatusIntoItsClass)
{
    FakeService service;
    service.poll();
    service.calls("success", 1);
    service.calls("200", 2);
    service.calls("204", 3);
    service.calls("429", 5);
    service.calls("401", 7);
    service.calls("403", 11);
    service.calls("500", 13);
    service.calls("unknown", 17);
    service.calls("2000", 19);
    service.poll();
    EXPECT_EQ(service.frames.back().calls, (CallCounts{.success = 6, .rateLimited = 5, .auth = 18, .error = 49}));
}

TEST(TallyTest, TakesTheFirstScrapeAsABaseline)
{
    FakeService service;
    service.calls("success", 1'000);
    service.latency(0.2, 1'000);
    service.poll();
    EXPECT_EQ(service.frames.back().calls, CallCounts());
    EXPECT_EQ(service.frames.back().latency.back().count, 0);
    EXPECT_EQ(service.frames.back().exposed.calls, 1);
    EXPECT_EQ(service.frames.back().exposed.latency, 6);
}

TEST(TallyTest, AddsTheNewValueAfterAReset)
{
    FakeService service;
    service.calls("success", 100);
    service.poll();
    service.polls(1, "success", 10);
    service.restart();
    service.polls(1, "success", 4);
    EXPECT_EQ(service.frames.back().calls.success, 14);
}

TEST(TallyTest, CountsFromZeroInANewProcessAlsoWhereItHasPassedTheOldCount)
{
    FakeService service;
    service.calls("success", 3);
    service.set("process_start_time_seconds", {}, 1'000);
    service.poll();
    service.restart();
    service.set("process_start_time_seconds", {}, 2'000);
    service.polls(1, "success", 5);
    EXPECT_EQ(service.frames.back().calls.success, 5);
}

TEST(TallyTest, CountsASeriesThatIsBornAgainInANewProcessFromZero)
{
    FakeService service;
    service.calls("success", 100);
    service.calls("401", 1);
    service.poll();
    service.restart();
    service.polls(1, "success", 4); // the 401 is gone, and a counter went backwards
    service.polls(1, "401", 1);
    EXPECT_EQ(service.frames.back().calls.auth, 1);
}

TEST(TallyTest, ComparesASeriesThatWasGoneForAMomentWithItsOldCount)
{
    FakeService service;
    service.calls("success", 100);
    service.calls("500", 50);
    service.poll();
    const auto hidden = service.shown;
    service.shown.erase(service.shown.begin()); // one worker did not answer: its series are missing for one scrape
    service.poll();
    service.shown = hidden;
    service.poll();
    EXPECT_EQ(service.frames.back().calls, CallCounts());
}

TEST(TallyTest, IgnoresValuesThatAreNoNumbers)
{
    FakeService service;
    service.calls("success", 10);
    service.poll();
    service.calls("success", std::numeric_limits<double>::quiet_NaN());
    service.poll();
    service.set(MetricNames().calls, {{"endpoint", "contacts"}, {"status", "success"}}, 12);
    service.poll();
    EXPECT_EQ(service.frames.back().calls.success, 2);
}

TEST(TallyTest, GivesWhatHappenedInAGapToNoWindow)
{
    FakeService service;
    service.polls(2, "success", 10);
    const Frame before = service.frames.back();
    service.sleep(46s);
    service.polls(1, "success", 70);
    const Frame after = service.frames.back();
    EXPECT_EQ(after.calls, before.calls);
    EXPECT_EQ(after.lost.success, 70);
    EXPECT_EQ(after.run, before.run + 1);
    EXPECT_EQ(after.observed, before.observed);
}

TEST(TallyTest, BridgesUpToThreeIntervals)
{
    FakeService service;
    service.polls(2, "success", 10);
    service.miss();
    service.miss();
    service.polls(1, "success", 7);
    EXPECT_EQ(service.frames.back().calls.success, 17);
    EXPECT_EQ(service.frames.back().lost, CallCounts());
    EXPECT_EQ(service.frames.back().observed, 60s);
}

TEST(TallyTest, GoesOnAfterARestartOfHubwatchAsIfNothingHadHappened)
{
    FakeService service;
    service.polls(3, "success", 10);
    const Frame before = service.frames.back();
    service.restartHubwatch();
    service.polls(1, "success", 10);
    const Frame after = service.frames.back();
    EXPECT_EQ(after.calls.success, before.calls.success + 10);
    EXPECT_EQ(after.run, before.run);
}

TEST(TallyTest, TakesANewBaselineAfterARestartWithoutTheRawScrape)
{
    FakeService service;
    service.polls(3, "success", 10);
    const Frame before = service.frames.back();
    service.tally = Tally(MetricNames(), 15s);
    service.tally.restore(before);
    service.polls(2, "success", 10);
    EXPECT_EQ(service.frames.back().calls.success, before.calls.success + 10);
    EXPECT_EQ(service.frames.back().run, before.run + 1);
}

TEST(TallyTest, FollowsSeriesByNameWhenAllIndexesMove)
{
    Tally tally(MetricNames(), 15s);
    const SeriesId success{.metric = MetricNames().calls, .labels = {{"status", "success"}}};
    const SeriesId failure{.metric = MetricNames().calls, .labels = {{"status", "500"}}};
    const SeriesId other{.metric = "other", .labels = {}};
    const auto tableOf = [](std::uint64_t generation, std::vector<SeriesId> series) {
        return std::make_shared<SeriesTable>(
            SeriesTable{generation, series, std::vector<MetricType>(series.size(), MetricType::Counter)});
    };
    const TimePoint start{};
    tally.take({.at = start, .table = tableOf(0, {other, success, failure}), .values = {1, 10, 20}});
    const Frame moved = tally.take({.at = start + 15s, .table = tableOf(1, {failure, success}), .values = {21, 12}});
    EXPECT_EQ(moved.calls, (CallCounts{.success = 2, .error = 1}));
    // Another table of the same generation, as after a change of the reader.
    const Frame again
        = tally.take({.at = start + 30s, .table = tableOf(1, {success, failure, other}), .values = {13, 23, 9}});
    EXPECT_EQ(again.calls, (CallCounts{.success = 3, .error = 3}));
}

TEST(TallyTest, FindsTheOldestRunningSync)
{
    FakeService service;
    service.set(MetricNames().syncStarted, {{"job", "a"}}, 1'763'884'000);
    service.set(MetricNames().syncStarted, {{"job", "b"}}, 1'763'883'000.5);
    service.set(MetricNames().syncStarted, {{"job", "c"}}, 0);
    service.poll();
    EXPECT_EQ(service.frames.back().oldestSync, TimePoint(1'763'883'000'500ms));
    EXPECT_EQ(service.frames.back().syncRunning, 2);
}

} // namespace
} // namespace hubwatch
