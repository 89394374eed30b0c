#include "ui/tray/worse_watch.h"

#include "support/canned_history.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

using Levels = QHash<QString, int>;

const QString thing = QStringLiteral("thing");
const QString other = QStringLiteral("other");

struct Step {
    Duration after;
    Levels levels;
    int worse; ///< what take() answers
};

struct WorseCase {
    const char *name;
    std::vector<Step> steps;
    bool calls;
};

class WorseWatchTest : public ::testing::TestWithParam<WorseCase>
{ };

} // namespace

TEST_P(WorseWatchTest, CallsOnlyForWhatGotWorse)
{
    WorseWatch watch;
    TimePoint now = testing::cannedNow();
    for (const Step &step : GetParam().steps) {
        now += step.after;
        EXPECT_EQ(watch.take(step.levels, now), step.worse);
    }
    EXPECT_EQ(watch.calls(), GetParam().calls);
}

INSTANTIATE_TEST_SUITE_P(
    Courses, WorseWatchTest,
    ::testing::Values(
        WorseCase{"Nothing", {{0s, {}, 0}}, false}, //
        WorseCase{"SomethingNew", {{0s, {{thing, 1}}, 1}}, true},
        WorseCase{"TheSameAgain", {{0s, {{thing, 3}}, 3}, {15s, {{thing, 3}}, 0}}, true},
        WorseCase{"Better", {{0s, {{thing, 3}}, 3}, {15s, {{thing, 1}}, 0}}, true},
        WorseCase{"BackToWhatItWas", {{0s, {{thing, 3}}, 3}, {15s, {{thing, 1}}, 0}, {15s, {{thing, 3}}, 0}}, true},
        WorseCase{"Graver", {{0s, {{thing, 1}}, 1}, {15s, {{thing, 3}}, 3}}, true},
        WorseCase{"AnotherThing", {{0s, {{thing, 3}}, 3}, {15s, {{thing, 3}, {other, 2}}, 2}}, true},
        WorseCase{"ItsCauseVanishes", {{0s, {{thing, 3}}, 3}, {15s, {}, 0}}, false},
        WorseCase{"OneOfTwoVanishes", {{0s, {{thing, 3}, {other, 1}}, 3}, {15s, {{other, 1}}, 0}}, true},
        WorseCase{"Flaps", {{0s, {{thing, 3}}, 3}, {15s, {}, 0}, {5min, {{thing, 3}}, 0}}, false},
        WorseCase{"ReturnsMuchLater", {{0s, {{thing, 3}}, 3}, {20min, {}, 0}, {20min, {{thing, 3}}, 3}}, true}),
    [](const auto &test) { return test.param.name; });

TEST(WorseWatchSeenTest, IsQuietOnceSeenUntilItGetsWorse)
{
    WorseWatch watch;
    TimePoint now = testing::cannedNow();
    watch.take({{thing, 1}}, now);
    watch.setSeen();
    EXPECT_FALSE(watch.calls());
    watch.take({{thing, 1}}, now + 15s);
    EXPECT_FALSE(watch.calls());
    EXPECT_EQ(watch.take({{thing, 2}}, now + 30s), 2);
    EXPECT_TRUE(watch.calls());
}

} // namespace hubwatch::ui
