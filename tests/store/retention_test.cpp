#include "store_fixture.h"

namespace hubwatch {
namespace {

using namespace testing;

class RetentionTest : public StoreFixture
{
protected:
    StoreOptions options() const override { return {.directory = folder.path(), .keep = 2h, .maxBytes = maxBytes}; }

    void trimAll(TimePoint now)
    {
        for (int call = 0; call < 1000; ++call) {
            const Result<bool> more = store->trim(now);
            ASSERT_TRUE(more) << more.error().detail.toStdString();
            if (!*more)
                return;
        }
        FAIL() << "trim() never ended";
    }

    void fill(const std::vector<std::string> &metrics, TimePoint from, int count, std::uint64_t generation = 0)
    {
        const auto table = tableOf(metrics, generation);
        std::vector<TargetScrape> scrapes;
        for (int i = 0; i < count; ++i) {
            std::vector<double> values;
            for (size_t k = 0; k < metrics.size(); ++k)
                values.push_back(0.1 * double(i) * double(k + 1));
            scrapes.push_back(scrapeOf(table, from + i * 10s, values));
        }
        ASSERT_TRUE(store->append(scrapes));
    }

    qint64 maxBytes = 2'000'000'000;
};

TEST_F(RetentionTest, DropsWhatIsTooOldAndKeepsTheRestReadable)
{
    fill({"a", "b"}, storeBegin, 1440); // four hours
    ASSERT_TRUE(store->append(Event{.at = storeBegin, .text = QStringLiteral("old")}));
    ASSERT_TRUE(store->append(Event{.at = storeBegin + 3h, .text = QStringLiteral("young")}));
    trimAll(storeBegin + 4h);
    const std::vector<Sample> left = samples("b");
    ASSERT_FALSE(left.empty());
    EXPECT_LE(left.front().at, storeBegin + 2h);
    EXPECT_GE(left.front().at, storeBegin + 2h - 30min); // whole spans go, so up to one of them stays longer
    for (const Sample &sample : left)
        ASSERT_EQ(sample.value, 0.1 * double((sample.at - storeBegin) / 10s) * 2);
    EXPECT_EQ(store->stats().scrapes, qint64(left.size()));
    EXPECT_EQ(store->stats().oldest, left.front().at);
    EXPECT_EQ(store->events(storeBegin, storeBegin + 4h)->size(), 1u);
    open();
    EXPECT_EQ(samples("b"), left);
    EXPECT_EQ(store->stats().scrapes, qint64(left.size()));
}

TEST_F(RetentionTest, ForgetsSeriesNoScrapeSpeaksOf)
{
    fill({"a", "dead"}, storeBegin, 360);
    fill({"a"}, storeBegin + 1h, 1440, 1);
    trimAll(storeBegin + 5h);
    EXPECT_EQ(store->stats().series, 1);
    EXPECT_EQ(store->series(QStringLiteral("sync")).size(), 1u);
    fill({"b", "a"}, storeBegin + 5h, 3, 2);
    EXPECT_EQ(samples("b").size(), 3u);
    EXPECT_EQ(samples("dead").size(), 0u);
    EXPECT_GT(samples("a").size(), 700u);
}

TEST_F(RetentionTest, ForgetsATargetNobodyAsksAnyMore)
{
    fill({"a", "b"}, storeBegin, 200); // the second span is never closed
    const TargetScrape other{.target = QStringLiteral("other"),
                             .scrape = {.at = storeBegin + 3h, .table = tableOf({"c"}), .values = {1}}};
    ASSERT_TRUE(store->append({&other, 1}));
    trimAll(storeBegin + 2h); // its newest row is younger than two hours
    EXPECT_EQ(samples("a").size(), 200u);
    trimAll(storeBegin + 4h);
    EXPECT_EQ(store->targets(), QStringList{QStringLiteral("other")});
    EXPECT_EQ(store->stats().scrapes, 1);
    EXPECT_EQ(store->stats().series, 1);
    open();
    EXPECT_EQ(store->stats().scrapes, 1);
    EXPECT_EQ(store->stats().oldest, storeBegin + 3h);
    fill({"b"}, storeBegin + 4h, 3, 1);
    EXPECT_EQ(samples("b").size(), 3u);
    EXPECT_EQ(samples("a").size(), 0u);
}

TEST_F(RetentionTest, KeepsOnStoringATargetItForgotWhileRunning)
{
    const auto table = tableOf({"a", "b"});
    ASSERT_TRUE(append(scrapeOf(table, storeBegin, {1, 2})));
    trimAll(storeBegin + 5h);
    EXPECT_TRUE(store->targets().isEmpty());
    ASSERT_TRUE(append(scrapeOf(table, storeBegin + 5h, {1, 3})));
    for (const bool reopened : {false, true}) {
        if (reopened)
            open();
        EXPECT_EQ(samples("b"), (std::vector<Sample>{{storeBegin + 5h, 3}}));
        EXPECT_EQ(store->stats().series, 2);
    }
}

TEST_F(RetentionTest, LetsNoSlowTargetHideTheOldRowsOfAnother)
{
    const auto slow = tableOf({"s"});
    for (int i = 0; i < 121; ++i) { // one span of ten hours, which began first
        const TargetScrape scrape{.target = QStringLiteral("slow"),
                                  .scrape = {.at = storeBegin + i * 300s, .table = slow, .values = {double(i)}}};
        ASSERT_TRUE(store->append({&scrape, 1}));
    }
    fill({"a"}, storeBegin + 1min, 360);
    trimAll(storeBegin + 10h);
    EXPECT_EQ(samples("a").size(), 0u);
    EXPECT_EQ(store->targets(), QStringList{QStringLiteral("slow")});
    EXPECT_EQ(store->stats().scrapes, 121);
}

TEST_F(RetentionTest, StaysUnderItsSizeAndGivesSpaceBack)
{
    std::vector<std::string> metrics;
    for (int i = 0; i < 200; ++i)
        metrics.push_back("metric_" + std::to_string(i));
    fill(metrics, storeBegin, 700);
    maxBytes = 600'000;
    open();
    ASSERT_GT(store->stats().bytes, 900'000);
    trimAll(storeBegin + 2h);
    open(); // folds the write-ahead log into the file
    EXPECT_LE(store->stats().bytes, 600'000);
    const std::vector<Sample> left = samples("metric_1");
    ASSERT_FALSE(left.empty());
    EXPECT_EQ(left.back().at, storeBegin + 699 * 10s);
    EXPECT_GT(left.front().at, storeBegin);
}

} // namespace
} // namespace hubwatch
