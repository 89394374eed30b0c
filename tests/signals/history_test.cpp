#include "signals/history.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const TimePoint start(1'763'884'800s);

/// One success a second, seen every `interval`.
Frame frameAt(Duration at, std::int64_t run = 1)
{
    return {.at = start + at,
            .metrics = Frame::Outcome::Good,
            .run = run,
            .observed = at,
            .calls = {.success = double(at / 1s)}};
}

History filled(Duration length, Duration interval = 15s)
{
    History history;
    for (Duration at{}; at <= length; at += interval)
        history.add(frameAt(at));
    return history;
}

TEST(HistoryTest, SubtractsTheTotalAtTheWindowsStart)
{
    const History history = filled(10min);
    EXPECT_EQ(history.sum(start + 10min, 5min)->calls.success, 300);
    EXPECT_EQ(history.sum(start + 10min, 5min)->covered, 5min);
    EXPECT_EQ(history.sum(start + 10min + 7s, 5min)->calls.success, 300) << "rounded to the nearest frame";
    EXPECT_EQ(history.sum(start + 10min + 8s, 5min)->calls.success, 285);
}

TEST(HistoryTest, CoversWhatThereIs)
{
    const History history = filled(2min);
    EXPECT_EQ(history.sum(start + 2min, 5min)->covered, 2min);
    EXPECT_EQ(history.sum(start + 2min, 72h)->covered, 2min);
    EXPECT_EQ(History().sum(start, 5min), std::nullopt);
    EXPECT_EQ(filled(0s).sum(start, 5min), std::nullopt);
    EXPECT_EQ(history.sum(start + 1h, 5min), std::nullopt) << "nothing of it is in the window";
}

TEST(HistoryTest, KnowsLongWindowsAtAMinuteOrFive)
{
    const History history = filled(75h);
    for (const Duration window : {30min, 60min, 360min, 1'440min}) {
        EXPECT_NEAR(history.sum(start + 75h, window)->calls.success, double(window / 1s), 30);
        EXPECT_EQ(history.sum(start + 75h, window)->covered / 1s, history.sum(start + 75h, window)->calls.success);
    }
    EXPECT_NEAR(history.sum(start + 75h, 72h)->calls.success, 72 * 3'600, 150);
}

TEST(HistoryTest, ComparesTheLastTwoPollsOfOneRun)
{
    History history = filled(30s);
    EXPECT_EQ(history.sinceLastPoll()->calls.success, 15);
    history.add(frameAt(10min, 2));
    EXPECT_EQ(history.sinceLastPoll(), std::nullopt);
}

TEST(HistoryTest, SkipsFramesWithoutAScrape)
{
    History history = filled(30s);
    Frame probe = frameAt(35s);
    probe.metrics.reset();
    probe.health = Frame::Outcome::NotReady;
    history.add(probe);
    Frame missed = frameAt(45s);
    missed.metrics = Frame::Outcome::Unreachable;
    history.add(missed);
    EXPECT_EQ(history.newest()->at, start + 30s);
    EXPECT_EQ(history.health()->at, start + 35s);
    EXPECT_EQ(history.lastHealthAnswer(), start + 35s);
    EXPECT_EQ(history.metrics()->outcome, Frame::Outcome::Unreachable);
    EXPECT_EQ(history.lastScrape(), start + 30s);
    EXPECT_EQ(history.readiness(), std::nullopt);
    EXPECT_EQ(history.firstPoll(), start);
}

TEST(HistoryTest, ForgetsWhatWasBeforeTheClockWasSetBack)
{
    History history = filled(10min);
    history.add(frameAt(-1h));
    EXPECT_EQ(history.sum(start - 1h, 5min), std::nullopt);
    EXPECT_EQ(history.newest()->at, start - 1h);
}

TEST(HistoryTest, NeverSubtractsTotalsThatBeganAnew)
{
    History history = filled(10min);
    Frame anew = frameAt(11min);
    anew.observed = 0s;
    anew.calls.success = 3;
    history.add(anew);
    EXPECT_EQ(history.sum(start + 11min, 5min), std::nullopt);
    EXPECT_EQ(history.sinceLastPoll(), std::nullopt);
}

TEST(HistoryTest, TakesALateProbeWithoutForgetting)
{
    History history = filled(10min);
    Frame probe = frameAt(10min - 5s);
    probe.metrics.reset();
    probe.health = Frame::Outcome::Good;
    history.add(probe);
    EXPECT_EQ(history.sum(start + 10min, 5min)->calls.success, 300);
    EXPECT_EQ(history.health()->at, start + 10min - 5s);
}

TEST(HistoryTest, LeavesTimeAwayOutOfAges)
{
    History history;
    history.addAway(start + 1min, start + 2min);
    history.addAway(start + 10min, start + 20min);
    history.addAway(start + 9min, start + 8min);
    EXPECT_EQ(history.awake(start, start + 30min), 19min);
    EXPECT_EQ(history.awake(start + 15min, start + 30min), 10min);
    EXPECT_EQ(history.awake(start + 12min, start + 13min), 0min);
    EXPECT_EQ(history.awake(start + 30min, start), 0min);
}

} // namespace
} // namespace hubwatch
