#include "metrics/series_index.h"

#include <gtest/gtest.h>
#include <set>

namespace hubwatch {
namespace {

bool always(std::uint32_t)
{
    return true;
}

TEST(SeriesIndexTest, FindsEverythingThatWasInserted)
{
    SeriesIndex index;
    EXPECT_EQ(index.find(1, always), SeriesIndex::none);
    for (std::uint32_t i = 0; i < 5'000; ++i)
        index.insert(textHash(std::to_string(i)), i);
    for (std::uint32_t i = 0; i < 5'000; ++i)
        ASSERT_EQ(index.find(textHash(std::to_string(i)), [i](std::uint32_t n) { return n == i; }), i);
    EXPECT_EQ(index.find(textHash("other"), always), SeriesIndex::none);
    index.clear();
    EXPECT_EQ(index.find(textHash("1"), always), SeriesIndex::none);
}

TEST(SeriesIndexTest, TellsEqualHashesApart)
{
    SeriesIndex index;
    for (std::uint32_t i = 0; i < 50; ++i)
        index.insert(42, i);
    EXPECT_EQ(index.find(42, [](std::uint32_t n) { return n == 33; }), 33u);
    EXPECT_EQ(index.find(42, [](std::uint32_t) { return false; }), SeriesIndex::none);
}

TEST(SeriesIndexTest, SpreadsSimilarNames)
{
    std::set<std::uint64_t> low;
    for (int i = 0; i < 4'096; ++i)
        low.insert(seriesHash({.metric = "http_requests_total", .labels = {{"id", std::to_string(i)}}}) & 0xffff);
    EXPECT_GT(low.size(), 3'700u); // a perfect hash gives about 3,970
}

TEST(SeriesIndexTest, KnowsWhereALabelEnds)
{
    EXPECT_NE(seriesHash({.metric = "a", .labels = {{"b", "cd"}}}),
              seriesHash({.metric = "a", .labels = {{"bc", "d"}}}));
    EXPECT_NE(textHash("a"), textHash(std::string_view("a\0", 2)));
}

} // namespace
} // namespace hubwatch
