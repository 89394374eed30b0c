#include "app/triage/endpoint_calls.h"

#include "support/printers.h"
#include "triage_bench.h"

namespace hubwatch {
namespace {

using testing::callsOf;
using testing::StoredService;

constexpr TimePoint tableStart(1'763'884'800s);

struct FoldCase {
    const char *status;
    const char *folded;
};

TEST(FoldedStatus, FoldsSuccessAndFaultsAndKeepsTheRest)
{
    for (const FoldCase &fold :
         {FoldCase{"success", "success"}, FoldCase{"200", "success"}, FoldCase{"207", "success"},
          FoldCase{"401", "401"}, FoldCase{"429", "429"}, FoldCase{"500", "5xx"}, FoldCase{"524", "5xx"},
          FoldCase{"5x", "5x"}, FoldCase{"timeout", "timeout"}, FoldCase{"418", "418"}, FoldCase{"", "unknown"}}) {
        const std::string status = fold.status;
        EXPECT_EQ(foldedStatus(&status), QString::fromLatin1(fold.folded));
    }
    EXPECT_EQ(foldedStatus(nullptr), QStringLiteral("unknown"));
}

struct ChangeCase {
    const char *name;
    double now;
    Duration nowSeen;
    double before;
    Duration beforeSeen;
    bool changed;
};

class RateChangedTest : public ::testing::TestWithParam<ChangeCase>
{ };

TEST_P(RateChangedTest, TellsChangeFromChance)
{
    const ChangeCase &asked = GetParam();
    EXPECT_EQ(rateChanged(asked.now, asked.nowSeen, asked.before, asked.beforeSeen), asked.changed)
        << rateDistance(asked.now, asked.nowSeen, asked.before, asked.beforeSeen);
}

INSTANTIATE_TEST_SUITE_P(Cases, RateChangedTest,
                         ::testing::Values(ChangeCase{"NoneAndNone", 0, 1h, 0, 1h, false},
                                           ChangeCase{"ThreeMayBeChance", 3, 1h, 0, 1h, false},
                                           ChangeCase{"NineAreNot", 9, 1h, 0, 1h, true},
                                           ChangeCase{"FourInAQuarterAreNot", 4, 15min, 0, 1h, true},
                                           ChangeCase{"ScaledToTheSame", 250, 15min, 1000, 1h, false},
                                           ChangeCase{"AFall", 0, 15min, 100, 1h, true},
                                           ChangeCase{"ASmallDriftOfMany", 105'000, 1h, 100'000, 1h, false},
                                           ChangeCase{"ATenthOfMany", 115'000, 1h, 100'000, 1h, true},
                                           ChangeCase{"NothingSeenBefore", 100, 1h, 0, 0h, false}),
                         [](const auto &test) { return test.param.name; });

/// A service without resets or gaps of its own; each test makes them.
class CallTableTest : public ::testing::Test
{
protected:
    std::unique_ptr<Store> store = std::move(Store::open({})->store);
    StoredService service{*store, "sync"};
    TriageQuestion question{.from = tableStart, .to = tableStart + 15min, .before = 15min};
    MetricNames names = {};

    CallTable table()
    {
        CallTable table(QStringLiteral("sync"), names, 15s, question);
        // In pieces: what counts must not depend on where one ends.
        for (TimePoint from = table.firstScrape(); from < question.to; from += 7min)
            EXPECT_TRUE(table.read(*store, from, std::min(question.to, from + 7min - 1ms)));
        return table;
    }
    EndpointCalls::Cell cell(const char *status)
    {
        const auto rows = mostChangedFirst(table().rows());
        const auto found = rows.empty() ? EndpointCalls{} : rows.front();
        const auto at = found.byStatus.find(QString::fromLatin1(status));
        return at == found.byStatus.end() ? EndpointCalls::Cell{} : at->second;
    }
    void fill(const std::function<void(int i)> &step)
    {
        for (int i = -70; i <= 60; ++i) {
            step(i);
            service.scrape(tableStart + i * 15s);
        }
    }
};

TEST_F(CallTableTest, UndoesResetsAndCountsBirthsFromZero)
{
    fill([&](int i) {
        if (i == 30) {
            service.set(callsOf("a", "success"), 0);
            service.drop(callsOf("a", "500"));
        }
        service.add(callsOf("a", "success"), 2);
        if (i == 10 || i == 40)
            service.add(callsOf("a", "500"), 7);
    });
    EXPECT_EQ(cell("success").now, 120);
    EXPECT_EQ(cell("success").before, 120);
    EXPECT_EQ(cell("5xx").now, 14);
}

TEST_F(CallTableTest, LeavesOutWhatHappenedDuringAGapAndSaysSo)
{
    for (int i = -70; i <= 60; ++i) {
        service.add(callsOf("a", "success"), 2);
        if (i < 10 || i > 29)
            service.scrape(tableStart + i * 15s);
    }
    CallTable counted = table();
    EXPECT_EQ(counted.nowSeen(), 15min - 21 * 15s);
    EXPECT_EQ(counted.notes(), QStringList{QStringLiteral("sync: 42 calls during a gap not included")});
    const EndpointCalls::Cell success = cell("success");
    EXPECT_EQ(success.now, 78);
    EXPECT_EQ(success.before, 78) << "scaled to what was seen";
    EXPECT_FALSE(success.changed);
}

TEST_F(CallTableTest, TakesTheNamesOfTheServiceAndMissingLabels)
{
    names.calls = "crm_calls";
    fill([&](int) {
        service.add({.metric = "crm_calls", .labels = {{"status", "200"}}}, 3, MetricType::Unknown);
        service.add(callsOf("a", "500"), 100);
    });
    const auto rows = table().rows();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].row.endpoint, QString());
    EXPECT_EQ(rows[0].row.byStatus.at(QStringLiteral("success")).now, 180);
    EXPECT_EQ(table().notes(), QStringList{QStringLiteral("sync exposes no endpoint label")});
}

TEST_F(CallTableTest, SaysWhenThereIsNothingToCompareWith)
{
    for (int i = 1; i <= 60; ++i) {
        service.add(callsOf("a", "500"), 2);
        service.scrape(tableStart + i * 15s);
    }
    EXPECT_EQ(cell("5xx").now, 118) << "the first scrape is a baseline";
    EXPECT_FALSE(cell("5xx").changed);
    EXPECT_EQ(table().notes(), QStringList{QStringLiteral("sync: nothing to compare with before the window")});
}

} // namespace
} // namespace hubwatch
