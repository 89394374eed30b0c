#include "store_fixture.h"

namespace hubwatch {
namespace {

using namespace testing;

/// Three hundred scrapes of two series, five seconds apart: three spans, the last one open.
class StoreReadTest : public StoreFixture
{
protected:
    void SetUp() override
    {
        open();
        const auto table = tableOf({"a", "b"});
        for (int i = 0; i < 300; ++i)
            ASSERT_TRUE(append(scrapeOf(table, storeBegin + i * 5s, {double(i), double(-i)})));
    }
};

struct Range {
    const char *name;
    Duration from;
    Duration to;
    int first;
    int count;
};

class StoreRangeTest : public StoreReadTest, public ::testing::WithParamInterface<Range>
{ };

TEST_P(StoreRangeTest, HasBothEndsAndNothingBeyond)
{
    const Range &range = GetParam();
    for (const bool reopened : {false, true}) {
        if (reopened)
            open();
        const std::vector<Sample> found = samples("b", storeBegin + range.from, storeBegin + range.to);
        ASSERT_EQ(int(found.size()), range.count);
        for (int i = 0; i < range.count; ++i)
            ASSERT_EQ(found[size_t(i)], (Sample{storeBegin + (range.first + i) * 5s, double(-(range.first + i))}));
    }
}

INSTANTIATE_TEST_SUITE_P(Ranges, StoreRangeTest,
                         ::testing::Values(Range{"Everything", -1h, 1h, 0, 300}, Range{"OneInstant", 50s, 50s, 10, 1},
                                           Range{"BetweenTwoScrapes", 51s, 54s, 0, 0},
                                           Range{"BeforeAll", -1h, -1s, 0, 0}, Range{"AfterAll", 1h, 2h, 0, 0},
                                           Range{"AcrossTwoSpans", 590s, 610s, 118, 5},
                                           Range{"FromAKeyFrame", 600s, 605s, 120, 2},
                                           Range{"InTheOpenSpan", 1300s, 1h, 260, 40},
                                           Range{"TurnedAround", 100s, 50s, 0, 0}),
                         [](const auto &test) { return test.param.name; });

TEST_F(StoreReadTest, AnswersOnlyForTheSeriesWanted)
{
    const auto both = store->read(
        QStringLiteral("sync"), [](const StoredSeries &) { return true; }, storeBegin, storeBegin);
    ASSERT_TRUE(both);
    ASSERT_EQ(both->size(), 2u);
    EXPECT_EQ((*both)[0].series.id.metric, "a");
    EXPECT_EQ((*both)[1].series.id.metric, "b");
    const auto none = store->read(
        QStringLiteral("sync"), [](const StoredSeries &) { return false; }, storeBegin, storeBegin);
    ASSERT_TRUE(none);
    EXPECT_TRUE(none->empty());
}

TEST_F(StoreReadTest, HasNothingOfATargetItNeverMetAndDoesNotMakeIt)
{
    const auto found = store->read(
        QStringLiteral("stranger"), [](const StoredSeries &) { return true; }, storeBegin, storeBegin + 1h);
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->empty());
    EXPECT_TRUE(store->series(QStringLiteral("stranger")).empty());
    EXPECT_EQ(store->targets(), QStringList{QStringLiteral("sync")});
}

TEST_F(StoreReadTest, LeavesOutARowThatIsMissingUpToTheNextKeyFrame)
{
    ASSERT_TRUE(sql(
        QStringLiteral("DELETE FROM scrapes WHERE at = %1").arg((storeBegin + 130 * 5s).time_since_epoch().count())));
    const std::vector<Sample> found = samples("a");
    EXPECT_EQ(found.size(), 120u + 10u + 60u);
    EXPECT_EQ(found[130], (Sample{storeBegin + 240 * 5s, 240}));
    EXPECT_EQ(store->stats().damagedRows, 1);
}

} // namespace
} // namespace hubwatch
