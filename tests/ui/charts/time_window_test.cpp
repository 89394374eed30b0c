#include "ui/charts/time_window.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

const TimePoint now(1'795'394'467s);

TEST(TimeWindowTest, FollowsThePresentOnAGrid)
{
    const TimeWindow window = liveWindow(1h, now);
    EXPECT_TRUE(window.live);
    EXPECT_EQ(window.to - window.from, 1h);
    EXPECT_GE(window.to, now);
    EXPECT_LT(window.to - now, 5s);
    EXPECT_EQ(liveWindow(1h, window.to - 1s), window) << "pixel columns must not wander with each second";
}

TEST(TimeWindowTest, ZoomsIntoABrushedStretchAndRemembersTheWayBack)
{
    const TimeWindow zoomed = zoomedTo(liveWindow(1h, now), now - 20min, now - 30min, now);
    EXPECT_EQ(zoomed, (TimeWindow{.from = now - 30min, .to = now - 20min, .range = 1h, .live = false}));
    const TimeWindow tiny = zoomedTo(liveWindow(1h, now), now - 10min, now - 10min + 2s, now);
    EXPECT_EQ(tiny.to - tiny.from, 30s);
    const TimeWindow late = zoomedTo(liveWindow(1h, now), now - 10min, now + 10min, now);
    EXPECT_EQ(late.to, now);
    EXPECT_EQ(late.to - late.from, 20min);
}

TEST(TimeWindowTest, PansUpToThePresent)
{
    const TimeWindow back = pannedBy(liveWindow(1h, now), -15min, now);
    EXPECT_FALSE(back.live);
    EXPECT_EQ(back.to - back.from, 1h);
    EXPECT_EQ(pannedBy(back, 5h, now).to, now);
}

TEST(TimeWindowTest, ScalesAboutItsMiddleOrKeepsThePresent)
{
    const TimeWindow live = scaledBy(liveWindow(1h, now), 0.5, now);
    EXPECT_TRUE(live.live);
    EXPECT_EQ(live.to - live.from, 30min);
    const TimeWindow past{.from = now - 3h, .to = now - 1h, .live = false};
    const TimeWindow half = scaledBy(past, 0.5, now);
    EXPECT_EQ(half.from, now - 150min);
    EXPECT_EQ(half.to, now - 90min);
    EXPECT_EQ(scaledBy(past, 1e9, now).to - scaledBy(past, 1e9, now).from, 30 * 24h);
}

TEST(TimeWindowTest, AsksLongRangesSeldom)
{
    EXPECT_EQ(refreshEvery(liveWindow(15min, now)), 1s);
    EXPECT_EQ(refreshEvery(liveWindow(1h, now)), 1s);
    EXPECT_EQ(refreshEvery(liveWindow(24h, now)), 24s);
    EXPECT_EQ(refreshEvery(liveWindow(30 * 24h, now)), 60s);
}

TEST(TimeWindowTest, WaitsOutItsRhythm)
{
    const TimeWindow hour = liveWindow(1h, now);
    EXPECT_EQ(untilRefresh(hour, std::nullopt, now), Duration::zero());
    EXPECT_EQ(untilRefresh(hour, now, now), 1s);
    EXPECT_EQ(untilRefresh(hour, now, now + 300ms), 700ms);
    EXPECT_EQ(untilRefresh(hour, now, now + 1s), Duration::zero());
    EXPECT_EQ(untilRefresh(hour, now, now - 1ms), Duration::zero()) << "a clock set back";
}

} // namespace
} // namespace hubwatch::ui
