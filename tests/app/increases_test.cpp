#include "app/triage/increases.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr TimePoint stepsBegin(1'763'884'800s);

StoredSeries counterNamed(const char *metric)
{
    return {.id = {.metric = metric}, .type = MetricType::Counter};
}

/// Two counters and the start of their process, polled every 15 s.
class IncreasesTest : public ::testing::Test
{
protected:
    Increases increases{45s};
    TimePoint at = stepsBegin;

    void SetUp() override
    {
        increases.follow({counterNamed("a_total"),
                          counterNamed("b_total"),
                          {.id = {.metric = "process_start_time_seconds"}, .type = MetricType::Gauge}});
    }
    Increases::Step take(double a, double b, double process = 100, Duration after = 15s)
    {
        at += after;
        const std::vector<double> values{a, b, process};
        return increases.take(at, values);
    }
};

TEST_F(IncreasesTest, TakesTheFirstScrapeForABaselineAndABirthFromZero)
{
    const auto first = take(50, staleMark());
    EXPECT_TRUE(first.first);
    EXPECT_FALSE(first.lost);
    EXPECT_EQ(first.seen, Duration::zero());
    const auto second = take(53, 4);
    EXPECT_EQ(second.seen, Duration(15s));
    EXPECT_EQ(second.by[0], 3);
    EXPECT_EQ(second.by[1], 4);
    EXPECT_EQ(second.by[2], 0) << "no counter";
}

TEST_F(IncreasesTest, UndoesResetsAlsoWhereANewProcessHasPassedTheOldOne)
{
    take(50, 10);
    EXPECT_EQ(take(8, 12).by[0], 8) << "backwards";
    const auto step = take(90, 20, 200);
    EXPECT_EQ(step.by[0], 90);
    EXPECT_EQ(step.by[1], 20) << "a later process started from zero, whatever it shows by now";
}

TEST_F(IncreasesTest, CountsAReturningSeriesFromZeroOnlyAfterARestart)
{
    take(50, 10);
    take(51, staleMark());
    EXPECT_EQ(take(52, 12).by[1], 2) << "it was hidden for a poll";
    take(53, staleMark());
    take(1, staleMark());
    EXPECT_EQ(take(2, 15).by[1], 15) << "the process was replaced meanwhile";
}

TEST_F(IncreasesTest, CallsWhatHappenedOverAGapLost)
{
    take(50, 10);
    const auto late = take(150, 10, 100, 46s);
    EXPECT_TRUE(late.lost);
    EXPECT_EQ(late.seen, Duration::zero());
    EXPECT_EQ(late.by[0], 100);
    EXPECT_EQ(take(151, 10).seen, Duration(15s));
    EXPECT_TRUE(take(152, 10, 100, -1h).lost) << "a clock set back";
}

TEST_F(IncreasesTest, KnowsSeriesByNameWhenTheirPlacesMove)
{
    take(50, 10);
    increases.follow({counterNamed("new_total"), counterNamed("b_total"), counterNamed("a_total")});
    const auto step = take(3, 11, 54);
    EXPECT_EQ(step.by[0], 3);
    EXPECT_EQ(step.by[1], 1);
    EXPECT_EQ(step.by[2], 4);
}

TEST(SeriesMotionOf, GoesByTypeFirstAndByNameWhereThereIsNone)
{
    const auto motion
        = [](const char *metric, MetricType type) { return motionOf({.id = {.metric = metric}, .type = type}); };
    EXPECT_EQ(motion("a_total", MetricType::Unknown), SeriesMotion::CountsUp);
    EXPECT_EQ(motion("nodejs_active_handles_total", MetricType::Gauge), SeriesMotion::Level);
    EXPECT_EQ(motion("odd", MetricType::Counter), SeriesMotion::CountsUp);
    EXPECT_EQ(motion("d_seconds_bucket", MetricType::Histogram), SeriesMotion::CountsUp);
    EXPECT_EQ(motion("d_seconds", MetricType::Summary), SeriesMotion::Level);
    EXPECT_EQ(motion("d_seconds_sum", MetricType::Summary), SeriesMotion::CountsUp);
    EXPECT_EQ(motion("temperature", MetricType::Unknown), SeriesMotion::Level);
    EXPECT_EQ(motion("a_created", MetricType::Counter), SeriesMotion::Instant);
    EXPECT_EQ(motion("hubspot_sync_job_started_timestamp_seconds", MetricType::Gauge), SeriesMotion::Instant);
    EXPECT_EQ(motion("process_start_time_seconds", MetricType::Gauge), SeriesMotion::Process);
}

} // namespace
} // namespace hubwatch
