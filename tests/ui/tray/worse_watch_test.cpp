#include "ui/tray/worse_watch.h"

#include "support/canned_history.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

using Levels = QHash<QString, int>;

const QString a = QStringLiteral("a");
const QString b = QStringLiteral("b");

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
    ::testing::Values(WorseCase{"Nothing", {{0s, {}, 0}}, false}, //
                      WorseCase{"SomethingNew", {{0s, {{a, 1}}, 1}}, true},
                      WorseCase{"TheSameAgain", {{0s, {{a, 3}}, 3}, {15s, {{a, 3}}, 0}}, true},
                      WorseCase{"Better", {{0s, {{a, 3}}, 3}, {15s, {{a, 1}}, 0}}, true},
                      WorseCase{"BackToWhatItWas", {{0s, {{a, 3}}, 3}, {15s, {{a, 1}}, 0}, {15s, {{a, 3}}, 0}}, true},
                      WorseCase{"Graver", {{0s, {{a, 1}}, 1}, {15s, {{a, 3}}, 3}}, true},
                      WorseCase{"AnotherThing", {{0s, {{a, 3}}, 3}, {15s, {{a, 3}, {b, 2}}, 2}}, true},
                      WorseCase{"ItsCauseVanishes", {{0s, {{a, 3}}, 3}, {15s, {}, 0}}, false},
                      WorseCase{"OneOfTwoVanishes", {{0s, {{a, 3}, {b, 1}}, 3}, {15s, {{b, 1}}, 0}}, true},
                      WorseCase{"Flaps", {{0s, {{a, 3}}, 3}, {15s, {}, 0}, {5min, {{a, 3}}, 0}}, false},
                      WorseCase{"ReturnsMuchLater", {{0s, {{a, 3}}, 3}, {20min, {}, 0}, {20min, {{a, 3}}, 3}}, true}),
    [](const auto &test) { return test.param.name; });

TEST(WorseWatchSeenTest, IsQuietOnceSeenUntilItGetsWorse)
{
    WorseWatch watch;
    TimePoint now = testing::cannedNow();
    watch.take({{a, 1}}, now);
    watch.setSeen();
    EXPECT_FALSE(watch.calls());
    watch.take({{a, 1}}, now + 15s);
    EXPECT_FALSE(watch.calls());
    EXPECT_EQ(watch.take({{a, 2}}, now + 30s), 2);
    EXPECT_TRUE(watch.calls());
}

} // namespace hubwatch::ui
