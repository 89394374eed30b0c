#include "ui/charts/time_window.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

const TimePoint windowNow(1'795'394'467s);

TEST(TimeWindowTest, FollowsThePresentOnAGrid)
{
    const TimeWindow window = liveWindow(1h, windowNow);
    EXPECT_TRUE(window.live);
    EXPECT_EQ(window.to - window.from, 1h);
    EXPECT_GE(window.to, windowNow);
    EXPECT_LT(window.to - windowNow, 5s);
    EXPECT_EQ(liveWindow(1h, window.to - 1s), window) << "pixel columns must not wander with each second";
}

TEST(TimeWindowTest, ZoomsIntoABrushedStretchAndRemembersTheWayBack)
{
    const TimeWindow zoomed = zoomedTo(liveWindow(1h, windowNow), windowNow - 20min, windowNow - 30min, windowNow);
    EXPECT_EQ(zoomed, (TimeWindow{.from = windowNow - 30min, .to = windowNow - 20min, .range = 1h, .live = false}));
    const TimeWindow tiny = zoomedTo(liveWindow(1h, windowNow), windowNow - 10min, windowNow - 10min + 2s, windowNow);
    EXPECT_EQ(tiny.to - tiny.from, 30s);
    const TimeWindow late = zoomedTo(liveWindow(1h, windowNow), windowNow - 10min, windowNow + 10min, windowNow);
    EXPECT_EQ(late.to, windowNow);
    EXPECT_EQ(late.to - late.from, 20min);
}

TEST(TimeWindowTest, PansUpToThePresent)
{
    const TimeWindow back = pannedBy(liveWindow(1h, windowNow), -15min, windowNow);
    EXPECT_FALSE(back.live);
    EXPECT_EQ(back.to - back.from, 1h);
    EXPECT_EQ(pannedBy(back, 5h, windowNow).to, windowNow);
}

TEST(TimeWindowTest, ScalesAboutItsMiddleOrKeepsThePresent)
{
    const TimeWindow live = scaledBy(liveWindow(1h, windowNow), 0.5, windowNow);
    EXPECT_TRUE(live.live);
    EXPECT_EQ(live.to - live.from, 30min);
    const TimeWindow past{.from = windowNow - 3h, .to = windowNow - 1h, .live = false};
    const TimeWindow half = scaledBy(past, 0.5, windowNow);
    EXPECT_EQ(half.from, windowNow - 150min);
    EXPECT_EQ(half.to, windowNow - 90min);
    EXPECT_EQ(scaledBy(past, 1e9, windowNow).to - scaledBy(past, 1e9, windowNow).from, 30 * 24h);
}

TEST(TimeWindowTest, AsksLongRangesSeldom)
{
    EXPECT_EQ(refreshEvery(liveWindow(15min, windowNow)), 1s);
    EXPECT_EQ(refreshEvery(liveWindow(1h, windowNow)), 1s);
    EXPECT_EQ(refreshEvery(liveWindow(24h, windowNow)), 24s);
    EXPECT_EQ(refreshEvery(liveWindow(30 * 24h, windowNow)), 60s);
}

TEST(TimeWindowTest, WaitsOutItsRhythm)
{
    const TimeWindow hour = liveWindow(1h, windowNow);
    EXPECT_EQ(untilRefresh(hour, std::nullopt, windowNow), Duration::zero());
    EXPECT_EQ(untilRefresh(hour, windowNow, windowNow), 1s);
    EXPECT_EQ(untilRefresh(hour, windowNow, windowNow + 300ms), 700ms);
    EXPECT_EQ(untilRefresh(hour, windowNow, windowNow + 1s), Duration::zero());
    EXPECT_EQ(untilRefresh(hour, windowNow, windowNow - 1ms), Duration::zero()) << "a clock set back";
}

} // namespace
} // namespace hubwatch::ui
