#include "app/engine/frame_reader.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const TimePoint readerBegin(1'763'884'800s);
const QString readerService = QStringLiteral("sync");

TEST(FrameReader, ReadsBackTheFramesOfARangeAsTheyWere)
{
    const auto opened = Store::open({});
    ASSERT_TRUE(opened);
    FrameWriter writer;
    std::vector<Frame> frames;
    for (int i = 0; i < 10; ++i) {
        Frame frame{.at = readerBegin + i * 5s, .metrics = Frame::Outcome::Good, .run = 1, .observed = i * 5s};
        frame.calls = {.success = i * 10.0, .error = double(i)};
        frame.latency = {{.upperBound = 1, .count = i * 11.0}};
        frame.exposed.calls = 2;
        frames.push_back(frame);
        const TargetScrape scrape{.target = frameTarget(readerService), .scrape = writer.write(frame)};
        ASSERT_TRUE(opened->store->append({&scrape, 1}));
    }
    const auto read = readFrames(*opened->store, frameTarget(readerService), readerBegin + 10s, readerBegin + 20s);
    EXPECT_EQ(read, std::vector<Frame>(frames.begin() + 2, frames.begin() + 5));
    EXPECT_TRUE(readFrames(*opened->store, coarseFrameTarget(readerService), TimePoint::min(), readerBegin).empty());
}

TEST(FrameReader, ReadsTheScrapeOfAnInstantOrNone)
{
    const auto opened = Store::open({});
    ASSERT_TRUE(opened);
    auto table = std::make_shared<SeriesTable>();
    table->series.push_back({.metric = "up"});
    table->types.push_back(MetricType::Gauge);
    const TargetScrape stored{.target = readerService, .scrape = {.at = readerBegin, .table = table, .values = {3}}};
    ASSERT_TRUE(opened->store->append({&stored, 1}));
    const auto scrape = readScrape(*opened->store, readerService, readerBegin);
    ASSERT_TRUE(scrape);
    EXPECT_EQ(scrape->table->series, table->series);
    EXPECT_EQ(scrape->values, std::vector<double>{3});
    EXPECT_FALSE(readScrape(*opened->store, readerService, readerBegin + 1ms));
}

} // namespace
} // namespace hubwatch
