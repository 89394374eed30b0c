#include "app/triage/moved_finder.h"

#include "support/printers.h"
#include "triage_bench.h"

#include <cmath>

namespace hubwatch {
namespace {

using testing::StoredService;

constexpr TimePoint movedAt(1'763'884'800s);

class MovedFinderTest : public ::testing::Test
{
protected:
    std::unique_ptr<Store> store = std::move(Store::open({})->store);
    StoredService service{*store, "sync"};
    MovedQuestion question{.around = movedAt};

    /// Every 15 s; `i` counts from the instant, negative before it.
    void fill(const std::function<void(int i)> &step, int from = -64, int to = 40)
    {
        for (int i = from; i <= to; ++i) {
            step(i);
            service.scrape(movedAt + i * 15s);
        }
    }
    std::vector<MovedSeries> find()
    {
        MovedFinder finder(question);
        EXPECT_TRUE(finder.look(*store, QStringLiteral("sync"), 15s));
        return finder.ranked();
    }
    void gauge(const char *name, double value) { service.set({.metric = name}, value, MetricType::Gauge); }
    void counter(const char *name, double by) { service.add({.metric = name}, by); }
};

const MovedSeries *movedNamed(const std::vector<MovedSeries> &found, const char *name)
{
    const auto at = std::ranges::find(found, QString::fromLatin1(name), &MovedSeries::series);
    return at == found.end() ? nullptr : &*at;
}

TEST_F(MovedFinderTest, RanksByStepsThatAreUsualForTheSeries)
{
    fill([&](int i) {
        gauge("noisy", 100 + 30 * std::sin(i) + (i > 0 ? 20 : 0));
        gauge("calm", 100 + std::sin(i) + (i > 0 ? 20 : 0));
        gauge("constant", 5);
        counter("even_total", 60);
        counter("falling_total", i > 0 ? 0 : 60);
        service.set({.metric = "sync_timestamp_seconds"}, 1e9 + i * 15, MetricType::Gauge);
    });
    const auto found = find();
    EXPECT_EQ(movedNamed(found, "constant"), nullptr);
    EXPECT_EQ(movedNamed(found, "sync_timestamp_seconds"), nullptr);
    const MovedSeries *calm = movedNamed(found, "calm");
    const MovedSeries *noisy = movedNamed(found, "noisy");
    const MovedSeries *falling = movedNamed(found, "falling_total");
    ASSERT_TRUE(calm && noisy && falling);
    EXPECT_GT(calm->score, 8 * noisy->score);
    EXPECT_LT(noisy->score, 3);
    EXPECT_FALSE(calm->rate);
    EXPECT_NEAR(calm->after - calm->before, 20, 0.5);
    EXPECT_TRUE(falling->rate);
    EXPECT_DOUBLE_EQ(falling->before, 4);
    EXPECT_DOUBLE_EQ(falling->after, 0);
    EXPECT_EQ(falling->service, QStringLiteral("sync"));
    EXPECT_EQ(movedNamed(found, "even_total"), nullptr);
}

TEST_F(MovedFinderTest, LeavesOutTheStartOfTheProcess)
{
    fill([&](int i) { gauge("process_start_time_seconds", i > 5 ? 2000 : 1000); });
    EXPECT_TRUE(find().empty());
}

TEST_F(MovedFinderTest, ComparesRatesWithResetsUndone)
{
    double calls = 1000;
    fill([&](int i) {
        calls = i == 20 ? 30 : calls + (i > 0 ? 30 : 15);
        service.set({.metric = "calls_total"}, calls);
    });
    const auto found = find();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_DOUBLE_EQ(found[0].before, 1);
    EXPECT_DOUBLE_EQ(found[0].after, 2);
    EXPECT_NEAR(found[0].score, 1 / (std::sqrt(600.0) / 600), 1e-6) << "no jitter: what chance makes of 600 events";
}

TEST_F(MovedFinderTest, CountsASeriesBornInTheWindowFromZeroAndTellsAFewFromMany)
{
    fill([&](int i) {
        counter("calls_total", 15);
        if (i == 3)
            counter("one_total", 1);
        if (i > 0)
            counter("many_total", 3);
    });
    const auto found = find();
    const MovedSeries *many = movedNamed(found, "many_total");
    const MovedSeries *one = movedNamed(found, "one_total");
    ASSERT_TRUE(many && one);
    EXPECT_EQ(&found.front(), many);
    EXPECT_DOUBLE_EQ(many->before, 0);
    EXPECT_DOUBLE_EQ(many->after, 0.2);
    EXPECT_DOUBLE_EQ(many->score, 50);
    EXPECT_DOUBLE_EQ(one->score, 1) << "one event may be chance";
    EXPECT_EQ(movedNamed(found, "calls_total"), nullptr);
}

TEST_F(MovedFinderTest, RanksEqualScoresBySizeAndKeepsTheMost)
{
    fill([&](int i) {
        for (int k = 0; k < 10; ++k)
            service.set({.metric = "gauge" + std::to_string(k)}, i > 0 ? 1 << k : 0, MetricType::Gauge);
    });
    question.most = 3;
    const auto found = find();
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].series, QStringLiteral("gauge9"));
    EXPECT_EQ(found[2].series, QStringLiteral("gauge7"));
    EXPECT_EQ(found[0].score, found[2].score);
}

TEST_F(MovedFinderTest, SaysNothingOfATargetThatItselfCameOrWent)
{
    fill([&](int i) { gauge("level", i); }, 1, 40);
    EXPECT_TRUE(find().empty());
    EXPECT_TRUE(MovedFinder(question).look(*store, QStringLiteral("nobody"), 15s));
}

TEST_F(MovedFinderTest, LeavesOutWhatHappenedDuringAGap)
{
    for (int i = -64; i <= 40; ++i) {
        counter("calls_total", 15);
        if (i < -10 || i > -1)
            service.scrape(movedAt + i * 15s);
    }
    EXPECT_TRUE(find().empty());
}

} // namespace
} // namespace hubwatch
