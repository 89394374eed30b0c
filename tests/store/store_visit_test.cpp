#include "store_fixture.h"

namespace hubwatch {
namespace {

using namespace testing;

class StoreVisitTest : public StoreFixture
{
protected:
    struct Seen {
        TimePoint at = {};
        std::vector<double> values = {};
    };

    std::vector<Seen> visit(const std::function<bool(const StoredSeries &)> &wanted, TimePoint from = TimePoint::min(),
                            TimePoint to = TimePoint::max())
    {
        std::vector<Seen> seen;
        EXPECT_TRUE(
            store->visit(QStringLiteral("sync"), wanted, from, to, [&](TimePoint at, std::span<const double> values) {
                seen.push_back({at, {values.begin(), values.end()}});
            }));
        return seen;
    }
    static bool all(const StoredSeries &) { return true; }
};

TEST_F(StoreVisitTest, ShowsWholeScrapesInTheOrderOfTheSeriesAskedFor)
{
    const auto table = tableOf({"a", "b", "c"});
    for (int i = 0; i < 250; ++i) // three spans
        ASSERT_TRUE(append(scrapeOf(table, storeBegin + i * 5s, {double(i), i % 2 ? staleMark() : 7, double(-i)})));
    std::vector<std::string> asked;
    const auto seen = visit(
        [&](const StoredSeries &series) {
            asked.push_back(series.id.metric);
            return series.id.metric != "a";
        },
        storeBegin + 590s, storeBegin + 605s);
    EXPECT_EQ(asked, (std::vector<std::string>{"a", "b", "c"}));
    ASSERT_EQ(seen.size(), 4U) << "across a key frame";
    for (int i = 118; i < 122; ++i) {
        const Seen &scrape = seen[size_t(i - 118)];
        EXPECT_EQ(scrape.at, storeBegin + i * 5s);
        ASSERT_EQ(scrape.values.size(), 2U);
        EXPECT_EQ(isStaleMark(scrape.values[0]), i % 2 == 1);
        EXPECT_EQ(scrape.values[1], -i);
    }
}

TEST_F(StoreVisitTest, ShowsScrapesInWhichNothingWantedWasThere)
{
    ASSERT_TRUE(append(scrapeOf(tableOf({"a"}), storeBegin, {1})));
    ASSERT_TRUE(append(scrapeOf(tableOf({"a", "b"}), storeBegin + 5s, {1, 2})));
    EXPECT_EQ(visit([](const StoredSeries &) { return false; }).size(), 2U);
    const auto born = visit([](const StoredSeries &series) { return series.id.metric == "b"; });
    ASSERT_EQ(born.size(), 2U);
    EXPECT_TRUE(isStaleMark(born[0].values[0]));
    EXPECT_EQ(born[1].values[0], 2);
}

TEST_F(StoreVisitTest, KeepsTheOrderInWhichAClockSetBackWasStored)
{
    const auto table = tableOf({"a"});
    for (const Duration at : {Duration(0s), Duration(5s), Duration(-1h)})
        ASSERT_TRUE(append(scrapeOf(table, storeBegin + at, {1})));
    const auto seen = visit(all);
    ASSERT_EQ(seen.size(), 3U);
    EXPECT_EQ(seen[2].at, storeBegin - 1h);
}

TEST_F(StoreVisitTest, ShowsNothingOfATargetNobodyKnows)
{
    int shown = 0;
    EXPECT_TRUE(store->visit(QStringLiteral("nobody"), all, TimePoint::min(), TimePoint::max(),
                             [&](TimePoint, std::span<const double>) { ++shown; }));
    EXPECT_EQ(shown, 0);
}

} // namespace
} // namespace hubwatch
