#include "signals/frame.h"

#include "support/printers.h"

#include <gtest/gtest.h>
#include <limits>
#include <map>

namespace hubwatch {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Frame full()
{
    return {.at = TimePoint(1'763'884'800'123ms),
            .metrics = Frame::Outcome::Good,
            .health = Frame::Outcome::NotReady,
            .readiness = Frame::Outcome::Unreachable,
            .run = 3,
            .observed = 123'456ms,
            .calls = {.success = 1, .rateLimited = 2, .auth = 3, .error = 4},
            .lost = {.success = 5, .rateLimited = 6, .auth = 7, .error = 8},
            .latency = {{0.1, 1}, {2.5, 2}, {infinity, 3}},
            .webhook = {{5, 1}, {infinity, 1}},
            .jobs = {.ok = 9, .failed = 10},
            .syncRunning = 1,
            .oldestSync = TimePoint(1'763'884'000'500ms),
            .exposed = {.calls = 4, .latency = 3, .webhook = 2, .jobs = 2, .started = 1}};
}

TEST(FrameTest, ComesBackFromItsScrapeAsItWas)
{
    FrameWriter writer;
    EXPECT_EQ(readFrame(writer.write(full())), full());
    EXPECT_EQ(readFrame(writer.write(Frame{.at = full().at})).calls, CallCounts());
}

TEST(FrameTest, OfAnAccountComesBackWithItsGauges)
{
    FrameWriter writer;
    EXPECT_EQ(readFrame(writer.write(full())), full()); // as stored before there were any
    Frame account = full();
    account.at += 15s;
    account.quotaUsed = 1200;
    account.quotaLimit = 250'000;
    account.quotaResets = TimePoint(1'763'942'400'000ms);
    account.credentialSince = TimePoint(1'757'000'000'250ms);
    account.statusLevel = -1;
    EXPECT_EQ(readFrame(writer.write(account)), account);
    account.statusLevel.reset();
    EXPECT_EQ(readFrame(writer.write(account)), account);
}

TEST(FrameTest, OfAServiceHasNoColumnForThem)
{
    FrameWriter writer;
    for (const SeriesId &id : writer.write(full()).table->series)
        EXPECT_TRUE(id.metric.find("quota") == std::string::npos && id.metric.find("credential") == std::string::npos);
}

TEST(FrameTest, TellsOnlyWhatChanged)
{
    FrameWriter writer;
    Frame frame = full();
    const Scrape first = writer.write(frame);
    EXPECT_EQ(first.changed.size(), first.values.size());
    EXPECT_TRUE(writer.write(frame).changed.empty());
    frame.calls.success = 2;
    frame.health.reset();
    EXPECT_EQ(writer.write(frame).changed.size(), 2u);
}

TEST(FrameTest, GrowsItsTableWithoutTouchingScrapesHandedOut)
{
    FrameWriter writer;
    Frame frame = full();
    const Scrape first = writer.write(frame);
    const size_t before = first.table->series.size();
    frame.latency.insert(frame.latency.begin() + 1, {.upperBound = 1, .count = 1});
    const Scrape second = writer.write(frame);
    EXPECT_EQ(first.table->series.size(), before);
    EXPECT_EQ(second.table->series.size(), before + 1);
    EXPECT_EQ(second.table->generation, first.table->generation);
    EXPECT_EQ(readFrame(first), full());
    EXPECT_EQ(readFrame(second), frame);
}

TEST(FrameTest, IsJoinedFromStoredSeries)
{
    FrameWriter writer;
    std::vector<Frame> frames;
    std::map<std::string, FramePoints> stored;
    for (int i = 0; i < 3; ++i) {
        Frame frame = full();
        frame.at += i * 15s;
        frame.calls.success += i;
        if (i == 1)
            frame.health.reset();
        frames.push_back(frame);
        const Scrape scrape = writer.write(frame);
        for (size_t column = 0; column < scrape.values.size(); ++column) {
            if (isStaleMark(scrape.values[column]))
                continue;
            FramePoints &points = stored[seriesText(scrape.table->series[column])];
            points.id = scrape.table->series[column];
            points.samples.push_back({.at = scrape.at, .value = scrape.values[column]});
        }
    }
    std::vector<FramePoints> series;
    for (auto &[text, points] : stored)
        series.push_back(points);
    EXPECT_EQ(joinFrames(series), frames);
    EXPECT_TRUE(joinFrames({}).empty());
}

TEST(FrameTest, IgnoresSeriesItDoesNotKnow)
{
    const auto table = std::make_shared<SeriesTable>();
    table->series = {{.metric = "up", .labels = {}}, {.metric = "hubwatch_calls_total", .labels = {}}};
    table->types.resize(2, MetricType::Gauge);
    EXPECT_EQ(readFrame({.at = TimePoint(1s), .table = table, .values = {1, 2}}), Frame{.at = TimePoint(1s)});
}

} // namespace
} // namespace hubwatch
