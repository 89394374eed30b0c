#include "alerts/backtest.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using Validity = Reading::Validity;

constexpr Duration poll = 15s;
constexpr Duration gap = 45s;
const TimePoint backtestStart(1'763'884'800s);
const QString backtestCrm = QStringLiteral("crm");

Rule heldFor(Duration hold)
{
    return {.name = QStringLiteral("errors"),
            .signal = QStringLiteral("api.error_rate"),
            .threshold = 0.05,
            .holdFor = hold};
}

/// A stretch of polls of one value; without one they see nothing.
struct Stretch {
    Duration until = {};
    std::optional<double> value = {};
};

BacktestResult run(const Rule &rule, const std::vector<Stretch> &stretches, const QString &service = backtestCrm)
{
    Backtest backtest(rule, service, gap);
    Duration at{};
    for (const Stretch &stretch : stretches)
        for (; at < stretch.until; at += poll)
            backtest.take({.at = backtestStart + at,
                           .observedAt = backtestStart + at,
                           .validity = stretch.value ? Validity::Known : Validity::NoData,
                           .value = stretch.value,
                           .n = 100});
    return backtest.result();
}

struct BacktestCase {
    const char *name;
    std::vector<Stretch> stretches;
    size_t pages;
    int nearMisses;
    int brief;
    Duration firing;
    Duration seen;
};

void PrintTo(const BacktestCase &test, std::ostream *out)
{
    *out << test.name;
}

class BacktestTest : public ::testing::TestWithParam<BacktestCase>
{ };

TEST_P(BacktestTest, Counts)
{
    const BacktestResult result = run(heldFor(1min), GetParam().stretches);
    EXPECT_EQ(result.pages.size(), GetParam().pages);
    EXPECT_EQ(result.nearMisses, GetParam().nearMisses);
    EXPECT_EQ(result.brief, GetParam().brief);
    EXPECT_EQ(result.firing, GetParam().firing);
    EXPECT_EQ(result.seen, GetParam().seen);
}

INSTANTIATE_TEST_SUITE_P(
    Histories, BacktestTest,
    ::testing::Values(
        BacktestCase{"Nothing", {}, 0, 0, 0, 0s, 0s}, BacktestCase{"AQuietHour", {{1h, 0.01}}, 0, 0, 0, 0s, 1h - poll},
        BacktestCase{"ANearMiss", {{10min, 0.01}, {10min + 45s, 0.2}, {20min, 0.01}}, 0, 1, 0, 0s, 20min - poll},
        BacktestCase{
            "TwoNearMisses", {{1min, 0.2}, {5min, 0.01}, {6min, 0.2}, {10min, 0.01}}, 0, 2, 0, 0s, 10min - poll},
        BacktestCase{"PendingAtTheEnd", {{10min, 0.01}, {10min + 45s, 0.2}}, 0, 0, 0, 0s, 10min + 30s},
        // In breach from 10 to 20, firing from 11 to 20.
        BacktestCase{"APage", {{10min, 0.01}, {20min, 0.2}, {30min, 0.01}}, 1, 0, 0, 9min, 30min - poll},
        BacktestCase{"ABriefPage", {{10min, 0.01}, {16min, 0.2}, {30min, 0.01}}, 1, 0, 1, 5min, 30min - poll},
        BacktestCase{"APageJustNotBrief",
                     {{10min, 0.01}, {16min + poll, 0.2}, {30min, 0.01}},
                     1,
                     0,
                     0,
                     5min + poll,
                     30min - poll},
        BacktestCase{"StillFiringAtTheEnd", {{10min, 0.01}, {12min, 0.2}}, 1, 0, 0, 45s, 12min - poll},
        BacktestCase{"BlindWhileFiring", {{10min, 0.2}, {20min, {}}, {30min, 0.01}}, 1, 0, 0, 19min, 20min - 2 * poll},
        BacktestCase{"BlindAllTheTime", {{1h, {}}}, 0, 0, 0, 0s, 0s},
        BacktestCase{
            "TwoPages", {{10min, 0.2}, {20min, 0.01}, {30min, 0.2}, {40min, 0.01}}, 2, 0, 0, 18min, 40min - poll}),
    [](const auto &test) { return test.param.name; });

TEST(BacktestPageTest, TellsWhenAndHowBad)
{
    const BacktestResult result = run(heldFor(1min), {{10min, 0.01}, {15min, 0.2}, {20min, 0.3}, {30min, 0.01}});
    ASSERT_EQ(result.pages.size(), 1u);
    const BacktestPage &page = result.pages[0];
    EXPECT_EQ(page.service, backtestCrm);
    EXPECT_EQ(page.breachedAt, backtestStart + 10min);
    EXPECT_EQ(page.firedAt, backtestStart + 11min);
    EXPECT_EQ(page.resolvedAt, backtestStart + 20min);
    EXPECT_EQ(page.worst, 0.3);
    EXPECT_EQ(result.rule, heldFor(1min));
    EXPECT_EQ(run(heldFor(1min), {{5min, 0.2}}).pages[0].resolvedAt, std::nullopt) << "still firing at the end";
}

TEST(BacktestPageTest, BeginsAnewAfterAnHourAway)
{
    // A pending clock that starts over is another run: what led to the page began after the gap.
    const BacktestResult result = run(heldFor(1min), {{45s, 0.2}, {70min, {}}, {75min, 0.2}});
    ASSERT_EQ(result.pages.size(), 1u);
    EXPECT_EQ(result.pages[0].breachedAt, backtestStart + 70min);
    EXPECT_EQ(result.pages[0].firedAt, backtestStart + 71min);
}

TEST(BacktestPageTest, KnowsTheWorstBelow)
{
    Rule below = heldFor(0s);
    below.side = Rule::Side::Below;
    below.threshold = 0.995;
    EXPECT_EQ(run(below, {{1min, 0.9}, {2min, 0.5}, {3min, 0.8}}).pages.at(0).worst, 0.5);
}

TEST(BacktestPageTest, FiresAtTheSameInstantAsTheLiveRule)
{
    Rule kept = heldFor(0s);
    kept.keepFiringFor = 10min;
    const BacktestResult result = run(kept, {{1min, 0.2}, {5min, 0.01}, {6min, 0.2}, {30min, 0.01}});
    ASSERT_EQ(result.pages.size(), 1u) << "kept firing over the dip";
    EXPECT_EQ(result.pages[0].firedAt, backtestStart);
    EXPECT_EQ(result.pages[0].resolvedAt, backtestStart + 6min - poll + 10min);
}

TEST(BacktestJoinTest, PutsPagesOfServicesInOrderOfTime)
{
    const QString billing = QStringLiteral("billing");
    const std::vector<BacktestResult> results{
        run(heldFor(1min), {{10min, 0.01}, {20min, 0.2}, {30min, 0.01}, {30min + 45s, 0.2}, {40min, 0.01}}),
        run(heldFor(1min), {{5min, 0.01}, {11min, 0.2}, {40min, 0.01}}, billing)};
    const BacktestResult all = joined(results);
    ASSERT_EQ(all.pages.size(), 2u);
    EXPECT_EQ(all.pages[0].service, billing);
    EXPECT_EQ(all.pages[1].service, backtestCrm);
    EXPECT_EQ(all.nearMisses, 1);
    EXPECT_EQ(all.brief, 1);
    EXPECT_EQ(all.firing, 14min);
    EXPECT_EQ(all.seen, 80min - 2 * poll);
    EXPECT_EQ(all.rule, heldFor(1min));
    EXPECT_TRUE(joined({}).pages.empty());
}

TEST(BacktestCompareTest, TellsWhoWasEarlier)
{
    const std::vector<Stretch> history{{10min, 0.01}, {20min, 0.2}, {4h, 0.01}, {4h + 2min, 0.2}, {5h, 0.01}};
    BacktestResult quick = run(heldFor(1min), history);
    BacktestResult slow = run(heldFor(5min), history);
    compare(quick, slow);
    ASSERT_EQ(quick.pages.size(), 2u);
    ASSERT_EQ(slow.pages.size(), 1u);
    EXPECT_EQ(quick.pages[0].lead, 4min);
    EXPECT_EQ(quick.pages[1].lead, std::nullopt) << "the other told nothing";
    EXPECT_EQ(slow.pages[0].lead, -4min);
}

struct TroubleCase {
    const char *name;
    BacktestPage a;
    BacktestPage b;
    std::optional<Duration> lead;
};

void PrintTo(const TroubleCase &test, std::ostream *out)
{
    *out << test.name;
}

class OneTroubleTest : public ::testing::TestWithParam<TroubleCase>
{ };

TEST_P(OneTroubleTest, IsKnownByItsTimes)
{
    BacktestResult a{.pages = {GetParam().a}};
    BacktestResult b{.pages = {GetParam().b}};
    compare(a, b);
    EXPECT_EQ(a.pages[0].lead, GetParam().lead);
    EXPECT_EQ(b.pages[0].lead, GetParam().lead ? std::optional(-*GetParam().lead) : std::nullopt);
}

BacktestPage page(Duration breached, Duration fired, std::optional<Duration> resolved,
                  const QString &service = backtestCrm)
{
    BacktestPage made{.service = service, .breachedAt = backtestStart + breached, .firedAt = backtestStart + fired};
    if (resolved)
        made.resolvedAt = backtestStart + *resolved;
    return made;
}

INSTANTIATE_TEST_SUITE_P(
    Pages, OneTroubleTest,
    ::testing::Values(TroubleCase{"Overlapping", page(0h, 1min, 4h), page(3h, 3h + 1min, 5h), 3h},
                      TroubleCase{"WithinAnHour", page(0h, 1min, 5min), page(59min, 60min, 70min), 59min},
                      TroubleCase{"AnHourApart", page(0h, 1min, 5min), page(60min, 61min, 70min), 60min},
                      TroubleCase{"MoreThanAnHourApart", page(0h, 1min, 5min), page(61min, 62min, 70min), std::nullopt},
                      TroubleCase{"StillFiring", page(0h, 1min, std::nullopt), page(9h, 9h + 1min, std::nullopt), 9h},
                      TroubleCase{"LongOverBefore", page(0h, 1min, std::nullopt), page(-9h, -8h, -7h), std::nullopt},
                      TroubleCase{"AnotherService", page(0h, 1min, 4h), page(0h, 1min, 4h, QStringLiteral("billing")),
                                  std::nullopt}),
    [](const auto &test) { return test.param.name; });

} // namespace
} // namespace hubwatch
